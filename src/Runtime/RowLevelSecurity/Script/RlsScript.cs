using System.Text;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The SQL of a model: two files that people read, and that <see cref="RlsInstallation"/> runs. Running it again changes nothing.</summary>
public sealed class RlsScript
{
    /// <summary>The name of the file with <see cref="Indexes"/>.</summary>
    public const string IndexesFile = "000_indexes.sql";

    /// <summary>The name of the file with <see cref="Policies"/>.</summary>
    public const string PoliciesFile = "001_enable_rls.sql";

    private readonly RlsModel _model;
    private readonly IReadOnlyList<RlsIndex> _indexes;

    private RlsScript(RlsModel model, IReadOnlyList<RlsIndex> indexes)
    {
        (_model, _indexes) = (model, indexes);
        FreeTimes = RlsFunctions.FreeTimes(model, out var missing);
        var notes = new List<string>(model.Notes);
        if (missing is not null)
            notes.Add($"{RlsFunctions.FreeTimeRanges}: it is not made, since this is missing: {missing}.");
        foreach (var table in model.Tables)
        {
            if (table.Commands.HasFlag(RowCommands.Insert))
                notes.AddRange(table.NotInsertable.Select(column => $"{table.Name}: {column.Name} is the service's and may not be empty, so only the service adds rows with it."));
            if (table.Name == model.Options.FreeTimes?.Events && !table.IsPublic)
                notes.Add($"{table.Name}: it has no column is_active and no rule about everyone, so that visitors see none of it.");
        }

        Notes = notes;
    }

    /// <summary><c>000_indexes.sql</c>: an index behind every column that a policy uses, built beside readers and writers; run outside a transaction, and before the other.</summary>
    public string Indexes => RlsScriptText.Indexes(_indexes);

    /// <summary><c>001_enable_rls.sql</c>: roles, functions, policies in one transaction, then row-level security itself with people's rights, table by table.</summary>
    public string Policies => RlsScriptText.Policies(this);

    /// <summary>What is left out, and why; what somebody should know. Sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    internal RlsModel Model => _model;

    internal IReadOnlyList<RlsIndex> WantedIndexes => _indexes;

    /// <summary>The statement that makes the function for visitors; null where there is none.</summary>
    internal string? FreeTimes { get; }

    /// <summary>Writes the SQL of a model.</summary>
    /// <param name="database">Where the model was read: the application's own indexes are used where they serve.</param>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static async Task<RlsScript> CreateAsync(NpgsqlDataSource database, RlsModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(model);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return await CreateAsync(connection, model, cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<RlsScript> CreateAsync(NpgsqlConnection connection, RlsModel model, CancellationToken cancellationToken) =>
        new(model, await RlsIndexes.OfAsync(connection, model, cancellationToken).ConfigureAwait(false));

    /// <summary>What goes into the one transaction, in order, each with a heading.</summary>
    internal IEnumerable<(string Heading, string Sql)> Steps()
    {
        yield return ("Roles", RlsRights.Roles(_model));
        if (_model.Options.AppRole is { } app)
            yield return ("The application's login", RlsRights.AppRole(_model, app));
        yield return ("Who is signed in", RlsFunctions.Auth);
        if (_model.Memberships is not null)
            yield return ("Whose members they are", string.Join("\n", RlsFunctions.Memberships(_model)));
        if (FreeTimes is not null)
            yield return ("When an expert is free: what visitors may know of tables that they do not see", FreeTimes);
        yield return ("Rights of schemas and functions", RlsRights.Functions(_model, FreeTimes is not null));
        yield return ("Policies of an earlier version of this file", RlsRights.DropPolicies(_model));
        foreach (var table in _model.Tables)
        {
            var text = new StringBuilder(RlsRights.Service(_model, table));
            foreach (var policy in RowLevelSecurity.Policies.Of(_model, table))
                text.Append('\n').Append(policy.Sql);
            yield return (Heading(table), text.ToString());
        }
    }

    /// <summary>
    /// What makes the policies of a table count, for a transaction of its own. Rights come with it, and not before: at no moment may somebody read what no policy guards.
    /// </summary>
    internal string Enable(RlsTable table) =>
        string.Join("\n", [$"alter table {table.QuotedName} enable row level security, force row level security;", RlsRights.Withdraw(_model, table), .. RlsRights.Granted(table)]);

    private static string Heading(RlsTable table) => table.Rules.IsEmpty
        ? $"{table.Name}: nobody but the service"
        : $"{table.Name}: {string.Join("; ", table.Rules.Select(rule => $"{Words(rule.Commands)} by {Words(rule)}"))}{(table.IsAppendOnly ? "; nobody changes what is there" : "")}";

    private static string Words(RowCommands commands) => commands == RowCommands.All ? "everything" : commands.ToString().ToLowerInvariant();

    private static string Words(RlsRule rule) => rule.Who switch
    {
        Audience.Person => $"the person in {rule.Column!.Name}{(rule.WithinOrganization ? ", as an active member of the row's organization" : "")}",
        Audience.Member => $"active members of the organization in {rule.Column!.Name}",
        Audience.Owner => $"owners of the organization in {rule.Column!.Name}",
        Audience.Parent => $"the person whose {rule.Parent!.Table.Name} the row is of",
        _ => rule.Where == "true" ? "everyone" : $"everyone where {rule.Where}",
    };
}
