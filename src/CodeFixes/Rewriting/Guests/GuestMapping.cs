using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Guests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How a meetings table and its new columns are called in the database, as far as the code says.</summary>
internal static class GuestMapping
{
    /// <summary>The columns that the finding's edits add.</summary>
    public static AddedColumns? Of(LocalFinding finding, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var document = finding.Document;
        if (document.Root.FindToken(finding.Place.Start).Parent is not TypeDeclarationSyntax declaration
            || document.Model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || document.Project.AsRulesSeeIt(clerkElsewhere: false).Guests.TableOf(type) is not { } table)
            return null;
        var (context, contextProject) = ContextOf(type, snapshot, cancellationToken);
        var isSnake = IsSnakeCase(type, snapshot);
        var (schema, name) = TableOf(type, context, snapshot, cancellationToken);
        var columns = ImmutableArray.CreateBuilder<AddedColumn>();
        var example = ColumnOfEmail(type, snapshot, cancellationToken);
        string Column(string property) => example is not null ? PropertyStyle.WireName(property, example) : isSnake ? PropertyStyle.WireName(property, "snake_case") : property;
        if (table.UserId is null)
            columns.Add(new AddedColumn(Column(table.UserIdName), "text"));
        if (table.OrgId is null)
            columns.Add(new AddedColumn(Column(MeetingsTable.OrgIdName), SqlType(GuestColumnsFix.OrgIdOf(type, document.Project.Compilation))));
        return new AddedColumns(
            type.ToDisplayString(), PathOf(snapshot, document.Project.Id), schema,
            name ?? (isSnake ? PropertyStyle.WireName(SetName(type, context) ?? type.Name, "snake_case") : SetName(type, context) ?? type.Name),
            columns.ToImmutable(), context?.ToDisplayString(), contextProject is null ? null : PathOf(snapshot, contextProject));
    }

    private static string PathOf(Snapshot snapshot, ProjectId id) => snapshot.Solution.GetProject(id)!.FilePath ?? snapshot.Solution.GetProject(id)!.Name;

    private static string SqlType(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => "text",
        { SpecialType: SpecialType.System_Int32 } => "integer",
        { SpecialType: SpecialType.System_Int64 } => "bigint",
        _ => "uuid",
    };

    private static (INamedTypeSymbol? Context, ProjectId? Project) ContextOf(INamedTypeSymbol type, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var place = Sites.Of(type)[0];
        foreach (var project in snapshot.Projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var context in SourceTypes.Of(project.Compilation).Where(GuestFacts.IsContext))
            {
                if (SetOf(context, candidate => Sites.Of(candidate.OriginalDefinition).Contains(place)) is not null)
                    return (context, project.Id);
            }
        }

        return (null, null);
    }

    private static string? SetName(INamedTypeSymbol type, INamedTypeSymbol? context) =>
        context is null ? null : SetOf(context, candidate => candidate.Name == type.Name)?.Name;

    private static IPropertySymbol? SetOf(INamedTypeSymbol context, Func<ITypeSymbol, bool> wanted) => context.GetMembers().OfType<IPropertySymbol>()
        .FirstOrDefault(property => property.Type is INamedTypeSymbol { Name: "DbSet" or "IDbSet", Arity: 1 } set && wanted(set.TypeArguments[0]));

    /// <summary>By <c>[Table]</c>, or <c>ToTable</c> in the context or the type's configuration.</summary>
    private static (string? Schema, string? Name) TableOf(INamedTypeSymbol type, INamedTypeSymbol? context, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var attribute = type.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.Name is "TableAttribute" or "Table");
        if (attribute is { ConstructorArguments: { Length: > 0 } arguments } && arguments[0].Value is string named)
            return (attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Schema").Value.Value as string, named);
        if (context is null)
            return (null, null);
        foreach (var call in Configuring(type, "ToTable", snapshot, cancellationToken))
        {
            var literals = call.ArgumentList.Arguments.Select(argument => (argument.Expression as LiteralExpressionSyntax)?.Token.Value as string).ToList();
            if (literals.Count > 0 && literals[0] is { } name)
                return (literals.Count > 1 ? literals[1] : null, name);
        }

        return (null, null);
    }

    /// <summary>The column of the guest's email, by which the new ones are called.</summary>
    private static string? ColumnOfEmail(INamedTypeSymbol type, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var attribute = MeetingsTable.Property(type, MeetingsTable.Email)!.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.Name is "ColumnAttribute" or "Column");
        if (attribute is { ConstructorArguments: { Length: > 0 } arguments } && arguments[0].Value is string pinned)
            return pinned;
        return Configuring(type, "HasColumnName", snapshot, cancellationToken)
            .Where(call => call.Expression.ToString().Contains(MeetingsTable.Email))
            .Select(call => (call.ArgumentList.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax)?.Token.Value as string)
            .FirstOrDefault(name => name is not null);
    }

    /// <summary>Calls of that name on the type's builder: behind <c>Entity&lt;T&gt;</c>, or in the type's configuration class.</summary>
    private static IEnumerable<InvocationExpressionSyntax> Configuring(INamedTypeSymbol type, string method, Snapshot snapshot, CancellationToken cancellationToken)
    {
        foreach (var document in snapshot.Documents)
        {
            if (document.IsGenerated || document.Text.ToString() is var text && (!text.Contains(method) || !text.Contains(type.Name)))
                continue;
            foreach (var call in document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (call.Expression is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == method && IsOf(call, access, type.Name))
                    yield return call;
            }
        }
    }

    private static bool IsOf(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, string type)
    {
        bool Names(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<GenericNameSyntax>().Any(generic =>
            generic.Identifier.ValueText is "Entity" or "IEntityTypeConfiguration" && generic.TypeArgumentList.Arguments[0].ToString().Split('.').Last() == type);
        if (Names(access.Expression))
            return true;
        if (call.Ancestors().OfType<InvocationExpressionSyntax>().Any(outer => Names(outer.Expression)))
            return true;
        return call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList is { } bases && Names(bases);
    }

    /// <summary>Whether names go to the database in snake case: by the known convention, or by one of the team's own.</summary>
    private static bool IsSnakeCase(INamedTypeSymbol type, Snapshot snapshot) =>
        type.GetMembers().OfType<IPropertySymbol>().SelectMany(property => property.GetAttributes())
            .Any(attribute => attribute.AttributeClass?.Name is "ColumnAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is string column && column.Contains("_"))
        || snapshot.Documents.Any(document => document.Text.ToString() is var text
            && (text.Contains("UseSnakeCaseNamingConvention")
                || (text.Contains("SetColumnName(") && text.IndexOf("snake", StringComparison.OrdinalIgnoreCase) >= 0)));
}
