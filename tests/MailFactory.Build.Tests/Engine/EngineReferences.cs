using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MailFactory.Build.Tests.Engine;

/// <summary>What a compiled build takes from its engine: members called, members overridden, and named arguments of attributes.</summary>
internal static class EngineReferences
{
    /// <summary>
    /// One line each, such as <c>Nuke.Common.ITargetDefinition: ITargetDefinition DependsOn(Target[])</c>; every line once, sorted.
    /// </summary>
    public static IReadOnlyList<string> Of(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return [.. Called(metadata).Concat(Overridden(metadata)).Concat(Named(metadata)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Called(MetadataReader metadata)
    {
        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference))
        {
            if (EngineType(metadata, member.Parent) is not { } type)
            {
                continue;
            }

            // A delegate is called by its Invoke, which has no line of its own: its signature is the delegate's.
            var name = metadata.GetString(member.Name);
            if (name == "Invoke")
            {
                continue;
            }

            yield return member.GetKind() == MemberReferenceKind.Field
                ? $"{type}: {member.DecodeFieldSignature(new TypeNames(), null)} {name}"
                : $"{type}: {Signature(name, member.DecodeMethodSignature(new TypeNames(), null))}";
        }
    }

    /// <summary>An override of a base class's method has no reference to it, only its name and the missing "new slot".</summary>
    private static IEnumerable<string> Overridden(MetadataReader metadata) =>
        from type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
        let baseType = EngineType(metadata, type.BaseType)
        where baseType is not null
        from method in type.GetMethods().Select(metadata.GetMethodDefinition)
        where method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.NewSlot)
        select $"{baseType}: {Signature(metadata.GetString(method.Name), method.DecodeSignature(new TypeNames(), null))}";

    private static IEnumerable<string> Named(MetadataReader metadata) =>
        from attribute in metadata.CustomAttributes.Select(metadata.GetCustomAttribute)
        where attribute.Constructor.Kind == HandleKind.MemberReference
        let type = EngineType(metadata, metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent)
        where type is not null
        from argument in attribute.DecodeValue(new TypeNames()).NamedArguments
        select $"{type}: {argument.Type} {argument.Name}";

    /// <summary>The full name of a type of the engine, or null for any other.</summary>
    private static string? EngineType(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeSpecification)
        {
            return
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(new TypeNames(), null) is var name
                && name.StartsWith("Nuke.", StringComparison.Ordinal)
                ? name
                : null;
        }

        if (handle.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
        while (reference.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            reference = metadata.GetTypeReference((TypeReferenceHandle)reference.ResolutionScope);
        }

        if (reference.ResolutionScope.Kind != HandleKind.AssemblyReference)
        {
            return null;
        }

        var assembly = metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name);
        return assembly == "MailFactory.Nuke" || assembly.StartsWith("Nuke.", StringComparison.Ordinal)
            ? TypeNames.Full(metadata, (TypeReferenceHandle)handle)
            : null;
    }

    /// <summary>A method as the list of members writes it.</summary>
    public static string Signature(string name, MethodSignature<string> signature)
    {
        var generic =
            signature.GenericParameterCount == 0
                ? string.Empty
                : $"<{string.Join(", ", Enumerable.Range(0, signature.GenericParameterCount).Select(i => $"T{i}"))}>";
        return $"{signature.ReturnType} {name}{generic}({string.Join(", ", signature.ParameterTypes)})";
    }
}
