using System.Security.Cryptography;
using System.Text;
using Nuke.Common.IO;

namespace Nuke.Common.Execution;

/// <summary>Remembers which targets succeeded, for <c>--continue</c>, as long as the same targets and values are asked for.</summary>
internal sealed class BuildAttempt
{
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

    public bool HasSucceeded(ExecutableTarget target) => _succeeded.Contains(target.Name);

    public void Record(ExecutableTarget target) => _file.AppendAllLines([target.Name]);

    /// <summary>Switches do not count: adding one does not make another build.</summary>
    private static string Hash(IEnumerable<string> arguments)
    {
        var words = string.Join(' ', arguments.Where(x => !x.StartsWith('-') || x.Contains('=')));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }
}
