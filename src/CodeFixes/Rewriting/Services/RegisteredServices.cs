using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Which services the solution registers with dependency injection, in whatever project: a class that is given another one could not be built.</summary>
internal sealed class RegisteredServices(Snapshot snapshot)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a call that adds services names the type, or what it is given makes one.</summary>
    public bool Has(string type)
    {
        if (!_known.TryGetValue(type, out var has))
            _known[type] = has = snapshot.Documents.Any(document => document.Id is not null && IsAddedIn(document, type));
        return has;
    }

    private static bool IsAddedIn(DocumentView document, string type) =>
        document.Text.ToString().Contains(type)
        && document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => IsAdding(call) && Names(call, type));

    private static bool IsAdding(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
        && (name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal))
        && (name.EndsWith("Singleton", StringComparison.Ordinal) || name.EndsWith("Scoped", StringComparison.Ordinal) || name.EndsWith("Transient", StringComparison.Ordinal)
            || name.EndsWith("HttpClient", StringComparison.Ordinal));

    /// <summary>The service is the first type argument, or the type of what is handed over.</summary>
    private static bool Names(InvocationExpressionSyntax call, string type)
    {
        if (((MemberAccessExpressionSyntax)call.Expression).Name is GenericNameSyntax generic)
            return LastName(generic.TypeArgumentList.Arguments[0]) == type;
        return call.ArgumentList.DescendantNodes().Any(node => node switch
        {
            ObjectCreationExpressionSyntax creation => LastName(creation.Type) == type,
            TypeOfExpressionSyntax named => LastName(named.Type) == type,
            _ => false,
        });
    }

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
