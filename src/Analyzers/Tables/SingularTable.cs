using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>
/// Whether a name is that of a singular table of the legacy schema: by what it binds to, or, where it resolves to nothing, by what
/// the file imports (which is asked for only then).
/// </summary>
internal readonly struct SingularTable(
    SemanticModel model, MigrationMap map, SchemaFacts schema, Func<FileImports> imports, CancellationToken cancellationToken)
{
    private const string Suffix = "Table";

    /// <summary>
    /// Whether <paramref name="name"/>, one of the map's singular names, refers to the legacy table or to a query of it that is gone;
    /// <paramref name="newName"/> is what to write instead.
    /// </summary>
    public bool IsReference(SimpleNameSyntax name, out string newName)
    {
        newName = map.Tables[name.Identifier.ValueText];
        if (TableReference.TypeOf(name, model, schema.IsLegacyTable, cancellationToken) is not null)
            return true;
        if (schema.TargetNamespace is null || !schema.Targets.TryGetValue(newName, out var target)
            || DeclaredName.NodeOf(name.Identifier) is not null || UnresolvedName.Resolves(name, model, cancellationToken))
            return false;
        return name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => IsQuery(name, target, ref newName) || IsQualified(access.Expression),
            MemberBindingExpressionSyntax => IsQuery(name, target, ref newName),
            QualifiedNameSyntax qualified when qualified.Right == name => IsQualified(qualified.Left),
            NameMemberCrefSyntax { Parent: QualifiedCrefSyntax cref } => IsQualified(cref.Container),
            NameColonSyntax or NameEqualsSyntax => false,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => false,
            _ => imports().ExplainTables || IsOwnQuery(name, target, ref newName),
        };
    }

    /// <summary>
    /// Whether <paramref name="name"/>, a table's singular without "Table", is a query member that is gone: <c>db.Event</c> where
    /// <c>db.Events</c> is there.
    /// </summary>
    public bool IsGoneQuery(SimpleNameSyntax name, string newName, INamedTypeSymbol target) =>
        name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax
        && Receiver.Of(name, model, cancellationToken) is (ReceiverState.Known, { } receiver)
        && IsQueryOf(receiver.Members(newName, model, name.SpanStart), target)
        && !UnresolvedName.Resolves(name, model, cancellationToken);

    /// <summary>The property whose query of this table is named in the singular: <c>DbSet&lt;EventTable&gt; Event</c>.</summary>
    public static PropertyDeclarationSyntax? QueryNamedLike(SimpleNameSyntax table, out string newName, MigrationMap map)
    {
        newName = "";
        if (table.Parent is not TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "DbSet" or "IDbSet" or "IQueryable" } set })
            return null;
        SyntaxNode? type = set;
        while (type is NameSyntax or NullableTypeSyntax)
        {
            if (type.Parent is PropertyDeclarationSyntax property && property.Type == type)
            {
                var singular = table.Identifier.ValueText;
                var plural = map.Tables[singular];
                newName = property.Identifier.ValueText == singular ? plural
                    : property.Identifier.ValueText == Stem(singular) ? Stem(plural)
                    : "";
                return newName.Length > 0 ? property : null;
            }

            type = type.Parent;
        }

        return null;
    }

    /// <summary>A table's name without "Table".</summary>
    public static string Stem(string table) =>
        table.EndsWith(Suffix, StringComparison.Ordinal) ? table.Substring(0, table.Length - Suffix.Length) : table;

    private bool IsQuery(SimpleNameSyntax name, INamedTypeSymbol target, ref string newName)
    {
        if (Receiver.Of(name, model, cancellationToken) is not (ReceiverState.Known, { } receiver))
            return false;
        if (IsQueryOf(receiver.Members(newName, model, name.SpanStart), target))
            return true;
        if (!IsQueryOf(receiver.Members(Stem(newName), model, name.SpanStart), target))
            return false;
        newName = Stem(newName);
        return true;
    }

    /// <summary>A query of the context itself, inside it.</summary>
    private bool IsOwnQuery(SimpleNameSyntax name, INamedTypeSymbol target, ref string newName)
    {
        if (IsQueryOf(model.LookupSymbols(name.SpanStart, name: newName), target))
            return true;
        if (!IsQueryOf(model.LookupSymbols(name.SpanStart, name: Stem(newName)), target))
            return false;
        newName = Stem(newName);
        return true;
    }

    private static bool IsQueryOf(ImmutableArray<ISymbol> members, INamedTypeSymbol target)
    {
        foreach (var member in members)
        {
            var type = member switch
            {
                IPropertySymbol property => property.Type,
                IFieldSymbol field => field.Type,
                _ => null,
            };
            if (type is INamedTypeSymbol { Arity: 1 } query && SymbolEqualityComparer.Default.Equals(query.TypeArguments[0], target))
                return true;
        }

        return false;
    }

    /// <summary>Before the dot: the legacy schema, the WorkOS schema (the import was moved, the name was not), or what must have been the legacy one.</summary>
    private bool IsQualified(ExpressionSyntax left)
    {
        var symbol = left is IdentifierNameSyntax alias && model.GetAliasInfo(alias, cancellationToken) is { } info
            ? info.Target
            : model.GetSymbolInfo(left, cancellationToken).Symbol;
        return symbol switch
        {
            INamespaceSymbol space => schema.IsLegacy(space) || space.ToDisplayString() == schema.TargetNamespace,
            null => imports().Replaces(left),
            _ => false,
        };
    }
}
