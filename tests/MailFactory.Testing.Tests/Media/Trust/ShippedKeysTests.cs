using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Tests.Media.Trust;

/// <summary>The vendors' public keys that come with the catalogue, against what it pins and against the packages they are from.</summary>
public sealed class ShippedKeysTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
    private static readonly KeyOrigins _origins = KeyOrigins.Read();

    private static IEnumerable<(string Id, IReadOnlyList<string> Keyrings, IReadOnlyList<string> Fingerprints)> Pinned =>
        [
            .. _catalog
                .Distros.Where(distro => distro.Iso?.Download is not null)
                .Select(distro => ($"{distro.Id} iso", distro.Iso!.Download!.Keyrings, distro.Iso.Download.Fingerprints)),
            .. _catalog
                .Distros.Where(distro => distro.Netboot is not null)
                .Select(distro => ($"{distro.Id} netboot", distro.Netboot!.Keyrings, distro.Netboot.Fingerprints)),
        ];

    [Fact]
    public void Every_key_that_the_catalogue_pins_comes_with_it_so_that_a_fresh_host_needs_no_package() =>
        Assert.All(
            Pinned,
            pinned =>
            {
                var shipped = pinned
                    .Keyrings.Where(keyring => Path.GetDirectoryName(keyring) == Repository.PathOf("preseeds", "keys"))
                    .SelectMany(keyring => Keys(keyring).Keys);
                Assert.Superset(pinned.Fingerprints.ToHashSet(), shipped.ToHashSet());
            }
        );

    [Fact]
    public void Installed_keyrings_are_asked_before_the_keys_that_come_along() =>
        Assert.All(
            Pinned,
            pinned =>
                Assert.Equal(pinned.Keyrings.OrderBy(keyring => !keyring.StartsWith("/usr/", StringComparison.Ordinal)), pinned.Keyrings)
        );

    [Fact]
    public void Every_file_holds_the_keys_that_its_origin_names_and_no_others()
    {
        Assert.Equal(
            Directory.EnumerateFiles(KeyOrigins.PathOf("."), "*.asc").Select(Path.GetFileName).Order(),
            _origins.Keys.Select(key => key.File).Order()
        );
        Assert.All(_origins.Keys, key => Assert.Equal(key.Fingerprints.Order(), Keys(KeyOrigins.PathOf(key.File)).Keys.Order()));
        Assert.All(_origins.Keys, key => Assert.Contains(key.Package, _origins.Packages.Keys));
    }

    [Fact]
    public void No_key_comes_along_that_the_catalogue_does_not_pin() =>
        Assert.Superset(
            _origins.Keys.SelectMany(key => key.Fingerprints).ToHashSet(),
            Pinned.SelectMany(pinned => pinned.Fingerprints).ToHashSet()
        );

    [Fact]
    public void A_keyring_of_a_package_on_this_host_holds_the_same_key()
    {
        var there = _origins.Keys.Where(key => File.Exists(key.Keyring)).ToList();
        Assert.SkipWhen(there.Count == 0, $"not installed: {string.Join(", ", _origins.Packages.Keys)}");
        Assert.All(
            there,
            key =>
            {
                var (installed, shipped) = (Keys(key.Keyring), Keys(KeyOrigins.PathOf(key.File)));
                // An older package lacks newer keys; a key of the same name that differs would be an attack.
                Assert.All(shipped.Where(pair => installed.ContainsKey(pair.Key)), pair => Assert.Equal(installed[pair.Key], pair.Value));
            }
        );
        Assert.Contains(there, key => Keys(key.Keyring).ContainsKey(key.Fingerprints[0]));
    }

    [Fact]
    public void A_file_that_holds_another_key_is_noticed() =>
        Assert.DoesNotContain(_origins.Keys[0].Fingerprints[0], Keys(KeyOrigins.PathOf(_origins.Keys[1].File)).Keys);

    private static IReadOnlyDictionary<string, string> Keys(string keyring) => PublicKeyFile.Read(File.ReadAllBytes(keyring));
}
