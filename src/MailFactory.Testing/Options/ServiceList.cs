using System.Globalization;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Options;

/// <summary>The services of a server as they are typed: <c>imaps</c>, <c>993</c>, <c>smtp=2525</c>, several with commas between them.</summary>
/// <param name="Ports">The port of each service.</param>
/// <param name="Mistakes">One sentence for each word that is no service.</param>
internal sealed record ServiceList(IReadOnlyDictionary<MailService, int> Ports, IReadOnlyList<string> Mistakes)
{
    private static readonly Dictionary<string, MailService> _services = MailServices
        .OfMail.SelectMany(service => new[] { (Name: $"{service}".ToLowerInvariant(), service), (Name: $"{(int)service}", service) })
        .ToDictionary(pair => pair.Name, pair => pair.service, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all services.</summary>
    public static IEnumerable<string> Names => MailServices.OfMail.Select(service => $"{service}".ToLowerInvariant());

    /// <summary>Reads the words.</summary>
    public static ServiceList Parse(IEnumerable<string> words)
    {
        var ports = new Dictionary<MailService, int>();
        var mistakes = new List<string>();
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

        return new ServiceList(ports, mistakes);
    }
}
