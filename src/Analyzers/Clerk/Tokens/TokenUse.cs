using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Tokens;

/// <summary>One piece of the set-up of Clerk's tokens or webhooks.</summary>
/// <param name="Span">Where it is named.</param>
/// <param name="What">What it is called.</param>
/// <param name="Of">What of Clerk's it belongs to: <c>tokens</c>, <c>webhooks</c>, <c>sign-in</c>.</param>
/// <param name="Advice">What takes its place.</param>
/// <param name="Whole">All of it: the strings in there belong to it.</param>
internal sealed record TokenUse(TextSpan Span, string What, string Of, string Advice, SyntaxNode Whole);
