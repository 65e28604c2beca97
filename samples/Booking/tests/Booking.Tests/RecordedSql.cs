using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Booking.Tests;

/// <summary>Stands where the database would: writes every command down and answers that there is nothing.</summary>
internal sealed class RecordedSql : DbCommandInterceptor, IDbConnectionInterceptor
{
    public List<string> Commands { get; } = [];

    public string All => string.Join("\n\n", Commands);

    public Db Open(IOrganizationContext? organization = null) =>
        new(new DbContextOptionsBuilder<Db>().UseNpgsql("Host=127.0.0.1;Port=1").AddInterceptors(this).Options, organization);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Commands.Add(command.CommandText);
        return new(InterceptionResult<DbDataReader>.SuppressWithResult(Nothing(command.CommandText).CreateDataReader()));
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Commands.Add(command.CommandText);
        return new(InterceptionResult<int>.SuppressWithResult(0));
    }

    ValueTask<InterceptionResult> IDbConnectionInterceptor.ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken) =>
        new(InterceptionResult.Suppress());

    InterceptionResult IDbConnectionInterceptor.ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        InterceptionResult.Suppress();

    ValueTask<InterceptionResult> IDbConnectionInterceptor.ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        new(InterceptionResult.Suppress());

    /// <summary>No rows; one row with zero or false where the question asks for a number or for existence.</summary>
    private static DataTable Nothing(string sql)
    {
        var table = new DataTable();
        if (sql.StartsWith("SELECT count(*)", StringComparison.Ordinal))
        {
            table.Columns.Add("count", typeof(int));
            table.Rows.Add(0);
        }
        else if (sql.StartsWith("SELECT EXISTS", StringComparison.Ordinal))
        {
            table.Columns.Add("exists", typeof(bool));
            table.Rows.Add(false);
        }
        return table;
    }
}
