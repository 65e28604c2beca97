using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Renames that a Razor file stands against: it names the symbol in a way that cannot be edited, or not be proven.</summary>
internal static class RazorBlocks
{
    /// <summary>What a program uses that hands a component its parameters by name.</summary>
    private static readonly string[] ByName = { "DynamicComponent", "ParameterView", "RenderComponentAsync", "HtmlRenderer", "RootComponents" };

    public static void Block(Collected collected, NameUnits names, CancellationToken cancellationToken)
    {
        foreach (var unit in names.All.Where(unit => unit.Tokens.Any(token => token.Document.Razor is not null)))
            BlockWhatIsNowhere(unit);
        BlockUnread(collected, names);
        var parameters = names.All.Where(unit => unit.Declarations.Any(token => RazorTies.IsComponentParameter(token.Symbol))).ToLookup(unit => unit.First.OldName, StringComparer.OrdinalIgnoreCase);
        foreach (var document in collected.Documents.Where(document => document.HasClerk && !document.IsProtected))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (parameters.Count > 0)
                BlockComponentParameters(document, parameters);
            BlockUntypedModel(document, names);
        }

        BlockViewComponents(collected, names);
    }

    /// <summary>
    /// The generator writes a name once more for its own purposes, which follows the Razor file. Where the Razor file has the name nowhere, something else
    /// stands for it there: a file's name, or an attribute that is spelled differently.
    /// </summary>
    private static void BlockWhatIsNowhere(NameUnit unit)
    {
        foreach (var view in unit.Tokens.Where(token => token.Document.Razor is not null).GroupBy(token => token.Document))
        {
            var isEdited = view.Any(token => view.Key.PhysicalPlace(token.Span) is not null);
            foreach (var token in view.Where(token => view.Key.PhysicalPlace(token.Span) is null))
            {
                if (token.Binding == Binding.Declares)
                {
                    if (!view.Any(other => other.Binding == Binding.Declares && view.Key.PhysicalPlace(other.Span) is not null))
                        unit.Block(token.Symbol is INamedTypeSymbol ? Reasons.RazorFileName : Unmapped(token));
                    continue;
                }

                // A type is named again wherever the generator spells out what an expression is; a rename is proven by what is generated anew.
                var follows = isEdited || token.Symbol is INamedTypeSymbol || unit.Markup.Any(edit => edit.Path == view.Key.PhysicalPath)
                    || (token.Symbol is IPropertySymbol && (token.OldName.EndsWith("Changed", StringComparison.Ordinal) || token.OldName.EndsWith("Expression", StringComparison.Ordinal)));
                if (!follows)
                    unit.Block(Unmapped(token));
            }
        }
    }

    private static string Unmapped(NameToken token) => Reasons.RazorUnmapped(Plan.FileName(token.Path), token.Document.Razor!.LineNear(token.Span.Start));

    /// <summary>A Razor file that nothing was generated from may name any member that is not hidden from it.</summary>
    private static void BlockUnread(Collected collected, NameUnits names)
    {
        var unread = collected.Markup.Where(finding => finding.IsUnread).ToLookup(finding => finding.Word, StringComparer.Ordinal);
        if (unread.Count == 0)
            return;
        foreach (var unit in names.All)
        {
            if (unread[unit.First.OldName].FirstOrDefault(finding => unit.Declarations.Any(token => CanSee(finding, token))) is { } use)
                unit.Block(Reasons.RazorMayUse(Plan.FileName(use.Path), use.Text.Lines.GetLinePosition(use.Span.Start).Line + 1));
        }
    }

    /// <summary>Whether a member is of the file's project, or of one that it refers to.</summary>
    private static bool CanSee(MarkupFinding use, NameToken declared) =>
        declared.Symbol is { DeclaredAccessibility: not Accessibility.Private } symbol && !LocalScope.IsLocal(symbol)
        && declared.Document.Project.Compilation.AssemblyName is { } assembly
        && (use.Project.Compilation.AssemblyName == assembly || use.Project.Compilation.ReferencedAssemblyNames.Any(reference => reference.Name == assembly));

    /// <summary>A string by which a component is handed a parameter: by the program, or by a generator that knows no better.</summary>
    private static void BlockComponentParameters(DocumentFindings document, ILookup<string, NameUnit> parameters)
    {
        var isView = document.Document.Razor is not null;
        var text = document.Document.Text.ToString();
        if (!isView && !ByName.Any(word => text.Contains(word)))
            return;
        var namesAny = !isView || ByName.Any(word => text.Contains(word));
        foreach (var literal in document.Document.Root.DescendantNodes().OfType<LiteralExpressionSyntax>())
        {
            if (!literal.IsKind(SyntaxKind.StringLiteralExpression) || !parameters.Contains(literal.Token.ValueText) || (!namesAny && !IsParameterOfComponent(literal)))
                continue;
            var line = document.Document.Razor?.LineNear(literal.SpanStart) ?? document.Document.Text.Lines.GetLinePosition(literal.SpanStart).Line + 1;
            foreach (var unit in parameters[literal.Token.ValueText])
                unit.Block(Reasons.ComponentParameter(Plan.FileName(document.Document.Path), line));
        }
    }

    private static bool IsParameterOfComponent(LiteralExpressionSyntax literal) =>
        literal.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
        && RuntimeNames.CalledName(call) is "AddComponentParameter" or "AddAttribute" && list.Arguments.IndexOf(argument) == 1;

    /// <summary>A view without a model's type finds the members of whatever it is given by their names.</summary>
    private static void BlockUntypedModel(DocumentFindings document, NameUnits names)
    {
        if (document.Document.Razor is null)
            return;
        foreach (var token in document.Names.Where(token => token.Binding == Binding.Dynamic && IsOfModel(token.Token.Parent)))
        {
            foreach (var unit in names.All.Where(unit => unit.First.OldName == token.OldName && unit.Declarations.Any(declared => declared.IsRecordParameter || declared.Symbol is IPropertySymbol or IFieldSymbol)))
                unit.Block(Reasons.Dynamic(Plan.FileName(document.Document.Path)));
        }
    }

    private static bool IsOfModel(SyntaxNode? name)
    {
        var receiver = (name?.Parent as MemberAccessExpressionSyntax)?.Expression;
        while (receiver is MemberAccessExpressionSyntax access)
            receiver = access.Expression;
        return receiver is not IdentifierNameSyntax { Identifier.ValueText: "ViewBag" };
    }

    /// <summary>A view component's parameters are handed over in an anonymous object or in the attributes of a <c>vc:</c> element.</summary>
    private static void BlockViewComponents(Collected collected, NameUnits names)
    {
        foreach (var unit in names.All)
        {
            if (unit.Declarations.FirstOrDefault(token => token.Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { Name: "Invoke" or "InvokeAsync" } method } && IsViewComponent(method.ContainingType)) is not { } parameter)
                continue;
            var attribute = RazorTies.InMarkup(parameter.OldName);
            foreach (var document in collected.Documents.Where(document => document.HasClerk))
            {
                var text = document.Document.Text.ToString();
                if ((document.Document.Razor?.Text.ToString() is { } markup && markup.IndexOf("<vc:", StringComparison.OrdinalIgnoreCase) >= 0 && markup.IndexOf(attribute, StringComparison.OrdinalIgnoreCase) >= 0)
                    || (text.Contains("Component") && document.Names.Any(token => token.Token.Parent is IdentifierNameSyntax { Parent: NameEqualsSyntax or AnonymousObjectMemberDeclaratorSyntax }
                        && string.Equals(token.OldName, parameter.OldName, StringComparison.OrdinalIgnoreCase))))
                    unit.Block(Reasons.ViewComponent(Plan.FileName(document.Document.Path)));
            }
        }
    }

    private static bool IsViewComponent(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name.EndsWith("ViewComponent", StringComparison.Ordinal) || current.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ViewComponentAttribute"))
                return true;
        }

        return false;
    }
}
