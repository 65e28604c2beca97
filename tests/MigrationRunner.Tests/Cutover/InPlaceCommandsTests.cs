using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Cutover;

/// <summary><c>cutover … --way in-place</c> as an operator gives it; the application follows in another way.</summary>
public sealed class InPlaceCommandsTests(PostgreSql server) : IClassFixture<PostgreSql>, IAsyncLifetime, IDisposable
{
    private const string Tables = """
        CREATE TABLE organizations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, name text NOT NULL);
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text NOT NULL);
        CREATE TABLE meetings (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text NOT NULL REFERENCES users (clerk_user_id), guest_email text NOT NULL);
        CREATE INDEX meetings_owner ON meetings (clerk_user_id);
        CREATE VIEW owners AS SELECT clerk_user_id FROM meetings;
        INSERT INTO organizations (workos_org_id, name) VALUES ('org_ana', 'Ana''s Account');
        INSERT INTO users (clerk_user_id, email) VALUES ('user_2ana', 'ana@example.com'), ('user_2cy', 'cy@example.com');
        INSERT INTO clerk2workos.user_map (clerk_user_id, workos_user_id, organization_id, workos_organization_id) SELECT 'user_2ana', 'user_01ANA', id, workos_org_id FROM organizations;
        INSERT INTO meetings (clerk_user_id, guest_email) SELECT 'user_2ana', 'guest' || n || '@example.com' FROM generate_series(1, 25) n;
        """;

    private static readonly string[] Skips = ["--skip", "backup", "--skip", "rehearsal", "--skip", "workos", "--reason", "tried elsewhere"];
    private static readonly string[] Ways = ["--way", "in-place", "--without-instances", "--batch-rows", "10", "--rows-per-second", "1000"];

    private readonly TemporaryFolder _folder = new();
    private string _database = "";

    public async Task InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(_database))
            await MigrationSchema.EnsureAsync(source);
        await ExecuteAsync(Tables);
        Assert.Equal(0, (await RunAsync("cutover", "gate", "open", "--side", "target")).ExitCode);
        await ExecuteAsync("INSERT INTO clerk2workos.gate_instances VALUES ('one', 1000, 0, now() + interval '1 day', '{}')");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task From_the_plan_to_the_last_Clerk_id()
    {
        var unmapped = await RunAsync(["cutover", "plan", .. Ways, .. Skips]);
        Assert.Equal(1, unmapped.ExitCode);
        Assert.Contains("such as user_2cy: move these users, or allow such rows (--allow-unmapped).", unmapped.Output, StringComparison.Ordinal);
        var plan = await RunAsync(["cutover", "plan", "--allow-unmapped", .. Ways, .. Skips]);
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.EndsWith("Nothing stands in the way of 11 steps.\n", plan.Output, StringComparison.Ordinal);
        var before = await ColumnsAsync();

        var paused = await RunAsync(["cutover", "start", "--until", "validate", "--allow-unmapped", "--yes", .. Ways, .. Skips]);
        Assert.Equal((0, "25"), (paused.ExitCode, await ScalarAsync("SELECT count(*)::text FROM meetings WHERE workos_user_id = 'user_01ANA' AND org_id IS NOT NULL")));
        var status = await RunAsync("cutover", "status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("'policies' comes next.", status.Output, StringComparison.Ordinal);
        Assert.Equal((0, before), ((await RunAsync("cutover", "rollback", "--yes")).ExitCode, await ColumnsAsync()));

        var soaked = await RunAsync(["cutover", "start", "--until", "soak", "--allow-unmapped", "--yes", .. Ways, .. Skips]);
        Assert.True(soaked.ExitCode == 0, soaked.Output + soaked.Error);
        string[] finish = ["cutover", "finish", "--early", "--reason", "a trial", "--allow-unmapped", "--yes"];
        var refused = await RunAsync(finish);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("owners", refused.Error, StringComparison.Ordinal);
        Assert.Contains("has to find nothing (--code-report).", refused.Error, StringComparison.Ordinal);

        await ExecuteAsync("DROP VIEW owners");
        _folder.Write("code.json", """{ "schemaVersion": 1, "command": "check", "partial": false, "exitCode": 0, "findings": [], "unloadedProjects": [], "baseline": null }""");
        // What the steps themselves looked up may have been counted late.
        string[] accepted = [.. (await ScalarAsync("SELECT string_agg(indexname, ' ') FROM pg_indexes WHERE schemaname = 'public'")).Split(' ').SelectMany(index => (string[])["--accept-reader", index])];
        var finished = await RunAsync([.. finish, "--code-report", "code.json", .. accepted]);
        Assert.True(finished.ExitCode == 0, finished.Error);
        Assert.EndsWith("Finished; nothing comes next.\n", finished.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("clerk_user_id", await ColumnsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--batch-rows takes a number of rows from 1 to 10,000, not '20000'.", "plan", "--way", "in-place", "--batch-rows", "20000")]
    [InlineData("--rows-per-second takes a number of rows, not '0'.", "plan", "--way", "in-place", "--rows-per-second", "0")]
    [InlineData("--allow-unmapped is for a cut-over within one database, and this one goes by way of maintenance.", "start", "--way", "maintenance", "--allow-unmapped", "--yes")]
    public async Task What_makes_no_sense_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        var refused = await RunAsync(["cutover", .. arguments]);

        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith($"clerk2workos: {sentence}", refused.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunAsync(_folder, name => name == "C2W_TARGET" ? _database : null, arguments);

    private Task<string> ColumnsAsync() => ScalarAsync("SELECT string_agg(table_name || '.' || column_name, ' ' ORDER BY 1) FROM information_schema.columns WHERE table_schema = 'public'");

    private async Task<string> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
