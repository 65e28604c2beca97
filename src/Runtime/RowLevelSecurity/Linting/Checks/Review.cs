using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>One review: what is looked at, and what was found.</summary>
internal sealed class Review
{
    private const string MigrationsHistory = "__EFMigrationsHistory";

    private readonly List<LintFinding> _findings = [];
    private readonly HashSet<(string Id, string Place)> _reported = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);
    private readonly HashSet<ObjectName> _partitioned;

    public Review(DatabaseState state, LintOptions options)
    {
        (State, Options) = (state, options);
        Reviewed = [.. state.Relations.Values.Where(relation => relation.Name.Schema == options.Schema && relation.Name.Name != MigrationsHistory && !relation.IsOfExtension).OrderBy(relation => relation.Name.Name, StringComparer.Ordinal)];
        string[] outside = options.AppRole is { } app ? [RlsRoles.Authenticated, RlsRoles.Anonymous, app] : [RlsRoles.Authenticated, RlsRoles.Anonymous];
        _partitioned = [.. state.Relations.Values.Select(relation => relation.PartitionOf).OfType<ObjectName>()];
        RolesOutside = state.WithMemberships(outside);
        Exposed = [.. RolesOutside, DatabaseState.Public];
    }

    public DatabaseState State { get; }

    public LintOptions Options { get; }

    /// <summary>The tables and views of the schema, but for those of extensions and of EF Core.</summary>
    public IReadOnlyList<Relation> Reviewed { get; }

    public IEnumerable<Relation> Tables => Reviewed.Where(relation => relation.Kind == RelationKind.Table);

    /// <summary>The roles in which requests run, and those that they may become.</summary>
    public HashSet<string> RolesOutside { get; }

    /// <summary>The same and everybody: what they may touch is exposed.</summary>
    public HashSet<string> Exposed { get; }

    public void Run()
    {
        if (Options.AppRole is null)
            Note("No --app-role is named: what concerns the application's login was not looked at.");
        else if (State.ServerVersion is not null && !State.Roles.ContainsKey(Options.AppRole))
            Note($"The role '{Options.AppRole}' does not exist here.");
        TableChecks.Run(this);
        PolicyChecks.Run(this);
        ViewAndFunctionChecks.Run(this);
        RoleChecks.Run(this);
    }

    public void Report(string id, LintSeverity severity, string place, string reason, string fix)
    {
        _reported.Add((id, place));
        _findings.Add(new(id, severity, place, reason, fix));
    }

    public bool IsReported(string id, string place) => _reported.Contains((id, place));

    /// <summary>Whether one of these was reported at the table itself or at one of its policies.</summary>
    public bool IsReported(Relation table, params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
        {
            if (IsReported(id, table.Name.ToString()) || table.Policies.Exists(policy => IsReported(id, policy.Place)))
                return true;
        }

        return false;
    }

    public bool IsPartitioned(Relation table) => _partitioned.Contains(table.Name);

    public void Note(string sentence)
    {
        if (_noted.Add(sentence))
            _notes.Add(sentence);
    }

    public bool IsExposed(Relation relation) => relation.Privileges.Any(privilege => Exposed.Contains(privilege.Grantee));

    /// <summary>The roles outside that have a privilege on it, and everybody, in words.</summary>
    public string WhoMay(Relation relation) => Names(relation.Privileges.Where(privilege => Exposed.Contains(privilege.Grantee)).Select(privilege => privilege.Grantee));

    public static string Names(IEnumerable<string> roles) => string.Join(", ", roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(role => role == DatabaseState.Public ? "PUBLIC" : role));

    /// <summary>Takes privileges away from everyone outside who has them.</summary>
    public string Revoke(Relation relation, string privileges, Func<Privilege, bool>? which = null)
    {
        var roles = relation.Privileges.Where(privilege => Exposed.Contains(privilege.Grantee) && which?.Invoke(privilege) != false).Select(privilege => privilege.Grantee).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"REVOKE {privileges} ON TABLE {relation.Name.Quoted} FROM {string.Join(", ", roles.Select(Quoted))};";
    }

    public static string Quoted(string role) => role == DatabaseState.Public ? "PUBLIC" : SqlName.Quote(role);

    public LintResult Result()
    {
        var ignored = _findings.Count(Options.Ignores);
        var shown = _findings.Where(finding => !Options.Ignores(finding)).OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Place, StringComparer.Ordinal).ThenBy(finding => finding.Id, StringComparer.Ordinal);
        return new([.. shown], ignored, Tables.Count(), Reviewed.Sum(relation => relation.Policies.Count), [], _notes);
    }
}
