namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How much is compiled to prove a rewrite.</summary>
public enum ProofScope
{
    /// <summary>Every declaration, and the bodies in every file that an edit can have given another meaning.</summary>
    Affected,

    /// <summary>Every file.</summary>
    Full,
}
