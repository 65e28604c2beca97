using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>Where the calls of a file are: what is named for the sake of a call is a part of it, and no finding of its own.</summary>
internal sealed class ClerkCallSites
{
    private readonly List<InvocationExpressionSyntax> _calls = new();
    private readonly HashSet<SyntaxNode> _units = new();

    public void Add(InvocationExpressionSyntax call)
    {
        _calls.Add(call);
        _units.Add(ClerkMention.UnitOf(call));
    }

    /// <summary>Whether a name stands inside of one of the calls.</summary>
    public bool Hold(SyntaxNode name)
    {
        foreach (var call in _calls)
        {
            if (call.Span.Contains(name.Span))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type is named in the statement of a call, in the handling of its errors, or to make what is passed to it.</summary>
    public bool Cover(SyntaxNode name)
    {
        var unit = ClerkMention.UnitOf(name);
        return _units.Contains(unit) || (unit is CatchClauseSyntax { Parent: TryStatementSyntax attempt } && HasCall(attempt.Block)) || IsPassed(unit);
    }

    private bool HasCall(BlockSyntax block)
    {
        foreach (var call in _calls)
        {
            if (block.Span.Contains(call.Span))
                return true;
        }

        return false;
    }

    /// <summary><c>var request = new GetUserListRequest { … };</c> before <c>clerk.Users.ListAsync(request)</c>.</summary>
    private bool IsPassed(SyntaxNode unit)
    {
        if (unit is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables, Parent: { } block })
            return false;
        foreach (var call in _calls)
        {
            if (!block.Span.Contains(call.Span))
                continue;
            foreach (var argument in call.ArgumentList.Arguments)
            {
                if (argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == variables[0].Identifier.ValueText)
                    return true;
            }
        }

        return false;
    }
}
