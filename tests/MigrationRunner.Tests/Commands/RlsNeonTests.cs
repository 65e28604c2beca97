using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

[Collection(PostgreSql.Collection)]
public sealed class RlsNeonTests(PostgreSql server) : IAsyncLifetime, IDisposable
{
    private const string Clerk = "https://able-fox-1.clerk.accounts.dev/.well-known/jwks.json";

    private readonly TemporaryFolder _folder = new();
    private StandInNeon _neon = null!;
    private TemplatedWorkOS _workos = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        (_neon, _workos, _database) = (await StandInNeon.StartAsync(), await TemplatedWorkOS.StartAsync(), await server.CreateDatabaseAsync());
        _neon.Database = new NpgsqlConnectionStringBuilder(_database).Database!;
        await ExecuteAsync(NeonLikeDatabase.Sql);
        await ExecuteAsync("""
            CREATE TABLE meetings (id int PRIMARY KEY);
            ALTER TABLE meetings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            GRANT USAGE ON SCHEMA public TO authenticated, anonymous;
            GRANT SELECT ON meetings TO authenticated;
            """);
    }

    public async Task DisposeAsync()
    {
        await _neon.DisposeAsync();
        await _workos.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_switched_on_and_the_second_run_finds_it_so()
    {
        var set = await RunAsync("--yes", "--report", "neon.json");
        Assert.True(set.ExitCode == 0, set.Output + set.Error);
        Assert.Contains("These calls follow:\n  POST ", set.Output, StringComparison.Ordinal);
        Assert.Single(set.Output.Split("At Neon (6):")[1..]);
        Assert.StartsWith($"Set: the Data API of '{_neon.Database}' takes WorkOS's tokens, at https://", LastLine(set.Output), StringComparison.Ordinal);
        Assert.Equal(_workos.JwksUrl, (string?)Assert.Single(_neon.Providers)["jwks_url"]);
        using (var report = JsonDocument.Parse(_folder.Read("neon.json")))
            Assert.Equal("off", report.RootElement.GetProperty("tables").GetProperty("settings")[0].GetProperty("before").GetString());

        _neon.Requests.Clear();
        var again = await RunAsync();
        Assert.Equal((0, $"Already so: the Data API of '{_neon.Database}' takes WorkOS's tokens."), (again.ExitCode, LastLine(again.Output)));
        Assert.Empty(_neon.Changes);
        foreach (var secret in new[] { StandInNeon.Key, TemplatedWorkOS.ApiKey })
            Assert.DoesNotContain(secret, set.Output + set.Error + again.Output + _folder.Read("neon.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hard_switch_is_said_to_be_one_and_asks()
    {
        _neon.SwitchOn();
        _neon.Provide("Clerk", Clerk, branch: null);
        var asked = await RunAsync();
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains($"This is a hard switch, since the Data API knows one provider: Clerk ({Clerk}) ends on every branch of the project, and whoever holds such a token gets 401", asked.Error, StringComparison.Ordinal);
        Assert.Empty(_neon.Changes);

        Assert.Equal(0, (await RunAsync("-y")).ExitCode);
        Assert.Equal(["DELETE jwks", "POST jwks"], _neon.Changes);
    }

    [Fact]
    public async Task An_open_table_keeps_it_off()
    {
        await ExecuteAsync("CREATE TABLE notes (id int); GRANT SELECT ON notes TO anonymous");
        var refused = await RunAsync("--yes");
        Assert.Equal((1, "Nothing was changed: one thing has to be mended first."), (refused.ExitCode, LastLine(refused.Output)));
        Assert.Contains("public.notes", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("JWT Template:", refused.Output, StringComparison.Ordinal);
        Assert.Empty(_neon.Changes);

        _neon.SwitchOn();
        Assert.Equal("Nothing was changed, and the Data API is on all the same: one thing has to be mended.", LastLine((await RunAsync("--yes")).Output));
        Assert.Empty(_neon.Changes);
        _neon.DataApis.Clear();
        await ExecuteAsync("REVOKE SELECT ON notes FROM anonymous");
        Assert.Equal(0, (await RunAsync("--yes")).ExitCode);
    }

    [Fact]
    public async Task Nothing_is_switched_on_that_was_not_looked_at()
    {
        _database = "";
        var refused = await RunAsync("--yes", "--neon-database", _neon.Database);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("It was not looked at, and is not exposed unseen.", refused.Output, StringComparison.Ordinal);
        Assert.Empty(_neon.Changes);
    }

    [Fact]
    public async Task A_template_without_the_role_comes_first()
    {
        _workos.Template = null;
        var refused = await RunAsync("--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("""JWT Template: { "role": "authenticated", "user_role": {{ organization_membership.role }} }""", refused.Output, StringComparison.Ordinal);
        Assert.Empty(_neon.Changes);

        _workos.Template = """{"database_role": "authenticated"}""";
        Assert.Equal(0, (await RunAsync("--role-claim", ".database_role", "--yes")).ExitCode);
        Assert.Equal(".database_role", (string?)_neon.DataApis[StandInNeon.Main]["jwt_role_claim_key"]);
    }

    [Fact]
    public async Task A_token_shows_the_role_where_the_template_cannot_be_seen_and_is_not_printed()
    {
        var unseen = await RunAsync(name => name == "WORKOS_API_KEY" ? "" : null, "--yes");
        Assert.Equal(1, unseen.ExitCode);
        Assert.EndsWith("Whether they name its role was not seen: set WORKOS_API_KEY, or give --token.", LastLine(unseen.Output), StringComparison.Ordinal);

        var token = _workos.Token();
        _folder.Write("token.txt", token);
        var seen = await RunAsync(name => name == "WORKOS_API_KEY" ? "" : null, "--token", "token.txt");
        Assert.Equal((0, $"Already so: the Data API of '{_neon.Database}' takes WorkOS's tokens."), (seen.ExitCode, LastLine(seen.Output)));
        foreach (var part in token.Split('.'))
            Assert.DoesNotContain(part, seen.Output + seen.Error, StringComparison.Ordinal);

        _folder.Write("token.txt", _workos.Token(claims => claims["role"] = "member"));
        var wrong = await RunAsync("--token", "token.txt");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("The token names 'member' at .role; it has to be 'authenticated'.", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_calls_nobody_and_needs_no_key()
    {
        var rehearsed = await RunAsync(name => name is "NEON_API_KEY" or "WORKOS_API_KEY" ? "" : null, "--dry-run");
        Assert.Equal((0, "8 calls, of which none was made."), (rehearsed.ExitCode, LastLine(rehearsed.Output)));
        Assert.Contains($"POST {_neon.Address}/projects/{StandInNeon.Project}/jwks {{\"jwks_url\":\"{_workos.JwksUrl}\"", rehearsed.Output, StringComparison.Ordinal);
        Assert.Contains("Grant public schema access", rehearsed.Output, StringComparison.Ordinal);
        Assert.Empty(_neon.Requests);

        var keyed = await RunAsync("--dry-run");
        Assert.DoesNotContain(StandInNeon.Key, keyed.Output, StringComparison.Ordinal);
        Assert.Empty(_neon.Requests);
        await ExecuteAsync("CREATE TABLE notes (id int); GRANT SELECT ON notes TO anonymous");
        Assert.Equal(1, (await RunAsync("--dry-run")).ExitCode);
    }

    [Theory]
    [InlineData("NEON_API_KEY", "", "", "The key of Neon is missing: set NEON_API_KEY, or give --dry-run.")]
    [InlineData("NEON_API_KEY", "napi_hidden", "", "Neon does not accept the API key: it is wrong, or was revoked.")]
    [InlineData("NEON_API_URL", "ftp://hidden", "", "NEON_API_URL is no address such as https://console.neon.tech/api/v2.")]
    [InlineData("NEON_API_URL", "http://neon.example.com", "", "The address of Neon has to begin with https://")]
    [InlineData("WORKOS_CLIENT_ID", "", "", "WorkOS's client id is missing: give --client-id, or set WORKOS_CLIENT_ID.")]
    [InlineData("", "", "--neon-database other", "--neon-database is 'other', and the database that would be looked at is")]
    [InlineData("", "", "--branch nowhere", "That project at Neon has no branch 'nowhere'.")]
    [InlineData("", "", "--role-claim role", "The role claim is a path such as .role")]
    [InlineData("", "", "--role-claim .sub", "WorkOS lets no JWT template set the claim 'sub': name another.")]
    [InlineData("", "", "--token nothing.txt", "--token: 'nothing.txt' cannot be read.")]
    [InlineData("C2W_TARGET", "Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d", "--neon-database d", "There is no database 'd' on branch 'main' of that project.")]
    public async Task What_cannot_be_run_is_said_in_one_sentence(string variable, string value, string arguments, string sentence)
    {
        var run = await RunAsync(name => name == variable ? value : null, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.ShouldRefuse(sentence);
        Assert.DoesNotContain("hidden", run.Error, StringComparison.Ordinal);
        Assert.Empty(_neon.Changes);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said()
    {
        _neon.Database = "d";
        (await RunAsync(name => name == "C2W_TARGET" ? "Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d" : null)).ShouldRefuse("The database cannot be reached.");
    }

    private Task<ToolResult> RunAsync(params string[] arguments) => RunAsync(_ => null, arguments);

    private Task<ToolResult> RunAsync(Func<string, string?> variable, params string[] arguments)
    {
        var variables = new Dictionary<string, string>
        {
            ["C2W_TARGET"] = _database,
            ["NEON_API_KEY"] = StandInNeon.Key,
            ["NEON_API_URL"] = _neon.Address.AbsoluteUri,
            ["WORKOS_API_KEY"] = TemplatedWorkOS.ApiKey,
            ["WORKOS_BASE_URL"] = _workos.Address.AbsoluteUri,
            ["WORKOS_CLIENT_ID"] = TemplatedWorkOS.ClientId,
        };
        return Tool.RunAsync(_folder, name => variable(name) ?? variables.GetValueOrDefault(name), ["rls", "neon", "--project", StandInNeon.Project, .. arguments]);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string LastLine(string output) => output.TrimEnd().Split('\n')[^1];
}
