using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>One use of a table: its type by name, or a query member named after it.</summary>
/// <param name="Document">Where.</param>
/// <param name="Token">The identifier.</param>
/// <param name="NewName">The plural that takes its place.</param>
/// <param name="Legacy">The legacy type; <c>null</c> where the name resolves to nothing.</param>
/// <param name="IsMember">A member of that name (<c>db.EventTable</c>), not the type.</param>
internal sealed record TableToken(DocumentView Document, SyntaxToken Token, string NewName, INamedTypeSymbol? Legacy, bool IsMember)
{
    public Site Place => new(Document.Path, Token.SpanStart);

    public string OldName => Token.ValueText;

    /// <summary>Something else has the plural name here, so that the type is written in full.</summary>
    public bool IsHidden { get; } = !IsMember && IsHiddenAt(Document, Token, NewName);

    private static bool IsHiddenAt(DocumentView document, SyntaxToken token, string name)
    {
        if (token.Parent is not IdentifierNameSyntax simple || !LocalScope.IsSimpleReference(token))
            return false;
        var found = SyntaxFacts.IsInTypeOnlyContext(simple)
            ? document.Model.LookupNamespacesAndTypes(token.SpanStart, name: name)
            : document.Model.LookupSymbols(token.SpanStart, name: name);
        return found.Any(symbol => symbol is not INamedTypeSymbol type || type.ContainingNamespace.ToDisplayString() != document.Project.Schema.TargetNamespace);
    }
}

/// <summary>What one document says about tables.</summary>
internal sealed class TableUses
{
    public List<TableToken> Tokens { get; } = new();

    /// <summary>Members of the solution named like a singular table, and references to them: they follow their type.</summary>
    public List<NameToken> Members { get; } = new();

