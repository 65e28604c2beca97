namespace Clerk2WorkOS.Analyzers.Tests.Guests;

public class GuestColumnsTests
{
    private const string Members = """
        public string WorkosUserId { get; set; }
            public string GuestEmail { get; set; }
            public string GuestName { get; set; }
            public System.DateTime StartTime { get; set; }
        """;

    [Fact]
    public Task Finds_the_mapped_table_in_the_WorkOS_schema() => RuleProject.Of("""
        namespace Booking.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } }
            public class {|C2W402:MeetingsTable|} { public string GuestEmail { get; set; } }
        }
        """).Shows();

    [Fact]
    public Task Finds_any_entity_with_a_guest_and_a_start() => RuleProject.Of($$"""
        public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Appointment> Appointments { get; set; } }
        public class {|C2W402:Appointment|}
        {
            {{Members}}
        }
        [System.ComponentModel.DataAnnotations.Schema.Table("sessions")]
        public record {|C2W402:Session|}(string ClerkUserId, string GuestEmail, string GuestName, System.DateTime StartsAt);
        """.Replace("ClerkUserId", "WorkOSUserId", StringComparison.Ordinal)).Shows();

    [Fact]
    public Task Finds_the_part_of_a_partial_type_that_holds_the_email() => RuleProject.Of(
        """
        public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Meeting> Meetings { get; set; } }
        public partial class Meeting { public string WorkosUserId { get; set; } public System.DateTime StartTime { get; set; } }
        """,
        """
        public partial class {|C2W402:Meeting|} { public string GuestEmail { get; set; } }
        """).Shows();

    [Fact]
    public async Task Says_what_is_missing()
    {
        const string Code = """
            [System.ComponentModel.DataAnnotations.Schema.Table("m")]
            public class Meeting { public string WorkosUserId, X; public string WorkosId { get; set; } public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } MORE }
            """;
        Assert.Equal(
            ["C2W402: 'Meeting' has a guest's email, but no 'GuestWorkosUserId' and 'GuestOrgId'"],
            await RuleProject.Of(Code.Replace("MORE", "", StringComparison.Ordinal)).Messages());
        Assert.Equal(
            ["C2W402: 'Meeting' has a guest's email, but no 'GuestWorkosUserId'"],
            await RuleProject.Of(Code.Replace("MORE", "public System.Guid GuestOrgId { get; set; }", StringComparison.Ordinal)).Messages());
        Assert.Equal(
            ["C2W402: 'Meeting' has a guest's email, but no 'GuestOrgId'"],
            await RuleProject.Of(Code.Replace("MORE", "public string GuestWorkOSUserId { get; set; }", StringComparison.Ordinal)).Messages());
    }

