using System.Text;

namespace Nuke.Common.Output;

/// <summary>Passes texts on with secrets masked; a secret is recognised when it comes in one piece.</summary>
internal sealed class MaskingWriter(TextWriter inner, SecretMask mask) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string value) => inner.Write(mask.Apply(value));

    public override void WriteLine(string value) => inner.WriteLine(mask.Apply(value));

    public override void Flush() => inner.Flush();
}
