using System.Text.RegularExpressions;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.InPlace.Planning;

/// <summary>Definitions as PostgreSQL prints them, with other columns.</summary>
internal static partial class RenamedSql
{
    /// <summary>The text with each column's name replaced where it stands as a name, not within a literal.</summary>
    public static string Replace(string sql, IReadOnlyDictionary<string, string> columns) =>
        Token().Replace(sql, token => columns.TryGetValue(NameOf(token.Value), out var other) ? SqlName.Quote(other) : token.Value);

    /// <summary>Whether the text names the column.</summary>
    public static bool Names(string sql, string column) => Token().Matches(sql).Any(token => NameOf(token.Value) == column);

    /// <summary>What follows the table's name in a definition of an index: <c>USING btree (…) WHERE …</c>.</summary>
    public static string IndexBody(string definition) => definition[Token().Matches(definition).First(token => token.Value == "USING").Index..];

    private static string NameOf(string token) => token[0] == '"' ? token[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : token;

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*""")]
    private static partial Regex Token();
}
