using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MailFactory.Build.Tests.Engine;

/// <summary>What an engine offers: every member that a build can see of its public types.</summary>
internal static class EngineMembers
{
    private static readonly string[] _ofDelegates = ["Invoke", "BeginInvoke", "EndInvoke"];
    private static readonly string[] _ofEveryObject = ["ToString", "Equals", "GetHashCode"];

    /// <summary>One line each, as <see cref="EngineReferences"/> writes them; every line once, sorted.</summary>
    public static IReadOnlyList<string> Of(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata
                .TypeDefinitions.Where(handle => IsVisible(metadata, metadata.GetTypeDefinition(handle)))
                .SelectMany(handle => Members(metadata, handle))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Members(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = Full(metadata, handle);
        var methods = type.GetMethods().Select(metadata.GetMethodDefinition).Where(method => IsVisible(method.Attributes));
        foreach (var method in methods)
        {
            var called = metadata.GetString(method.Name);
            if (
                !_ofDelegates.Contains(called)
                && !_ofEveryObject.Contains(called)
                && !called.Contains('<')
                && !called.Contains('.', StringComparison.Ordinal) | called == ".ctor"
            )
            {
                yield return $"{name}: {EngineReferences.Signature(called, method.DecodeSignature(new TypeNames(), null))}";
            }
        }

        var fields = type.GetFields()
            .Select(metadata.GetFieldDefinition)
            .Where(field => IsVisible(field.Attributes) && !field.Attributes.HasFlag(FieldAttributes.RTSpecialName));
        foreach (var field in fields)
        {
            yield return $"{name}: {field.DecodeSignature(new TypeNames(), null)} {metadata.GetString(field.Name)}";
        }
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily => IsVisible(
                metadata,
                metadata.GetTypeDefinition(type.GetDeclaringType())
            ),
            _ => false,
        };

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public
                or MethodAttributes.Family
                or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Full(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name).Split('`')[0];
        return type.GetDeclaringType().IsNil
            ? $"{metadata.GetString(type.Namespace)}.{name}"
            : $"{Full(metadata, type.GetDeclaringType())}.{name}";
    }
}
