using MailFactory.Testing.Conformance;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>What a check found wrong, in one sentence.</summary>
public sealed class CheckFindingTests
{
    [Fact]
    public void What_several_services_have_in_common_is_told_once() =>
        Assert.Equal(
            "imaps/993, submission/587 and smtp/25: not trusted; pop3s/995: it expired; the log is empty",
            CheckFinding.Join([
                "imaps/993: not trusted",
                "pop3s/995: it expired",
                "submission/587: not trusted",
                "smtp/25: not trusted",
                "the log is empty",
            ])
        );

    [Fact]
    public void One_service_is_named_once_and_other_sentences_stay_as_they_are() =>
        Assert.Equal(
            "smtp/25: not trusted; a: b; a: c",
            CheckFinding.Join(["smtp/25: not trusted", "smtp/25: not trusted", "a: b", "a: c"])
        );

    [Fact]
    public void Six_causes_are_told_however_many_services_have_them() =>
        Assert.Equal(
            "smtp/25 and imap/143: 0; smtp/25 and imap/143: 1; smtp/25 and imap/143: 2; smtp/25 and imap/143: 3; smtp/25 and imap/143: 4; "
                + "smtp/25 and imap/143: 5; and 1 more like these",
            CheckFinding.Join([.. Enumerable.Range(0, 14).Select(index => $"{(index % 2 == 0 ? "smtp/25" : "imap/143")}: {index / 2}")])
        );
}
