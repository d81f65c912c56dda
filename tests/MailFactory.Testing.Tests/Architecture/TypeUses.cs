using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace MailFactory.Testing.Tests.Architecture;

/// <summary>Which type uses which, read from the compiled assembly: signatures and bodies, lambdas and state machines included.</summary>
internal static class TypeUses
{
    public static IReadOnlyList<TypeUse> Of(System.Reflection.Assembly assembly, string below)
    {
        // Cecil reads constants and attributes too; only what the compiler folds into a number is not seen.
        var architecture = new ArchLoader().LoadAssemblies(assembly).Build();
        return
        [
            .. architecture
                .Types.Where(type => IsBelow(type, below))
                .SelectMany(type =>
                    type.Dependencies.Select(dependency => dependency.Target)
                        .Where(target => IsBelow(target, below))
                        .Select(target => new TypeUse(Room(type), Outermost(type), Room(target), Outermost(target)))
                )
                .Where(use => use.FromRoom != use.ToRoom)
                .Distinct(),
        ];
    }

    private static bool IsBelow(IType type, string below) => $"{type.FullName}.".StartsWith($"{below}.", StringComparison.Ordinal);

    private static string Room(IType type) =>
        Outermost(type) is var name && name.Contains('.') ? name[..name.LastIndexOf('.')] : string.Empty;

    private static string Outermost(IType type) => type.FullName.Split('+', '/', '`', '<')[0];
}
