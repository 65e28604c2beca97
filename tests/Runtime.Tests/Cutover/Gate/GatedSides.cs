using System.Diagnostics;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.CutoverLoad;
using Clerk2WorkOS.CutoverLoad.Maintenance;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Gate;

/// <summary>Two databases, each with a table of notes, and applications before them.</summary>
internal sealed class GatedSides : IAsyncDisposable
{
    public const string Insert = "INSERT INTO notes (text) VALUES ($1)";

    private readonly List<WebApplication> _apps = [];
    private readonly List<Process> _processes = [];

    private GatedSides(string old, string @new)
    {
        (OldAddress, NewAddress) = (old, @new);
        (Old, New) = (NpgsqlDataSource.Create(old), NpgsqlDataSource.Create(@new));
    }

    public string OldAddress { get; }

    public string NewAddress { get; }

    public NpgsqlDataSource Old { get; }

    public NpgsqlDataSource New { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static async Task<GatedSides> CreateAsync(CutoverServer server)
    {
        var sides = new GatedSides(await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());
        foreach (var side in new[] { sides.Old, sides.New })
        {
            await ExecuteAsync(side, "CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text NOT NULL)");
            await GateControl.EnsureAsync(side, default);
        }

        return sides;
    }

    public async Task<Uri> ServeAsync(string name, string database, Uri? peer = null, Action<CutoverGateOptions>? configure = null)
    {
        var app = NotesApp.Create(name, database, Insert, peer, configure);
        _apps.Add(app);
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }

    /// <summary>As a process of its own.</summary>
    public async Task<Uri> ServeElsewhereAsync(string name, string database)
    {
        var process = Processes.Start(["notes", name, Insert], ("C2W_DATABASE", database));
        _processes.Add(process);
        return new Uri((await process.StandardOutput.ReadLineAsync())!);
    }

    public void KillElsewhere() => _processes[^1].Kill();

    public Task<long> OldNotesAsync() => CountAsync(Old);

    public Task<long> NewNotesAsync() => CountAsync(New);

    /// <summary>Sets the gate, and returns when every instance follows.</summary>
    public static async Task SetAsync(NpgsqlDataSource side, GateState state)
    {
        var epoch = await GateControl.SetAsync(side, state, default);
        await GateControl.WaitForInstancesAsync(side, epoch, TimeSpan.FromSeconds(30), default);
    }

    public static async Task ExecuteAsync(NpgsqlDataSource side, string sql)
    {
        await using var command = side.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }

        foreach (var app in _apps)
            await app.DisposeAsync();
        await Old.DisposeAsync();
        await New.DisposeAsync();
    }

    private static async Task<long> CountAsync(NpgsqlDataSource side)
    {
        await using var command = side.CreateCommand("SELECT count(*) FROM notes");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
