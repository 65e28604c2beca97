namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>Which names follow a table to its plural: the type's, and those of members that hold its rows.</summary>
public sealed class TableNames
{
    private const string Import = "using Booking.Drizzle.Schema;\n";

    [Theory]
    [InlineData("class Db { public List<EventTable> EventTable = new(); } class C { int M(Db db) => db.EventTable.Count; }", "class Db { public List<EventsTable> EventsTable = new(); } class C { int M(Db db) => db.EventsTable.Count; }")]
    [InlineData("class Db { public List<EventTable> EventTable { get; } = new(); int M() => EventTable.Count; }", "class Db { public List<EventsTable> EventsTable { get; } = new(); int M() => EventsTable.Count; }")]
    [InlineData("static class Db { public static List<EventTable> EventTable = new(); } class C { int M() => Db.EventTable.Count; }", "static class Db { public static List<EventsTable> EventsTable = new(); } class C { int M() => Db.EventsTable.Count; }")]
    [InlineData("class Db { public List<EventTable> Event { get; } = new(); } class C { int M(Db db) => db.Event.Count + db.Event.Capacity; }", "class Db { public List<EventsTable> Events { get; } = new(); } class C { int M(Db db) => db.Events.Count + db.Events.Capacity; }")]
    [InlineData("class Db { public System.Collections.Generic.List<EventTable> Event { get; } = new(); }", "class Db { public System.Collections.Generic.List<EventsTable> Events { get; } = new(); }")]
    [InlineData("class Db { public List<EventTable> Event { get; } = new(); public int Evented; } class D { public int Event; int M(Db db) => Event + db.Evented + db.Event.Count; }", "class Db { public List<EventsTable> Events { get; } = new(); public int Evented; } class D { public int Event; int M(Db db) => Event + db.Evented + db.Events.Count; }")]
    [InlineData("class Db { public List<EventTable> Event = new(); }", "class Db { public List<EventsTable> Event = new(); }")]
    [InlineData("class Db { public List<EventTable> Rows { get; } = new(); }", "class Db { public List<EventsTable> Rows { get; } = new(); }")]
    [InlineData("class Db { public Dictionary<string, EventTable> Event { get; } = new(); }", "class Db { public Dictionary<string, EventsTable> Event { get; } = new(); }")]
    [InlineData("class Db { public Dictionary<string, EventTable> EventTable { get; } = new(); }", "class Db { public Dictionary<string, EventsTable> EventTable { get; } = new(); }")]
    [InlineData("class Db { public List<List<EventTable>> Event { get; } = new(); }", "class Db { public List<List<EventsTable>> Event { get; } = new(); }")]
    [InlineData("class Db { public List<string> EventTable = new(); EventTable? e; }", "class Db { public List<string> EventTable = new(); EventsTable? e; }")]
    [InlineData("class Db { public List<EventTable> EventTable() => new(); }", "class Db { public List<EventsTable> EventTable() => new(); }")]
    [InlineData("class Db { public int EventTable; EventTable? e; }", "class Db { public int EventTable; EventsTable? e; }")]
    [InlineData("class Db { public List<BlockedDatesTable> BlockedDatesTable = new(); }", "class Db { public List<BlockedDatesTable> BlockedDatesTable = new(); }")]
    [InlineData("class C { object M() => new EventTable(); EventTable N() => new() { Name = \"\" }; }", "class C { object M() => new EventsTable(); EventsTable N() => new() { Name = \"\" }; }")]
    [InlineData("class C { object M(object o) => o is EventTable ? typeof(EventTable) : (EventTable)o; }", "class C { object M(object o) => o is EventsTable ? typeof(EventsTable) : (EventsTable)o; }")]
    [InlineData("class C<T> where T : EventTable { EventTable[]? all; }", "class C<T> where T : EventsTable { EventsTable[]? all; }")]
    [InlineData("class C { string s = EventTable.TableName; }", "class C { string s = EventsTable.TableName; }")]
    [InlineData("class C { EventTable? e; MeetingTable? m; UserTable? u; BlockedDatesTable? b; }", "class C { EventsTable? e; MeetingsTable? m; UsersTable? u; BlockedDatesTable? b; }")]
    public async Task A_name_follows_its_table(string before, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Leaving(Import + before));
        Assert.Equal("using Booking.Drizzle.SchemaWorkos;\n" + after, outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("namespace Mine { class EventsTable { } class C { EventTable? e; } }", "namespace Mine { class EventsTable { } class C { Booking.Drizzle.SchemaWorkos.EventsTable? e; } }")]
    [InlineData("class C { class EventsTable { } EventTable? e; }", "class C { class EventsTable { } Booking.Drizzle.SchemaWorkos.EventsTable? e; }")]
    [InlineData("class C { int EventsTable; string s = EventTable.TableName; EventTable? e; }", "class C { int EventsTable; string s = Booking.Drizzle.SchemaWorkos.EventsTable.TableName; EventsTable? e; }")]
    [InlineData("class D { class EventsTable { } } class C { EventTable? e; }", "class D { class EventsTable { } } class C { EventsTable? e; }")]
    [InlineData("namespace Mine { class EventsTable { } } class C { EventTable? e; }", "namespace Mine { class EventsTable { } } class C { EventsTable? e; }")]
    public async Task A_table_whose_plural_something_else_has_is_written_in_full(string before, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Leaving(Import + before));
        Assert.EndsWith(after, outcome.Text, StringComparison.Ordinal);
    }

    /// <summary>Code that is half moved: what is not found any more has its new name there already.</summary>
    [Theory]
    [InlineData("class C { EventTable? e; }", "class C { EventTable? e; }")]
    [InlineData("using Booking.Drizzle.SchemaWorkos;\nclass C { EventTable? e; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; }")]
    [InlineData("class Db { public int EventsTable; } class C { int M(Db db) => db.EventTable; }", "class Db { public int EventsTable; } class C { int M(Db db) => db.EventsTable; }")]
    [InlineData("class Db { public int Events; } class C { int M(Db db) => db.EventTable; }", "class Db { public int Events; } class C { int M(Db db) => db.Events; }")]
    [InlineData("class Db { public int Events; public int EventsTable; } class C { int M(Db db) => db.EventTable; }", "class Db { public int Events; public int EventsTable; } class C { int M(Db db) => db.EventsTable; }")]
    [InlineData("class Db { public int Event; } class C { int M(Db db) => db.EventTable; }", "class Db { public int Event; } class C { int M(Db db) => db.EventTable; }")]
    [InlineData("class C { int M(Unknown db) => db.EventTable; }", "class C { int M(Unknown db) => db.EventsTable; }")]
    [InlineData("class Db { public int T; } class C { int M(Db db) => db.ThingTable; }", "class Db { public int T; } class C { int M(Db db) => db.ThingTable; }")]
    [InlineData("class Db { public int Things; } class C { int M(Db db) => db.ThingTable; }", "class Db { public int Things; } class C { int M(Db db) => db.Things; }")]
    [InlineData("class C { ThingTable? e; }", "class C { ThingTable? e; }")]
    [InlineData("class C { BlockedDatesTable? e; int M(Unknown db) => db.BlockedDatesTable; }", "class C { BlockedDatesTable? e; int M(Unknown db) => db.BlockedDatesTable; }")]
    public async Task What_is_not_found_takes_the_name_that_is(string before, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Configured("c2w_tables = ThingTable:Things").Leaving(before));
        Assert.EndsWith(after, outcome.Text, StringComparison.Ordinal);
    }

    /// <summary>What gives a data migration its rows may speak of the old names; what else is found there is reported like elsewhere.</summary>
    [Theory]
    [InlineData("object M() => Rows.All;", "C2W302", "C2W301", "C2W502")]
    [InlineData("object M() => 1;", "C2W302", "C2W103", "C2W301", "C2W502")]
    public async Task In_a_data_migration_the_old_names_in_texts_and_comments_are_left_alone(string use, params string[] rules)
    {
        const string Text = Import + "// by ClerkUserId\npublic static class Rows { public static List<EventTable> All => new(); static object? Key = Environment.GetEnvironmentVariable(\"CLERK_SECRET_KEY\"); }";
        var mover = Import + "using Booking.Drizzle.SchemaWorkos;\nclass Mover { EventsTable Of(EventTable e) => new() { Name = e.Name }; " + use + " }";
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Given("Mover.cs", mover, "App").Leaving(Text));
        Assert.Equal(mover, outcome["/booking/App/Mover.cs"]);
        Assert.Equal(rules, outcome.Result.Findings.Where(finding => finding.Path.EndsWith("/Program.cs", StringComparison.Ordinal)).Select(finding => finding.RuleId));
    }
}
