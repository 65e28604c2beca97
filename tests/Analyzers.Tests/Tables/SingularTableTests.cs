namespace Clerk2WorkOS.Analyzers.Tests.Tables;

public class SingularTableTests
{
    [Theory]
    [InlineData(ReferenceKind.Metadata)]
    [InlineData(ReferenceKind.Compilation)]
    public Task Finds_uses_of_the_types(ReferenceKind kind) => RuleProject.Of("""
        using System.Collections.Generic;
        using {|C2W302:Booking.Drizzle.Schema|};

        public class Uses<T> where T : {|C2W301:EventTable|}
        {
            /// <summary><see cref="{|C2W301:EventTable|}.Name"/></summary>
            public List<{|C2W301:EventTable|}> All({|C2W301:MeetingTable|} meeting, object value)
            {
                var created = new {|C2W301:EventTable|} { Name = nameof({|C2W301:UserTable|}) };
                var type = typeof({|C2W301:UserTable|});
                return value is {|C2W301:EventTable|} { Name: "x" } found ? [found, meeting.Event] : [created];
            }
            public BlockedDatesTable Blocked { get; set; }
        }
        """).Referring(Schemas.Both, kind).Shows();

    [Fact]
    public Task Finds_uses_in_the_same_project_and_leaves_the_declarations_alone() => RuleProject.Of(
        Schemas.Both,
        """
        using {|C2W302:Booking.Drizzle.Schema|};
        public class Uses { public {|C2W301:EventTable|} Event { get; set; } }
        """).Shows();

    [Fact]
    public Task Finds_qualified_and_aliased_types() => RuleProject.Of("""
        using Old = {|C2W302:Booking.Drizzle.Schema|}.{|C2W301:EventTable|};
        using OldSchema = {|C2W302:Booking.Drizzle.Schema|};
        namespace Booking.Drizzle.App
        {
            public class Uses
            {
                public Old One { get; set; }
                public OldSchema.{|C2W301:MeetingTable|} Two { get; set; }
                public {|C2W302:Schema|}.{|C2W301:UserTable|} Three { get; set; }
                public {|C2W302:global::Booking.Drizzle.Schema|}.BlockedDatesTable Four { get; set; }
            }
        }
        """).Referring(Schemas.Both).Shows();

    [Fact]
    public Task Finds_queries_that_are_gone() => RuleProject.Of("""
        using System.Linq;
        using Booking.Drizzle;

        public class Uses(Db db)
        {
            public object All() => db.{|C2W301:EventTable|}.Count() + db.{|C2W301:MeetingTable|}.Count() + db?.{|C2W301:UserTable|}.Count()
                + db.{|C2W301:Meeting|}.Count() + db.Event.Count() + db.RecordTable.Count();
        }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Finds_queries_that_are_named_in_the_singular() => RuleProject.Of("""
        using Microsoft.EntityFrameworkCore;
        using {|C2W302:Booking.Drizzle.Schema|};

        public class OldDb : DbContext
        {
            public DbSet<{|C2W301:EventTable|}> {|C2W301:Event|} { get; set; }
            public DbSet<{|C2W301:MeetingTable|}> {|C2W301:MeetingTable|} { get; set; }
            public DbSet<{|C2W301:UserTable|}> Users { get; set; }
            public {|C2W301:EventTable|} EventOne { get; set; }
        }
        """).Referring(Schemas.Both).Shows();

    [Fact]
    public Task Finds_types_that_are_gone_where_the_old_schema_is_imported() => RuleProject.Of("""
        using System.Collections.Generic;
        using {|C2W302:Booking.Drizzle.Schema|};

        public class Uses
        {
            public List<{|C2W301:EventTable|}> Events = [new {|C2W301:EventTable|} { {|C2W101:ClerkUserId|} = "x" }];
            public RecordTable NoSuchPlural;
            public Booking.Drizzle.{|C2W302:Schema|}.{|C2W301:MeetingTable|} Qualified;
        }
        """.Replace("Booking.Drizzle.{|C2W302:Schema|}.", "{|C2W302:Booking.Drizzle.Schema|}.")).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Finds_types_that_are_gone_where_a_global_import_is_of_the_old_schema() => RuleProject.Of(
        "global using {|C2W302:Booking.Drizzle.Schema|};",
        "public class Uses { public {|C2W301:EventTable|} Event; }").Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Finds_types_whose_import_was_moved_already() => RuleProject.Of("""
        using Booking.Drizzle.SchemaWorkos;
        public class Uses { public {|C2W301:EventTable|} Event; public Booking.Drizzle.SchemaWorkos.{|C2W301:UserTable|} User; }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Leaves_the_types_of_a_package_that_is_not_restored_alone() => RuleProject.Of(
        """
        using Booking.Drizzle.SchemaWorkos;
        using Vendor.Ui.Tables;
        public class View { public UserTable Grid; public Vendor.Ui.Tables.EventTable Other; public Missing.UserTable Third; }
        """,
        "public class Alone { public UserTable Grid; }").Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Leaves_types_that_only_have_the_name_alone() => RuleProject.Of("""
        namespace Ui { public class UserTable { public int Columns; } public class Page { public UserTable Grid = new UserTable(); } }
        namespace Midi { public static class EventTable { public static int Of(int note) => note; } public class Player { public int Play() => EventTable.Of(1); } }
        namespace Furniture { public class MeetingTable { public int Seats; } public class Room { public MeetingTable Table; } }
        """).Referring(Schemas.Both).Shows();

    [Fact]
    public Task Leaves_types_that_only_have_the_name_alone_where_no_schema_is() => RuleProject.Of("""
        namespace Ui { public class UserTable { public int Columns; } public class Page { public UserTable Grid = new UserTable(); } }
        namespace Midi { public static class EventTable { public static int Of(int note) => note; } public class Player { public int Play() => EventTable.Of(1); } }
        """).Shows();

    [Fact]
    public async Task Says_that_there_is_no_target_where_none_is()
    {
        const string schema = """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;
            namespace Booking.Data
            {
                [Table("event")] public class EventTable { public string {|C2W101:ClerkUserId|} { get; set; } }
                public class UserTable { public string {|C2W101:ClerkUserId|} { get; set; } }
                public class Db : DbContext { public DbSet<{|C2W301:EventTable|}> Event { get; set; } public DbSet<{|C2W301:UserTable|}> User { get; set; } }
            }
            """;
        await RuleProject.Of(schema).Shows();
        Assert.Contains(
            "C2W301: 'EventTable' belongs to the legacy schema; no target 'EventsTable' is in the solution yet",
            await RuleProject.Of(schema).Messages());
    }

    [Fact]
    public Task Leaves_one_entity_alone_where_no_target_is() => RuleProject.Of("""
        [System.ComponentModel.DataAnnotations.Schema.Table("event")] public class EventTable { }
        public class Uses { public EventTable Event { get; set; } }
        """).Shows();

    [Fact]
    public async Task Says_what_to_use()
    {
        var messages = await RuleProject.Of("using Booking.Drizzle.Schema; class Uses { EventTable E; } class C { object M(Booking.Drizzle.Db db) => db.MeetingTable; }")
            .Referring(Schemas.Both)
            .Messages();
        Assert.Equal(
            [
                "C2W302: 'Booking.Drizzle.Schema' is the legacy schema's namespace; use 'Booking.Drizzle.SchemaWorkos'",
                "C2W301: 'EventTable' belongs to the legacy schema; use 'EventsTable'",
                "C2W301: 'MeetingTable' belongs to the legacy schema; use 'Meetings'",
            ],
            messages);
    }
}
