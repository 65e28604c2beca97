using System.Globalization;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>What the names of legacy tables and columns become, by the words in them and in any style: <c>createdByClerkUserId</c>, <c>created_by_clerk_user_id</c>.</summary>
internal static class ClerkNames
{
    private static readonly string[][] UserWords =
        [["clerk", "user", "id"], ["clerk", "user", "ids"], ["clerk", "id"], ["clerk", "ids"], ["clerk", "sub"], ["clerk", "subject"], ["clerk", "user"]];

    private static readonly string[][] OrganizationWords =
        [["clerk", "organization", "id"], ["clerk", "organisation", "id"], ["clerk", "org", "id"], ["clerk", "organization"], ["clerk", "org"]];

    /// <summary>Whether the column holds ids of Clerk's users.</summary>
    public static bool IsUser(string column) => !IsOrganization(column) && Find(Words(column), UserWords) is not null;

    /// <summary>Whether the column holds ids of Clerk's organizations.</summary>
    public static bool IsOrganization(string column) => Find(Words(column), OrganizationWords) is not null;

    /// <summary>Whether the column is the Clerk user id and nothing else: no word before or behind.</summary>
    public static bool IsPlainUser(string column) => UserWords.Any(words => words[^1] != "ids" && words.AsSpan().SequenceEqual(Words(column)));

    /// <summary>The words of the target's column for a column of user ids: <c>created_by_workos_user_id</c>.</summary>
    public static string Workos(string column)
    {
        var words = Words(column);
        if (Find(words, UserWords) is not var (start, length))
            return column;
        string[] id = words[start + length - 1] is "ids" ? ["workos", "user", "ids"] : ["workos", "user", "id"];
        return string.Join('_', [.. words[..start], .. id, .. words[(start + length)..]]);
    }

    /// <summary>The same name in every style: lower case and without separators.</summary>
    public static string Key(string name) => string.Concat(Words(name));

    /// <summary>The names that the table may have in the target, the likeliest first: itself, then its plural.</summary>
    public static IEnumerable<string> TargetTables(string table)
    {
        yield return table;
        yield return Plural(table);
    }

    /// <summary>English, for the last word of a name.</summary>
    public static string Plural(string name)
    {
        if (name.EndsWith('y') && name.Length > 1 && !"aeiou".Contains(char.ToLowerInvariant(name[^2]), StringComparison.Ordinal))
            return $"{name[..^1]}ies";
        return name.EndsWith('s') || name.EndsWith('x') || name.EndsWith('z') || name.EndsWith("ch", StringComparison.Ordinal) || name.EndsWith("sh", StringComparison.Ordinal)
            ? $"{name}es"
            : $"{name}s";
    }

    private static (int Start, int Length)? Find(string[] words, string[][] patterns)
    {
        foreach (var pattern in patterns)
        {
            for (var start = 0; start + pattern.Length <= words.Length; start++)
            {
                if (words.AsSpan(start, pattern.Length).SequenceEqual(pattern))
                    return (start, pattern.Length);
            }
        }

        return null;
    }

    private static string[] Words(string name)
    {
        var words = new List<string>();
        var begin = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            var isEnd = at == name.Length || !char.IsLetterOrDigit(name[at]);
            if (isEnd || (at > begin && char.IsUpper(name[at]) && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])))))
            {
                if (at > begin)
                    words.Add(name[begin..at].ToLower(CultureInfo.InvariantCulture));
                begin = isEnd ? at + 1 : at;
            }
        }

        return [.. words];
    }
}
