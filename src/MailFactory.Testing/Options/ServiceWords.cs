using System.Globalization;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>The services of a server as they are typed: <c>imaps</c>, <c>993</c>, <c>smtp=2525</c>, several with commas between them.</summary>
internal static class ServiceWords
{
    private static readonly Dictionary<string, MailService> _services = MailServices
        .OfMail.SelectMany(service => new[] { (Name: $"{service}".ToLowerInvariant(), service), (Name: $"{(int)service}", service) })
        .ToDictionary(pair => pair.Name, pair => pair.service, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all services.</summary>
    public static IEnumerable<string> Names => MailServices.OfMail.Select(service => $"{service}".ToLowerInvariant());

    /// <summary>Reads the words; a sentence more for each that is no service.</summary>
    public static IReadOnlyList<ServicePort> Read(IEnumerable<string> words, ICollection<string> mistakes)
    {
        var ports = new Dictionary<MailService, int>();
        foreach (var word in words.SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries)))
        {
            var parts = word.Split('=', 2);
            if (!_services.TryGetValue(parts[0], out var service))
            {
                mistakes.Add(WrongValue.Of("--ports", parts[0], Names));
                continue;
            }

            var port = (int)service;
            if (
                parts.Length == 2
                && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535)
            )
            {
                mistakes.Add($"--ports: '{word}' names no port from 1 to 65535");
            }
            else if (!ports.TryAdd(service, port))
            {
                mistakes.Add($"--ports: {service.ToString().ToLowerInvariant()} is named twice");
            }
        }

        return [.. ports.Select(pair => new ServicePort((int)pair.Key, pair.Value))];
    }
}
