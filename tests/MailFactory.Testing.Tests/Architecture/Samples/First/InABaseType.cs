using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

internal sealed class InABaseType : Argument;
