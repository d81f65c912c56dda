using System.Text.Json.Serialization;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Archives;

/// <summary>How the mail server on a copy of an archived disk did in its last test.</summary>
internal sealed record ArchiveMailTest
{
    /// <summary>When the test ended; when it began, as long as it has not ended.</summary>
    public required DateTimeOffset Tested { get; init; }

    /// <summary>The verdict; <see cref="Verdict.Error"/> as long as the test has not ended.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence about it.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether the whole suite was asked, not only some checks.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>
    /// The run whose report tells of the test in full, <c>test_results_RUN</c>; null in archives of older tools and before the end.
    /// </summary>
    public string? Run { get; init; }

    /// <summary>A test that has begun; what is left in the manifest when it never ends.</summary>
    public static ArchiveMailTest Begun(DateTimeOffset now) =>
        new()
        {
            Tested = now,
            Verdict = Verdict.Error,
            Summary = "the mail test started but did not finish",
            IsWhole = false,
        };
}
