using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Where the companion library's services are, or can be, registered.</summary>
/// <param name="IsRegistered">Somebody does it already.</param>
/// <param name="Edits">What registers them; empty where that is not needed or no place was found.</param>
internal sealed record GuestServiceRegistration(bool IsRegistered, ImmutableArray<(DocumentView Document, Edit Edit)> Edits)
{
    private const string Method = "AddClerk2WorkOS";
    private const string Service = "IGuestRegistration";

    /// <summary>Looks in all projects whether somebody does it, and else for a place in <paramref name="users"/> and the projects that use them.</summary>
    public static GuestServiceRegistration Find(Collected collected, List<ProjectView> users)
    {
        var documents = collected.Snapshot.Documents.Where(document => document.Id is not null).ToList();
        if (documents.Any(IsDoneIn))
            return new GuestServiceRegistration(true, ImmutableArray<(DocumentView Document, Edit Edit)>.Empty);
        var names = new HashSet<string>(users.Select(project => project.Compilation.AssemblyName).OfType<string>(), StringComparer.Ordinal);
        var places = documents
            .Where(document => !document.IsGenerated && (users.Contains(document.Project) || document.Project.Compilation.ReferencedAssemblyNames.Any(name => names.Contains(name.Name))))
            .Select(PlaceIn).OfType<Place>().ToList();

        // Where the application is put together, else where the library's own services are; each project that is compiled twice, once.
        var chosen = places.FirstOrDefault(place => place.IsHost) ?? places.FirstOrDefault();
        return new GuestServiceRegistration(false, chosen?.Edits ?? ImmutableArray<(DocumentView Document, Edit Edit)>.Empty);
    }

    private sealed record Place(bool IsHost, ImmutableArray<(DocumentView Document, Edit Edit)> Edits);

    private static bool IsDoneIn(DocumentView document)
    {
        var text = document.Text.ToString();
        if (!text.Contains(Method) && !text.Contains(Service))
            return false;
        return document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression switch
        {
            MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } => generic.Identifier.ValueText.StartsWith("Add", StringComparison.Ordinal)
                && generic.TypeArgumentList.Arguments[0].ToString().EndsWith(Service, StringComparison.Ordinal),
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == Method,
            _ => false,
        });
    }

    /// <summary>The last statement that adds a service, where the configuration is at hand as well.</summary>
    private static Place? PlaceIn(DocumentView document)
    {
        if (!document.Text.ToString().Contains("ervices"))
            return null;
        Place? found = null;
        foreach (var statement in document.Root.DescendantNodes().OfType<ExpressionStatementSyntax>())
        {
            if (statement.Parent is BlockSyntax or GlobalStatementSyntax && statement.Expression is InvocationExpressionSyntax call
                && Root(call) is { } services && document.Model.GetTypeInfo(services).Type is { Name: "IServiceCollection" } type
                && Configuration(document, services) is { } configuration && Overload(document, type, statement) is { } overload)
                found = new Place(services is MemberAccessExpressionSyntax, Registering(document, statement, services, configuration, overload));
        }

        return found;
    }

    /// <summary>The services that a chain of calls begins with: <c>builder.Services</c>, <c>services</c>.</summary>
    private static ExpressionSyntax? Root(InvocationExpressionSyntax call)
    {
        ExpressionSyntax expression = call;
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } inner)
        {
            if (!access.Name.Identifier.ValueText.StartsWith("Add", StringComparison.Ordinal) && inner == call)
                return null;
            expression = access.Expression;
        }

        return expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } ? expression : null;
    }

    /// <summary>The configuration beside the services: the builder's, a parameter, or the start-up class's property.</summary>
    private static string? Configuration(DocumentView document, ExpressionSyntax services)
    {
        if (services is MemberAccessExpressionSyntax { Expression: { } builder })
        {
            return document.Model.GetTypeInfo(builder).Type is { } owner
                && document.Model.LookupSymbols(services.SpanStart, owner, "Configuration").OfType<IPropertySymbol>().Any()
                ? builder + ".Configuration"
                : null;
        }

        return document.Model.LookupSymbols(services.SpanStart)
            .Where(symbol => symbol switch
            {
                IParameterSymbol parameter => IsConfiguration(parameter.Type),
                IPropertySymbol property => IsConfiguration(property.Type),
                IFieldSymbol field => IsConfiguration(field.Type),
                _ => false,
            })
            .OrderBy(symbol => symbol.Kind == SymbolKind.Parameter ? 0 : 1).ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.Name;
    }

    private static bool IsConfiguration(ITypeSymbol type) => type.Name is "IConfiguration" or "IConfigurationRoot" or "IConfigurationSection" or "ConfigurationManager";

    /// <summary>The library's method for services and configuration, imported or not.</summary>
    private static IMethodSymbol? Overload(DocumentView document, ITypeSymbol services, StatementSyntax statement)
    {
        var inScope = document.Model.LookupSymbols(statement.SpanStart, services, Method, includeReducedExtensionMethods: true).OfType<IMethodSymbol>()
            .FirstOrDefault(method => Takes(method.ReducedFrom ?? method));
        if (inScope is not null)
            return inScope;
        if (document.Project.AsRulesSeeIt(clerkElsewhere: false).Guests.Registration is not { } registration)
            return null;
        return Methods(registration.ContainingAssembly.GlobalNamespace).FirstOrDefault(Takes);
    }

    private static bool Takes(IMethodSymbol method) => method is { IsExtensionMethod: true, Parameters.Length: >= 2 } && IsConfiguration(method.Parameters[1].Type)
        && method.Parameters.Skip(2).All(parameter => parameter.IsOptional);

    private static IEnumerable<IMethodSymbol> Methods(INamespaceSymbol space)
    {
        foreach (var member in space.GetMembers())
        {
            if (member is INamespaceSymbol inner)
            {
                foreach (var method in Methods(inner))
                    yield return method;
            }
            else if (member is INamedTypeSymbol { IsStatic: true } type)
            {
                foreach (var method in type.GetMembers(Method).OfType<IMethodSymbol>())
                    yield return method;
            }
        }
    }

    private static ImmutableArray<(DocumentView Document, Edit Edit)> Registering(
        DocumentView document, ExpressionStatementSyntax statement, ExpressionSyntax services, string configuration, IMethodSymbol overload)
    {
        var line = $"{Layout.LineEnd(document.Text, statement.SpanStart)}{Layout.Indentation(document.Text, statement.SpanStart)}";
        var edits = ImmutableArray.Create((document, new Edit(new TextSpan(statement.Span.End, 0), $"{line}{services}.{Method}({configuration}.GetSection(\"WorkOS\"));")));
        return overload.ReducedFrom is not null ? edits : edits.Add((document, ImportEdits.Add(document, overload.ContainingNamespace.ToDisplayString())));
    }
}