    /// <summary>Names of mapped tables whose legacy type is used here.</summary>
    public HashSet<string> Legacy { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of target tables that are used here.</summary>
    public HashSet<string> Targets { get; } = new(StringComparer.Ordinal);

    public bool HasUnresolved { get; private set; }

    public static TableUses Collect(DocumentView document, CancellationToken cancellationToken)
    {
        var uses = new TableUses();
        var map = document.Project.Map.Tables;
        List<SyntaxToken>? candidates = null;
        foreach (var token in CandidateWords.Identifiers(document.Root, document.Text, Words.Table))
        {
            if (map.ContainsKey(token.ValueText) || map.ContainsValue(token.ValueText))
                (candidates ??= new List<SyntaxToken>()).Add(token);
        }

        if (candidates is null || document.Project.Schema.TargetNamespace is null)
            return uses;
        foreach (var token in candidates)
            uses.Add(document, token, cancellationToken);
        return uses;
    }

    private void Add(DocumentView document, SyntaxToken token, CancellationToken cancellationToken)
    {
        var schema = document.Project.Schema;
        var model = document.Model;
        if (Clerk2WorkOS.Analyzers.Names.DeclaredName.TryGet(token, model, cancellationToken) is { } declared)
        {
            AddMember(document, token, declared, Binding.Declares);
            return;
        }

        if (token.Parent is not SimpleNameSyntax name)
            return;
        var symbol = NameCollector.Referred(name, model, cancellationToken);
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            symbol = constructor.ContainingType;
        if (symbol is INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
        {
            if (schema.IsLegacyTable(type.OriginalDefinition) && schema.CounterpartOf(type) is { } counterpart)
            {
                if (ProtectedCode.IsInLegacySchema(name, model, schema, cancellationToken))
                    return;
                Legacy.Add(type.Name);
                Tokens.Add(new TableToken(document, token, counterpart.Name, type, IsMember: false));
                AddDeclaringMember(document, name, cancellationToken);
            }
            else if (schema.Targets.TryGetValue(type.Name, out var target) && SymbolEqualityComparer.Default.Equals(target, type.OriginalDefinition))
            {
                Targets.Add(type.Name);
            }

            return;
        }

        if (symbol is not null and not IErrorTypeSymbol)
        {
            AddMember(document, token, symbol, Binding.Refers);
            return;
        }

        AddUnresolved(document, token, name, cancellationToken);
    }

    private void AddUnresolved(DocumentView document, SyntaxToken token, SimpleNameSyntax name, CancellationToken cancellationToken)
    {
        var schema = document.Project.Schema;
        if (!document.Project.Map.Tables.TryGetValue(token.ValueText, out var plural))
            return;
        if (!Receivers.TryGet(name, document.Model, out var receiver, cancellationToken) || name.Parent is QualifiedNameSyntax)
        {
            if (plural != token.ValueText && schema.Targets.ContainsKey(plural))
            {
                HasUnresolved = true;
                Tokens.Add(new TableToken(document, token, plural, null, IsMember: false));
            }

            return;
        }

        var stem = plural.EndsWith("Table", StringComparison.Ordinal) ? plural.Substring(0, plural.Length - "Table".Length) : plural;
        var member = Receivers.HasMember(receiver, plural) ? plural : Receivers.HasMember(receiver, stem) ? stem : null;
        if (member is null && Receivers.IsUnknown(receiver))
            member = plural;
        if (member is not null && member != token.ValueText)
            Tokens.Add(new TableToken(document, token, member, null, IsMember: true));
    }

    /// <summary>The property or field that a table's name stands in the type of, as in <c>DbSet&lt;EventTable&gt; Event</c>.</summary>
    private void AddDeclaringMember(DocumentView document, SimpleNameSyntax name, CancellationToken cancellationToken)
    {
        if (name.Parent is not TypeArgumentListSyntax { Parent: GenericNameSyntax set })
            return;
        SyntaxNode type = set.Parent is QualifiedNameSyntax qualified ? qualified : set;
        if (type.Parent is PropertyDeclarationSyntax property && property.Type == type && document.Model.GetDeclaredSymbol(property, cancellationToken) is { } declared)
            AddMember(document, property.Identifier, declared, Binding.Declares);
    }

    /// <summary>References to a member that is renamed with its type and does not hold the word itself.</summary>
    public void AddReferences(DocumentView document, string memberName, CancellationToken cancellationToken)
    {
        var text = document.Text.ToString();
        for (var at = text.IndexOf(memberName, StringComparison.Ordinal); at >= 0; at = text.IndexOf(memberName, at + memberName.Length, StringComparison.Ordinal))
        {
            var token = document.Root.FindToken(at, findInsideTrivia: true);
            if (token.SpanStart != at || token.ValueText != memberName || token.Parent is not SimpleNameSyntax name)
                continue;
            if (NameCollector.Referred(name, document.Model, cancellationToken) is IPropertySymbol property && Members.All(member => member.Token != token))
                AddMember(document, token, property, Binding.Refers);
        }
    }

    /// <summary>The plural for a member of a singular name: <c>EventTable</c> → <c>EventsTable</c>, <c>Event</c> → <c>Events</c>.</summary>
    private static string? PluralOf(string member, DocumentView document)
    {
        var tables = document.Project.Map.Tables;
        if (tables.TryGetValue(member, out var plural))
            return plural;
        return tables.TryGetValue(member + "Table", out plural) && plural.EndsWith("Table", StringComparison.Ordinal)
            ? plural.Substring(0, plural.Length - "Table".Length)
            : null;
    }

    /// <summary>A property such as <c>DbSet&lt;EventTable&gt; EventTable</c> is renamed with its type.</summary>
    private void AddMember(DocumentView document, SyntaxToken token, ISymbol symbol, Binding binding)
    {
        if (PluralOf(token.ValueText, document) is not { } plural || plural == token.ValueText)
            return;
        var type = symbol switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        };
        if (type is not INamedTypeSymbol { TypeArguments.Length: 1 } set || set.TypeArguments[0] is not INamedTypeSymbol row || !document.Project.Schema.IsLegacyTable(row))
            return;
        var root = Sites.Root(symbol);
        var sites = Sites.Of(root);
        if (sites.Count > 0 && Members.All(member => member.Token != token) && !document.Project.Schema.IsLegacy(root.ContainingNamespace))
            Members.Add(new NameToken(document, token, Analyzers.Names.ClerkNameKind.UserId, plural, binding, root, sites));
    }
}
