using System.Security.Cryptography;
using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Remembers which targets succeeded, for <c>--continue</c>, as long as the same targets and values are asked for.</summary>
internal sealed class BuildAttempt
{
    public const string FileName = "build-attempt.log";

    private readonly AbsolutePath _file;
    private readonly HashSet<string> _succeeded = [];

    /// <summary>Begins an attempt; succeeded targets are taken over if the invocation is the same and that is wanted.</summary>
    public BuildAttempt(AbsolutePath file, IEnumerable<string> arguments, bool resumes)
    {
        _file = file;
        var invocation = Hash(arguments);
        if (resumes && file.FileExists())
        {
            var lines = file.ReadAllLines();
            IsChanged = lines.FirstOrDefault() != invocation;
            if (!IsChanged)
            {
                _succeeded.UnionWith(lines.Skip(1));
                return;
            }
        }

        file.WriteAllLines([invocation]);
    }

    /// <summary>Whether the build was to be continued, but the last attempt was of another invocation.</summary>
    public bool IsChanged { get; }

    /// <summary>What an attempt with these arguments would take over; nothing is written.</summary>
    public static IReadOnlyCollection<string> SucceededBefore(AbsolutePath file, IEnumerable<string> arguments) =>
        file.FileExists() && file.ReadAllLines() is [var invocation, .. var succeeded] && invocation == Hash(arguments) ? succeeded : [];

    public bool HasSucceeded(ExecutableTarget target) => _succeeded.Contains(target.Name);

    public void Record(ExecutableTarget target) => _file.AppendAllLines([target.Name]);

    /// <summary>Switches do not count: adding one does not make another build, and neither does the format of its plan.</summary>
    private static string Hash(IEnumerable<string> arguments)
    {
        var before = string.Empty;
        var kept = new List<string>();
        foreach (var argument in arguments)
        {
            if (!IsPlanFormat(before) && !IsPlanFormat(argument.Split('=')[0]) && (!argument.StartsWith('-') || argument.Contains('=')))
            {
                kept.Add(argument);
            }

            before = argument;
        }

        var words = string.Join(' ', kept);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }

    private static bool IsPlanFormat(string argument) =>
        argument.StartsWith('-') && ParameterNames.Plain(argument) == ParameterNames.Plain(nameof(BuiltInParameters.PlanFormat));
}
