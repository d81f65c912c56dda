namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>What a text on the screen means; its colour follows from it.</summary>
internal enum Tone
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>Of little interest now.</summary>
    Dim,

    /// <summary>A heading.</summary>
    Head,

    /// <summary>Something passed.</summary>
    Good,

    /// <summary>Something is running.</summary>
    Busy,

    /// <summary>Something failed.</summary>
    Bad,
}
