using System.Data.Common;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;

/// <summary>What code writes that knows nothing but ADO.NET.</summary>
internal static class PlainCommands
{
    public const string Notes = "SELECT text FROM notes ORDER BY id";

    /// <summary>The first column of all rows, joined by |.</summary>
    public static async Task<string> TextAsync(this DbConnection connection, string sql = Notes, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetValue(0).ToString()!);
        return string.Join('|', rows);
    }

    public static async Task<int> RunAsync(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Who a statement that runs as the login itself would find on this connection: nobody.</summary>
    public const string Traces = "SELECT session_user = current_user AND coalesce(current_setting('request.jwt.claims', true), '') = ''";
}
