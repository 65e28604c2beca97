using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>An audit call of the old shape, or a method group of it.</summary>
/// <param name="Document">Where.</param>
/// <param name="Name">The method's name as written.</param>
/// <param name="Rewrite">The new shape; its reason says why there is none.</param>
/// <param name="Legacy">The old method; <c>null</c> where nothing resolves.</param>
/// <param name="Target">The new method.</param>
internal sealed record AuditUse(DocumentView Document, SimpleNameSyntax Name, AuditCallRewrite Rewrite, IMethodSymbol? Legacy, IMethodSymbol? Target)
{
    public Site Place => new(Document.Path, Name.SpanStart);

    /// <summary>What makes the call on a service: its receiver, and the injection of one.</summary>
    public ImmutableArray<Edit> Companions { get; init; } = ImmutableArray<Edit>.Empty;

    /// <summary>The call is made on a service that takes the place of the old type.</summary>
    public bool IsOnService { get; init; }

    /// <summary>The type in front of a static call, or <c>null</c>: an instance, or a static import.</summary>
    public SimpleNameSyntax? TypeName => Name.Parent is MemberAccessExpressionSyntax { Expression: var receiver } && Legacy is { IsStatic: true }
        ? receiver switch
        {
            SimpleNameSyntax simple => simple,
            MemberAccessExpressionSyntax access => access.Name,
            AliasQualifiedNameSyntax alias => alias.Name,
            _ => null,
        }
        : null;

    /// <summary>A call that stays can stand alone: it is static, so the old type can be written out in front of it.</summary>
    public bool CanBeQualified => Legacy is { IsStatic: true, IsExtensionMethod: false };
}
