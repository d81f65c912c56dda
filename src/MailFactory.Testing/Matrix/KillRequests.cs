using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix;

/// <summary>
/// The folder through which another build asks the running one to end a process: a file for each request, the name in it.
/// </summary>
/// <param name="layout">The work directory.</param>
internal sealed class KillRequests(WorkLayout layout)
{
    private const string Pattern = "*.kill";

    /// <summary>Asks for the end of a process.</summary>
    public Task AddAsync(ProcessName process, CancellationToken cancellationToken)
    {
        OwnFolder.CreatePrivate(layout.Requests);
        return AtomicFile.WriteAllTextAsync(
            Path.Combine(layout.Requests, $"{Guid.NewGuid():N}.kill"),
            process.ToString(),
            cancellationToken
        );
    }

    /// <summary>Takes the requests that have come since the last call; what is no name of a process is passed over.</summary>
    public IReadOnlyList<ProcessName> Take()
    {
        var found = new List<ProcessName>();
        foreach (var file in Directory.Exists(layout.Requests) ? Directory.GetFiles(layout.Requests, Pattern) : [])
        {
            if (Read(file) is { } name)
            {
                found.Add(name);
            }

            File.Delete(file);
        }

        return found;
    }

    private static ProcessName? Read(string file)
    {
        try
        {
            return ProcessName.Parse(OwnFile.ReadOwnText(file).Trim());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
