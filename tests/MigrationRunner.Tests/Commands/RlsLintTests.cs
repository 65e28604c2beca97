using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>rls lint</c>: what it prints, what it writes, and what it ends with.</summary>
[Collection(PostgreSql.Collection)]
public sealed class RlsLintTests(PostgreSql server)
{
    private const string Table = "create table public.notes (id bigint primary key, workos_user_id text not null);\n";

    private const string Sound = """
        create index on public.notes (workos_user_id);
        create policy own_notes on public.notes for select to authenticated using (workos_user_id = (select auth.user_id()));
        alter table public.notes enable row level security;
        alter table public.notes force row level security;
        grant select on public.notes to authenticated;

        """;

    [Fact]
    public async Task A_file_with_findings_ends_with_1_and_shows_the_SQL_that_mends_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.sql", Table + "grant select on notes to authenticated;\nfrobnicate notes;\n");
        var run = await Tool.RunAsync(folder, "rls", "lint", "bad.sql");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            public.notes: error table-without-rls: Row-level security is not enabled, and authenticated may touch every row.
                ALTER TABLE "public"."notes" ENABLE ROW LEVEL SECURITY;
                ALTER TABLE "public"."notes" FORCE ROW LEVEL SECURITY;

            note: Plans need a database: that no policy hides a sub-plan behind a function or a view is seen with --database alone.
            note: No --app-role is named: what concerns the application's login was not looked at.
            note: 1 statement that may matter was not looked at: FROBNICATE NOTES (bad.sql:3).
            1 table, 0 policies: 1 error, 0 warnings, 0 good to know.

            """, run.Output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Several_files_are_one_state_and_a_sound_one_ends_with_0()
    {
        using var folder = new TemporaryFolder();
        folder.Write("000.sql", Table);
        folder.Write("001.sql", Sound);
        var run = await Tool.RunAsync(folder, "rls", "lint", "000.sql", "001.sql", "--app-role", "booking_app");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("\n1 table, 1 policy: nothing was found.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_good_to_know_fails_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("001.sql", Table + Sound.Replace("for select to authenticated using", "for insert to authenticated with check", StringComparison.Ordinal));
        var run = await Tool.RunAsync(folder, "rls", "lint", "001.sql");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("public.notes: info no-select-policy: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_are_ignored_by_id_and_counted_and_public_tables_are_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("001.sql", Table + Sound.Replace("workos_user_id = (select auth.user_id())", "true", StringComparison.Ordinal));
        Assert.Equal(1, (await Tool.RunAsync(folder, "rls", "lint", "001.sql")).ExitCode);
        Assert.Equal(1, (await Tool.RunAsync(folder, "rls", "lint", "001.sql", "--ignore", "always-true:public.other.p")).ExitCode);
        var ignored = await Tool.RunAsync(folder, "rls", "lint", "001.sql", "--ignore", "always-true:public.notes.own_notes", "--ignore", "missing-index");
        Assert.Equal(0, ignored.ExitCode);
        Assert.EndsWith("\n1 table, 1 policy: nothing was found; 1 ignored.\n", ignored.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Tool.RunAsync(folder, "rls", "lint", "001.sql", "--public-table", "notes")).ExitCode);
    }

    [Fact]
    public async Task Reports_and_the_other_formats_say_the_same()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.sql", Table + "grant select on notes to authenticated;");
        var run = await Tool.RunAsync(folder, "rls", "lint", "bad.sql", "--report", "lint.html", "--report", "lint.json", "--report", "lint.md", "--format", "github");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("::error title=table-without-rls public.notes::Row-level security is not enabled, and authenticated may touch every row.%0AALTER TABLE \"public\".\"notes\" ENABLE", run.Output, StringComparison.Ordinal);
        var json = await Tool.RunAsync(folder, "rls", "lint", "bad.sql", "--format", "json");
        foreach (var text in new[] { folder.Read("lint.json"), json.Output })
        {
            using var document = JsonDocument.Parse(text);
            var finding = Assert.Single(document.RootElement.GetProperty("tables").GetProperty("findings").EnumerateArray());
            Assert.Equal(("table-without-rls", "error", "public.notes"), (finding.GetProperty("id").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("object").GetString()));
            Assert.Equal(1, document.RootElement.GetProperty("exitCode").GetInt32());
        }

        Assert.Contains("ENABLE ROW LEVEL SECURITY", folder.Read("lint.html"), StringComparison.Ordinal);
        Assert.Contains("table-without-rls", folder.Read("lint.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_ends_with_2_and_a_sentence()
    {
        using var folder = new TemporaryFolder();
        folder.Write("open.sql", "select 1;\nselect 'abc");
        var run = await Tool.RunAsync(folder, "rls", "lint", "open.sql");
        Assert.Equal((2, "clerk2workos: open.sql(2,8): a text begins here and has no end.\n"), (run.ExitCode, run.Error));
        run = await Tool.RunAsync(folder, "rls", "lint", "none.sql");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("clerk2workos: A file cannot be read: ", run.Error, StringComparison.Ordinal);
        run = await Tool.RunAsync(folder, "rls", "lint", "--database", "Host=127.0.0.1;Port=1;Password=secret;Database=x");
        Assert.Equal((2, "clerk2workos: The database cannot be reached.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_database_is_reviewed_and_sound_after_the_SQL_that_it_prints()
    {
        using var folder = new TemporaryFolder();
        var text = await server.CreateDatabaseAsync();
        await ExecuteAsync(text, """
            DO $$ BEGIN CREATE ROLE authenticated; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
            DO $$ BEGIN CREATE ROLE anonymous; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
            CREATE SCHEMA auth; CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE AS 'SELECT ''user_1''';
            CREATE TABLE notes (id bigint PRIMARY KEY, workos_user_id text NOT NULL);
            CREATE POLICY own_notes ON notes TO authenticated USING (workos_user_id = auth.user_id());
            CREATE POLICY everyone ON notes USING (true);
            GRANT ALL ON notes TO authenticated;
            """);
        var run = await Tool.RunAsync(folder, "rls", "lint", "--database", text, "--report", "lint.json");
        Assert.Equal(1, run.ExitCode);
        using var document = JsonDocument.Parse(folder.Read("lint.json"));
        var findings = document.RootElement.GetProperty("tables").GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(
            ["always-true", "missing-index", "missing-with-check", "missing-with-check", "policies-without-rls", "policy-for-everyone", "truncate-granted", "unwrapped-call"],
            findings.Select(finding => finding.GetProperty("id").GetString()).Order(StringComparer.Ordinal));

        // One after the other, in the order in which they are printed.
        foreach (var finding in findings)
            await ExecuteAsync(text, finding.GetProperty("fix").GetString()!);
        run = await Tool.RunAsync(folder, "rls", "lint", "--database", text);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("\n1 table, 2 policies: nothing was found.\n", run.Output, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(string text, string sql)
    {
        await using var database = NpgsqlDataSource.Create(text);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
