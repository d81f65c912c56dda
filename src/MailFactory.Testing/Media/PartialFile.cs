using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace MailFactory.Testing.Media;

/// <summary>The bytes of an unfinished download, with the validator that tells whether the server still has the same file.</summary>
internal sealed class PartialFile(string target)
{
    private const int BufferSize = 1 << 17;

    public string Path { get; } = $"{target}.partial";

    private string ValidatorPath => $"{Path}.validator";

    /// <summary>How many bytes can be kept; zero when nothing tells whether they still belong to the server's file (RFC 9110, 13.1.5).</summary>
    public long ResumableLength => File.Exists(Path) && File.Exists(ValidatorPath) ? new FileInfo(Path).Length : 0;

    public RangeConditionHeaderValue ReadValidator()
    {
        var text = File.ReadAllText(ValidatorPath);
        return text.StartsWith('"')
            ? new RangeConditionHeaderValue(new EntityTagHeaderValue(text))
            : new RangeConditionHeaderValue(DateTimeOffset.Parse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal));
    }

    /// <summary>Keeps the response's strong entity tag, or its date; forgets the old one when it has neither.</summary>
    public void KeepValidator(HttpResponseMessage response)
    {
        if (response.Headers.ETag is { IsWeak: false } tag)
        {
            File.WriteAllText(ValidatorPath, tag.Tag);
        }
        else if (response.Content.Headers.LastModified is { } date)
        {
            File.WriteAllText(ValidatorPath, date.ToString("R"));
        }
        else
        {
            File.Delete(ValidatorPath);
        }
    }

    /// <summary>Opens the file for appending behind its first <paramref name="length"/> bytes, which go into the digest.</summary>
    public async Task<FileStream> OpenAsync(long length, IncrementalHash digest, CancellationToken cancellationToken)
    {
        var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, BufferSize, FileOptions.Asynchronous);
        stream.SetLength(length);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            digest.AppendData(buffer, 0, read);
        }

        return stream;
    }

    public void MoveTo(string finished)
    {
        File.Move(Path, finished, overwrite: true);
        File.Delete(ValidatorPath);
    }

    public void Delete()
    {
        File.Delete(Path);
        File.Delete(ValidatorPath);
    }
}
