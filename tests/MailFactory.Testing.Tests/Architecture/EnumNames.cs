using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MailFactory.Testing.Tests.Architecture;

/// <summary>Where compiled code makes a text of an enum's member, so that a name such as NotApplicable may reach a person.</summary>
internal static partial class EnumNames
{
    /// <summary>
    /// The places that put a member of an enum of the same assembly into a text, when one of its names is more than one word: inside an
    /// interpolated string, by ToString, or as an argument that is boxed, as loggers take it.
    /// </summary>
    public static IReadOnlyList<string> ToText(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. module
                .GetTypes()
                .SelectMany(type => type.Methods)
                .Where(method => method.HasBody && !IsOfARecord(method))
                .SelectMany(method => method.Body.Instructions.Select(TextOf).OfType<TypeReference>().Select(type => (method, type)))
                .Where(use => IsOfSeveralWords(use.type))
                .Select(use => $"{Outermost(use.method.DeclaringType)}.{NameOf(use.method)}: {use.type.Name}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static TypeReference? TextOf(Instruction instruction) =>
        instruction switch
        {
            { Operand: GenericInstanceMethod { Name: "AppendFormatted" } call } => Bare(call.GenericArguments[0]),
            { OpCode.Code: Code.Constrained, Operand: TypeReference type, Next.Operand: MethodReference { Name: "ToString" } } => type,
            { OpCode.Code: Code.Box, Operand: TypeReference type } => Bare(type),
            _ => null,
        };

    // Records print themselves to debuggers.
    private static bool IsOfARecord(MethodDefinition method) => method.Name == "PrintMembers";

    private static TypeReference Bare(TypeReference type) =>
        type is GenericInstanceType { Name: "Nullable`1" } nullable ? nullable.GenericArguments[0] : type;

    private static bool IsOfSeveralWords(TypeReference type) =>
        type is TypeDefinition { IsEnum: true } members
        && members.Fields.Any(field => field.IsStatic && SeveralWords().IsMatch(field.Name));

    private static string Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type.Name;

    // The method that somebody wrote: lambdas, local functions and state machines carry its name in brackets.
    private static string NameOf(MethodDefinition method) =>
        new[] { method.Name, method.DeclaringType.Name }.Select(name => Written().Match(name)).FirstOrDefault(match => match.Success)
            is { } written
            ? written.Groups[1].Value
            : method.Name;

    [GeneratedRegex("^[A-Z][a-z]+[A-Z]")]
    private static partial Regex SeveralWords();

    [GeneratedRegex("^<([^>]+)>")]
    private static partial Regex Written();
}
