using Nuke.Common.Execution;
using Nuke.Common.Parameters;

/// <summary>
/// Environment variables as NUKE reads them: it takes TARGET, SKIP or HOST without a prefix, an empty variable for a value, and gives
/// up when two spellings are set. What the build has read is left, in one spelling; the rest goes from this process's environment.
/// </summary>
static class NukeVariables
{
    public static void Settle(BuildSession session)
    {
        var variables = session.Surroundings.Variables;
        var byPlainName = variables.Keys.ToLookup(ParameterNames.Plain);
        var read = new EnvironmentValues(variables);
        foreach (var parameter in session.Parameters.Parameters.All)
        {
            var plain = ParameterNames.Plain(parameter.Name);
            var found = byPlainName[plain].Concat(byPlainName[$"nuke{plain}"]).ToList();
            var kept = parameter.IsBuiltIn ? null : read.Find(parameter)?.Variable;
            foreach (var name in found.Where(name => name != kept))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        var line = session.CommandLine;
        foreach (var parameter in line.Given.Where(parameter => NukeArguments.IsForEnvironment(line, parameter)))
        {
            Environment.SetEnvironmentVariable(parameter.Name, line.ValuesOf(parameter)[^1]);
        }

        // The root was handed over; programs that the build starts find it too.
        Environment.SetEnvironmentVariable("NUKE_ROOT", session.RootDirectory);
    }
}
