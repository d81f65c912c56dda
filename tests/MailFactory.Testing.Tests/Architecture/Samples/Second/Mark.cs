namespace MailFactory.Testing.Tests.Architecture.Samples.Second;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class Mark : Attribute;
