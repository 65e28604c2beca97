using Clerk2WorkOS.RowLevelSecurity.Neon;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Neon;

[Collection(PostgreSql.RowLevelSecurity)]
public sealed class DatabaseTests(PostgreSql server)
{
    private const string Meetings = """
        CREATE TABLE meetings (id int PRIMARY KEY);
        ALTER TABLE meetings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        GRANT USAGE ON SCHEMA public TO authenticated, anonymous;
        GRANT SELECT ON meetings TO authenticated, anonymous;
        """;

    [Fact]
    public async Task One_that_may_be_exposed_has_no_problem()
    {
        var address = await CreateAsync(NeonLikeDatabase.Sql, Meetings);
        Assert.Equal(["auth.user_id()", "roles", "tables"], (await CheckAsync(address)).Where(finding => finding.Verdict == NeonVerdict.Fine).Select(finding => finding.About).Order(StringComparer.Ordinal));
        Assert.Empty(await ProblemsAsync(address));
    }

    [Theory]
    [InlineData("CREATE TABLE notes (id int); GRANT SELECT ON notes TO authenticated", "public.notes", "ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;")]
    [InlineData("CREATE TABLE notes (id int); GRANT INSERT ON notes TO anonymous", "public.notes", "ENABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE TABLE notes (id int, text text); GRANT SELECT (text) ON notes TO anonymous", "public.notes", "ENABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE TABLE notes (id int); GRANT SELECT ON notes TO PUBLIC", "public.notes", "ENABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE TABLE \"My notes\" (id int) PARTITION BY LIST (id); GRANT DELETE ON \"My notes\" TO authenticated", "public.\"My notes\"", "ALTER TABLE public.\"My notes\" ENABLE")]
    [InlineData("CREATE TABLE notes (id int); ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes OWNER TO authenticated", "public.notes", "FORCE ROW LEVEL SECURITY")]
    [InlineData("CREATE VIEW totals AS SELECT count(*) FROM meetings; GRANT SELECT ON totals TO authenticated", "public.totals", "ALTER VIEW public.totals SET (security_invoker = true);")]
    [InlineData("CREATE MATERIALIZED VIEW totals AS SELECT count(*) FROM meetings; GRANT SELECT ON totals TO authenticated, anonymous", "public.totals", "REVOKE ALL ON public.totals FROM public, anonymous, authenticated;")]
    [InlineData("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO authenticated", "default privileges", "IN SCHEMA \"public\" REVOKE ALL ON TABLES FROM \"authenticated\";")]
    [InlineData("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC", "default privileges", "REVOKE ALL ON TABLES FROM public;")]
    public async Task Whatever_is_open_is_named_with_the_sql_that_closes_it(string sql, string about, string mend)
    {
        var address = await CreateAsync(NeonLikeDatabase.Sql, Meetings, sql);
        var problem = Assert.Single(await ProblemsAsync(address));
        Assert.Equal(about, problem.About);
        Assert.Contains(mend, problem.Mend, StringComparison.Ordinal);
        if (problem.Mend!.IndexOf(", or ", StringComparison.Ordinal) is > 0 and var or)
            await ExecuteAsync(address, problem.Mend[(or + 5)..]);
        else
            await ExecuteAsync(address, problem.Mend);
        Assert.Empty(await ProblemsAsync(address));
    }

    [Theory]
    [InlineData("CREATE TABLE notes (id int)")]
    [InlineData("CREATE SCHEMA inner_part; CREATE TABLE inner_part.notes (id int); GRANT USAGE ON SCHEMA inner_part TO authenticated; GRANT SELECT ON inner_part.notes TO authenticated")]
    [InlineData("CREATE VIEW totals WITH (security_invoker = on) AS SELECT count(*) FROM meetings; GRANT SELECT ON totals TO authenticated")]
    [InlineData("REVOKE USAGE ON SCHEMA public FROM PUBLIC, authenticated, anonymous; CREATE TABLE notes (id int); GRANT SELECT ON notes TO authenticated")]
    public async Task What_nobody_reaches_is_no_problem(string sql) => Assert.Empty(await ProblemsAsync(await CreateAsync(NeonLikeDatabase.Sql, Meetings, sql)));

    [Fact]
    public async Task A_plain_postgresql_is_not_neon()
    {
        var address = await CreateAsync(NeonLikeDatabase.Roles, Meetings);
        Assert.Equal("CREATE EXTENSION pg_session_jwt;", Assert.Single(await ProblemsAsync(address)).Mend);
    }

    [Fact]
    public async Task Functions_of_somebody_else_are_not_taken_for_neons()
    {
        var address = await CreateAsync(NeonLikeDatabase.Sql, "ALTER EXTENSION pg_session_jwt DROP FUNCTION auth.user_id()");
        Assert.StartsWith("auth.user_id() is not Neon's own", Assert.Single(await ProblemsAsync(address)).Sentence, StringComparison.Ordinal);
        await ExecuteAsync(address, "DROP FUNCTION auth.user_id()");
        Assert.Contains("without auth.user_id()", Assert.Single(await ProblemsAsync(address)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_bypasses_or_is_not_there_is_named()
    {
        var name = $"app_{Guid.NewGuid():N}";
        var address = await CreateAsync(NeonLikeDatabase.Sql);
        Assert.Contains("has no role", Assert.Single(await ProblemsAsync(address, name)).Sentence, StringComparison.Ordinal);
        await ExecuteAsync(address, $"CREATE ROLE {name}_super BYPASSRLS; CREATE ROLE {name} LOGIN IN ROLE {name}_super");
        Assert.Contains($"'{name}_super'", Assert.Single(await ProblemsAsync(address, name)).Sentence, StringComparison.Ordinal);
        await ExecuteAsync(address, $"REVOKE {name}_super FROM {name}");
        Assert.Empty(await ProblemsAsync(address, name));
    }

    [Theory]
    [InlineData("ep-main-1.us-east-1.aws.neon.tech", NeonVerdict.Fine)]
    [InlineData("ep-main-1-pooler.us-east-1.aws.neon.tech", NeonVerdict.Fine)]
    [InlineData("ep-other-2.us-east-1.aws.neon.tech", NeonVerdict.Problem)]
    [InlineData("ep-main-12.us-east-1.aws.neon.tech", NeonVerdict.Problem)]
    [InlineData("database.example.com", NeonVerdict.Note)]
    public void Another_branchs_database_is_noticed(string host, NeonVerdict verdict) => Assert.Equal(verdict, Assert.Single(NeonDatabase.Whereabouts(host, ["ep-main-1", "ep-read-3"])).Verdict);

    private async Task<string> CreateAsync(params string[] sql)
    {
        var address = await server.CreateDatabaseAsync();
        foreach (var part in sql)
            await ExecuteAsync(address, part);
        return address;
    }

    private static async Task ExecuteAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task<IReadOnlyList<NeonFinding>> CheckAsync(string address, string? appRole = null) => NeonDatabase.CheckAsync(address, ["public"], ["ep-main-1"], appRole);

    private static async Task<List<NeonFinding>> ProblemsAsync(string address, string? appRole = null) =>
        [.. (await CheckAsync(address, appRole)).Where(finding => finding.Verdict == NeonVerdict.Problem)];
}
