namespace MailFactory.Testing.ReplayQemu;

/// <summary>What the screen of a replayed machine shows.</summary>
internal static class Picture
{
    /// <summary>A PNG file of one black pixel.</summary>
    public static byte[] Png { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");
}