    [Theory]
    [InlineData("public class MeetingRequest { public string WorkosUserId { get; set; } public string GuestEmail { get; set; } public string GuestName { get; set; } public System.DateTime StartTime { get; set; } }")]
    [InlineData("public record MeetingDto(string WorkosUserId, string GuestEmail, string GuestName, System.DateTime StartTime);")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"meetings\")] public class Meeting { public string GuestEmail { get; set; } public string GuestName { get; set; } public System.DateTime StartTime { get; set; } }")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"r\")] public class SlotReservation { public string WorkosUserId { get; set; } public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } }")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"r\")] public class MeetingRecord { public string WorkosUserId { get; set; } public string GuestEmail { get; set; } }")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"m\")] public class Meeting { public string WorkosUserId { get; set; } public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } public string GuestWorkosUserId { get; set; } public string GuestOrgId { get; set; } }")]
    [InlineData("public class GuestBase { public string GuestWorkosUserId { get; set; } public System.Guid? GuestOrgId { get; set; } } [System.ComponentModel.DataAnnotations.Schema.Table(\"m\")] public class Meeting : GuestBase { public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } }")]
    public Task Leaves_alone(string code) => RuleProject.Of(code).Shows();

    [Theory]
    [InlineData("struct")]
    [InlineData("record struct")]
    public Task Leaves_values_alone(string kind) => RuleProject.Of($$"""
        [System.ComponentModel.DataAnnotations.Schema.Table("m")]
        public {{kind}} Meeting
        {
            {{Members}}
        }
        """.Replace("[System.ComponentModel.DataAnnotations.Schema.Table(\"m\")]", "[Marked.Table]", StringComparison.Ordinal),
        "namespace Marked { public class TableAttribute : System.Attribute { } }").Shows();

    [Theory]
    [InlineData("public class {|C2W402:Meeting|} : Timed", "public string GuestEmail { get; set; }")]
    [InlineData("public class Meeting<T> : Timed", "public string GuestEmail { get; set; }")]
    [InlineData("public static class Meeting", "public static string GuestEmail { get; set; } public static string WorkosUserId { get; set; } public static string StartTime { get; set; }")]
    [InlineData("public class Meeting : Timed", "public int GuestEmail { get; set; }")]
    [InlineData("public class Meeting : Timed", "public static string GuestEmail { get; set; }")]
    [InlineData("public class Meeting : Timed", "public string GuestEmail;")]
    [InlineData("public class Meeting : Timed", "public void Send(string GuestEmail) { }")]
    public Task An_entity_is_a_class_with_an_email_of_its_own(string head, string members) => RuleProject.Of($$"""
        [System.ComponentModel.DataAnnotations.Schema.Table("m")]
        {{head}} { {{members}} }
        public class Timed { public string WorkosUserId { get; set; } public System.DateTime StartTime { get; set; } }
        """).Shows();

    [Theory]
    [InlineData("[Table(\"m\")] public class {|C2W402:Meeting|}")]
    [InlineData("[Tables(\"m\")] public class Meeting")]
    public Task A_mark_that_does_not_resolve_is_a_mark(string head) => RuleProject.Of($$"""
        {{head}} { {{Members}} }
        """).ShowsThoughBroken();

    [Theory]
    [InlineData("public string ClerkUserId { get; set; }", true)]
    [InlineData("public string ClerkId { get; set; }", false)]
    [InlineData("public string OwnerWorkOsId { get; set; }", true)]
    [InlineData("public string WorkosUserId;", false)]
    [InlineData("public string Owner { get; set; }", false)]
    public Task An_entity_is_of_the_migration_where_a_property_is_named_after_either_side(string member, bool counts) => RuleProject.Of(
        $$"""
        [System.ComponentModel.DataAnnotations.Schema.Table("m")]
        public class {{(counts ? "{|C2W402:Meeting|}" : "Meeting")}} { public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } {{member.Replace("ClerkUserId", "{|C2W101:ClerkUserId|}", StringComparison.Ordinal)}} }
        """).Shows();

    [Fact]
    public Task An_entity_is_of_the_migration_where_guests_can_be_registered() => RuleProject.Of("""
        [System.ComponentModel.DataAnnotations.Schema.Table("m")]
        public class {|C2W402:Meeting|} { public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } }
        """).Referring("namespace Clerk2WorkOS.Guests { public interface IGuestRegistration { } }").Shows();

    [Theory]
    [InlineData("namespace New { public class MeetingsTable { public string GuestEmail { get; set; } } }")]
    [InlineData("namespace New { public class MeetingsTable { } public class EventsTable { } } namespace Old { public class Meeting { public string GuestEmail { get; set; } public string WorkosUserId { get; set; } public int Start { get; set; } } }")]
    [InlineData("namespace New { public class MeetingsTable { } public class EventsTable { public class Meeting { public string GuestEmail { get; set; } public string WorkosUserId { get; set; } public int Start { get; set; } } } }")]
    [InlineData("namespace New { public class MeetingsTable { } public class EventsTable { } public class {|C2W402:Meeting|} { public string GuestEmail { get; set; } public int Start { get; set; } } }")]
    [InlineData("namespace New { public class MeetingsTable { } public class EventsTable { } public class Meeting { public string GuestEmail { get; set; } } }")]
    public Task Two_tables_make_a_schema_and_every_class_in_it_is_an_entity(string code) => RuleProject.Of(code).Shows();

    [Fact]
    public Task Leaves_the_legacy_schema_alone() => RuleProject.Of(Schemas.Legacy.Replace(
        "public class MeetingTable {", "public class MeetingTable { public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; }", StringComparison.Ordinal)
        + Schemas.Workos).Shows();

    [Fact]
    public Task Takes_the_vendor_as_it_is_configured() => RuleProject.Of("""
        [System.ComponentModel.DataAnnotations.Schema.Table("m")]
        public class Meeting { public string WorkOSUserId { get; set; } public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } public string GuestWorkOSUserId { get; set; } public System.Guid? GuestOrgId { get; set; } }
        """).Configured("c2w_vendor_spelling", "WorkOS").Shows();
}
