using System.Text.Json;
using MailFactory.Testing.Commands;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Commands;

/// <summary>The list of media, of the real catalogue.</summary>
public sealed class MediumListingTests : IDisposable
{
    private static readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();

    private RunOptions Options => new() { Repository = Repository.Root, Layout = new WorkLayout(_folder.Path) };

    public void Dispose()
    {
        _folder.Dispose();
        _console.Dispose();
    }

    [Theory(Timeout = 20_000)]
    [InlineData]
    [InlineData("all")]
    public async Task Every_entry_of_the_catalogue_is_listed_whether_it_is_on_disk_or_not(params string[] distros)
    {
        await MediaListings.ListAsync(Options with { Distros = distros }, _time, _console);
        var lines = _console.ToString().Split('\n');
        Assert.Equal(_catalog.Ids, lines.Skip(1).Take(_catalog.Distros.Count).Select(line => line.Split(' ')[0]));
        Assert.Contains($"no media in {_folder.PathOf("isos")}", lines);
        Assert.Contains(
            lines,
            line =>
                line.StartsWith("debian-11", StringComparison.Ordinal)
                && line.Contains(" 2026-08-31, ended  signed ", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line => line.StartsWith("debian-13", StringComparison.Ordinal) && line.Contains(" 2030-06-30 ", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line =>
                line.StartsWith("rhel-9", StringComparison.Ordinal)
                && line.EndsWith(
                    "pinned  missing: an account: --iso-path with --iso-sha256, or --rhsm-offline-token",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact(Timeout = 20_000)]
    public async Task Only_the_entries_asked_for_are_listed()
    {
        await MediaListings.ListAsync(Options with { Distros = ["rocky-9"] }, _time, _console);
        var row = _console.ToString().Split('\n')[1];
        Assert.Matches(
            @"^rocky-9 +9 +Rocky-9\.N-x86_64-boot\.iso +about 1\.48 GB +no +2032-05-31 +pinned +two sources over https that agree$",
            row
        );
    }

    [Fact]
    public void Programs_get_the_same_as_JSON()
    {
        var listed = MediaListings.ListAsJson(Options, _time);
        Assert.Equal(_catalog.Ids, listed.Keys);
        using var fedora = JsonDocument.Parse(listed["fedora-41"]);
        Assert.Equal("2025-12-15", fedora.RootElement.GetProperty("endOfLife").GetString());
        Assert.True(fedora.RootElement.GetProperty("isPastEndOfLife").GetBoolean());
        Assert.False(fedora.RootElement.GetProperty("isOnDisk").GetBoolean());
        Assert.Equal("Fedora-Server-dvd-x86_64-41-1.4.iso", fedora.RootElement.GetProperty("medium").GetString());
    }

    [Fact]
    public void The_name_of_a_medium_that_is_not_on_disk_is_no_regular_expression() =>
        Assert.All(
            MediaListings.ListAsJson(Options, _time).Values,
            json => Assert.Matches("^[A-Za-z0-9_.\\[\\]-]+$", JsonDocument.Parse(json).RootElement.GetProperty("medium").GetString()!)
        );

    [Fact]
    public void A_medium_on_disk_is_listed_by_its_own_name_size_and_proof()
    {
        Directory.CreateDirectory(_folder.PathOf("isos", "debian-13"));
        File.WriteAllBytes(_folder.PathOf("isos", "debian-13", "debian-13.7.0-amd64-netinst.iso"), new byte[10]);
        File.WriteAllText(
            _folder.PathOf("isos", "debian-13", "medium.json"),
            """
            {"distroId":"debian-13","kind":"iso","file":"debian-13.7.0-amd64-netinst.iso","bytes":10,"sha256":"00","version":"13.7","trust":"pinned","proof":"given","verified":"2026-11-20T10:00:00Z"}
            """
        );
        using var json = JsonDocument.Parse(MediaListings.ListAsJson(Options with { Distros = ["debian-13"] }, _time)["debian-13"]);
        Assert.Equal(
            "debian-13.7.0-amd64-netinst.iso|10|True|pinned|given",
            string.Join('|', "medium bytes isOnDisk trust proof".Split(' ').Select(name => json.RootElement.GetProperty(name)))
        );
    }

    [Fact]
    public void Signed_media_need_a_key_and_say_which_keyrings_would_do()
    {
        var debian = Assert.Single(_catalog.Select(["debian-14"]));
        var keyless = debian with
        {
            Iso = debian.Iso! with { Download = debian.Iso.Download! with { Keyrings = ["/nowhere/one.gpg", "/nowhere/two.asc"] } },
        };
        var listing = MediumListing.Of(keyless, Options, new DateOnly(2026, 11, 26));
        Assert.Equal(("checksum-only", "a keyring: /nowhere/one.gpg or /nowhere/two.asc"), (listing.Trust, listing.Missing));
        Assert.Null(MediumListing.Of(debian, Options, new DateOnly(2026, 11, 26)).EndOfLife);
    }

    [Theory]
    [InlineData("2026-08-31", false)]
    [InlineData("2026-09-01", true)]
    public void A_run_says_so_when_the_vendors_support_has_ended(string day, bool isSaid) =>
        Assert.Equal(
            isSaid,
            _catalog.Select(["debian-11"])[0].EndOfLifeNote(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
                is not null
        );
}
