using System.Text.Json;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>What an unmodified Mail Server Factory is expected to come to on a distro, by its sources.</summary>
internal sealed record FactoryExpectation
{
    private static readonly Lazy<IReadOnlyDictionary<string, FactoryExpectation>> _all = new(Load);

    /// <summary>The class.</summary>
    public required FactoryOutcomeClass Class { get; init; }

    /// <summary>What it fails in.</summary>
    public FactoryFailureKind Kind { get; init; }

    /// <summary>The reason, as a clause.</summary>
    public required string Reason { get; init; }

    /// <summary>The class and, for a failure, what it fails in.</summary>
    public string Name =>
        new FactoryOutcome
        {
            Class = Class,
            Kind = Kind,
            Proof = string.Empty,
        }.Name;

    /// <summary>What is expected for a distro, by its identifier; null when nothing is known.</summary>
    public static FactoryExpectation? Of(string distro) => _all.Value.GetValueOrDefault(distro);

    /// <summary>Whether an outcome is the one that is expected; host trouble says nothing about that.</summary>
    public bool IsMetBy(FactoryOutcome outcome) => outcome.Class == Class && outcome.Kind == Kind;

    private static Dictionary<string, FactoryExpectation> Load()
    {
        const string Name = "Provisioning/expected-outcomes.json";
        using var stream = typeof(FactoryExpectation).Assembly.GetManifestResourceStream(Name)!;
        return JsonSerializer.Deserialize<Dictionary<string, FactoryExpectation>>(stream, JsonDialect.Edited)!;
    }
}
