using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How an identifier stands to what it names.</summary>
internal enum Binding
{
    /// <summary>It declares a symbol of the solution.</summary>
    Declares,

    /// <summary>It refers to one.</summary>
    Refers,

    /// <summary>It refers to something that only a referenced assembly has.</summary>
    Foreign,

    /// <summary>It refers to a member of a legacy table.</summary>
    LegacyMember,

    /// <summary>It is found by name at run time.</summary>
    Dynamic,

    /// <summary>It refers to nothing.</summary>
    Unresolved,
}

/// <summary>One identifier of one document that holds a name of the map, and what it binds to there.</summary>
internal sealed record NameToken(
    DocumentView Document, SyntaxToken Token, ClerkNameKind Kind, string NewName, Binding Binding, ISymbol? Symbol, IReadOnlyList<Site> Sites)
{
    /// <summary>Its project shows that Clerk the product is meant. A reference follows its declaration all the same.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>What it is asked of is known, and has neither the old nor the new name.</summary>
    public bool IsHopeless { get; init; }

    /// <summary>A positional parameter of a record declares a property too.</summary>
    public bool IsRecordParameter => Token.Parent is ParameterSyntax { Parent.Parent: RecordDeclarationSyntax };

    public TextSpan Span => Token.Span;

    public string Path => Document.Path;

    public string OldName => Token.ValueText;

    public Site Place => new(Path, Token.SpanStart);

    /// <summary>The text to write: the new name, verbatim where the old one was.</summary>
    public string NewText => Token.Text.StartsWith("@", StringComparison.Ordinal) ? "@" + NewName : NewName;
}
