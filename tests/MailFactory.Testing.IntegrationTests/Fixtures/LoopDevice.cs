using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>A file as a read-only block device of the host, until it is disposed of.</summary>
internal sealed class LoopDevice : IAsyncDisposable
{
    private readonly string _path;

    private LoopDevice(string path) => _path = path;

    /// <summary>Its minor number; the major one is 7.</summary>
    public string Number => _path["/dev/loop".Length..];

    /// <summary>Attaches a file; skips the test, with the reason, where the host gives no device.</summary>
    public static async Task<LoopDevice> AttachAsync(string file, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(ToolCommand.Create("losetup", "--find", "--show", "--read-only", file), cancellationToken);
        Assert.SkipUnless(result.IsSuccess, $"no loop device: {result.StandardError.Trim()}");
        return new LoopDevice(result.StandardOutput.Trim());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await ToolRunner.RunAsync(ToolCommand.Create("losetup", "--detach", _path), CancellationToken.None);
}
