using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>What a plan says, that it touches nothing, and that the run does what it said.</summary>
[Collection(PostgreSql.Users)]
public sealed class PlanningTests(PostgreSql server)
{
    [Fact]
    public async Task It_touches_nothing_and_the_run_does_what_it_says()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var users = new MixedUsers(world);
        await users.AddAsync("a");
        await world.ExecuteAsync("INSERT INTO users (clerk_user_id, email) VALUES ('user_nobody', NULL)", world.Legacy);
        var tables = await world.LinesAsync("SELECT concat_ws('|', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg_%'");
        world.WorkOS.Requests.Clear();

        var plan = await world.Migration(users.Sources).PlanAsync();

        Assert.Equal(tables, await world.LinesAsync("SELECT concat_ws('|', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg_%'"));
        Assert.All(world.WorkOS.Requests.Answers.Keys, answer => Assert.StartsWith("GET ", answer.Route, StringComparison.Ordinal));
        Assert.Empty(plan.Problems);
        Assert.Equal((13, 10, 2, 2, 0), (plan.InSources, plan.ToMove, plan.ToResume, plan.ToAdopt, plan.AlreadyMoved));
        Assert.Equal(["a_deleted"], plan.Skipped);
        Assert.Equal(["a_conflict email_conflict", "user_nobody no_email"], plan.Rejects.Select(reject => $"{reject.Key} {reject.Reason}"));
        Assert.Equal((4, 2, 2), (plan.Passwords, plan.SecondFactors, plan.ClerkOrganizations));
        Assert.Equal(["nobody"], plan.UnknownRoles);
        Assert.Equal(["id", "stripe_customer_id", "stripe_connect_account_id", "settings", "tags", "credit", "mood", "born", "created_at"], plan.CarriedColumns);
        Assert.Equal([new LeftColumn("nickname", "the target has no column of that name")], plan.LeftColumns);

        var result = await world.Migration(users.Sources).RunAsync();
        Assert.Equal((plan.ToMove, plan.Skipped.Count), (result.Moved, result.Skipped));
        Assert.Equal(plan.Rejects.Select(reject => (reject.Key, reject.Reason, reject.Detail)), result.OpenRejects.Select(reject => (reject.Key, reject.Reason, reject.Detail)));
        Assert.Equal(10, (await world.Migration(users.Sources).PlanAsync()).AlreadyMoved);
    }

    [Fact]
    public async Task The_estimate_is_what_the_limits_allow()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(1000);

        var plan = await world.Migration().PlanAsync();

        Assert.Equal(3000, plan.Calls);                                     // user, organization, membership
        Assert.Equal(TimeSpan.FromSeconds(40), plan.EstimatedDuration);     // 2,000 writes at 500 in 10 s: 25 users a second
        Assert.Equal(TimeSpan.FromSeconds(10), (await world.Migration(options => options with { Limits = new WorkOSLimits { UserManagementWrites = new(2000, TimeSpan.FromSeconds(10)), Overall = null } }).PlanAsync()).EstimatedDuration);
    }

    [Theory]
    [InlineData("DROP INDEX users_email_key", "has no unique key on (lower(\"email\"))")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT users_workos_user_id_key CASCADE", "has no unique key on (\"workos_user_id\")")]
    [InlineData("ALTER TABLE organizations DROP CONSTRAINT organizations_workos_org_id_key", "has no unique key on (\"workos_org_id\")")]
    [InlineData("ALTER TABLE user_org_memberships DROP CONSTRAINT user_org_memberships_workos_user_id_org_id_key", "has no unique key on (\"workos_user_id\", \"org_id\")")]
    [InlineData("ALTER TABLE users ADD country text NOT NULL", "The column \"country\" of the target's table \"public\".\"users\" is NOT NULL and has no default")]
    public async Task What_is_wrong_with_the_target_is_said_before_anything_is_written(string damage, string expected)
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(1);
        await world.ExecuteAsync(damage);

        Assert.Contains(expected, Assert.Single((await world.Migration().PlanAsync()).Problems), StringComparison.Ordinal);
        Assert.Contains(expected, (await Assert.ThrowsAsync<MigrationException>(() => world.Migration().RunAsync())).Message, StringComparison.Ordinal);
        Assert.Empty(world.WorkOS.Users);
    }

    [Fact]
    public async Task A_role_to_which_row_level_security_applies_is_refused()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(1);
        var role = $"app_{Guid.NewGuid():N}";
        await world.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}; ALTER TABLE users ENABLE ROW LEVEL SECURITY;");
        await using var target = Npgsql.NpgsqlDataSource.Create(new Npgsql.NpgsqlConnectionStringBuilder(world.TargetText) { Username = role, Password = "x" }.ConnectionString);

        var plan = await world.Migration(options => options with { Target = target }).PlanAsync();

        Assert.Equal([$"Row-level security applies to \"{role}\" on the target's table \"public\".\"users\": connect as a role with BYPASSRLS."], plan.Problems);
        await target.DisposeAsync();
        await world.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    public async Task Columns_of_another_type_are_named()
    {
        await using var world = await UserWorld.CreateAsync(server, legacy: "CREATE TABLE users (clerk_id text, email text, settings integer, credit text, born timestamptz, tags jsonb, stripe_customer_id varchar(10))");

        var plan = await world.Migration().PlanAsync();

        Assert.Equal(["born", "stripe_customer_id"], plan.CarriedColumns);
        Assert.Equal(
            [
                new LeftColumn("settings", "it is of type integer, and the target's is of type jsonb"), new LeftColumn("credit", "it is of type text, and the target's is of type numeric(10,2)"),
                new LeftColumn("tags", "it is of type jsonb, and the target's is of type text[]"),
            ],
            plan.LeftColumns);
    }

    [Theory]
    [InlineData("CREATE TABLE members (id int)", "The legacy database has no table \"public\".\"users\": name the right one.")]
    [InlineData("CREATE TABLE users (id int)", "The legacy table \"public\".\"users\" has no column that is called like 'clerk_user_id': name the one that holds the Clerk ids.")]
    public async Task A_legacy_database_without_users_is_named(string legacy, string expected)
    {
        await using var world = await UserWorld.CreateAsync(server, legacy: legacy);

        Assert.Equal(expected, (await Assert.ThrowsAsync<MigrationException>(() => world.Migration().PlanAsync())).Message);
    }

    [Fact]
    public async Task One_and_the_same_table_is_refused()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.ExecuteAsync("ALTER TABLE users ADD clerk_user_id text");

        var exception = await Assert.ThrowsAsync<MigrationException>(() => world.Migration(options => options with { Legacy = world.Target }).PlanAsync());

        Assert.StartsWith("The legacy table and the target's table of users are one and the same", exception.Message, StringComparison.Ordinal);
    }
}
