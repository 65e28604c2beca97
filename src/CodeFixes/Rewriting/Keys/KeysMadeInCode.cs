using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Places in the code that name a key in a way that cannot be renamed there: put together at run time, by the name of a type or a property, in text of another kind.</summary>
internal sealed class KeysMadeInCode
{
    private readonly Snapshot _snapshot;
    private readonly KeysInCode _code;
    private readonly List<KeyUse> _moving;
    private readonly HashSet<string> _sections;
    private readonly HashSet<string> _spelled;
    private readonly bool _hasVariables;
    private readonly CancellationToken _cancellationToken;

    public KeysMadeInCode(Snapshot snapshot, KeysInCode code, List<KeyUse> moving, CancellationToken cancellationToken)
    {
        _snapshot = snapshot;
        _code = code;
        _moving = moving;
        _cancellationToken = cancellationToken;
        _sections = SectionsOf(moving);
        _spelled = new HashSet<string>(moving.Where(use => use.Way is not null).Select(use => use.Way!.SectionName), StringComparer.Ordinal);
        _hasVariables = moving.Exists(use => use.IsVariable);
    }

    /// <summary>The sections that are renamed, by their own names.</summary>
    public static HashSet<string> SectionsOf(List<KeyUse> moving) =>
        new(moving.Where(use => use.Way is not null).Select(use => use.Way!.SectionName), StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> All() => _code.Texts.Where(text => text.Document.PhysicalPlace(text.Text.Token.Span) is not null || text.Document.Razor is null)
        .Select(text => Sentence(text.Document, text.Text)).OfType<string>()
        .Concat(_snapshot.Documents.Where(document => KeysInCode.IsWritten(document) && CandidateWords.In(document.Text, Words.Clerk) != Words.None).SelectMany(InDocument))
        .Concat(Generic());

    private string? Sentence(DocumentView document, LiteralText text)
    {
        var place = KeyPlace.Of(document.Path, document.Text, text.Token.SpanStart, document);
        if (TextPlace.NameOf(TextPlace.Taker(TextPlace.Whole(text.Expression!))) == "AddEnvironmentVariables")
            return Reasons.KeyPutTogether(text.Value, place);
        if (Piece(text) is { } piece && _code.UsageOf(text.Expression!, document) != KeyUsage.Elsewhere)
            return Reasons.KeyPutTogether(piece, place);
        if (JsonName(text.Value) is { } name)
            return Reasons.KeyInJsonText(name, place);
        return text.IsWhole && ClerkPath.Read(text.Value) is { Setting: null } section && _spelled.Contains(section.SectionName) ? OfSection(document, text, place) : null;
    }

    /// <summary>A string that is a section's name, and no more.</summary>
    private string? OfSection(DocumentView document, LiteralText text, string place)
    {
        var usage = _code.UsageOf(text.Expression!, document);
        if ((usage & KeyUsage.Configuration) != 0)
            return (usage & KeyUsage.Scheme) != 0 ? Reasons.KeyIsSchemeToo(text.Value, place) : null;
        return (usage & KeyUsage.Unclear) != 0 ? Reasons.KeyUnclear(text.Value, place) : null;
    }

    /// <summary>The part of a key after which something else follows while the program runs.</summary>
    private string? Piece(LiteralText text)
    {
        var value = text.Value;
        for (var at = value.IndexOf("clerk", StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf("clerk", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at > 0 && char.IsLetterOrDigit(value[at - 1]))
                continue;
            var end = at;
            while (end < value.Length && char.IsLetterOrDigit(value[end]))
                end++;
            var after = Separator(value, end);
            if (after > end && _sections.Contains(value.Substring(at, end - at)) && EndsOrHasHole(value, after))
                return value.Substring(at, after - at);
            if (_hasVariables && end - at == 5 && string.CompareOrdinal(value, at, "CLERK_", 0, 6) == 0 && EndsOrHasHole(value, end + 1))
                return "CLERK_";
        }

        return GoesOn(text) && _moving.Exists(use => use.Text.ToString(use.Span) == value) ? value : null;
    }

    /// <summary>Behind the colon or the two underscores at a position.</summary>
    private static int Separator(string value, int at)
    {
        if (at < value.Length && value[at] == ':')
            return at + 1;
        return at + 1 < value.Length && value[at] == '_' && value[at + 1] == '_' ? at + 2 : at;
    }

    private static bool EndsOrHasHole(string value, int at) => at == value.Length || (value[at] == '{' && at + 1 < value.Length && value[at + 1] != '{');

    /// <summary>Whether something is put behind the string: <c>"Clerk:SecretKey" + name</c>, <c>$"Clerk:SecretKey{name}"</c>.</summary>
    private static bool GoesOn(LiteralText text)
    {
        if (text.Token.Parent is InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax around } piece)
            return around.Contents.IndexOf(piece) < around.Contents.Count - 1;
        return text.Expression is { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum } literal && sum.Left == literal;
    }

    /// <summary>A section in JSON that stands in a string, as tests have it.</summary>
    private string? JsonName(string value)
    {
        foreach (var section in _sections)
        {
            var at = value.IndexOf("\"" + section + "\"", StringComparison.OrdinalIgnoreCase);
            var end = at + section.Length + 2;
            while (at >= 0 && end < value.Length && char.IsWhiteSpace(value[end]))
                end++;
            if (at >= 0 && end < value.Length && value[end] == ':')
                return section;
        }

        return null;
    }

    /// <summary><c>GetSection(typeof(T).Name)</c>, where a type is called like a section.</summary>
    private IEnumerable<string> Generic()
    {
        var names = _snapshot.Documents.Where(KeysInCode.IsWritten).SelectMany(document => CandidateWords.Identifiers(document.Root, document.Text, Words.Clerk));
        if (!names.Any(name => name.Parent is BaseTypeDeclarationSyntax && _sections.Contains(name.ValueText)))
            yield break;
        foreach (var document in _snapshot.Documents.Where(KeysInCode.IsWritten))
        {
            foreach (var name in CandidateWords.Identifiers(document.Root, document.Text.ToString(), "Name"))
            {
                if (name.Parent?.Parent is not MemberAccessExpressionSyntax { Expression: var type } access || !IsTypeAtRunTime(type, document))
                    continue;
                if ((_code.UsageOf(access, document) & KeyUsage.Configuration) != 0)
                    yield return Reasons.KeyPutTogether(access.ToString(), KeyPlace.Of(document.Path, document.Text, access.SpanStart, document));
            }
        }
    }

    private bool IsTypeAtRunTime(ExpressionSyntax type, DocumentView document) => type switch
    {
        TypeOfExpressionSyntax named => document.Model.GetTypeInfo(named.Type, _cancellationToken).Type is ITypeParameterSymbol,
        InvocationExpressionSyntax call => TextPlace.NameOf(call) == "GetType",
        _ => false,
    };

    private IEnumerable<string> InDocument(DocumentView document) => Identifiers(document).Concat(Inactive(document));

    private IEnumerable<string> Identifiers(DocumentView document)
    {
        foreach (var token in CandidateWords.Identifiers(document.Root, document.Text, Words.Clerk))
        {
            if (!_sections.Contains(token.ValueText))
                continue;
            var place = KeyPlace.Of(document.Path, document.Text, token.SpanStart, document);
            if (IsFilledByName(token, document))
                yield return Reasons.KeyOfProperty(token.ValueText, place);
            else if (token.Parent is ExpressionSyntax name && Spelled(name) is { } spelled && (_code.UsageOf(spelled, document) & KeyUsage.Configuration) != 0)
                yield return Reasons.KeyOfType(token.ValueText, place);
        }
    }

    /// <summary>Whether a whole configuration that is bound would look for the section by the name of a property.</summary>
    private bool IsFilledByName(SyntaxToken token, DocumentView document)
    {
        var symbol = token.Parent switch
        {
            PropertyDeclarationSyntax property when property.Identifier == token => document.Model.GetDeclaredSymbol(property, _cancellationToken),
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter when parameter.Identifier == token => document.Model.GetDeclaredSymbol(parameter, _cancellationToken),
            _ => (ISymbol?)null,
        };
        var type = symbol switch
        {
            IPropertySymbol { SetMethod: not null } property => property.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        };
        return type is not null && type.TypeKind != TypeKind.Interface && type.ContainingNamespace?.ToDisplayString().StartsWith("Clerk.", StringComparison.Ordinal) != true
            && symbol!.GetAttributes().All(attribute => attribute.AttributeClass?.Name != "ConfigurationKeyNameAttribute");
    }

    /// <summary><c>nameof(ClerkOptions)</c>, <c>typeof(ClerkOptions).Name</c>.</summary>
    private static ExpressionSyntax? Spelled(ExpressionSyntax name)
    {
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } spelled)
            return spelled;
        return name.FirstAncestorOrSelf<TypeOfExpressionSyntax>() is { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Name" } access } ? access : null;
    }

    /// <summary>Code that is not compiled, in any project that has the file, may be so tomorrow.</summary>
    private IEnumerable<string> Inactive(DocumentView document)
    {
        if (!document.Root.ContainsDirectives)
            yield break;
        foreach (var trivia in document.Root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)))
        {
            foreach (var trace in KeysInFiles.Settings(trivia.ToString()))
            {
                var span = new TextSpan(trivia.SpanStart + trace.Span.Start, trace.Span.Length);
                if (IsMoving(trace.Shown) && !_moving.Exists(use => use.Path == document.Path && use.Span == span))
                    yield return Reasons.KeyInactive(trace.Shown, KeyPlace.Of(document.Path, document.Text, span.Start));
            }
        }
    }

    private bool IsMoving(string key) => ClerkPath.Read(key) is { } way
        ? _sections.Contains(way.SectionName)
        : _moving.Exists(use => use.IsVariable && use.Key == key);
}
