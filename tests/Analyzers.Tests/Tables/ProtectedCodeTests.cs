namespace Clerk2WorkOS.Analyzers.Tests.Tables;

/// <summary>What no rule reports.</summary>
public class ProtectedCodeTests
{
    private const string DataMigration = """
        using Booking.Drizzle.Schema;
        using Booking.Drizzle.SchemaWorkos;
        public class MoveEvents
        {
            public EventsTable Move(EventTable old, string clerkUserId) => new EventsTable { WorkosUserId = old.ClerkUserId };
            public MeetingTable Other;
        }
        """;

    [Fact]
    public Task A_data_migration_binds_to_both_tables_of_a_pair() => RuleProject.Of(DataMigration).Referring(Schemas.Both).Shows();

    [Fact]
    public Task A_data_migration_may_tell_tables_of_the_same_name_apart() => RuleProject.Of("""
        using Old = Booking.Drizzle.Schema.BlockedDatesTable;
        using New = Booking.Drizzle.SchemaWorkos.BlockedDatesTable;
        public class MoveBlockedDates { public New Move(Old old) => new New { WorkosUserId = old.ClerkUserId }; }
        """).Referring(Schemas.Both).Shows();

    [Theory]
    [InlineData("Old.MeetingTable a; New.MeetingsTable b;", true)]
    [InlineData("Old.MeetingTable a; New.EventsTable b;", false)]
    [InlineData("Old.MeetingTable a; Ui.MeetingsTable b;", false)]
    [InlineData("Ui.MeetingTable a; New.MeetingsTable b; Old.EventTable c;", false)]
    [InlineData("Old.MeetingTable a, MeetingsTable;", false)]
    [InlineData("Old.MeetingTable a; object b = nameof(New.MeetingsTable);", true)]
    [InlineData("Old.BlockedDatesTable a; Old.MeetingTable b;", false)]
    [InlineData("Old.BlockedDatesTable a; New.BlockedDatesTable b; Old.MeetingTable c;", true)]
    [InlineData("Old.BlockedDatesTable a, b; Old.BlockedDatesTable c; Old.MeetingTable d;", false)]
    public Task A_data_migration_names_both_types_of_one_pair(string members, bool isDataMigration)
    {
        var shown = isDataMigration ? members : members.Replace("Old.MeetingTable", "{|C2W302:Old|}.{|C2W301:MeetingTable|}", StringComparison.Ordinal)
            .Replace("Old.EventTable", "{|C2W302:Old|}.{|C2W301:EventTable|}", StringComparison.Ordinal).Replace("Old.Blocked", "{|C2W302:Old|}.Blocked", StringComparison.Ordinal);
        return RuleProject.Of($"class Uses {{ {shown} }}").Referring("""
            namespace Old { public class MeetingTable { } public class EventTable { } public class BlockedDatesTable { } }
            namespace New { public class MeetingsTable { } public class EventsTable { } public class BlockedDatesTable { } }
            namespace Ui { public class MeetingTable { } }
            """).Referring("namespace Ui { public class MeetingsTable { } }", name: "Ui").Shows();
    }

    [Fact]
    public Task Two_imports_alone_are_no_data_migration() => RuleProject.Of("""
        using {|C2W302:Booking.Drizzle.Schema|};
        using Booking.Drizzle.SchemaWorkos;
        public class HalfWay { public {|C2W301:EventTable|} One; public MeetingsTable Two; public string {|C2W101:ClerkUserId|}; }
        """).Referring(Schemas.Both).Shows();

    [Fact]
    public Task Configured_readers_of_the_legacy_schema() => new RuleProject()
        .With("/app/scripts/backup/Dump.cs", "using Booking.Drizzle.Schema; public class Dump { public EventTable One; public string ClerkUserId; }")
        .With("/app/Other.cs", "public class Other { public string {|C2W101:ClerkUserId|}; }")
        .Referring(Schemas.Both)
        .Configured("c2w_legacy_readers", "tools/**, scripts/**/*.cs")
        .Shows();

    [Fact]
    public Task Migrations_of_Entity_Framework_Core() => RuleProject.Of(
        """
        using Microsoft.EntityFrameworkCore.Migrations;
        public partial class AddClerkUserId : Migration
        {
            private const string ClerkUserId = "ClerkUserId";
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>(name: ClerkUserId, table: "UserTable");
            private class Inner { public string ClerkUserId { get; set; } }
        }
        """,
        """
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        [Migration("20240101_AddClerkUserId")]
        partial class AddClerkUserId { private string _clerkUserId = ""; }
        class BookingSnapshot : ModelSnapshot { private string _clerkUserId = ""; }
        """,
        "class UserMigration { private string {|C2W101:_clerkUserId|} = \"\"; }").Shows();

    [Fact]
    public Task Migrations_whose_framework_is_not_restored() => RuleProject.Of("""
        using Gone.Migrations;
        [Migration("1")]
        class One { string ClerkUserId = ""; }
        class Two : Migration { string ClerkUserId = ""; }
        """).ShowsThoughBroken();

    [Fact]
    public Task Generated_code() => new RuleProject()
        .With("/app/Api.g.cs", "public class Generated { public string ClerkUserId; }")
        .With("/app/Form.Designer.cs", "public class Designed { public string ClerkUserId; }")
        .With("/app/Client.cs", "// <auto-generated/>\npublic class Client { public string ClerkUserId; }")
        .With("/app/Attributed.cs", """
            [System.CodeDom.Compiler.GeneratedCode("tool", "1")] public class Tooled { public string ClerkUserId; }
            public class Own { public string {|C2W101:ClerkUserId|}; }
            """)
        .Shows();

    [Fact]
    public Task The_legacy_schemas_own_declarations() => RuleProject.Of(
        Schemas.Both + "namespace Booking.Drizzle.Schema { public static class Rules { public static bool Owns(this EventTable table, string clerkUserId) => table.ClerkUserId == clerkUserId; } }",
        "namespace Booking.Drizzle.SchemaWorkos { public class Note { public string {|C2W101:ClerkUserId|} { get; set; } } }").Shows();

    [Fact]
    public Task Without_a_counterpart_the_schema_is_no_legacy_yet() =>
        RuleProject.Of(Schemas.Legacy.Replace(" ClerkUserId ", " {|C2W101:ClerkUserId|} ").Replace("EventTable Event", "{|C2W301:EventTable|} Event")).Shows();
}
