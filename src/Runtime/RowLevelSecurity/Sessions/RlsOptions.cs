namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The database under row-level security, and the roles in it. Checked when the host starts.</summary>
public sealed class RlsOptions
{
    /// <summary>
    /// The database, as the application's login: one that is NOINHERIT, owns nothing, and was granted nothing but the two roles. Null to use the registered
    /// <see cref="Npgsql.NpgsqlDataSource"/> of <see cref="DataSourceKey"/>, best one of a builder on which <c>PrepareRlsSessions</c> was called.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The key of the <see cref="Npgsql.NpgsqlDataSource"/> to use without a <see cref="ConnectionString"/>; null, the default, for the one without a key.</summary>
    public object? DataSourceKey { get; set; }

    /// <summary>The name that PostgreSQL shows for the connections of <see cref="ConnectionString"/>, unless that has one; null for none.</summary>
    public string? ApplicationName { get; set; }

    /// <summary>The role of who is signed in.</summary>
    public string AuthenticatedRole { get; set; } = RlsRoles.Authenticated;

    /// <summary>The role of who is not.</summary>
    public string AnonymousRole { get; set; } = RlsRoles.Anonymous;
}
