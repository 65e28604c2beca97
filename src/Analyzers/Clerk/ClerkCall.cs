using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>A call of a method of Clerk's SDK.</summary>
/// <param name="Call">The call.</param>
/// <param name="Name">The method as it is written.</param>
/// <param name="Part">The part of the client, as it is written: <c>Users</c> in <c>clerk.Users.GetAsync</c>; <c>null</c> where it is in a variable.</param>
/// <param name="Client">What the part is taken from; <c>null</c> where it is in a variable.</param>
/// <param name="Api">The row of the table.</param>
internal sealed record ClerkCall(InvocationExpressionSyntax Call, SimpleNameSyntax Name, SimpleNameSyntax? Part, ExpressionSyntax? Client, ClerkApi Api)
{
    /// <summary>The part and the method, which the message speaks of.</summary>
    public TextSpan Span => TextSpan.FromBounds((Part ?? Name).SpanStart, Name.Span.End);

    /// <summary>What the call is known as: <c>Users.GetAsync</c>.</summary>
    public string What { get; private init; } = Api.Member;

    /// <summary>Reads a call; <c>null</c> when it is none of the SDK's.</summary>
    /// <param name="call">Any call.</param>
    /// <param name="model">The file's model.</param>
    /// <param name="unresolved">Whether an SDK is imported whose package is not restored.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ClerkCall? Of(InvocationExpressionSyntax call, SemanticModel model, bool unresolved, CancellationToken cancellationToken)
    {
        if (NameOf(call) is not { } name || !Looks(name.Identifier.ValueText))
            return null;
        var info = model.GetSymbolInfo(call, cancellationToken);
        if ((info.Symbol ?? (info.CandidateSymbols.IsEmpty ? null : info.CandidateSymbols[0])) is IMethodSymbol method)
            return ClerkSdk.Holds(method.ContainingType) ? Of(call, name, (method.ReducedFrom ?? method).ContainingType, model, cancellationToken) : null;
        return unresolved ? OfUnresolved(call, name, model, cancellationToken) : null;
    }

    private static ClerkCall? Of(InvocationExpressionSyntax call, SimpleNameSyntax name, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellationToken)
    {
        var method = name.Identifier.ValueText;
        if (type.ContainingNamespace.ToDisplayString() is "Clerk.BackendAPI" && type.ContainingType is null)
        {
            var part = type.Name.Length > 1 && type.TypeKind == TypeKind.Interface && type.Name[0] == 'I' ? type.Name.Substring(1) : type.Name;
            if (ClerkSdk.IsClientName(type.Name))
                return null;                            // Builder(): the making of a client
            var (written, client) = PartOf(name, model, cancellationToken);
            return new ClerkCall(call, name, written, client, ClerkApis.Of(part, method)) { What = part + "." + method };
        }

        if (type.Name is "AuthenticateRequest" or "VerifyToken")
            return new ClerkCall(call, name, PartOf(name, model, cancellationToken).Part, null, ClerkApis.Of(type.Name, method)) { What = type.Name + "." + method };
        if (!type.Name.EndsWith("RequestBuilder", StringComparison.Ordinal))
            return null;
        var address = AddressOf(name, model, cancellationToken);
        return new ClerkCall(call, name, null, null, ClerkApis.OfAddress(address)) { What = address };
    }

    /// <summary>A call on a client whose type resolves to nothing: known by the type's name.</summary>
    private static ClerkCall? OfUnresolved(InvocationExpressionSyntax call, SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (PartOf(name, model, cancellationToken) is { Part: { } part, Client: { } client }
            && model.GetTypeInfo(client, cancellationToken).Type is { TypeKind: TypeKind.Error, Name: "ClerkBackendApi" or "IClerkBackendApi" })
            return new ClerkCall(call, name, part, client, ClerkApis.Of(part.Identifier.ValueText, name.Identifier.ValueText)) { What = part.Identifier.ValueText + "." + name.Identifier.ValueText };
        if (name.Parent is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "AuthenticateRequest" or "VerifyToken" } type }
            && model.GetSymbolInfo(type, cancellationToken).Symbol is null)
            return new ClerkCall(call, name, type, null, ClerkApis.Of(type.Identifier.ValueText, name.Identifier.ValueText)) { What = type.Identifier.ValueText + "." + name.Identifier.ValueText };
        var root = name.Parent is MemberAccessExpressionSyntax access ? access.Expression : null;
        while (root is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax)
        {
            root = root is MemberAccessExpressionSyntax inner ? inner.Expression : ((ElementAccessExpressionSyntax)root).Expression;
            if (model.GetTypeInfo(root, cancellationToken).Type is not { TypeKind: TypeKind.Error, Name: "ClerkApiClient" })
                continue;
            var address = AddressOf(name, model, cancellationToken);
            return new ClerkCall(call, name, null, null, ClerkApis.OfAddress(address)) { What = address };
        }

        return null;
    }

    /// <summary><c>Users</c> and <c>clerk</c> in <c>clerk.Users.GetAsync</c>; <c>Users</c> alone where it is a variable of the caller's own.</summary>
    private static (SimpleNameSyntax? Part, ExpressionSyntax? Client) PartOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax part } access when access.Name == name
            && model.GetSymbolInfo(part, cancellationToken).Symbol is null or IPropertySymbol or INamedTypeSymbol => (part.Name, part.Expression),
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } when model.GetSymbolInfo(type, cancellationToken).Symbol is INamedTypeSymbol => (type, null),
        _ => (null, null),
    };

    /// <summary>The way from the client to the method: <c>Users[].Ban.PostAsync</c>.</summary>
    private static string AddressOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var address = name.Identifier.ValueText;
        var up = name.Parent is MemberAccessExpressionSyntax access ? access.Expression : null;
        while (up is not null)
        {
            switch (up)
            {
                case ElementAccessExpressionSyntax element:
                    address = address[0] == '[' ? address : "[]." + address;
                    up = element.Expression;
                    break;
                case MemberAccessExpressionSyntax member when IsPart(member, model, cancellationToken):
                    address = member.Name.Identifier.ValueText + (address[0] == '[' ? "" : ".") + address;
                    up = member.Expression;
                    break;
                default:
                    return address;
            }
        }

        return address;
    }

    private static bool IsPart(MemberAccessExpressionSyntax member, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(member, cancellationToken).Symbol is null or IPropertySymbol
        && (ClerkSdk.Holds(model.GetTypeInfo(member.Expression, cancellationToken).Type)
            || model.GetTypeInfo(member.Expression, cancellationToken).Type is null or { TypeKind: TypeKind.Error });

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    /// <summary>Text first: every method of the SDKs that calls Clerk ends so.</summary>
    private static bool Looks(string method) => method.EndsWith("Async", StringComparison.Ordinal);
}
