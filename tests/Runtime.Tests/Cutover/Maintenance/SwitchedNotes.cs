using System.Net;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.CutoverLoad.Maintenance;
using Clerk2WorkOS.CutoverLoad.Operating;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using Microsoft.AspNetCore.Builder;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Maintenance;

/// <summary>A legacy database with notes, an empty target, and an application before each.</summary>
internal sealed class SwitchedNotes : IAsyncDisposable
{
    private const int Notes = 100;

    private static readonly string[] Skipped = ["backup", "rehearsal", "rls", "workos"];

    private readonly List<WebApplication> _apps = [];

    private SwitchedNotes(DataWorld world) => World = world;

    public DataWorld World { get; }

    public Uri Old { get; private set; } = null!;

    public Uri New { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public static async Task<SwitchedNotes> CreateAsync(CutoverServer server, bool passesOn = false)
    {
        var notes = new SwitchedNotes(await DataWorld.CreateAsync(
            server.Server,
            $"""
            CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text NOT NULL, text text NOT NULL);
            INSERT INTO notes (clerk_user_id, text) SELECT '{DataWorld.Clerk(1)}', 'note ' || n FROM generate_series(1, {Notes}) n
            """,
            "CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL, text text NOT NULL)"));
        await using (var operation = notes.Operator())
            await operation.PlanAsync();        // the gates
        notes.New = await notes.ServeAsync("new", notes.World.TargetString, $"INSERT INTO notes (workos_user_id, org_id, text) VALUES ('{DataWorld.WorkOS(1)}', '{DataWorld.Organization(1)}', $1)", null);
        notes.Old = await notes.ServeAsync("old", notes.World.LegacyString, $"INSERT INTO notes (clerk_user_id, text) VALUES ('{DataWorld.Clerk(1)}', $1)", passesOn ? notes.New : null);
        return notes;
    }

    public CutoverOperation Operator(bool acceptsLoss = false) => new(World.TargetString, World.LegacyString, new CutoverOptions
    {
        Way = CutoverWay.Maintenance,
        Window = TimeSpan.Zero,
        AcceptsLoss = acceptsLoss,
        Skipped = Skipped.ToDictionary(name => name, _ => "not what is tried here", StringComparer.Ordinal),
    });

    /// <summary>An operator as a process of its own.</summary>
    public Task<OperatorRun> OperateAsync(params string[] arguments) => OperatorRun.RunAsync(CutoverWay.Maintenance, World.TargetString, World.LegacyString, arguments);

    public async Task<HttpStatusCode> WriteAsync(Uri app)
    {
        using var answer = await Http.PostAsync(new Uri(app, "/notes"), new StringContent("written"));
        return answer.StatusCode;
    }

    /// <summary>What a switch may leave behind in the legacy database, and its rows.</summary>
    public async Task<string> LegacyPictureAsync() => string.Join('\n', await World.LegacyRowsAsync(
        """
        SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'publication ' || pubname FROM pg_publication
        UNION ALL SELECT 'slot' FROM pg_replication_slots WHERE database = current_database()
        UNION ALL SELECT 'function ' || proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('public', 'clerk2workos')
        UNION ALL SELECT 'gate ' || state FROM clerk2workos.gate
        UNION ALL SELECT 'rows ' || count(*) || ' ' || md5(string_agg(n::text, ',' ORDER BY id)) FROM notes n
        ORDER BY 1
        """));

    public async Task<string> TargetPictureAsync() => string.Join('\n', await World.TargetRowsAsync(
        """
        SELECT 'rows ' || count(*) || ' ' || coalesce(md5(string_agg(n::text, ',' ORDER BY id)), '') FROM notes n
        UNION ALL SELECT 'gate ' || state FROM clerk2workos.gate
        UNION ALL SELECT 'next ' || last_value FROM notes_id_seq
        ORDER BY 1
        """));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var app in _apps)
            await app.DisposeAsync();
        await World.DisposeAsync();
    }

    private async Task<Uri> ServeAsync(string name, string database, string insert, Uri? peer)
    {
        var app = NotesApp.Create(name, database, insert, peer);
        _apps.Add(app);
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }
}
