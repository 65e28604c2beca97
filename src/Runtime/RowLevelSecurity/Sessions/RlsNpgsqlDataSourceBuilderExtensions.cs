using Clerk2WorkOS.RowLevelSecurity.Sessions;

namespace Npgsql;

/// <summary>Data sources of an application under row-level security.</summary>
public static class RlsNpgsqlDataSourceBuilderExtensions
{
    private const string AutoPrepare = "Max Auto Prepare";

    /// <summary>
    /// Prepares the statement that puts a session on a transaction, once on each new connection, so that PostgreSQL does not parse and plan it with every statement of
    /// the application's; nothing else is prepared. Where a connection goes back to the pool, Npgsql then resets what a session can set and leaves PostgreSQL its plans,
    /// those in the policies' functions among them (<c>DISCARD ALL</c> drops them). Left out behind a pooler that may give every transaction another server process,
    /// and where the connection string says anything about <c>Max Auto Prepare</c>: 0 switches this off.
    /// <c>AddRowLevelSecurity</c> does it for its own connection string.
    /// </summary>
    /// <param name="builder">Its physical connection initializer is replaced: call this before one of your own is set, or leave it out.</param>
    /// <returns>The builder.</returns>
    public static NpgsqlDataSourceBuilder PrepareRlsSessions(this NpgsqlDataSourceBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = builder.ConnectionStringBuilder;
        if (settings.Keys.Cast<string>().Contains(AutoPrepare, StringComparer.OrdinalIgnoreCase) || settings.Multiplexing)
            return builder;
        // Npgsql finds a prepared statement by its text only where it may prepare by itself, which it never comes to here.
        settings.MaxAutoPrepare = 1;
        settings.AutoPrepareMinUsages = int.MaxValue;
        builder.UsePhysicalConnectionInitializer(SettingsStatement.Prepare, SettingsStatement.PrepareAsync);
        return builder;
    }
}
