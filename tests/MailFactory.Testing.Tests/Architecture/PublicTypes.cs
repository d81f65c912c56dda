using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MailFactory.Testing.Tests.Architecture;

/// <summary>Public means used from outside: by the build, or in what another assembly of the product shows to it.</summary>
internal static class PublicTypes
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The public types that nobody outside can have to do with.</summary>
    /// <param name="exported">The public types of the library.</param>
    /// <param name="named">Those that the build names.</param>
    /// <param name="shown">The public types of the product's other assemblies.</param>
    public static IEnumerable<string> WithoutUser(IReadOnlyList<Type> exported, IEnumerable<Type> named, IEnumerable<Type> shown)
    {
        var needed = Closure([.. named, .. shown]);
        return exported.Where(type => !needed.Contains(type)).Select(type => $"{type.FullName} is public, and nobody outside uses it");
    }

    /// <summary>The types among these that a source file names where its usings make them known; comments do not count.</summary>
    public static IEnumerable<Type> NamedIn(SourceFile file, ILookup<string, Type> types)
    {
        var root = CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot();
        var spaces = root.Usings.Select(use => $"{use.Name}").ToHashSet(StringComparer.Ordinal);
        return root.DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Select(name => name.Identifier.ValueText)
            .Distinct()
            .SelectMany(name => types[name])
            .Where(type => spaces.Contains(type.Namespace!));
    }

    /// <summary>Types by the names that sources know them by.</summary>
    public static ILookup<string, Type> ByName(IEnumerable<Type> types) => types.ToLookup(type => type.Name.Split('`')[0]);

    /// <summary>These types, and all that their public members speak of, and so on.</summary>
    public static HashSet<Type> Closure(IEnumerable<Type> types)
    {
        var known = new HashSet<Type>();
        var left = new Queue<Type>(types);
        while (left.TryDequeue(out var type))
        {
            if (IsOurs(type) && known.Add(type))
            {
                foreach (var other in Signatures(type).SelectMany(Parts))
                {
                    left.Enqueue(other);
                }
            }
        }

        return known;
    }

    private static IEnumerable<Type> Signatures(Type type) =>
        [
            .. new[] { type.BaseType, type.DeclaringType }.OfType<Type>(),
            .. type.GetInterfaces(),
            .. type.GetGenericArguments(),
            .. type.GetNestedTypes(BindingFlags.Public),
            .. type.GetFields(Declared).Where(IsSeen).Select(field => field.FieldType),
            .. type.GetConstructors(Declared).Where(IsSeen).SelectMany(Parameters),
            .. type.GetMethods(Declared).Where(IsSeen).SelectMany(method => Parameters(method).Append(method.ReturnType)),
            .. type.GetMethods(Declared).Where(IsSeen).SelectMany(method => method.GetGenericArguments()),
        ];

    private static IEnumerable<Type> Parameters(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType);

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsSeen(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    // An array, a reference or a generic type is about others.
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        if (type.IsGenericParameter)
        {
            return type.GetGenericParameterConstraints().SelectMany(Parts);
        }

        return type.IsGenericType
            ?
            [
                type.GetGenericTypeDefinition(),
                .. type.GetGenericArguments().Where(argument => !argument.IsGenericParameter).SelectMany(Parts),
            ]
            : [type];
    }

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("MailFactory.", StringComparison.Ordinal);
}
