using System.Diagnostics.CodeAnalysis;

namespace MailFactory.Testing.Media;

/// <summary>A value, or the reason why there is none.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal sealed record Outcome<T>
    where T : class
{
    internal Outcome(T? value, MediaFailure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>The value; null after a failure.</summary>
    public T? Value { get; }

    /// <summary>The failure; null when there is a value.</summary>
    public MediaFailure? Failure { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Value is not null;

    /// <summary>A value as an outcome.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, failure: null);

    /// <summary>A failure as an outcome.</summary>
    public static implicit operator Outcome<T>(MediaFailure failure) => new(value: null, failure);
}

/// <summary>Makes outcomes where the compiler cannot: conversions from interfaces do not exist.</summary>
internal static class Outcome
{
    public static Outcome<T> Of<T>(T value)
        where T : class => new(value, failure: null);
}
