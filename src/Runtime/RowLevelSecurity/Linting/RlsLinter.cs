using Clerk2WorkOS.RowLevelSecurity.Linting.Catalog;
using Clerk2WorkOS.RowLevelSecurity.Linting.Checks;
using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting;

/// <summary>Reviews row-level security, in a database or in the files that make one: who sees what is not theirs, and what is slow.</summary>
public static class RlsLinter
{
    /// <summary>Reviews a database in one read-only transaction: its catalog, and the plans of the tables that have policies.</summary>
    /// <param name="database">As a role that reads the catalog; plans are looked at as far as it may become <c>authenticated</c> and <c>anonymous</c>.</param>
    /// <param name="options">What is reviewed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NpgsqlException">The database does not answer or refuses.</exception>
    public static async Task<LintResult> LintAsync(NpgsqlDataSource database, LintOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(options);
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        var state = await CatalogReader.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var review = new Review(state, options);
        review.Run();
        await PlanReview.RunAsync(connection, transaction, review, cancellationToken).ConfigureAwait(false);
        return review.Result();
    }

    /// <summary>Reviews files in their order, as if each ran after the one before it in an empty database.</summary>
    /// <param name="scripts">The files.</param>
    /// <param name="options">What is reviewed.</param>
    /// <exception cref="SqlScriptException">One cannot be read to its end.</exception>
    public static LintResult Lint(IEnumerable<SqlScript> scripts, LintOptions options)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        ArgumentNullException.ThrowIfNull(options);
        var state = new DatabaseState();
        var reader = new ScriptReader(state);
        foreach (var script in scripts)
            reader.Read(script);
        var review = new Review(state, options);
        review.Note("Plans need a database: that no policy hides a sub-plan behind a function or a view is seen with --database alone.");
        review.Run();
        return review.Result() with { NotRead = reader.NotRead };
    }
}
