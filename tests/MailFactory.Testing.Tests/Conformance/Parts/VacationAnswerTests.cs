using System.Text;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Parts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Tests.Conformance.Parts;

/// <summary>How the answers for a user who is away are judged.</summary>
public sealed class VacationAnswerTests
{
    private const string Sender = "bob@dev.local";
    private const string Good = "Return-Path: <>\r\nAuto-Submitted: auto-replied (vacation)\r\n";

    private static readonly VacationLetters _written = new(Sender, "alice@dev.local", "postmaster@dev.local", "mark");
    private static readonly IReadOnlyList<VacationLetter> _letters = [_written.First(), .. _written.Unanswered(), _written.Second()];

    [Fact(Timeout = 60_000)]
    public async Task One_answer_to_the_first_letter_is_good() => await JudgeAsync(Verdict.Passed, "good", Answer(_letters[0], Good));

    [Fact(Timeout = 60_000)]
    public async Task An_answer_that_names_no_letter_but_repeats_the_subject_is_good() =>
        await JudgeAsync(Verdict.Passed, "good", Answer(Sender, $"{Good}Subject: Auto: {_letters[0].Letter.Subject}\r\n"));

    [Fact(Timeout = 60_000)]
    public async Task No_answer_is_found() => await JudgeAsync(Verdict.Failed, "a first letter has 0 answers instead of 1");

    [Fact(Timeout = 60_000)]
    public async Task Two_answers_are_found_whatever_they_name() =>
        await JudgeAsync(Verdict.Failed, "a first letter has 2 answers instead of 1", Answer(_letters[0], Good), Answer(Sender, Good));

    [Theory(Timeout = 60_000)]
    [InlineData(1, "a letter that was sent by a program (Auto-Submitted) is answered")]
    [InlineData(2, "a letter to a mailing list (List-Id) is answered")]
    [InlineData(3, "a letter to many (Precedence: bulk) is answered")]
    [InlineData(4, "a letter that does not name its receiver is answered")]
    [InlineData(5, "a letter without a sender is answered")]
    [InlineData(6, "a second letter of the same sender is answered")]
    public async Task An_answer_that_nobody_wants_is_found(int letter, string says) =>
        await JudgeAsync(Verdict.Failed, says, Answer(_letters[0], Good), Answer(_letters[letter], Good));

    [Fact(Timeout = 60_000)]
    public async Task Precedence_is_a_matter_of_this_projects_own_servers() =>
        await JudgeAsync(
            ServerProfile.Any,
            Verdict.Passed,
            "no standard asks for it, but: a letter to many (Precedence: bulk) is answered",
            Answer(_letters[0], Good),
            Answer(_letters[3], Good)
        );

    [Theory(Timeout = 60_000)]
    [InlineData("Return-Path: <>\r\n", "an answer says Auto-Submitted: nothing instead of auto-replied")]
    [InlineData("Return-Path: <>\r\nAuto-Submitted: no\r\n", "an answer says Auto-Submitted: no instead of auto-replied")]
    [InlineData(
        "Return-Path: <alice@dev.local>\r\nAuto-Submitted: auto-replied\r\n",
        "an answer has the envelope's sender <alice@dev.local> instead of none"
    )]
    public async Task An_answer_that_could_be_answered_in_turn_is_found(string header, string says) =>
        await JudgeAsync(Verdict.Failed, says, Answer(_letters[0], header));

    [Fact(Timeout = 60_000)]
    public async Task An_answer_to_where_people_were_to_answer_is_found() =>
        await JudgeAsync(
            Verdict.Failed,
            "an answer went to postmaster@dev.local instead of the envelope's sender bob@dev.local",
            Answer("postmaster@dev.local", $"{Good}In-Reply-To: <{_letters[0].Letter.MessageId}>\r\n")
        );

    [Fact]
    public void Each_letter_is_what_its_name_says_and_bears_the_mark()
    {
        Assert.Equal(
            ["Auto-Submitted: auto-generated", "List-Id: <news.tester.example.org>", "Precedence: bulk"],
            _letters
                .SelectMany(letter => letter.Letter.Header)
                .Where(line =>
                    line.StartsWith("Auto-", StringComparison.Ordinal)
                    || line.StartsWith("List-", StringComparison.Ordinal)
                    || line.StartsWith("Precedence", StringComparison.Ordinal)
                )
        );
        Assert.All(_letters, letter => Assert.StartsWith("mark ", letter.Letter.Subject, StringComparison.Ordinal));
        Assert.Single(_letters, letter => !letter.Letter.Header.Contains("To: alice@dev.local"));
        Assert.Single(_letters, letter => letter.IsFromNobody);
        Assert.Single(_letters, letter => letter.IsAnswered);
    }

    [Theory]
    [InlineData("\"one\"|\"two words\" ACTIVE|\"three\"", "two words")]
    [InlineData("\"one\"|\"ACTIVE\"", "")]
    [InlineData("", "")]
    public void The_script_that_was_active_is_known(string lines, string name) =>
        Assert.Equal(name, TestScript.ActiveOf(new SieveReply("OK", string.Empty, lines.Split('|'))));

    private static VacationAnswer Answer(VacationLetter letter, string header) =>
        Answer(Sender, $"{header}In-Reply-To: <{letter.Letter.MessageId}>\r\n");

    private static VacationAnswer Answer(string receiver, string header)
    {
        using var text = new MemoryStream(Encoding.ASCII.GetBytes($"{header}From: alice@dev.local\r\n\r\naway\r\n"));
        return new VacationAnswer(receiver, MimeMessage.Load(text, TestContext.Current.CancellationToken));
    }

    private static Task JudgeAsync(Verdict verdict, string says, params IReadOnlyList<VacationAnswer> answers) =>
        JudgeAsync(ServerProfile.Packages, verdict, says, answers);

    private static async Task JudgeAsync(ServerProfile profile, Verdict verdict, string says, params IReadOnlyList<VacationAnswer> answers)
    {
        await using var server = new ScriptedMailServer();
        var problems = new Problems(server.Context with { Target = server.Context.Target with { Profile = profile } });
        VacationAnswer.Judge(answers, _letters, Sender, problems);
        var finding = problems.Finding("good");
        Assert.True(finding.Verdict == verdict, finding.Summary);
        Assert.Contains(says, finding.Summary, StringComparison.Ordinal);
    }
}
