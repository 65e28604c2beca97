namespace Clerk2WorkOS.Sql;

/// <summary>The one place that puts a name into SQL: always quoted, so that it is a name whatever it holds.</summary>
internal static class SqlName
{
    // PostgreSQL cuts a longer name without a word, and then it is another name.
    private const int MaxBytes = 63;

    /// <summary><c>"name"</c>.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary><c>"schema"."name"</c>, or <c>"name"</c> without a schema: then the connection's search path decides.</summary>
    public static string Quote(string? schema, string name) => schema is null ? Quote(name) : $"{Quote(schema)}.{Quote(name)}";

    /// <summary><c>'text'</c>, for statements that take no parameters, such as COPY.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Whether PostgreSQL takes it as a name as it is.</summary>
    public static bool IsValid(string name) =>
        !string.IsNullOrWhiteSpace(name) && !name.Contains('\0', StringComparison.Ordinal) && System.Text.Encoding.UTF8.GetByteCount(name) <= MaxBytes;

    /// <summary>The name, or, where PostgreSQL would cut it, its beginning with a hash of the whole.</summary>
    public static string Fitting(string name)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..8].ToLowerInvariant();
        var beginning = name;
        while (System.Text.Encoding.UTF8.GetByteCount(beginning) > MaxBytes - 9)
            beginning = beginning[..^(char.IsLowSurrogate(beginning[^1]) ? 2 : 1)];
        return $"{beginning}_{hash}";
    }
}
