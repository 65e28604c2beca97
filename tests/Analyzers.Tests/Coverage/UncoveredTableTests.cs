namespace Clerk2WorkOS.Analyzers.Tests.Coverage;

/// <summary>C2W601: which tables the policies of the SQL files leave out.</summary>
public class UncoveredTableTests
{
    private const string Schema = """
        namespace Booking.Drizzle.SchemaWorkos
        {
            [System.ComponentModel.DataAnnotations.Schema.Table("events")] public class {|C2W601:EventsTable|} { public string WorkosUserId { get; set; } }
            [System.ComponentModel.DataAnnotations.Schema.Table("meetings", Schema = "app")] public class MeetingsTable { }
            public class Paging { }
            public static class TableNames { }
        }
        """;

    private const string Meetings = "alter table app.meetings enable row level security; create policy p on app.meetings using (true);\n";

    [Fact]
    public Task Finds_a_table_without_a_policy() => RuleProject.Of(Schema).Beside("/db/rls.sql", Meetings).Shows();

    [Theory]
    [InlineData("")]
    [InlineData("create table events (id int);")]
    [InlineData("-- alter table events enable row level security;\n/* alter table events enable row level security; /* nested */ */ select 'alter table x enable row level security';")]
    public Task Is_silent_where_nothing_enables_it(string sql) => RuleProject.Of(Markup.Strip(Schema)).Beside("/db/rls.sql", sql).Shows();

    [Theory]
    [InlineData("ALTER TABLE events ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON events FOR SELECT USING (true);")]
    [InlineData("alter table if exists only \"public\".\"events\" enable row level security, force row level security;\ncreate policy \"own \"\"rows\"\"\"\n  on \"public\".\"events\"\n  to authenticated using (true);")]
    [InlineData("alter /* x */ table -- y\n events\n enable row level security;\ndrop policy if exists own on events; create policy own on events using (true);")]
    [InlineData("do $$ begin if true then alter table public.events enable row level security; create policy own on public.events using (true); end if; end $$;")]
    [InlineData("do $body$ begin execute 'alter table events enable row level security'; execute 'create policy own on events using (true)'; end $body$;")]
    [InlineData("do $$ declare t text; begin foreach t in array array['public.events', 'users'] loop execute format('create policy own on %I using (true)', t); end loop; end $$;")]
    [InlineData("do $$ declare t text; begin for t in select tablename from pg_tables loop execute format('alter table %I enable row level security', t); end loop; end $$;")]
    public Task Reads_policies_as_they_are_written(string sql) => RuleProject.Of(Markup.Strip(Schema)).Beside("/db/rls.sql", Meetings + sql).Shows();

    [Fact]
    public Task Reads_several_files() => RuleProject.Of(Markup.Strip(Schema))
        .Beside("/db/2.sql", Meetings + "create policy own on events using (true);").Beside("/db/1.sql", "alter table events enable row level security;").Shows();

    [Theory]
    [InlineData("", "which no row-level-security policy covers")]
    [InlineData("alter table events enable row level security;", "which has row-level security and no policy: nobody but its owner sees a row")]
    [InlineData("alter table events enable row level security; create policy p on events; drop policy p on events;", "which has row-level security and no policy: nobody but its owner sees a row")]
    [InlineData("create policy p on events;", "whose policies are not in force: nothing enables row-level security on it")]
    [InlineData("create policy p on events; alter table events enable row level security; alter table events disable row level security;", "whose policies are not in force: nothing enables row-level security on it")]
    public async Task Says_what_is_missing(string sql, string what) =>
        Assert.Equal([$"C2W601: 'EventsTable' is the table 'events', {what}"], await RuleProject.Of(Markup.Strip(Schema)).Beside("/db/rls.sql", Meetings + sql).Messages());

    [Theory]
    [InlineData("public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<EventsTable> BookableEvents { get; set; } }", "bookable_events")]
    [InlineData("public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<EventsTable> BookableEvents { get; set; } }", "\"BookableEvents\"")]
    [InlineData("public class Db { void Configure(Builder model) => model.Entity<EventsTable>().ToTable(\"all_events\", \"x\"); }", "all_events")]
    [InlineData("public class Db { void Configure(Builder model) => model.Entity<EventsTable>(e => { e.ToTable(\"all_events\"); }); }", "all_events")]
    [InlineData("public class Configuration : IEntityTypeConfiguration<EventsTable> { void Configure(Builder e) => e.ToTable(\"all_events\"); }", "all_events")]
    [InlineData("", "events")]
    public Task Knows_the_tables_name_from_the_model(string model, string table) => RuleProject.Of($$"""
        namespace Booking.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } }
            public class {|C2W601:ScheduleAvailabilitiesTable|} { }
            public interface IEntityTypeConfiguration<T> { }
            public class Builder { public Builder Entity<T>(System.Action<Builder> e = null) => this; public Builder ToTable(string name, string schema = null) => this; }
            {{model}}
        }
        """).Beside("/db/rls.sql", $"alter table {table} enable row level security; create policy p on {table} using (true);").Shows();

    [Fact]
    public Task Looks_at_the_tables_of_the_WorkOS_schema_alone() => RuleProject.Of("""
        using System.ComponentModel.DataAnnotations.Schema;
        namespace Booking.Drizzle.SchemaWorkos
        {
            public class {|C2W601:EventsTable|} { public class InnerTable { } }
            public record {|C2W601:NotesTable|}(string Text);
            [Table("logs")] public class {|C2W601:Log|} { }
            [Serializable2] public class Note { }
            public record struct PointTable(int X);
            public struct SpotTable { }
            public interface ITable { }
            public abstract class BaseTable { }
            public static class AllTable { }
            public class GenericTable<T> { }
            public enum KindTable { }
            public class Tables { }
            public class Serializable2Attribute : System.Attribute { }
        }
        namespace Booking.Drizzle.SchemaWorkos.Other { public class LogsTable { } }
        namespace Booking { public class RowsTable { } }
        """).Beside("/db/rls.sql", Meetings).Shows();

    [Fact]
    public Task Is_silent_where_there_is_no_WorkOS_schema() => RuleProject.Of("namespace App { public class RowsTable { } }").Beside("/db/rls.sql", Meetings).Shows();

    [Fact]
    public Task Reads_SQL_from_SQL_files_alone() => RuleProject.Of(Markup.Strip(Schema)).Beside("/db/rls.js", Meetings).Shows();

    [Fact]
    public Task Leaves_the_legacy_schema_alone() => RuleProject.Of(
        Schemas.Legacy,
        "namespace Booking.Drizzle.SchemaWorkos { public class EventsTable { } public class MeetingsTable { } public partial class {|C2W601:UsersTable|} { } }",
        "namespace Booking.Drizzle.SchemaWorkos { public partial class UsersTable { } public class BlockedDatesTable { } }")
        .Beside("/db/rls.sql", "alter table events enable row level security; create policy p on events; alter table meetings enable row level security; create policy p on meetings; "
            + "alter table blocked_dates enable row level security; create policy p on blocked_dates;").Shows();
}
