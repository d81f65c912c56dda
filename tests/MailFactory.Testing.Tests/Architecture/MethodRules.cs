using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MailFactory.Testing.Tests.Architecture;

/// <summary>How long a method may be: what does not fit on a screen has more than one step, and each has a name.</summary>
internal static class MethodRules
{
    public const int MostLines = 60;

    /// <summary>Methods, constructors, accessors and functions within them, from their first word to their last brace; a table is none.</summary>
    public static IEnumerable<string> TooLong(SourceFile file) =>
        file.Text.AsSpan().Count('\n') >= MostLines
            ? from node in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
            where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            where !IsTable(node)
            let place = node.GetLocation().GetLineSpan()
            let lines = place.EndLinePosition.Line - place.StartLinePosition.Line + 1
            where lines > MostLines
            select $"{file.Path}:{place.StartLinePosition.Line + 1}  {Name(node)}: {lines} lines of {MostLines}"
            : [];

    private static bool IsTable(SyntaxNode node) =>
        node is MethodDeclarationSyntax { ExpressionBody.Expression: CollectionExpressionSyntax };

    private static string Name(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            _ => node.Kind().ToString(),
        };
}
