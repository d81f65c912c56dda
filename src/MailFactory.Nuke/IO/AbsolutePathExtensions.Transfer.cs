namespace Nuke.Common.IO;

/// <content>Copying, moving and renaming.</content>
public static partial class AbsolutePathExtensions
{
    /// <summary>Gives the file or directory another name in the same directory; returns the new path.</summary>
    public static AbsolutePath Rename(this AbsolutePath source, string newName, ExistsPolicy policy = ExistsPolicy.Fail) =>
        source.Move(source.Parent / newName, policy);

    /// <summary>Gives the file or directory the name that the function makes; returns the new path.</summary>
    public static AbsolutePath Rename(
        this AbsolutePath source,
        Func<AbsolutePath, string> newName,
        ExistsPolicy policy = ExistsPolicy.Fail
    ) => source.Rename(newName(source), policy);

    /// <summary>Gives the file another name and leaves its extension; returns the new path.</summary>
    public static AbsolutePath RenameWithoutExtension(this AbsolutePath source, string newName, ExistsPolicy policy = ExistsPolicy.Fail) =>
        source.Rename(newName + source.Extension, policy);

    /// <summary>Gives the file the name that the function makes and leaves its extension; returns the new path.</summary>
    public static AbsolutePath RenameWithoutExtension(
        this AbsolutePath source,
        Func<AbsolutePath, string> newName,
        ExistsPolicy policy = ExistsPolicy.Fail
    ) => source.RenameWithoutExtension(newName(source), policy);

    /// <summary>Moves the file or directory into a directory; returns the new path.</summary>
    public static AbsolutePath MoveToDirectory(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true
    ) => source.Move(target / source.Name, policy, createDirectories);

    /// <summary>Copies the file or directory into a directory; returns the new path.</summary>
    public static AbsolutePath CopyToDirectory(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool> excludeDirectory = null,
        Func<AbsolutePath, bool> excludeFile = null,
        bool createDirectories = true
    ) => source.Copy(target / source.Name, policy, excludeDirectory, excludeFile, createDirectories);

    /// <summary>Moves the file or directory to where the function says; returns the new path.</summary>
    public static AbsolutePath Move(
        this AbsolutePath source,
        Func<AbsolutePath, AbsolutePath> newPath,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true
    ) => source.Move(newPath(source), policy, createDirectories);

    /// <summary>
    /// Moves the file or directory; returns the new path. Files that the policy leaves where they are stay in the source, unless
    /// the rest of it is to be deleted.
    /// </summary>
    public static AbsolutePath Move(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true,
        bool deleteRemainingFiles = false
    )
    {
        Transfer(source, target, policy, createDirectories, _ => false, _ => false, (from, to) => File.Move(from, to, overwrite: true));
        if (source.DirectoryExists() && (deleteRemainingFiles || source.GetFiles(depth: int.MaxValue).FirstOrDefault() is null))
        {
            source.DeleteDirectory();
        }

        return target;
    }

    /// <summary>Copies the file or directory; returns the new path.</summary>
    public static AbsolutePath Copy(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool> excludeDirectory = null,
        Func<AbsolutePath, bool> excludeFile = null,
        bool createDirectories = true
    )
    {
        Transfer(
            source,
            target,
            policy,
            createDirectories,
            excludeDirectory ?? (_ => false),
            excludeFile ?? (_ => false),
            (from, to) => File.Copy(from, to, overwrite: true)
        );
        return target;
    }

    private static void Transfer(
        AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy,
        bool createDirectories,
        Func<AbsolutePath, bool> excludeDirectory,
        Func<AbsolutePath, bool> excludeFile,
        Action<string, string> transferFile
    )
    {
        if (source.FileExists())
        {
            if (!excludeFile(source) && MayTake(source, target, policy))
            {
                if (createDirectories)
                {
                    target.Parent.CreateDirectory();
                }

                transferFile(source, target);
            }

            return;
        }

        if (!source.DirectoryExists())
        {
            throw new FileNotFoundException($"There is neither a file nor a directory '{source}'.", source);
        }

        if (target.DirectoryExists() && !policy.HasFlag(ExistsPolicy.DirectoryMerge))
        {
            throw new IOException($"The directory '{target}' is already there; the policy '{policy}' does not merge directories.");
        }

        target.CreateDirectory();
        foreach (var directory in source.GetDirectories().Where(x => !excludeDirectory(x)).ToList())
        {
            Transfer(
                directory,
                target / directory.Name,
                policy | ExistsPolicy.DirectoryMerge,
                createDirectories,
                excludeDirectory,
                excludeFile,
                transferFile
            );
        }

        foreach (var file in source.GetFiles().ToList())
        {
            Transfer(file, target / file.Name, policy, createDirectories, excludeDirectory, excludeFile, transferFile);
        }
    }

    private static bool MayTake(AbsolutePath source, AbsolutePath target, ExistsPolicy policy)
    {
        if (!target.FileExists() || policy.HasFlag(ExistsPolicy.FileOverwrite))
        {
            return true;
        }

        if (policy.HasFlag(ExistsPolicy.FileSkip))
        {
            return false;
        }

        if (policy.HasFlag(ExistsPolicy.FileOverwriteIfNewer))
        {
            return File.GetLastWriteTimeUtc(source) > File.GetLastWriteTimeUtc(target);
        }

        throw new IOException($"The file '{target}' is already there; the policy '{policy}' neither skips nor overwrites files.");
    }
}
