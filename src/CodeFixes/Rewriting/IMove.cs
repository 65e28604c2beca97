namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A unit of change: it happens as a whole or, once blocked, not at all.</summary>
internal interface IMove
{
    /// <summary>What it does, for a report.</summary>
    string What { get; }

    /// <summary>Why it does not happen; <c>null</c> while it does.</summary>
    string? Reason { get; }

    /// <summary>Ends it. The first reason stays.</summary>
    void Block(string reason);

    /// <summary>Lets it happen again, when ending it for this reason mended nothing.</summary>
    void Release(string reason);
}

/// <summary>A table's move, or a file's: nothing but its name and its reason.</summary>
internal sealed class Move(string what) : IMove
{
    public string What => what;

    public string? Reason { get; private set; }

    public void Block(string reason) => Reason ??= reason;

    public void Release(string reason) => Reason = null;
}
