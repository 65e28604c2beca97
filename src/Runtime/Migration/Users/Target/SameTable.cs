using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>Whether legacy and target are one and the same table, which nothing can be moved between.</summary>
internal static class SameTable
{
    /// <exception cref="MigrationException">They are.</exception>
    public static void Refuse(UserMigrationOptions options, TargetTables tables)
    {
        if (options.Legacy is null || options.LegacySchema != tables.Users.Schema || options.LegacyTable != tables.Users.Name)
            return;
        var (from, to) = (new NpgsqlConnectionStringBuilder(options.Legacy.ConnectionString), new NpgsqlConnectionStringBuilder(options.Target.ConnectionString));
        if (from.Host == to.Host && from.Port == to.Port && (from.Database ?? from.Username) == (to.Database ?? to.Username))
            throw new MigrationException("The legacy table and the target's table of users are one and the same: the target needs tables of its own, in another schema or another database.");
    }
}
