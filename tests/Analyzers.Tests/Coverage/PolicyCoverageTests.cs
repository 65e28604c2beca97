using Clerk2WorkOS.Analyzers.Coverage;

namespace Clerk2WorkOS.Analyzers.Tests.Coverage;

/// <summary>What SQL says about the table <c>events</c>.</summary>
public class PolicyCoverageTests
{
    [Theory]
    [InlineData("alter table events enable row level security")]
    [InlineData("ALTER TABLE EVENTS ENABLE ROW LEVEL SECURITY;")]
    [InlineData("alter table if exists events enable row level security")]
    [InlineData("alter table only events enable row level security")]
    [InlineData("alter table if exists only events enable row level security")]
    [InlineData("alter table app.events enable row level security")]
    [InlineData("alter table db.\"app\".\"events\" enable row level security")]
    [InlineData("alter table events add column note text, enable row level security")]
    [InlineData("alter table events force row level security, enable row level security")]
    [InlineData("select 1; alter table events enable row level security")]
    [InlineData("alter table events disable row level security; alter table events enable row level security")]
    public void Row_level_security_is_switched_on(string sql) => Assert.True(PolicyCoverage.Of([sql]).Protects("events"));

    [Theory]
    [InlineData("")]
    [InlineData("alter table events force row level security")]
    [InlineData("alter table events no force row level security")]
    [InlineData("alter table events enable row level security; alter table events disable row level security")]
    [InlineData("alter table events.archive enable row level security")]
    [InlineData("alter table events; enable row level security")]
    [InlineData("alter table events enable row level")]
    [InlineData("alter table events enable row access security")]
    [InlineData("alter table events enable column level security")]
    [InlineData("alter table events enable row level access -- security")]
    [InlineData("alter table events enable 'row' level security")]
    [InlineData("alter table 'events' enable row level security")]
    [InlineData("alter view events enable row level security")]
    [InlineData("create table events enable row level security")]
    [InlineData("alter table enable row level security")]
    [InlineData("alter table; -- security")]
    [InlineData("alter table -- security")]
    [InlineData("alter -- security")]
    public void Row_level_security_is_not_switched_on(string sql) => Assert.False(PolicyCoverage.Of([sql]).Protects("events"));

    [Theory]
    [InlineData("create policy own on events")]
    [InlineData("CREATE POLICY own ON EVENTS")]
    [InlineData("create policy \"own rows\" on app.events for select using (true)")]
    [InlineData("create policy own on \"app\".\"events\"; select 1")]
    [InlineData("create policy own on events; drop policy other on events")]
    [InlineData("create policy own on events; drop policy own on meetings")]
    [InlineData("drop policy own on events; create policy own on events")]
    [InlineData("drop policy if exists own on events; create policy own on events")]
    public void There_is_a_policy(string sql) => Assert.True(PolicyCoverage.Of([sql]).HasPolicy("events"));

    [Theory]
    [InlineData("create policy")]
    [InlineData("create policy own")]
    [InlineData("create policy own on")]
    [InlineData("create policy own on;")]
    [InlineData("create policy own events")]
    [InlineData("create policy own for events")]
    [InlineData("create policy 'own' on events")]
    [InlineData("create policy own on 'events'")]
    [InlineData("create policy own on events.archive")]
    [InlineData("alter policy own on events")]
    [InlineData("create index policy on events")]
    [InlineData("policy own on events")]
    [InlineData("create policy own on events; drop policy own on events")]
    [InlineData("create policy Own on Events; drop policy if exists OWN on EVENTS")]
    public void There_is_no_policy(string sql) => Assert.False(PolicyCoverage.Of([sql]).HasPolicy("events"));

    [Fact]
    public void A_file_drops_only_what_it_made()
    {
        Assert.True(PolicyCoverage.Of(["create policy own on events", "drop policy own on events"]).HasPolicy("events"));
        Assert.True(PolicyCoverage.Of(["drop policy own on events", "create policy own on events"]).HasPolicy("events"));
        Assert.True(PolicyCoverage.Of(["select 1", "create policy own on events"]).HasPolicy("events"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("create policy own on events", false)]
    [InlineData("alter table meetings enable row level security", true)]
    [InlineData("do $$ begin for t in select relname from pg_class loop execute format('alter table %I enable row level security', t); end loop; end $$", true)]
    public void Only_what_switches_it_on_uses_it(string sql, bool isUsed) => Assert.Equal(isUsed, PolicyCoverage.Of([sql]).IsUsed);

    /// <summary>What a block does to the table: <c>on</c>, <c>policy</c>, <c>all</c> tables.</summary>
    [Theory]
    [InlineData("alter table events enable row level security;", "on")]
    [InlineData("create policy own on events; alter table events enable row level security;", "on policy")]
    [InlineData("execute 'alter table events enable row level security';", "on")]
    [InlineData("execute 'create policy own on events';", "policy")]
    [InlineData("execute $x$create policy own on events$x$;", "policy")]
    [InlineData("perform 'events'; -- policy", "")]
    [InlineData("perform 'no policy yet', 'events';", "")]
    [InlineData("execute format('create policy own on %I', 'events');", "on policy")]
    [InlineData("execute format('%s policy own on %s', 'create', 'events');", "on policy")]
    [InlineData("execute format('alter table %I enable row level security', 'app.events');", "on policy")]
    [InlineData("execute 'create policy own on ' || 'events';", "on policy")]
    [InlineData("execute 'create policy ' || name || ' on ' || 'events';", "on policy")]
    [InlineData("execute 'drop policy if exists own on meetings; alter table ' || 'events';", "on policy")]
    [InlineData("foreach t in array array['events'] loop execute 'alter table ' || t || ' enable row level security'; end loop;", "on policy")]
    [InlineData("foreach t in array array['events'] loop execute 'ALTER TABLE ' || t || ' ENABLE ROW LEVEL SECURITY'; end loop;", "on policy")]
    [InlineData("execute format('create policy own on %I', 'events.');", "")]
    [InlineData("execute format('create policy own on %I', 'events table', 'my-events', '');", "")]
    [InlineData("execute format('create policy own on %I', t) from pg_tables;", "all")]
    [InlineData("execute format('create policy own on %I', t) from pg_class;", "all")]
    [InlineData("execute format('create policy own on %I', t) from information_schema.tables;", "all")]
    [InlineData("execute format('create policy own on %I', t) from my_tables;", "")]
    [InlineData("raise notice 'no policy'; select tablename from pg_tables;", "")]
    public void A_block_does_what_its_statements_and_their_strings_do(string statements, string does)
    {
        var coverage = PolicyCoverage.Of([$"do $$ begin {statements} end $$;"]);
        string?[] found = [coverage.Protects("events") ? "on" : null, coverage.HasPolicy("events") ? "policy" : null, coverage.CoversAll ? "all" : null];
        Assert.Equal(does, string.Join(' ', found.Where(one => one is not null)));
    }
}
