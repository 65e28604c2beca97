using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What the code takes a string for that may be a key.</summary>
[Flags]
internal enum KeyUsage
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Nothing shows it.</summary>
    Unclear = 8,

    /// <summary>The configuration, or the environment, is asked for it.</summary>
    Configuration = 1,

    /// <summary>It is the name of an authentication scheme.</summary>
    Scheme = 2,

    /// <summary>Surely no key: a log, a claim, a route, a comparison.</summary>
    Elsewhere = 4,

    /// <summary>A library takes it that is given no configuration: a name of a client, a policy, a service.</summary>
    Library = 16,
}

/// <summary>Finds out what a string is taken for, through the constants, fields and parameters that hold it.</summary>
internal sealed class KeyUsages(Snapshot snapshot, CancellationToken cancellationToken)
{
    private static readonly HashSet<TextUse> NoKeys = new()
    {
        TextUse.LogTemplate, TextUse.Telemetry, TextUse.Claim, TextUse.Header, TextUse.Cookie, TextUse.Route, TextUse.Query, TextUse.Form, TextUse.Column,
        TextUse.Sql, TextUse.SqlParameter, TextUse.CacheKey,
    };

    private readonly Dictionary<Site, KeyUsage> _known = new();

    /// <summary>What <paramref name="text"/> is taken for; several where a constant has several uses.</summary>
    public KeyUsage Of(ExpressionSyntax text, DocumentView document)
    {
        var whole = TextPlace.Whole(text);
        while (whole.Parent is InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax around })
            whole = TextPlace.Whole(around);
        if (Declared(whole, document.Model) is { } declared)
            return OfDeclared(declared);
        if (ClerkNameUse.SchemeStrength(whole) is not null)
            return KeyUsage.Scheme;
        if (whole.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute })
            return OfAttribute(TextPlace.NameOf(attribute));
        return IsCompared(whole) ? KeyUsage.Elsewhere : OfTaker(whole, document);
    }

    /// <summary>A serializer may read the settings' own file.</summary>
    private static KeyUsage OfAttribute(string name) =>
        name == "ConfigurationKeyName" ? KeyUsage.Configuration : name is "JsonPropertyName" or "JsonProperty" or "DataMember" ? KeyUsage.Unclear : KeyUsage.Elsewhere;

    private KeyUsage OfTaker(ExpressionSyntax whole, DocumentView document)
    {
        if (TextPlace.Taker(whole) is not { } taker)
            return KeyUsage.Unclear;
        var name = TextPlace.NameOf(taker);
        if (name is "BindConfiguration")
            return KeyUsage.Configuration;
        if (name is "GetConnectionString" || name.EndsWith("Exception", StringComparison.Ordinal) || (name == "Equals" && !SpeaksOfSection(taker)))
            return KeyUsage.Elsewhere;
        var symbol = TextPlace.SymbolOf(taker, document.Model, cancellationToken);
        if (symbol?.ContainingType is { Name: "Console", ContainingNamespace.Name: "System" })
            return KeyUsage.Elsewhere;
        var use = symbol is not null ? TextApis.Of(symbol, name, "")
            : taker is ElementAccessExpressionSyntax access ? TextApis.OfUnknown(TextPlace.NameOf(access.Expression)) : TextApis.OfUnknown(name);
        if (use == TextUse.Configuration)
            return KeyUsage.Configuration;
        if (use == TextUse.Json)
            return KeyUsage.Unclear;
        return use is not null && NoKeys.Contains(use) ? KeyUsage.Elsewhere : OfLibrary(symbol, whole, document);
    }

    /// <summary>What another assembly does with a name: it finds a section by it where it is given the configuration, or says so.</summary>
    private KeyUsage OfLibrary(ISymbol? symbol, ExpressionSyntax whole, DocumentView document)
    {
        if (symbol is not IMethodSymbol { ContainingType: { } type } method || symbol.Locations.Any(location => location.IsInSource))
            return KeyUsage.Unclear;
        if (TextPlace.ParameterOf(whole, document.Model, cancellationToken) is { } parameter && Says(parameter.Name, "section")
            || (method.ReducedFrom ?? method).Parameters.Any(other => IsConfiguration(other.Type)))
            return KeyUsage.Configuration;
        return IsOfAnyUse(type.ContainingNamespace.ToDisplayString()) || TextPlace.Taker(whole) is { } taker && TextApis.IsExpectation(symbol, taker) ? KeyUsage.Unclear : KeyUsage.Library;
    }

    private static bool IsConfiguration(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.Configuration";

    /// <summary>Strings, lists and queries pass on whatever they are given.</summary>
    private static bool IsOfAnyUse(string space) =>
        space is "System" or "System.Text" or "System.Linq" or "System.IO" || space.StartsWith("System.Collections", StringComparison.Ordinal);

    /// <summary>Compared with what is no section's own key or path.</summary>
    private static bool IsCompared(ExpressionSyntax whole) => whole.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => !SpeaksOfSection(comparison),
        CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => !SpeaksOfSection(choice.Expression),
        ConstantPatternSyntax pattern => Matched(pattern) is not { } matched || !SpeaksOfSection(matched),
        _ => false,
    };

    /// <summary>What a pattern is matched with: the property that it names, or what is tested.</summary>
    private static ExpressionSyntax? Matched(ConstantPatternSyntax pattern) => pattern.Ancestors().Select(node => node switch
    {
        SubpatternSyntax { NameColon: { } named } => named.Name,
        SubpatternSyntax { ExpressionColon: { } named } => named.Expression,
        SwitchExpressionSyntax choice => choice.GoverningExpression,
        SwitchStatementSyntax choice => choice.Expression,
        IsPatternExpressionSyntax test => test.Expression,
        _ => null,
    }).FirstOrDefault(matched => matched is not null);

    private static bool SpeaksOfSection(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Any(part => part is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Key" or "Path" }
            or IdentifierNameSyntax { Identifier.ValueText: "Key" or "Path", Parent: NameColonSyntax });

    /// <summary>The constant, field, local, property or parameter that the value is of.</summary>
    private ISymbol? Declared(ExpressionSyntax whole, SemanticModel model) => whole.Parent switch
    {
        EqualsValueClauseSyntax { Parent: { } declaration } => model.GetDeclaredSymbol(declaration, cancellationToken),
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property, cancellationToken),
        _ => null,
    };

    private KeyUsage OfDeclared(ISymbol declared)
    {
        var site = SiteOf(declared)!.Value;
        if (_known.TryGetValue(site, out var known))
            return known;
        _known[site] = KeyUsage.None;           // one that is declared by itself says nothing
        var usage = KeyUsage.None;
        foreach (var document in snapshot.Documents)
        {
            foreach (var reference in References(declared, site, document))
                usage |= Of(reference, document);
        }

        if ((usage & (KeyUsage.Configuration | KeyUsage.Scheme)) == 0)
        {
            usage |= Says(declared.Name, "Section") ? KeyUsage.Configuration : Says(declared.Name, "Scheme") ? KeyUsage.Scheme
                : usage == KeyUsage.None ? KeyUsage.Unclear : KeyUsage.None;
        }

        return _known[site] = usage;
    }

    private IEnumerable<ExpressionSyntax> References(ISymbol declared, Site site, DocumentView document)
    {
        var text = document.Text.ToString();
        foreach (var token in CandidateWords.Identifiers(document.Root, text, declared.Name))
        {
            if (token.Parent is not SimpleNameSyntax name || document.Model.GetSymbolInfo(name, cancellationToken).Symbol is not { } symbol || SiteOf(symbol) != site)
                continue;
            yield return name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        }
    }

    /// <summary>Where the solution declares it; <c>null</c> for what another assembly does.</summary>
    private static Site? SiteOf(ISymbol symbol) =>
        symbol.OriginalDefinition.Locations.FirstOrDefault(location => location.IsInSource) is { SourceTree: { } tree } place ? new Site(tree.FilePath, place.SourceSpan.Start) : null;

    private static bool Says(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
