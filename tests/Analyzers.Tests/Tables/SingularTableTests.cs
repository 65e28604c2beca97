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
    public Task Names_of_arguments_and_members_are_no_types() => RuleProject.Of("""
        using {|C2W302:Booking.Drizzle.Schema|};
        [Missing(EventTable = 1)]
        [Missing(EventTable: 1)]
        public class Uses
        {
            public {|C2W301:EventTable|} Gone;
            public object All() => new Missing { EventTable = 1, Other = { EventTable = {|C2W301:EventTable|}.Name } }.Call(EventTable: 1) + (EventTable: 1).EventTable + new { EventTable = 1 }.EventTable;
        }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task A_query_that_is_gone_is_told_by_what_the_receiver_has() => RuleProject.Of("""
        using Booking.Drizzle;
        using Booking.Drizzle.SchemaWorkos;
        public class Uses(Db db, Other other, Fields fields)
        {
            public object All() => new object[]
            {
                db.{|C2W301:EventTable|}, db?.{|C2W301:EventTable|}, db.{|C2W301:MeetingTable|}, db.{|C2W301:Meeting|}, db?.{|C2W301:Meeting|}, db.RecordTable, db.Event,
                other.EventTable, other.Event, other.MeetingTable, missing.EventTable, db.Gone.EventTable, fields.{|C2W301:EventTable|},
            };
        }
        public class Other { public string EventsTable; public MeetingsTable Meetings; public System.Collections.Generic.Dictionary<EventsTable, EventsTable> Events; }
        public class Fields { public System.Collections.Generic.List<EventsTable> EventsTable; }
        public class Own : Db { public object All() => new object[] { {|C2W301:EventTable|}, {|C2W301:MeetingTable|}, Meeting, this.{|C2W301:Meeting|} }; }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public async Task Says_which_query_to_use() => Assert.Equal(
        [
            "C2W301: 'EventTable' belongs to the legacy schema; use 'EventsTable'",
            "C2W301: 'MeetingTable' belongs to the legacy schema; use 'Meetings'",
            "C2W301: 'Meeting' belongs to the legacy schema; use 'Meetings'",
        ],
        await RuleProject.Of("class Uses(Booking.Drizzle.Db db) { object[] All => [db.EventTable, db.MeetingTable, db.Meeting]; }").Referring(Schemas.WorkosOnly).Messages());

    [Theory]
    [InlineData("DbSet<{|C2W301:EventTable|}>", "{|C2W301:EventTable|}")]
    [InlineData("DbSet<{|C2W301:EventTable|}>", "{|C2W301:Event|}")]
    [InlineData("DbSet<{|C2W301:EventTable|}>", "Events")]
    [InlineData("DbSet<{|C2W301:EventTable|}>", "Table")]
    [InlineData("Microsoft.EntityFrameworkCore.DbSet<{|C2W301:EventTable|}>", "{|C2W301:Event|}")]
    [InlineData("System.Linq.IQueryable<{|C2W301:EventTable|}>", "{|C2W301:Event|}")]
    [InlineData("System.Collections.Generic.List<{|C2W301:EventTable|}>", "Event")]
    [InlineData("System.Collections.Generic.List<DbSet<{|C2W301:EventTable|}>>", "Event")]
    [InlineData("{|C2W301:EventTable|}", "Event")]
    public Task A_query_is_named_after_its_table(string type, string name) => RuleProject.Of($$"""
        using Microsoft.EntityFrameworkCore;
        using {|C2W302:Booking.Drizzle.Schema|};
        public class Db { public {{type}} {{name}} { get; set; } }
        """).Referring(Schemas.Both).Shows();

    [Theory]
    [InlineData("global using static System.Math;", true)]
    [InlineData("global using System.Linq;", true)]
    [InlineData("global using Missing.Package;", false)]
    [InlineData("global using Missing = System.Math;", true)]
    [InlineData("global using Drizzle.Schema;", false)]
    [InlineData("global using System.Nothing;", false)]
    [InlineData("global using {|C2W302:Booking.Drizzle.Schema|}; global using Missing.Package;", true)]
    [InlineData("global using {|C2W302:global::Booking.Drizzle.Schema|};", true)]
    public Task Another_import_that_is_gone_may_be_where_a_table_came_from(string global, bool isTheSchemas) => RuleProject.Of(global, $$"""
        using Booking.Drizzle.SchemaWorkos;
        public class Uses { public {{(isTheSchemas ? "{|C2W301:EventTable|}" : "EventTable")}} Event; }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Theory]
    [InlineData("using Booking.Drizzle.SchemaWorkos;", true)]
    [InlineData("using Booking.Drizzle.SchemaWorkos; using Missing;", false)]
    [InlineData("using Booking.Drizzle.SchemaWorkos; using System.Linq; using static System.Math; using M = Missing;", true)]
    [InlineData("using {|C2W302:Booking.Drizzle.Schema|}; using Missing;", true)]
    [InlineData("using {|C2W302:Booking.Old|};", true)]
    [InlineData("using {|C2W302:Old.Schema|};", true)]
    [InlineData("using {|C2W302:OldSCHEMA|};", true)]
    [InlineData("using Bookings.Old;", false)]
    [InlineData("using Booking.Old; using Booking.Older;", false)]
    [InlineData("using Other; using {|C2W302:Booking.Old|};", true)]
    [InlineData("using System.Linq;", false)]
    [InlineData("", false)]
    public Task An_import_tells_where_a_table_that_is_gone_came_from(string imports, bool isTheSchemas)
    {
        var table = isTheSchemas ? "{|C2W301:EventTable|}" : "EventTable";
        return RuleProject.Of($"{imports} public class Uses {{ public {table} Event; }}", $"namespace Inner {{ {imports} namespace Deeper {{ public class Uses {{ public {table} Event; }} }} }}",
            $"namespace A {{ namespace B {{ {imports} public class Uses {{ public {table} Event; }} }} }}").Referring(Schemas.WorkosOnly).ShowsThoughBroken();
    }

    [Fact]
    public Task A_table_inside_another_type_is_none_of_the_schema() => RuleProject.Of("""
        using {|C2W302:Old|};
        public class Uses { public Holder.UserTable Nested; public {|C2W301:EventTable|} Event; public Uses.Holder2.MeetingTable Other; public class Holder2 { public class MeetingTable { } } }
        """).Referring("""
        namespace Old { public class EventTable { } public class MeetingTable { } public class Holder { public class UserTable { } } }
        namespace New { public class EventsTable { } public class MeetingsTable { } public class UsersTable { } }
        """).Shows();

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

    [Theory]
    [InlineData("[Marked.Table] public class EventTable { } [Marked.Table] public class MeetingTable { }", true)]
    [InlineData("[Marked.Table] public class EventTable { } public class MeetingTable { }", false)]
    [InlineData("[Marked.Other] public class EventTable { } [Marked.Other] public class MeetingTable { }", false)]
    [InlineData("[Marked.Table] public class EventTable { } [Marked.Table] public class MeetingTable<T> { }", false)]
    [InlineData("public class EventTable { } public class MeetingTable { } public class Db : Marked.AppDbContext { public Marked.DbSet<EventTable> A { get; set; } public Marked.DbSet<MeetingTable> B { get; set; } }", true)]
    [InlineData("public class EventTable { } public class MeetingTable { } public class Db : Marked.Other { public Marked.DbSet<EventTable> A { get; set; } public Marked.DbSet<MeetingTable> B { get; set; } }", false)]
    [InlineData("public class EventTable { } public class MeetingTable { } public class DbContext { public Marked.DbSet<EventTable> A { get; set; } public Marked.DbSet<MeetingTable> B { get; set; } }", false)]
    [InlineData("public class EventTable { } public class MeetingTable { } public class Db : Marked.AppDbContext { public Marked.List<EventTable> A { get; set; } public Marked.DbSet<MeetingTable> B { get; set; } }", false)]
    [InlineData("[Marked.Table] public class EventTable { } public class MeetingTable { } public class Db : Marked.AppDbContext { public Marked.DbSet<MeetingTable> B { get; set; } }", true)]
    public async Task Two_entities_are_a_schema_where_no_target_is(string library, bool isSchema)
    {
        const string marked = "namespace Marked { public class TableAttribute : System.Attribute { } public class OtherAttribute : System.Attribute { } public class AppDbContext { } public class Other { } public class DbSet<T> { } public class List<T> { } }";
        const string uses = "public class Uses { public EventTable Event; public Marked.OtherAttribute Other; }";
        Assert.Equal(
            isSchema ? ["C2W301: 'EventTable' belongs to the legacy schema; no target 'EventsTable' is in the solution yet"] : [],
            await RuleProject.Of(uses).Referring(library + marked).Messages());
    }

    [Fact]
    public Task A_context_of_this_project_makes_entities_of_another_projects_types() => RuleProject.Of("""
        public class Db : Microsoft.EntityFrameworkCore.DbContext
        {
            public Microsoft.EntityFrameworkCore.DbSet<{|C2W301:EventTable|}> A { get; set; }
            public Microsoft.EntityFrameworkCore.DbSet<{|C2W301:MeetingTable|}> B { get; set; }
        }
        """).Referring("public class EventTable { } public class MeetingTable { }").Shows();

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
