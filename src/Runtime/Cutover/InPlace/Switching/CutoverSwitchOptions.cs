namespace Clerk2WorkOS.Cutover.InPlace;

/// <summary>How an instance follows the switch.</summary>
public sealed class CutoverSwitchOptions
{
    /// <summary>
    /// Of the database, as a role that may read <c>clerk2workos.id_switch</c> and write <c>clerk2workos.id_switch_instances</c>; null for the <see cref="Npgsql.NpgsqlDataSource"/> that is registered under
    /// <see cref="ServiceDataSource.Key"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>How often it is looked at. 250 ms by default; from 50 ms to 2 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);
}
