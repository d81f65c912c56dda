using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

[Mark]
internal static class InAnAttribute;
