namespace Clerk2WorkOS.Analyzers.Tests.Tables;

public class LegacySchemaImportTests
{
    [Theory]
    [InlineData(ReferenceKind.Metadata)]
    [InlineData(ReferenceKind.Compilation)]
    public Task Finds_every_form_of_import(ReferenceKind kind) => RuleProject.Of(
        "global using {|C2W302:Booking.Drizzle.Schema|};",
        """
        using System;
        using {|C2W302:Booking.Drizzle.Schema|};
        using Blocked = {|C2W302:Booking.Drizzle.Schema|}.BlockedDatesTable;

        namespace App
        {
            using {|C2W302:Booking.Drizzle.Schema|};
            public class Uses { public Blocked One { get; set; } }
        }
        """).Referring(Schemas.Both, kind).Shows();

    [Fact]
    public Task Finds_an_import_through_which_plural_names_are_wanted() => RuleProject.Of("""
        using {|C2W302:Booking.Drizzle.Schema|};
        public class Uses { public MeetingsTable Meeting; }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Infers_a_renamed_import_from_what_the_file_uses() => RuleProject.Of(
        """
        using {|C2W302:Booking.Data.Legacy|};
        using Vendor.Widgets;
        public class Uses { public {|C2W301:MeetingTable|} Meeting; }
        """,
        """
        using Booking.Data.Legacy;
        public class NoTables { public string Name; }
        """,
        """
        using Booking.One;
        using Booking.Two;
        public class Ambiguous { public MeetingTable Meeting; }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Theory]
    [InlineData("public {|C2W301:EventTable|} Event;", true)]
    [InlineData("public EventsTable Event;", true)]
    [InlineData("public BlockedDatesTable Blocked;", true)]
    [InlineData("public object Event => {|C2W301:EventTable|}.Name;", true)]
    [InlineData("public object Event => typeof({|C2W301:EventTable|});", true)]
    [InlineData("public object Event => gone.EventTable;", false)]
    [InlineData("public object Event => gone?.EventTable;", false)]
    [InlineData("public object EventTable => gone;", false)]
    [InlineData("public RecordTable Record;", false)]
    [InlineData("public Gone Event;", false)]
    [InlineData("public object Event => gone; class EventTable { EventTable Own; }", false)]
    public Task An_import_that_is_gone_was_the_schemas_where_a_table_is_gone_too(string member, bool wasTheSchemas) => RuleProject.Of(
            $"using {(wasTheSchemas ? "{|C2W302:Booking.Old|}" : "Booking.Old")}; public class Uses {{ {member} }}").Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Never_takes_the_new_schema_for_the_old_one() => RuleProject.Of("""
        using Booking.Drizzle.Schema;
        public class Uses { public EventsTable Event { get; set; } public BlockedDatesTable Blocked { get; set; } }
        """).Referring("""
        namespace Booking.Drizzle.Schema
        {
            public class EventsTable { public string WorkosUserId { get; set; } }
            public class MeetingsTable { public string WorkosUserId { get; set; } }
            public class BlockedDatesTable { public string WorkosUserId { get; set; } }
        }
        """).Shows();

    [Fact]
    public Task Takes_the_configured_namespaces() => RuleProject.Of("""
        using {|C2W302:Old.Data|};
        public class Uses { public {|C2W301:EventTable|} Event { get; set; } }
        """).Referring("""
        namespace Old.Data { public class EventTable { } }
        namespace New.Data { public class EventsTable { } }
        """).Configured("c2w_legacy_schema", "Old.Data").Configured("c2w_target_schema", "New.Data").Shows();

    [Fact]
    public Task Leaves_other_namespaces_called_schema_alone() => RuleProject.Of("""
        using Json.Schema;
        using {|C2W302:Booking.Drizzle.Schema|};
        using System.ComponentModel.DataAnnotations.Schema;
        namespace Json.Schema { public class Node { public Node Schema { get; set; } public Node Next => Schema.Next; } }
        """).Referring(Schemas.Both).Shows();
}
