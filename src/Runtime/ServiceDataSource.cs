namespace Clerk2WorkOS;

/// <summary>The data source of the service role, which row-level security does not apply to: guest registration and the audit log write through it.</summary>
public static class ServiceDataSource
{
    /// <summary>The key under which that <see cref="Npgsql.NpgsqlDataSource"/> is looked for unless told otherwise: <c>c2w_service</c>, as the role is called.</summary>
    public const string Key = "c2w_service";
}
