namespace MailFactory.Testing.Media;

/// <summary>Orders texts with runs of digits by number, so that 13.10 comes after 13.9.</summary>
internal sealed class VersionOrder : IComparer<string>
{
    public static readonly VersionOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var leftPart = Part(left);
            var rightPart = Part(right);
            var order =
                char.IsAsciiDigit(leftPart[0]) && char.IsAsciiDigit(rightPart[0])
                    ? CompareNumbers(leftPart, rightPart)
                    : leftPart.SequenceCompareTo(rightPart);
            if (order != 0)
            {
                return order;
            }

            left = left[leftPart.Length..];
            right = right[rightPart.Length..];
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var shortLeft = left.TrimStart('0');
        var shortRight = right.TrimStart('0');
        var order = shortLeft.Length.CompareTo(shortRight.Length);
        return order != 0 ? order : shortLeft.SequenceCompareTo(shortRight);
    }

    private static ReadOnlySpan<char> Part(ReadOnlySpan<char> text)
    {
        var isNumber = char.IsAsciiDigit(text[0]);
        var length = 1;
        while (length < text.Length && char.IsAsciiDigit(text[length]) == isNumber)
        {
            length++;
        }

        return text[..length];
    }
}
