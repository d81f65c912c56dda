namespace MailFactory.Testing.Runs;

/// <summary>A text that must not be shown: it prints as asterisks and has to be asked for its value.</summary>
/// <param name="value">The secret.</param>
public sealed class SecretText(string value)
{
    /// <summary>The secret itself; only for the one place that needs it.</summary>
    public string Reveal() => value;

    /// <summary>Asterisks, whatever the secret is.</summary>
    public override string ToString() => "***";
}
