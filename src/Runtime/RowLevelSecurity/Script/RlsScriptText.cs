using System.Text;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The files' text.</summary>
internal static class RlsScriptText
{
    /// <summary>Two who run it at once wait for one another.</summary>
    public const string Alone = "select pg_advisory_xact_lock(1660944385, 1);";

    public static string Indexes(IReadOnlyList<RlsIndex> indexes)
    {
        var text = new StringBuilder($"""
            -- An index behind every column that a policy uses. Run this before {RlsScript.PoliciesFile}, outside a transaction (psql -f, without -1): readers and
            -- writers go on meanwhile. A build that was interrupted leaves an invalid index of its name, which DROP INDEX CONCURRENTLY takes away.

            """);
        if (indexes.Count == 0)
            text.Append("-- All of them are there already.\n");
        foreach (var index in indexes)
            text.Append(index.Sql).Append('\n');
        return text.ToString();
    }

    public static string Policies(RlsScript script)
    {
        var text = new StringBuilder($"""
            -- Row-level security: who may see and change which rows. Run as the role that owns the tables, after {RlsScript.IndexesFile}; running it again changes nothing.
            -- Rows for which no policy speaks are nobody's but the service's ({script.Model.Options.ServiceRole}).
            -- The application has to set claims and role on each transaction before the last part of this file runs, or it sees nothing.

            """);
        foreach (var note in script.Notes)
            text.Append("-- Note: ").Append(note.ReplaceLineEndings(" ")).Append('\n');
        text.Append("\nbegin;\nset local lock_timeout = '5s';\n").Append(Alone).Append('\n');
        foreach (var (heading, sql) in script.Steps())
            text.Append("\n-- ").Append(heading.ReplaceLineEndings(" ")).Append('\n').Append(sql).Append('\n');
        text.Append("\ncommit;\n\n-- From here on the policies count, one table after the other; rights come with them and not before.\n");
        foreach (var table in script.Model.Tables)
            text.Append("\nbegin;\nset local lock_timeout = '5s';\n").Append(script.Enable(table)).Append("\ncommit;\n");
        return text.ToString().ReplaceLineEndings("\n");
    }
}
