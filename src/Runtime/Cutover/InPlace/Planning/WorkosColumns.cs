using Clerk2WorkOS.Migration.Data.Mapping;

namespace Clerk2WorkOS.Cutover.InPlace.Planning;

/// <summary>What the columns of WorkOS ids are called: as the Clerk ones, in their style.</summary>
internal static class WorkosColumns
{
    /// <summary><c>created_by_clerk_user_id</c> → <c>created_by_workos_user_id</c>, <c>expertClerkUserId</c> → <c>expertWorkosUserId</c>.</summary>
    public static string For(string column)
    {
        var words = ClerkNames.Workos(column).Split('_');
        if (column.Any(char.IsLetter) && column.All(letter => !char.IsLower(letter)))
            return string.Join('_', words).ToUpperInvariant();
        if (column.Contains('_', StringComparison.Ordinal) || !column.Any(char.IsUpper))
            return string.Join('_', words);
        var parts = words.Select(word => string.Concat(char.ToUpperInvariant(word[0]).ToString(), word[1..])).ToArray();
        return char.IsUpper(column[0]) ? string.Concat(parts) : string.Concat([words[0], .. parts[1..]]);
    }
}
