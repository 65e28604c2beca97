using System.Text;
using Clerk2WorkOS.Analyzers.Guests;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Tables;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Coverage;

/// <summary>
/// By which names the database may know an entity's table: that of <c>[Table]</c>, that of <c>ToTable</c>, or those that Entity Framework's conventions give,
/// with and without snake case. Which convention is in force is decided while the program runs, so that any of them is taken.
/// </summary>
internal sealed class TableName(Compilation compilation)
{
    private readonly Lazy<ILookup<string, string>> _mapped = new(() => Mapped(compilation));
    private readonly Lazy<ILookup<string, string>> _sets = new(() => Sets(compilation));

    /// <summary>The names of a table, the likeliest first.</summary>
    public IReadOnlyList<string> Of(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is "TableAttribute" or "Table" && attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is string name)
                return new[] { name };
        }

        var mapped = _mapped.Value[type.Name].ToList();
        if (mapped.Count > 0)
            return mapped;
        var names = _sets.Value[type.Name].Append(SingularTable.Stem(type.Name)).Append(type.Name);
        return names.SelectMany(name => new[] { SnakeCase(name), name }).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary><c>ToTable("…")</c>, by the type in whose configuration it stands.</summary>
    private static ILookup<string, string> Mapped(Compilation compilation)
    {
        var found = new List<(string Type, string Table)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText();
            if (CandidateWords.In(text, Words.Table) == Words.None)
                continue;
            foreach (var token in CandidateWords.Identifiers(tree.GetRoot(), text.ToString(), "ToTable"))
            {
                if (token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments: { Count: > 0 } arguments }
                    && arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string table } && ConfiguredType(token.Parent) is { } type)
                    found.Add((type, table));
            }
        }

        return found.ToLookup(mapping => mapping.Type, mapping => mapping.Table, StringComparer.Ordinal);
    }

    private static string? ConfiguredType(SyntaxNode mapping)
    {
        foreach (var up in mapping.Ancestors())
        {
            // Entity<T>().ToTable("…") has the type before it, Entity<T>(e => e.ToTable("…")) around it.
            if (up is InvocationExpressionSyntax call && call.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText == "Entity") is { } entity)
                return SimpleName(entity.TypeArgumentList.Arguments[0]);
            if (up is TypeDeclarationSyntax { BaseList.Types: var bases })
            {
                foreach (var type in bases)
                {
                    if (type.Type is GenericNameSyntax { Identifier.ValueText: "IEntityTypeConfiguration" } configuration)
                        return SimpleName(configuration.TypeArgumentList.Arguments[0]);
                }
            }
        }

        return null;
    }

    private static string? SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static ILookup<string, string> Sets(Compilation compilation)
    {
        var contexts = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(compilation))
            SolutionAssemblies.Types(assembly.GlobalNamespace, GuestFacts.IsContext, contexts);
        return contexts.SelectMany(context => context.GetMembers()).OfType<IPropertySymbol>()
            .Where(property => property.Type is INamedTypeSymbol { Name: "DbSet", Arity: 1 })
            .ToLookup(property => ((INamedTypeSymbol)property.Type).TypeArguments[0].Name, property => property.Name, StringComparer.Ordinal);
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
