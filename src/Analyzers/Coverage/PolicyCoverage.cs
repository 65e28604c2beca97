namespace Clerk2WorkOS.Analyzers.Coverage;

/// <summary>
/// Which tables some SQL protects. Names are compared without their schema and without case. Files have no order among themselves, so that one file's
/// <c>DROP POLICY</c> takes back only what the same file made.
/// </summary>
internal sealed class PolicyCoverage
{
    private readonly HashSet<string> _protected = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _withPolicy = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether anything switches row-level security on.</summary>
    public bool IsUsed => _protected.Count > 0 || CoversAll;

    /// <summary>The SQL goes through the database's own list of tables, and what it does to which of them nobody can read from it.</summary>
    public bool CoversAll { get; private set; }

    /// <summary>Whether row-level security is switched on for a table.</summary>
    public bool Protects(string table) => _protected.Contains(table);

    /// <summary>Whether a table has a policy.</summary>
    public bool HasPolicy(string table) => _withPolicy.Contains(table);

    /// <summary>What the files do together.</summary>
    public static PolicyCoverage Of(IEnumerable<string> files)
    {
        var coverage = new PolicyCoverage();
        foreach (var sql in files)
        {
            if (!SpeaksOfPolicies(sql))
                continue;
            var policies = new HashSet<(string Table, string Policy)>();
            coverage.Read(SqlTokens.Of(sql), policies);
            foreach (var (table, _) in policies)
                coverage._withPolicy.Add(table);
        }

        return coverage;
    }

    private void Read(List<SqlToken> tokens, HashSet<(string Table, string Policy)> policies)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Kind == SqlTokenKind.Body)
                ReadBody(tokens[at].Text, policies);
            else if (tokens[at].Is("alter") && Is(tokens, at + 1, "table"))
                ReadAlterTable(tokens, at + 2);
            else if ((tokens[at].Is("create") || tokens[at].Is("drop")) && Is(tokens, at + 1, "policy"))
                ReadPolicy(tokens, at, policies);
        }
    }

    private void ReadAlterTable(List<SqlToken> tokens, int at)
    {
        at = SkipIfExists(tokens, at);
        if (Is(tokens, at, "only"))
            at++;
        if (TableAt(tokens, at) is not var (table, next))
            return;
        for (; next < tokens.Count && !tokens[next].IsSymbol(';'); next++)
        {
            var switches = Is(tokens, next + 1, "row") && Is(tokens, next + 2, "level") && Is(tokens, next + 3, "security");
            if (switches && tokens[next].Is("enable"))
                _protected.Add(table);
            else if (switches && tokens[next].Is("disable"))
                _protected.Remove(table);
        }
    }

    private static void ReadPolicy(List<SqlToken> tokens, int at, HashSet<(string Table, string Policy)> policies)
    {
        var isDrop = tokens[at].Is("drop");
        at = SkipIfExists(tokens, at + 2);
        if (at >= tokens.Count || !tokens[at].IsName || !Is(tokens, at + 1, "on") || TableAt(tokens, at + 2) is not var (table, _))
            return;
        var policy = (table.ToUpperInvariant(), tokens[at].Text.ToUpperInvariant());
        if (isDrop)
            policies.Remove(policy);
        else
            policies.Add(policy);
    }

    /// <summary>
    /// The body of <c>DO</c> or of a function holds statements like any other, and strings that it executes. Where it puts a statement together, every name among
    /// its strings may be a table's, and all are where it asks the catalog.
    /// </summary>
    private void ReadBody(string body, HashSet<(string Table, string Policy)> policies)
    {
        var tokens = SqlTokens.Of(body);
        Read(tokens, policies);
        var isBuilt = false;
        foreach (var token in tokens)
        {
            if (token.Kind != SqlTokenKind.String || !SpeaksOfPolicies(token.Text))
                continue;
            Read(SqlTokens.Of(token.Text), policies);
            isBuilt |= IsPiece(token.Text);
        }

        if (!isBuilt)
            return;
        CoversAll |= tokens.Exists(token => token.Is("pg_tables") || token.Is("pg_class") || token.Is("information_schema"));
        foreach (var token in tokens)
        {
            if (token.Kind != SqlTokenKind.String || !IsName(token.Text))
                continue;
            var name = token.Text.Substring(token.Text.LastIndexOf('.') + 1);
            _protected.Add(name);
            _withPolicy.Add(name);
        }
    }

    private static bool SpeaksOfPolicies(string sql) =>
        sql.IndexOf("policy", StringComparison.OrdinalIgnoreCase) >= 0 || sql.IndexOf("security", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether something is put into a statement: <c>'create policy own on %I'</c>, <c>'… on ' || name</c>, <c>name || ' enable row level security'</c>.</summary>
    private static bool IsPiece(string sql)
    {
        var piece = sql.Trim();
        return piece.IndexOf('%') >= 0
            || piece.EndsWith(" on", StringComparison.OrdinalIgnoreCase)
            || piece.EndsWith("table", StringComparison.OrdinalIgnoreCase)
            || piece.Equals("create policy", StringComparison.OrdinalIgnoreCase)
            || piece.StartsWith("enable ", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsName(string text)
    {
        foreach (var character in text)
        {
            if (character is not ('_' or '.') && !char.IsLetterOrDigit(character))
                return false;
        }

        return text.Length > 0 && text[text.Length - 1] != '.';
    }

    private static bool Is(List<SqlToken> tokens, int at, string keyword) => at < tokens.Count && tokens[at].Is(keyword);

    private static int SkipIfExists(List<SqlToken> tokens, int at) => Is(tokens, at, "if") && Is(tokens, at + 1, "exists") ? at + 2 : at;

    /// <summary>The table's own name, behind its schema where that is given.</summary>
    private static (string Table, int Next)? TableAt(List<SqlToken> tokens, int at)
    {
        if (at >= tokens.Count || !tokens[at].IsName)
            return null;
        while (at + 2 < tokens.Count && tokens[at + 1].IsSymbol('.') && tokens[at + 2].IsName)
            at += 2;
        return (tokens[at].Text, at + 1);
    }
}
