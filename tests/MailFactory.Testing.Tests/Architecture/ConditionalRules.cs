using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MailFactory.Testing.Tests.Architecture;

/// <summary>Where conditional expressions may not be: what they decide is lost there to whoever reads on.</summary>
internal static class ConditionalRules
{
    /// <summary>A conditional expression is not part of another one, and makes no text with holes within the hole of a text.</summary>
    public static IEnumerable<string> Misplaced(SourceFile file) =>
        file.Text.Contains("? ", StringComparison.Ordinal)
            ? from conditional in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<ConditionalExpressionSyntax>()
            let place = Place(conditional)
            where place is not null
            select $"{file.Path}:{conditional.GetLocation().GetLineSpan().StartLinePosition.Line + 1}  {place}: {conditional}"
            : [];

    private static string? Place(ConditionalExpressionSyntax conditional) =>
        conditional.Ancestors().First(node => node is not ParenthesizedExpressionSyntax) switch
        {
            ConditionalExpressionSyntax => "within another",
            InterpolationSyntax when MakesText(conditional) => "makes a text within the hole of a text",
            _ => null,
        };

    private static bool MakesText(ConditionalExpressionSyntax conditional) =>
        conditional.WhenTrue is InterpolatedStringExpressionSyntax || conditional.WhenFalse is InterpolatedStringExpressionSyntax;
}
