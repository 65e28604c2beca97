using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Guests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>C2W402: adds the properties of the guest's user and organization, nullable, behind the guest's email and name.</summary>
internal sealed class GuestColumnsFix : LocalFix
{
    public override string Rule => RuleIds.GuestColumns;

    public override LocalChange Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var declaration = document.Root.FindToken(diagnostic.Location.SourceSpan.Start).Parent as TypeDeclarationSyntax;
        if (declaration is null || document.Model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || document.Project.AsRulesSeeIt(clerkElsewhere: false).Guests.TableOf(type) is not { } table)
            return LocalChange.None(Reasons.ByHand);
        var properties = new List<(string Name, string Type, string Summary)>();
        if (table.UserId is null)
            properties.Add((table.UserIdName, UserIdType(document, declaration), "The guest's user id; empty where the guest was not registered."));
        if (table.OrgId is null)
            properties.Add((MeetingsTable.OrgIdName, OrgIdType(document, declaration, type), "The guest's own organization; empty where the guest was not registered."));
        return LocalChange.Of(document, Insertion(document.Text, declaration, properties));
    }

    private static string UserIdType(DocumentView document, TypeDeclarationSyntax declaration) => IsNullableAware(document, declaration) ? "string?" : "string";

    /// <summary>The type of the table's own <c>OrgId</c>, made nullable; a <c>Guid</c>, as the companion library has it, where there is none.</summary>
    private static string OrgIdType(DocumentView document, TypeDeclarationSyntax declaration, INamedTypeSymbol type)
    {
        var own = OrgIdOf(type, document.Project.Compilation);
        var written = own.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(document.Model, declaration.Identifier.SpanStart);
        return own.IsValueType || IsNullableAware(document, declaration) ? written.TrimEnd('?') + "?" : written;
    }

    /// <summary>What the new <c>GuestOrgId</c> is.</summary>
    public static ITypeSymbol OrgIdOf(INamedTypeSymbol type, Compilation compilation) =>
        MeetingsTable.Property(type, "OrgId")?.Type switch
        {
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0],
            { } own => own,
            null => compilation.GetTypeByMetadataName("System.Guid")!,
        };

    private static bool IsNullableAware(DocumentView document, TypeDeclarationSyntax declaration) =>
        (document.Model.GetNullableContext(declaration.Identifier.Span.End) & NullableContext.AnnotationsEnabled) != 0;

    private static Edit Insertion(SourceText text, TypeDeclarationSyntax declaration, List<(string Name, string Type, string Summary)> properties)
    {
        var neighbour = declaration.Members.OfType<PropertyDeclarationSyntax>()
            .LastOrDefault(property => property.Identifier.ValueText is MeetingsTable.Email or MeetingsTable.Name);
        if (neighbour is not null)
            return BehindNeighbour(text, declaration, neighbour, properties);
        return InRecord(text, (RecordDeclarationSyntax)declaration, properties);
    }

    private static Edit BehindNeighbour(
        SourceText text, TypeDeclarationSyntax declaration, PropertyDeclarationSyntax neighbour, List<(string Name, string Type, string Summary)> properties)
    {
        var style = PropertyStyle.Of(text, neighbour);
        if (!Layout.EndsLine(text, neighbour.Span.End))
            return new Edit(new TextSpan(neighbour.Span.End, 0), string.Concat(properties.Select(property => " " + style.Line(property.Type, property.Name))));
        var indentation = Layout.Indentation(text, neighbour.SpanStart);
        var lineEnd = Layout.LineEnd(text, neighbour.SpanStart);
        var separator = lineEnd + (IsSpaced(text, declaration, neighbour) ? lineEnd : "");
        var added = properties.Select(property =>
            separator + string.Concat(style.Lines(property.Type, property.Name, property.Summary).Select((line, i) => (i == 0 ? "" : lineEnd) + indentation + line)));
        return new Edit(new TextSpan(text.Lines.GetLineFromPosition(neighbour.Span.End).End, 0), string.Concat(added));
    }

    /// <summary>Whether an empty line stands between the neighbour and the property before it, or else behind it.</summary>
    private static bool IsSpaced(SourceText text, TypeDeclarationSyntax declaration, PropertyDeclarationSyntax neighbour)
    {
        var index = declaration.Members.IndexOf(neighbour);
        var (before, behind) = index > 0 && declaration.Members[index - 1] is PropertyDeclarationSyntax previous ? (previous, neighbour)
            : index + 1 < declaration.Members.Count ? (neighbour, declaration.Members[index + 1])
            : (neighbour, (MemberDeclarationSyntax)neighbour);
        if (before == behind)
            return false;
        var first = text.Lines.GetLineFromPosition(before.Span.End).LineNumber;
        var last = text.Lines.GetLineFromPosition(behind.SpanStart).LineNumber;
        for (var line = first + 1; line < last; line++)
        {
            if (text.Lines[line].ToString().Trim().Length == 0)
                return true;
        }

        return false;
    }

    /// <summary>The positional parameters, and with them the constructor, stay as they are: the two become properties of the body.</summary>
    private static Edit InRecord(SourceText text, RecordDeclarationSyntax record, List<(string Name, string Type, string Summary)> properties)
    {
        var lineEnd = Layout.LineEnd(text, record.SpanStart);
        var outer = Layout.Indentation(text, record.Identifier.SpanStart);
        var indentation = Layout.Deeper(outer);
        var lines = string.Concat(properties.Select(property => $"{indentation}public {property.Type} {property.Name} {{ get; init; }}{lineEnd}"));
        if (record.OpenBraceToken.IsKind(SyntaxKind.None) || record.OpenBraceToken.IsMissing)
            return new Edit(record.SemicolonToken.Span, $"{lineEnd}{outer}{{{lineEnd}{lines}{outer}}}");
        return new Edit(new TextSpan(record.OpenBraceToken.Span.End, 0), lineEnd + lines.Substring(0, lines.Length - lineEnd.Length));
    }
}
