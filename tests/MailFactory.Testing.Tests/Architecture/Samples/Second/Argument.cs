namespace MailFactory.Testing.Tests.Architecture.Samples.Second;

internal class Argument;
