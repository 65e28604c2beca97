namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Members that the language calls where the code does not name them.</summary>
internal static class ImplicitUse
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current",                      // foreach
        "Dispose", "DisposeAsync", "EnterScope",                                                             // using, lock
        "Add", "Create",                                                                                     // collections
        "Deconstruct", "Count", "Length", "Slice",                                                           // patterns, ranges
        "GetAwaiter", "IsCompleted", "GetResult", "OnCompleted", "UnsafeOnCompleted",                        // await
        "AsyncMethodBuilder", "SetResult", "SetException", "SetStateMachine", "AwaitOnCompleted", "Start", "Task",
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "Cast",                             // queries
        "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending",
        "AppendLiteral", "AppendFormatted",                                                                  // interpolated strings
        "GetPinnableReference", "Invoke", "PrintMembers", "EqualityContract", "Equals", "GetHashCode", "ToString",
    };

    public static bool Has(string name) => Names.Contains(name);
}
