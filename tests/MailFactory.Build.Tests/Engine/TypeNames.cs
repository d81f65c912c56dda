using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MailFactory.Build.Tests.Engine;

/// <summary>Names of types as C# writes them, without namespaces.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<string, object?>, ICustomAttributeTypeProvider<string>
{
    public static string Full(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var reference = metadata.GetTypeReference(handle);
        var name = metadata.GetString(reference.Name);
        return reference.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Full(metadata, (TypeReferenceHandle)reference.ResolutionScope)}.{name}"
            : $"{metadata.GetString(reference.Namespace)}.{name}";
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        typeCode switch
        {
            PrimitiveTypeCode.Void => "void",
            PrimitiveTypeCode.Boolean => "bool",
            PrimitiveTypeCode.Int32 => "int",
            PrimitiveTypeCode.Int64 => "long",
            PrimitiveTypeCode.String => "string",
            PrimitiveTypeCode.Object => "object",
            PrimitiveTypeCode.Byte => "byte",
            PrimitiveTypeCode.Char => "char",
            PrimitiveTypeCode.Single => "float",
            PrimitiveTypeCode.Double => "double",
            PrimitiveTypeCode.UInt32 => "uint",
            _ => typeCode.ToString(),
        };

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeReference(handle).Name).Split('`')[0];

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeDefinition(handle).Name).Split('`')[0];

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        genericType == "Nullable" ? $"{typeArguments[0]}?" : $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"T{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"T{index}";

    public string GetByReferenceType(string elementType) => $"ref {elementType}";

    public string GetTypeFromSpecification(
        MetadataReader reader,
        object? genericContext,
        TypeSpecificationHandle handle,
        byte rawTypeKind
    ) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetSystemType() => "Type";

    public bool IsSystemType(string type) => type == "Type";

    public string GetTypeFromSerializedName(string name) => name.Split(',')[0].Split('.')[^1];

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public string GetArrayType(string elementType, ArrayShape shape) => throw Unknown();

    public string GetFunctionPointerType(MethodSignature<string> signature) => throw Unknown();

    public string GetPinnedType(string elementType) => throw Unknown();

    public string GetPointerType(string elementType) => throw Unknown();

    private static NotSupportedException Unknown() => new("No signature of a build engine has such a type.");
}
