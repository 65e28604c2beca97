using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>rls script</c>, <c>apply</c> and <c>verify</c>: what they write, print and end with.</summary>
[Collection(PostgreSql.Collection)]
public sealed class RlsTests(PostgreSql server)
{
    private const string Tables = """
        CREATE TABLE organizations (id uuid PRIMARY KEY, workos_org_id text);
        CREATE TABLE user_org_memberships (workos_user_id text, org_id uuid REFERENCES organizations, role text, status text, PRIMARY KEY (workos_user_id, org_id));
        CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL, name text NOT NULL, is_active boolean NOT NULL);
        CREATE TABLE countries (code text PRIMARY KEY);
        """;

    [Fact]
    public async Task From_the_script_to_the_attack()
    {
        using var folder = new TemporaryFolder();
        var (database, role) = await DatabaseAsync();

        var script = await Tool.RunAsync(folder, "rls", "script", "--database", database, "--app-role", role, "--out", "sql");
        Assert.Equal((0, ""), (script.ExitCode, script.Error));
        Assert.Contains("Note: countries: no column says whose its rows are", script.Output, StringComparison.Ordinal);
        Assert.Contains("create index concurrently if not exists \"c2w_events_workos_user_id_idx\"", folder.Read("sql/000_indexes.sql"), StringComparison.Ordinal);
        Assert.Contains("create policy \"c2w_person_select\" on \"public\".\"events\"", folder.Read("sql/001_enable_rls.sql"), StringComparison.Ordinal);

        var prepared = await Tool.RunAsync(folder, "rls", "apply", "--database", database, "--app-role", role, "--yes");
        Assert.Equal(0, prepared.ExitCode);
        Assert.EndsWith("7 policies on 3 tables are in force; 4 indexes were made.", prepared.Output.TrimEnd(), StringComparison.Ordinal);

        var verified = await Tool.RunAsync(folder, "rls", "verify", "--database", database, "--app-role", role, "--report", "matrix.html", "--report", "matrix.json");
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Contains("on 4 tables got what the rules give, and nothing else.", verified.Output, StringComparison.Ordinal);
        Assert.Contains("a visitor with the expert&#39;s claims", folder.Read("matrix.html"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(folder.Read("matrix.json"));
        Assert.Equal("held", json.RootElement.GetProperty("tables").GetProperty("matrix")[0].GetProperty("select").GetString());
    }

    [Fact]
    public async Task A_leak_is_found_named_and_counted()
    {
        using var folder = new TemporaryFolder();
        var (database, role) = await DatabaseAsync();
        await Tool.RunAsync(folder, "rls", "apply", "--database", database, "--app-role", role, "--yes");
        await ExecuteAsync(database, "ALTER POLICY c2w_person_select ON events USING (true); GRANT SELECT ON countries TO anonymous; GRANT DELETE ON countries TO authenticated");

        var verified = await Tool.RunAsync(folder, "rls", "verify", "--database", database, "--app-role", role);
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("LEAKED: ", verified.Output, StringComparison.Ordinal);

        var tap = await Tool.RunAsync(folder, "rls", "verify", "--database", database, "--app-role", role, "--tap");
        var lines = tap.Output.Split('\n');
        Assert.Equal(1, tap.ExitCode);
        Assert.Equal($"1..{lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal) || line.StartsWith("not ok ", StringComparison.Ordinal))}", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("not ok ", StringComparison.Ordinal) && line.EndsWith(" - countries: SELECT by a visitor", StringComparison.Ordinal));
        Assert.Contains("#   LEAKED: may SELECT a table that no rule speaks of.", lines);
        Assert.Contains("#   LEAKED: may DELETE a table that no rule speaks of.", lines);
        Assert.Matches("^# Looks like you failed [0-9]+ tests of [0-9]+$", lines[^2]);
    }

    [Fact]
    public async Task A_script_that_was_changed_by_hand_is_not_written_over()
    {
        using var folder = new TemporaryFolder();
        var (database, role) = await DatabaseAsync();
        folder.Write("001_enable_rls.sql", "-- mine\n");
        var script = await Tool.RunAsync(folder, "rls", "script", "--database", database, "--app-role", role);
        Assert.Equal(2, script.ExitCode);
        Assert.Contains("001_enable_rls.sql' is there already and differs; --force writes over it.", script.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["000_indexes.sql"]));
        Assert.Equal("-- mine\n", folder.Read("001_enable_rls.sql"));
        Assert.Equal(0, (await Tool.RunAsync(folder, "rls", "script", "--database", database, "--app-role", role, "--force")).ExitCode);
    }

    [Theory]
    [InlineData("clerk2workos: The application's role is not named: give --app-role, so that it can be seen that it cannot evade the policies.", "apply", "--yes")]
    [InlineData("clerk2workos: This switches row-level security on: who does not come with the claims of a verified token sees nothing from then on: --yes says that this is meant.", "apply", "--app-role", "nobody")]
    [InlineData("clerk2workos: There is no role nobody: 'rls apply' makes all of them but the application's login, which is made by hand.", "verify", "--app-role", "nobody")]
    [InlineData("clerk2workos: There is no table in schema 'nowhere'.", "verify", "--schema", "nowhere")]
    [InlineData("clerk2workos: 'policies.json' cannot be read as a description of policies, at $.tabels", "script", "--policies", "policies.json")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string sentence, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("policies.json", """{ "tabels": {} }""");
        var (database, role) = await DatabaseAsync();
        if (arguments[0] == "verify")
            await Tool.RunAsync(folder, "rls", "apply", "--database", database, "--app-role", role, "--yes");
        var run = await Tool.RunAsync(folder, ["rls", .. arguments, "--database", database]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(sentence.Replace("'policies.json'", $"'{folder["policies.json"]}'", StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.Error.TrimEnd());
    }

    private async Task<(string Database, string Role)> DatabaseAsync()
    {
        var (database, role) = (await server.CreateDatabaseAsync(), $"app_{Guid.NewGuid():N}");
        await ExecuteAsync(database, $"{Tables} CREATE ROLE {role} LOGIN NOINHERIT");
        return (database, role);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
