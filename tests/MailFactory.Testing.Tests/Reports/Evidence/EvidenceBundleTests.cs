using System.IO.Compression;
using System.Text;
using MailFactory.Testing.Reports.Evidence;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports.Evidence;

public sealed class EvidenceBundleTests : IDisposable
{
    private const string PrivateKey = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_folder.Path);

    private static RunResult Run =>
        SampleReport.Run with
        {
            Stages =
            [
                .. SampleReport.Run.Stages.Select(stage =>
                    stage is { Distro: "fedora-41", Stage: Stage.Create } ? stage with { Files = ["vms/fedora-41/ks.cfg"] } : stage
                ),
            ],
        };

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Only_a_distro_that_failed_has_a_bundle_and_the_run_names_it()
    {
        var run = await WriteAsync();
        Assert.Equal(
            "test_results/evidence_fedora-41_20260102-030405.zip",
            run.Facts.Single(facts => facts.Distro == "fedora-41").EvidenceBundle
        );
        Assert.All(run.Facts.Where(facts => facts.Distro != "fedora-41"), facts => Assert.Null(facts.EvidenceBundle));
        Assert.Single(Directory.GetFiles(Layout.Results, "*.zip*"));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_index_lists_every_file_and_says_what_is_missing_and_why()
    {
        await WriteAsync();
        using var zip = await OpenAsync();
        Assert.Equal(
            ["index.html", "result.json", "serial/serial.log", "screens/install-failed.png", "answers/ks.cfg", "journal/journal.jsonl"],
            zip.Entries.Select(entry => entry.FullName)
        );
        var index = await TextAsync(zip.Entries[0]);
        Assert.All(zip.Entries.Skip(1), entry => Assert.Contains($"<a href=\"{entry.FullName}\">", index, StringComparison.Ordinal));
        Assert.Contains("missing: no machine was started", index, StringComparison.Ordinal);
        Assert.Contains("missing: the installer has sent none", index, StringComparison.Ordinal);
        Assert.Contains("missing: not known: the installed system was never reached in this run", index, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", index, StringComparison.Ordinal);
        Assert.Contains("remedy: name the disk in the answer file", index, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task No_secret_of_the_machine_is_in_it()
    {
        await WriteAsync();
        using var zip = await OpenAsync();
        var all = string.Empty;
        foreach (var entry in zip.Entries)
        {
            all += await TextAsync(entry);
        }

        Assert.Contains($"--password={Redaction.Mark}", all, StringComparison.Ordinal);
        foreach (var secret in new[] { PrivateKey, "Zx9Hidden", "AAAAC3NzaC1lZDI1NTE5AAAAIPublic" })
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Only_the_journals_lines_of_the_distro_and_the_newest_run_are_in_it()
    {
        await WriteAsync();
        using var zip = await OpenAsync();
        Assert.Equal("{\"distro\":\"fedora-41\",\"what\":\"started\"}\n", await TextAsync(zip.GetEntry("journal/journal.jsonl")!));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_files_make_the_same_bytes_whenever_they_were_written()
    {
        await WriteAsync();
        var first = await File.ReadAllBytesAsync(Path, Cancellation);
        foreach (var file in Directory.EnumerateFiles(Layout.Machines, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        await EvidenceBundle.WriteAllAsync(Run, Layout, Cancellation);
        Assert.Equal(first, await File.ReadAllBytesAsync(Path, Cancellation));

        await File.AppendAllTextAsync(System.IO.Path.Combine(Layout.Machine("fedora-41"), "serial.log"), "more\n", Cancellation);
        await EvidenceBundle.WriteAllAsync(Run, Layout, Cancellation);
        Assert.NotEqual(first, await File.ReadAllBytesAsync(Path, Cancellation));
    }

    private string Path => System.IO.Path.Combine(_folder.Path, EvidenceBundle.NameOf("fedora-41", Run.RunId));

    private async Task<RunResult> WriteAsync()
    {
        await SampleReport.WriteAsync(Layout, Cancellation);
        var folder = Layout.Machine("fedora-41");
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(folder, "id_ed25519"),
            $"-----BEGIN OPENSSH PRIVATE KEY-----\n{PrivateKey}\n-----END OPENSSH PRIVATE KEY-----\n",
            Cancellation
        );
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(folder, "id_ed25519.pub"),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPublic mailtest\n",
            Cancellation
        );
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(folder, "ks.cfg"),
            "user --iscrypted --password='$6$salt$Zx9Hidden'\nsshkey 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPublic'\n",
            Cancellation
        );
        await File.AppendAllTextAsync(System.IO.Path.Combine(folder, "serial.log"), $"leaked {PrivateKey} on the console\n", Cancellation);
        Directory.CreateDirectory(Layout.Logs);
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(Layout.Logs, "journal.jsonl"),
            "{\"distro\":\"fedora-41\",\"what\":\"old\"}\n{\"entry\":\"runStarted\"}\n"
                + "{\"distro\":\"fedora-41\",\"what\":\"started\"}\n{\"distro\":\"debian-13\",\"what\":\"started\"}\n",
            Cancellation
        );
        var without = Run with { Facts = [.. Run.Facts.Select(facts => facts with { EvidenceBundle = null })] };
        return await EvidenceBundle.WriteAllAsync(without, Layout, Cancellation);
    }

    private Task<ZipArchive> OpenAsync() => ZipFile.OpenReadAsync(Path, Cancellation);

    private static async Task<string> TextAsync(ZipArchiveEntry entry)
    {
        await using var stream = await entry.OpenAsync(Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
