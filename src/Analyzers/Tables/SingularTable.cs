using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>Whether a name is that of a singular table of the legacy schema: by what it binds to, or, where it resolves to nothing, by what the file imports.</summary>
internal static class SingularTable
{
    private const string Suffix = "Table";

    /// <summary>
    /// Whether <paramref name="name"/>, one of the map's singular names, refers to the legacy table or to a query of it that is gone; <paramref name="newName"/>
    /// is what to write instead. The file's imports are asked for only when nothing resolves.
    /// </summary>
    public static bool IsReference(
        SimpleNameSyntax name, SemanticModel model, MigrationMap map, SchemaFacts schema, Func<FileImports> imports, out string newName, CancellationToken cancellationToken)
    {
        newName = map.Tables[name.Identifier.ValueText];
        if (TableReference.TypeOf(name, model, schema.IsLegacyTable, cancellationToken) is not null)
            return true;
        if (schema.TargetNamespace is null || !schema.Targets.TryGetValue(newName, out var target)
            || DeclaredName.NodeOf(name.Identifier) is not null || UnresolvedName.Resolves(name, model, cancellationToken))
            return false;
        return name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => IsQueryOrQualified(name, access.Expression, model, schema, target, imports, ref newName, cancellationToken),
            MemberBindingExpressionSyntax => IsQuery(name, model, target, ref newName, cancellationToken),
            QualifiedNameSyntax qualified when qualified.Right == name => IsQualified(qualified.Left, model, schema, imports, cancellationToken),
            NameMemberCrefSyntax { Parent: QualifiedCrefSyntax cref } => IsQualified(cref.Container, model, schema, imports, cancellationToken),
            NameColonSyntax or NameEqualsSyntax => false,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => false,
            _ => imports().ExplainTables || IsOwnQuery(name, model, target, ref newName),
        };
    }

    /// <summary>Whether <paramref name="name"/>, a table's singular without "Table", is a query member that is gone: <c>db.Event</c> where <c>db.Events</c> is there.</summary>
    public static bool IsGoneQuery(SimpleNameSyntax name, string newName, SemanticModel model, INamedTypeSymbol target, CancellationToken cancellationToken) =>
        name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax
        && Receiver.Of(name, model, cancellationToken) is (ReceiverState.Known, { } receiver)
        && HasQuery(receiver, newName, model, name.SpanStart, target)
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
    public static string Stem(string table) => table.EndsWith(Suffix, StringComparison.Ordinal) ? table.Substring(0, table.Length - Suffix.Length) : table;

    private static bool IsQueryOrQualified(
        SimpleNameSyntax name, ExpressionSyntax left, SemanticModel model, SchemaFacts schema, INamedTypeSymbol target,
        Func<FileImports> imports, ref string newName, CancellationToken cancellationToken) =>
        IsQuery(name, model, target, ref newName, cancellationToken) || IsQualified(left, model, schema, imports, cancellationToken);

    private static bool IsQuery(SimpleNameSyntax name, SemanticModel model, INamedTypeSymbol target, ref string newName, CancellationToken cancellationToken)
    {
        if (Receiver.Of(name, model, cancellationToken) is not (ReceiverState.Known, { } receiver))
            return false;
        if (HasQuery(receiver, newName, model, name.SpanStart, target))
            return true;
        if (!HasQuery(receiver, Stem(newName), model, name.SpanStart, target))
            return false;
        newName = Stem(newName);
        return true;
    }

    private static bool IsOwnQuery(SimpleNameSyntax name, SemanticModel model, INamedTypeSymbol target, ref string newName)
    {
        if (IsQueryOf(model.LookupSymbols(name.SpanStart, name: newName), target))
            return true;
        if (!IsQueryOf(model.LookupSymbols(name.SpanStart, name: Stem(newName)), target))
            return false;
        newName = Stem(newName);
        return true;
    }

    private static bool HasQuery(Receiver receiver, string member, SemanticModel model, int position, INamedTypeSymbol target) =>
        IsQueryOf(receiver.Members(member, model, position), target);

    private static bool IsQueryOf(System.Collections.Immutable.ImmutableArray<ISymbol> members, INamedTypeSymbol target)
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

    /// <summary>Before the dot: the legacy schema, the WorkOS schema (an import was moved and the name was not), or what must have been the legacy one.</summary>
    private static bool IsQualified(ExpressionSyntax left, SemanticModel model, SchemaFacts schema, Func<FileImports> imports, CancellationToken cancellationToken)
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
