using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What becomes of each form of an import or a qualified name of the legacy schema, and of the files that keep it.</summary>
public sealed class TableImports
{
    private const string Reader = "using Booking.Drizzle.Schema;\nusing Booking.Drizzle.SchemaWorkos;\nclass Mover { EventsTable Of(EventTable e) => new() { Name = e.Name }; USE }\n";

    [Theory]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; }")]
    [InlineData("using Booking.Drizzle.Schema;\nusing Booking.Drizzle.Schema;\nclass C { EventTable? e; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; }")]
    [InlineData("using Booking.Drizzle.Schema;\nnamespace N { using Booking.Drizzle.Schema; class C { EventTable? e; } }", "using Booking.Drizzle.SchemaWorkos;\nnamespace N { using Booking.Drizzle.SchemaWorkos; class C { EventsTable? e; } }")]
    [InlineData("using Booking.Drizzle.SchemaWorkos;\nnamespace N\n{\n    using Booking.Drizzle.Schema;\n    class C { EventTable? e; }\n}", "using Booking.Drizzle.SchemaWorkos;\nnamespace N\n{\n    class C { EventsTable? e; }\n}")]
    [InlineData("class C { Booking.Drizzle.Schema.EventTable? e; global::Booking.Drizzle.Schema.EventTable? f; }", "class C { Booking.Drizzle.SchemaWorkos.EventsTable? e; global::Booking.Drizzle.SchemaWorkos.EventsTable? f; }")]
    [InlineData("using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; Booking.Drizzle.Schema.MeetingTable? m; Booking.Drizzle.Schema.BlockedDatesTable? b; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; MeetingsTable? m; BlockedDatesTable? b; }")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; Booking.Drizzle.Schema.BlockedDatesTable? b; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; BlockedDatesTable? b; }")]
    [InlineData("using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; Booking.Drizzle.Schema.MeetingTable? m; string MeetingsTable = \"\"; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; Booking.Drizzle.SchemaWorkos.MeetingsTable? m; string MeetingsTable = \"\"; }")]
    [InlineData("class C { string s = Booking.Drizzle.Schema.EventTable.TableName; }", "class C { string s = Booking.Drizzle.SchemaWorkos.EventsTable.TableName; }")]
    [InlineData("/// <see cref=\"Booking.Drizzle.Schema.EventTable\"/>\nclass C { }", "/// <see cref=\"Booking.Drizzle.SchemaWorkos.EventsTable\"/>\nclass C { }")]
    [InlineData("namespace Booking.Drizzle.Schema.Reports;\n/// <see cref=\"EventTable.Name\"/>\nclass C { }", "using Booking.Drizzle.SchemaWorkos;\n\nnamespace Booking.Drizzle.Schema.Reports;\n/// <see cref=\"EventsTable.Name\"/>\nclass C { }")]
    [InlineData("using Booking.Drizzle.Schema;\n/// <see cref=\"LegacyClock.Now\"/>\nclass C { EventTable? e; }", "using Booking.Drizzle.SchemaWorkos;\n/// <see cref=\"Booking.Drizzle.Schema.LegacyClock.Now\"/>\nclass C { EventsTable? e; }", "Program.cs:2 C2W302 Listed: No 'LegacyClock' is in the solution.")]
    [InlineData("using Booking.Drizzle.Schema;\n/// <see cref=\"LegacyClock\"/>\nclass C { EventTable? e; }", "using Booking.Drizzle.SchemaWorkos;\n/// <see cref=\"Booking.Drizzle.Schema.LegacyClock\"/>\nclass C { EventsTable? e; }", "Program.cs:2 C2W302 Listed: No 'LegacyClock' is in the solution.")]
    [InlineData("using E = Booking.Drizzle.Schema.EventTable;\nclass C { E? e; }", "using E = Booking.Drizzle.SchemaWorkos.EventsTable;\nclass C { E? e; }")]
    [InlineData("using S = Booking.Drizzle.Schema;\nclass C { S.EventTable? e; }", "using S = Booking.Drizzle.SchemaWorkos;\nclass C { S.EventsTable? e; }")]
    [InlineData("using static Booking.Drizzle.Schema.EventTable;\nclass C { string s = TableName; }", "using static Booking.Drizzle.SchemaWorkos.EventsTable;\nclass C { string s = TableName; }")]
    [InlineData("namespace Booking.Drizzle.Schema.Reports;\nclass C { EventTable? e; }", "using Booking.Drizzle.SchemaWorkos;\n\nnamespace Booking.Drizzle.Schema.Reports;\nclass C { EventsTable? e; }")]
    [InlineData("namespace Booking.Drizzle;\nusing Schema;\nclass C { EventTable? e; }", "namespace Booking.Drizzle;\nusing SchemaWorkos;\nclass C { EventsTable? e; }")]
    [InlineData("namespace Booking.Drizzle.SchemaWorkos.Reports;\nusing Booking.Drizzle.Schema;\nclass C { EventTable? e; }", "namespace Booking.Drizzle.SchemaWorkos.Reports;\nusing Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; }")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; string s = LegacyClock.Now; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; string s = Booking.Drizzle.Schema.LegacyClock.Now; }", "Program.cs:2 C2W302 Listed: No 'LegacyClock' is in the solution.")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; string s = Booking.Drizzle.Schema.LegacyClock.Now; string LegacyClock = \"\"; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; string s = Booking.Drizzle.Schema.LegacyClock.Now; string LegacyClock = \"\"; }", "Program.cs:2 C2W302 Listed: No 'LegacyClock' is in the solution.")]
    [InlineData("using Clock = Booking.Drizzle.Schema.LegacyClock;\nclass C { string s = Clock.Now; }", "using Clock = Booking.Drizzle.Schema.LegacyClock;\nclass C { string s = Clock.Now; }", "Program.cs:1 C2W302 Listed: What it imports has no counterpart.")]
    [InlineData("using static Booking.Drizzle.Schema.LegacyClock;\nclass C { string s = Now; }", "using static Booking.Drizzle.Schema.LegacyClock;\nclass C { string s = Now; }", "Program.cs:1 C2W302 Listed: What it imports has no counterpart.")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; string M(EventTable f) => f.Colour; MeetingTable? m; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { Booking.Drizzle.Schema.EventTable? e; string M(Booking.Drizzle.Schema.EventTable f) => f.Colour; MeetingsTable? m; }", "Program.cs:2 C2W301 Listed: 'Colour' would not be found either.", "Program.cs:2 C2W301 Listed: 'Colour' would not be found either.")]
    public async Task A_file_follows_its_tables(string before, string after, params string[] left)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Leaving(before));
        Assert.Equal(after, outcome.Text);
        Assert.Equal(left, outcome.Left);
    }

    [Theory]
    [InlineData("global using Booking.Drizzle.SchemaWorkos;", "using Booking.Drizzle.Schema;\nclass C { EventTable? e; }", "global using Booking.Drizzle.SchemaWorkos;", "class C { EventsTable? e; }")]
    [InlineData("global using Booking.Drizzle.SchemaWorkos;", "namespace Booking.Drizzle.Schema.Reports;\nclass C { EventTable? e; }", "global using Booking.Drizzle.SchemaWorkos;", "namespace Booking.Drizzle.Schema.Reports;\nclass C { EventsTable? e; }")]
    [InlineData("global using Booking.Drizzle.Schema;", "class C { EventTable? e; string s = LegacyClock.Now; }", "global using Booking.Drizzle.SchemaWorkos;", "class C { EventsTable? e; string s = Booking.Drizzle.Schema.LegacyClock.Now; }")]
    [InlineData("global using Booking.Drizzle.Schema;\nglobal using Booking.Drizzle.SchemaWorkos;", "class C { EventTable? e; }", "global using Booking.Drizzle.SchemaWorkos;", "class C { EventsTable? e; }")]
    [InlineData("global using static Booking.Drizzle.Schema.EventTable;", "class C { string s = TableName; }", "global using static Booking.Drizzle.SchemaWorkos.EventsTable;", "class C { string s = TableName; }")]
    [InlineData("global using Row = Booking.Drizzle.Schema.EventTable;", "using Booking.Drizzle.Schema;\nclass C { Row? e; MeetingTable? m; }", "global using Row = Booking.Drizzle.SchemaWorkos.EventsTable;", "using Booking.Drizzle.SchemaWorkos;\nclass C { Row? e; MeetingsTable? m; }")]
    public async Task A_global_import_serves_the_whole_project(string imports, string text, string importsAfter, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Given("Imports.cs", imports, "App").Leaving(text));
        Assert.Equal((importsAfter, after), (outcome["/booking/App/Imports.cs"], outcome.Text));
    }

    [Fact]
    public async Task A_data_migration_that_lives_on_a_global_import_names_its_tables_in_full()
    {
        const string Imports = "global using Booking.Drizzle.Schema;\n";
        const string Mover = "using Booking.Drizzle.SchemaWorkos;\nclass Mover { EventsTable Of(EventTable e) => new() { Name = e.Name }; }\n";
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Given("Imports.cs", Imports, "App").Given("Mover.cs", Mover, "App").Leaving("class C { EventTable? e; }"));
        Assert.Equal("global using Booking.Drizzle.SchemaWorkos;\n", outcome["/booking/App/Imports.cs"]);
        Assert.Equal(Mover.Replace("(EventTable e)", "(Booking.Drizzle.Schema.EventTable e)", StringComparison.Ordinal), outcome["/booking/App/Mover.cs"]);
        Assert.Equal("class C { EventsTable? e; }", outcome.Text);
    }

    [Fact]
    public async Task A_data_migration_with_a_global_import_of_its_own_lets_it_move()
    {
        const string Mover = "global using Booking.Drizzle.Schema;\nusing Booking.Drizzle.SchemaWorkos;\nclass Mover { EventsTable Of(EventTable e) => new() { Name = e.Name }; }\n";
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Given("Mover.cs", Mover, "App").Leaving("class C { EventTable? e; }"));
        Assert.Equal("class C { EventsTable? e; }", outcome.Text);
        Assert.Contains("(Booking.Drizzle.Schema.EventTable e)", outcome["/booking/App/Mover.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("object M() => Rows.All;", "public static List<EventTable> All => new();", true)]
    [InlineData("object M() => Rows.All;", "public static List<EventTable> All = new();", true)]
    [InlineData("object M() => Rows.All();", "public static List<EventTable> All() => new();", true)]
    [InlineData("object M() => Rows.All();", "public static Dictionary<string, List<EventTable[]>> All() => new();", true)]
    [InlineData("void M() => Rows.All(1, null!);", "public static void All(int a, EventTable[] b) { }", true)]
    [InlineData("void M() => Rows.All(1);", "public static void All(int a) { } public static void All(EventTable b) { }", false)]
    [InlineData("object M() => Rows.Count;", "public static int Count => 0; public static EventTable? First => null;", false)]
    [InlineData("void M() => Rows.All(1);", "public static void All<T>(T a) { } public static EventTable? First => null;", false)]
    [InlineData("object M() => typeof(Rows);", "public static EventTable? First => null;", false)]
    [InlineData("void M() => Rows.Changed += null;", "public static event Action<EventTable>? Changed;", false)]
    public async Task What_gives_a_data_migration_its_rows_belongs_to_it(string use, string rows, bool belongs)
    {
        var text = $"using Booking.Drizzle.Schema;\npublic static class Rows {{ {rows} }}";
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Given("Mover.cs", Reader.Replace("USE", use, StringComparison.Ordinal), "App").Leaving(text));
        Assert.Equal(belongs ? text : text.Replace("EventTable", "EventsTable", StringComparison.Ordinal).Replace("Schema;", "SchemaWorkos;", StringComparison.Ordinal), outcome.Text);
        Assert.Equal(Reader.Replace("USE", use, StringComparison.Ordinal), outcome["/booking/App/Mover.cs"]);
        Assert.Equal(belongs, outcome.Left.Any(left => left == $"Program.cs:1 C2W302 Info: {Reasons.LegacyReader}"));
    }

    [Fact]
    public async Task A_data_migrations_own_names_and_strings_are_left_without_a_word()
    {
        var reader = Reader.Replace("USE", "string clerkUserId = \"\"; string Column => \"clerk_user_id\";", StringComparison.Ordinal);
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Given("Mover.cs", reader, "App").Leaving("class C { string clerkUserId = \"\"; string Column => \"clerk_user_id\"; }"));
        Assert.Equal(reader, outcome["/booking/App/Mover.cs"]);
        Assert.Equal("class C { string workosUserId = \"\"; string Column => \"clerk_user_id\"; }", outcome.Text);
        Assert.Equal(
            [
                $"Mover.cs:1 C2W302 Info: {Reasons.LegacyReader}", $"Mover.cs:3 C2W301 Info: {Reasons.LegacyReader}",
                $"Program.cs:1 C2W102 Listed: {Reasons.TextElsewhere}",
            ],
            outcome.Left);
    }

    [Theory]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; MeetingTable? m; }", "using Booking.Drizzle.SchemaWorkos;\nusing Booking.Drizzle.Schema;\nclass C { EventsTable? e; MeetingTable? m; }")]
    [InlineData("using Booking.Drizzle.Schema;\r\nclass C { EventTable? e; MeetingTable? m; }", "using Booking.Drizzle.SchemaWorkos;\r\nusing Booking.Drizzle.Schema;\r\nclass C { EventsTable? e; MeetingTable? m; }")]
    [InlineData("namespace N\n{\n    using Booking.Drizzle.Schema;\n    class C { EventTable? e; MeetingTable? m; }\n}", "namespace N\n{\n    using Booking.Drizzle.SchemaWorkos;\n    using Booking.Drizzle.Schema;\n    class C { EventsTable? e; MeetingTable? m; }\n}")]
    [InlineData("using System; using Booking.Drizzle.Schema;\nclass C { EventTable? e; MeetingTable? m; }", "using System; using Booking.Drizzle.SchemaWorkos;\nusing Booking.Drizzle.Schema;\nclass C { EventsTable? e; MeetingTable? m; }")]
    [InlineData("using Booking.Drizzle.Schema; class C { EventTable? e; MeetingTable? m; }", "using Booking.Drizzle.SchemaWorkos;\nusing Booking.Drizzle.Schema; class C { EventsTable? e; MeetingTable? m; }")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; object M(MeetingTable m) => m.ClerkUserId; }", "using Booking.Drizzle.SchemaWorkos;\nusing Booking.Drizzle.Schema;\nclass C { EventsTable? e; object M(MeetingTable m) => m.ClerkUserId; }")]
    [InlineData("using Booking.Drizzle.SchemaWorkos;\nusing Booking.Drizzle.Schema;\nclass C { EventTable? e; MeetingTable? m; }", "using Booking.Drizzle.SchemaWorkos;\nusing Booking.Drizzle.Schema;\nclass C { EventsTable? e; MeetingTable? m; }")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; MeetingTable? m; BlockedDatesTable? b; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; Booking.Drizzle.Schema.MeetingTable? m; Booking.Drizzle.Schema.BlockedDatesTable? b; }")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; MeetingTable? m; Booking.Drizzle.Schema.BlockedDatesTable? b; string BlockedDatesTable = \"\"; }", "using Booking.Drizzle.SchemaWorkos;\nusing Booking.Drizzle.Schema;\nclass C { EventsTable? e; MeetingTable? m; Booking.Drizzle.Schema.BlockedDatesTable? b; string BlockedDatesTable = \"\"; }")]
    [InlineData("using R = Booking.Drizzle.Schema.EventTable;\nclass C { R? e; Booking.Drizzle.Schema.MeetingTable? m; }", "using R = Booking.Drizzle.SchemaWorkos.EventsTable;\nclass C { R? e; Booking.Drizzle.Schema.MeetingTable? m; }")]
    [InlineData("class C { Booking.Drizzle.Schema.EventTable? e; Booking.Drizzle.Schema.MeetingTable? m; }", "class C { Booking.Drizzle.SchemaWorkos.EventsTable? e; Booking.Drizzle.Schema.MeetingTable? m; }")]
    [InlineData("global using Booking.Drizzle.Schema;\nclass C { EventTable? e; MeetingTable? m; }", "global using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; Booking.Drizzle.Schema.MeetingTable? m; }")]
    [InlineData("using Booking.Drizzle.Schema;\nclass C { EventTable? e; }", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; }")]
    public async Task The_fix_of_one_table_leaves_the_others_their_import(string before, string after)
    {
        var place = new FindingPlace("/booking/App/Program.cs", new TextSpan(before.IndexOf("EventTable", StringComparison.Ordinal), "EventTable".Length));
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Leaving(before), new RewriteOptions { Verify = false, Rules = ["C2W301", "C2W302"], Only = [place] });
        Assert.Equal(after, outcome.Text);
    }

    [Theory]
    [InlineData("db.EventTable", "dynamic db", "db.EventTable")]
    [InlineData("db.EventTable", "Unknown db", "db.EventsTable")]
    [InlineData("db.EventTable", "Rows db", "db.EventsTable", "public object? EventsTable;")]
    [InlineData("db.EventTable", "Rows db", "db.Events", "public object? Events;")]
    [InlineData("db.EventTable", "Rows db", "db.EventTable", "public object? Event;")]
    [InlineData("db.BlockedDatesTable", "Unknown db", "db.BlockedDatesTable")]
    [InlineData("new EventTable()", "int db", "new EventsTable()")]
    [InlineData("typeof(PaymentTransferTable)", "int db", "typeof(PaymentTransferTable)")]
    public async Task A_table_that_is_gone_is_found_by_what_is_there(string use, string parameter, string after, string members = "")
    {
        var text = $"using Booking.Drizzle.SchemaWorkos;\nclass C {{ object? M({parameter}) => {use}; }} class Rows {{ {members} }}";
        var outcome = await UnprovenRun.OfAsync(LegacySide.NewSchemaAlone.Leaving(text));
        Assert.Equal(text.Replace(use, after, StringComparison.Ordinal), outcome.Text);
    }

    [Theory]
    [InlineData("List<EventTable> Event => new();", "List<EventsTable> Events => new();")]
    [InlineData("List<EventTable> EventTable => new();", "List<EventsTable> EventsTable => new();")]
    [InlineData("System.Collections.Generic.List<EventTable> Event => new();", "System.Collections.Generic.List<EventsTable> Events => new();")]
    [InlineData("List<EventTable> Rows => new();", "List<EventsTable> Rows => new();")]
    [InlineData("Dictionary<string, EventTable> Event => new();", "Dictionary<string, EventsTable> Event => new();")]
    [InlineData("EventTable? Event => null;", "EventsTable? Event => null;")]
    [InlineData("List<int> EventTable => new();", "List<int> EventTable => new();")]
    [InlineData("List<EventTable> EventTable = new();", "List<EventsTable> EventsTable = new();")]
    [InlineData("List<EventTable> EventTable() => new();", "List<EventsTable> EventTable() => new();")]
    public async Task A_member_that_holds_rows_takes_the_plural(string before, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Schemas.Leaving($"using Booking.Drizzle.Schema;\nclass Db {{ {before} EventTable? e; }}"));
        Assert.Equal($"using Booking.Drizzle.SchemaWorkos;\nclass Db {{ {after} EventsTable? e; }}", outcome.Text);
    }
}
