using Clerk2WorkOS.Guests;

namespace Clerk2WorkOS.Tokens;

/// <summary>Where the id map is.</summary>
public sealed class ClerkIdMapOptions
{
    /// <summary>
    /// The target, as a role that may read <c>clerk2workos.user_map</c>, <c>clerk2workos.organization_map</c> and the table of memberships, and that row-level security does not hold. Null to use the
    /// keyed <see cref="Npgsql.NpgsqlDataSource"/> of <see cref="DataSourceKey"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The key of the <see cref="Npgsql.NpgsqlDataSource"/> to use without a <see cref="ConnectionString"/>.</summary>
    public object DataSourceKey { get; set; } = ServiceDataSource.Key;

    /// <summary>The table of memberships and its columns; the plan's names unless set.</summary>
    public GuestTablesOptions Tables { get; set; } = new();
}
