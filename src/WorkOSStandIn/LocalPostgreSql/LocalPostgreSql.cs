using Npgsql;

namespace Clerk2WorkOS.Testing;

/// <summary>
/// A real PostgreSQL on this machine, without an engine for containers and without a step by hand: its own data directory and port, gone when it is disposed
/// and gone as well when the process dies, however that happens. Where <c>C2W_POSTGRES</c> holds a connection string, that server is used instead, and only
/// the databases that were created here are dropped.
/// </summary>
/// <remarks>
/// The server listens on 127.0.0.1 alone and asks for a password that is made up for it, so that another user of the machine cannot read what a rehearsal
/// copies into it. Started by root, it runs as <c>postgres</c> or <c>nobody</c>, since PostgreSQL refuses root.
/// </remarks>
public sealed class LocalPostgreSql : IAsyncDisposable
{
    private readonly PostgreSqlServer? _own;
    private readonly List<string> _created = [];
    private readonly object _lock = new();
    private bool _disposed;

    private LocalPostgreSql(PostgreSqlServer? own, string connectionString, Version version)
    {
        _own = own;
        ConnectionString = connectionString;
        ServerVersion = version;
    }

    /// <summary>A superuser's connection to the database <c>postgres</c>, or <c>C2W_POSTGRES</c> as it is. It holds a password: not for a log.</summary>
    public string ConnectionString { get; }

    /// <summary>The version of the server, such as 18.4.</summary>
    public Version ServerVersion { get; }

    /// <summary>Whether the server is this object's own, so that it can be restarted; false for the one that <c>C2W_POSTGRES</c> names.</summary>
    public bool IsOwn => _own is not null;

    /// <summary>Starts a server, or connects to the one that <c>C2W_POSTGRES</c> names, and returns once it answers.</summary>
    /// <param name="options">How; the defaults are made for tests.</param>
    /// <param name="cancellationToken">Stops waiting; what was started is stopped.</param>
    /// <exception cref="LocalPostgreSqlException">There is no PostgreSQL to start, or it does not start.</exception>
    public static async Task<LocalPostgreSql> StartAsync(LocalPostgreSqlOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalPostgreSqlOptions();
        if (!options.AlwaysOwn && PostgreSqlOrigin.Named(options.Source) is { } named)
            return new LocalPostgreSql(own: null, named, await VersionAsync(named, cancellationToken));

        var binaries = await PostgreSqlOrigin.FindAsync(options.Source, cancellationToken);
        var own = await PostgreSqlServer.StartAsync(binaries, options, cancellationToken);
        try
        {
            return new LocalPostgreSql(own, own.ConnectionString, await VersionAsync(own.ConnectionString, cancellationToken));
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where one of PostgreSQL's programs for clients is on this machine, of the newest version that is installed; null without one. The package has none of them.</summary>
    /// <param name="name">Its name: <c>pg_dump</c>, <c>pg_restore</c>, <c>psql</c>.</param>
    public static string? FindProgram(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return PostgreSqlOrigin.Client(name);
    }

    /// <summary>Creates an empty database in UTF-8.</summary>
    /// <param name="name">Its name, at most 63 bytes; quoted, so that any character will do.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The superuser's connection string to it.</returns>
    /// <exception cref="PostgresException">A database of this name exists (42P04), or the user of <c>C2W_POSTGRES</c> may not create one (42501).</exception>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ObjectDisposedException.ThrowIf(_disposed, this);
        await ExecuteAsync($"CREATE DATABASE {Quoted(name)} ENCODING 'UTF8' TEMPLATE template0", cancellationToken);
        lock (_lock)
            _created.Add(name);
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Drops a database; who is connected to it is disconnected. No error if there is none.</summary>
    /// <param name="name">The name that <see cref="CreateDatabaseAsync"/> was given.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task DropDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)", cancellationToken);
        lock (_lock)
            _created.Remove(name);
    }

    /// <summary>
    /// Stops the server at once, as a crash would (no checkpoint, connections are cut in the middle of what they do), and starts it again on the same port and data.
    /// What was committed is there afterwards.
    /// </summary>
    /// <param name="pause">How long it stays away in between; not at all by default.</param>
    /// <param name="cancellationToken">Stops waiting; the server may then be down.</param>
    /// <exception cref="InvalidOperationException">The server is the one that <c>C2W_POSTGRES</c> names.</exception>
    /// <exception cref="LocalPostgreSqlException">It does not come back.</exception>
    public async Task RestartAsync(TimeSpan pause = default, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_own is null)
            throw new InvalidOperationException("The server that C2W_POSTGRES names belongs to someone else and is not restarted.");
        await _own.StopAsync(cancellationToken);
        await Task.Delay(pause, cancellationToken);
        await _own.StartAsync(cancellationToken);
    }

    /// <summary>Stops the server and deletes its data; on the server that <c>C2W_POSTGRES</c> names, drops the databases that were created here.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_own is not null)
        {
            await _own.DisposeAsync();
            return;
        }

        string[] created;
        lock (_lock)
            created = [.. _created];
        foreach (var name in created)
            await DropDatabaseAsync(name);
    }

    /// <summary>Version and address, without user and password.</summary>
    public override string ToString()
    {
        var address = new NpgsqlConnectionStringBuilder(ConnectionString);
        return $"PostgreSQL {ServerVersion} at {address.Host}:{address.Port}";
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Unpooled(ConnectionString));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Version> VersionAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Unpooled(connectionString));
            await connection.OpenAsync(cancellationToken);
            return connection.PostgreSqlVersion;
        }
        catch (Exception exception) when (exception is NpgsqlException or ArgumentException)
        {
            throw new LocalPostgreSqlException($"PostgreSQL does not answer: {exception.Message}", exception);
        }
    }

    // A pooled connection would be cut by a restart and handed out broken, and would keep the database postgres busy.
    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private static string Quoted(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
