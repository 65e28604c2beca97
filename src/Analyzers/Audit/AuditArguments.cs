using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>The arguments of an audit call by what they mean.</summary>
internal readonly record struct AuditArguments(
    ImmutableDictionary<string, ArgumentSyntax> Documented, ImmutableDictionary<string, ArgumentSyntax> Others)
{
    /// <summary>The key of a ninth, unnamed argument of a call that does not resolve.</summary>
    public const string CancellationToken = "cancellationToken";

    /// <summary>Action, resource type and id, changes, metadata: as many arguments do not tell one shape from the other.</summary>
    private const int MostOfNewShape = 5;

    /// <summary>Arguments by the names of the parameters of <paramref name="method"/>: named, positional, mixed or omitted.</summary>
    public static AuditArguments Of(InvocationExpressionSyntax call, IMethodSymbol method, AuditSignature signature)
    {
        var result = new Builder(signature);
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (ParameterOf(arguments[i], i, method) is { } parameter)
                result.Add(parameter.Name, arguments[i]);
        }

        return result.Build();
    }

    /// <summary>Arguments in the signature's order, named ones by their name.</summary>
    public static AuditArguments InDocumentedOrder(InvocationExpressionSyntax call, AuditSignature signature)
    {
        var result = new Builder(signature);
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].NameColon?.Name.Identifier.ValueText is { } name)
                result.Add(name, arguments[i]);
            else
                result.AddPositional(i, arguments[i]);
        }

        return result.Build();
    }

    /// <summary>
    /// Whether a call that does not resolve is one of the old shape: eight arguments, a ninth for a cancellation token, or one that only the
    /// old shape names; no name of another shape.
    /// </summary>
    public static bool LookLegacy(InvocationExpressionSyntax call, AuditSignature signature)
    {
        var arguments = call.ArgumentList.Arguments;
        var named = false;
        foreach (var argument in arguments)
        {
            if (argument.NameColon?.Name.Identifier.ValueText is not { } name)
                continue;
            if (signature.RoleOf(name) is not { } role)
            {
                if (name is not (CancellationToken or "ct"))
                    return false;
                continue;
            }

            named |= role is "oldValues" or "newValues" or "ipAddress" or "userAgent";
        }

        var documented = signature.Order.Length;
        return (named && arguments.Count <= documented + 1)
            || (documented > MostOfNewShape && (arguments.Count == documented || arguments.Count == documented + 1));
    }

    /// <summary>
    /// Whether the call's arguments can be those of <paramref name="method"/>: every one has a parameter, every required parameter an argument.
    /// </summary>
    public static bool Fit(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (ParameterOf(arguments[i], i, method) is not { } parameter || !given.Add(parameter.Name))
                return false;
        }

        foreach (var parameter in method.Parameters)
        {
            if (!parameter.IsOptional && !parameter.IsParams && !given.Contains(parameter.Name))
                return false;
        }

        return true;
    }

    private static IParameterSymbol? ParameterOf(ArgumentSyntax argument, int index, IMethodSymbol method)
    {
        if (argument.NameColon?.Name.Identifier.ValueText is not { } name)
            return index < method.Parameters.Length ? method.Parameters[index] : null;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name == name)
                return parameter;
        }

        return null;
    }

    private sealed class Builder(AuditSignature signature)
    {
        private readonly ImmutableDictionary<string, ArgumentSyntax>.Builder _documented = ImmutableDictionary.CreateBuilder<string, ArgumentSyntax>();
        private readonly ImmutableDictionary<string, ArgumentSyntax>.Builder _others = ImmutableDictionary.CreateBuilder<string, ArgumentSyntax>();

        public void Add(string parameter, ArgumentSyntax argument)
        {
            if (signature.RoleOf(parameter) is { } role && !_documented.ContainsKey(role))
                _documented[role] = argument;
            else
                _others[parameter] = argument;
        }

        public void AddPositional(int index, ArgumentSyntax argument)
        {
            if (index < signature.Order.Length && !_documented.ContainsKey(signature.Order[index]))
                _documented[signature.Order[index]] = argument;
            else
                _others[CancellationToken] = argument;
        }

        public AuditArguments Build() => new(_documented.ToImmutable(), _others.ToImmutable());
    }
}
