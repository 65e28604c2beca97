namespace Clerk2WorkOS.Analyzers.Tests.Guests;

public class UnregisteredGuestTests
{
    private const string Data = """
        namespace Data
        {
            public class DbContext { public void Add(object entity) { } public void AddRange(params object[] entities) { } public void Execute(string sql, object values) { } }
            public class DbSet<T> : System.Collections.Generic.List<T>
            {
                public System.Threading.Tasks.Task AddAsync(T entity) => null;
                public void AddRange(params T[] entities) { }
            }
            [System.ComponentModel.DataAnnotations.Schema.Table("meetings")]
            public class Meeting
            {
                public string WorkosUserId { get; set; }
                public string GuestEmail { get; set; }
                public string GuestName { get; set; }
                public System.DateTime StartTime { get; set; }
                public string GuestWorkosUserId { get; set; }
                public System.Guid? GuestOrgId { get; set; }
            }
            [System.ComponentModel.DataAnnotations.Schema.Table("events")]
            public class Event { public System.Collections.Generic.List<Meeting> Meetings { get; set; } }
            public class MeetingRequest { public string GuestEmail { get; set; } public string GuestName { get; set; } }
            public interface IMeetingRepository { void Add(Meeting meeting); }
            public class Db : DbContext { public DbSet<Meeting> Meetings { get; set; } }
        }
        """;

    [Theory]
    [InlineData("db.Meetings.Add(new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Meetings.Add(new() { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Meetings.AddAsync(new Meeting { GuestName = \"b\", {|C2W401:GuestEmail|} = \"a\" }).Wait();")]
    [InlineData("db.Meetings.AddRange(new Meeting { {|C2W401:GuestEmail|} = \"a\" }, new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Meetings.AddRange([new Meeting { {|C2W401:GuestEmail|} = \"a\" }]);")]
    [InlineData("db.AddRange(new[] { new Meeting { {|C2W401:GuestEmail|} = \"a\" } });")]
    [InlineData("db.Add(new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" });")]
    [InlineData("db?.Meetings.Add(new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" });")]
    [InlineData("var m = new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" }; db.Meetings.Add(m);")]
    [InlineData("Meeting m; m = new() { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" }; db.Add(m);")]
    [InlineData("var m = new Meeting { {|C2W401:GuestEmail|} = \"a\" }; m.GuestWorkosUserId = \"u\"; db.Add(m);")]
    [InlineData("ev.Meetings.Add(new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" });")]
    [InlineData("repository.Add(new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Execute(\"insert into {|C2W401:meetings|} (id, guest_email) values (@id, @email)\", null);")]
    [InlineData("db.Execute($\"INSERT INTO {|C2W401:public.Meetings|} (\\\"Id\\\", \\\"GuestEmail\\\") VALUES ({1})\", null);")]
    [InlineData("db.Execute(\"insert into {|C2W401:meetings|} (id, \" + \"guest_email) values (@id, @email)\", null);")]
    public Task Finds_a_meeting_that_is_stored(string statement) => RuleProject.Of(Data, In(statement)).Shows();

    [Theory]
    [InlineData("db.Meetings.Add(new Meeting { GuestEmail = \"a\", GuestName = \"b\", GuestWorkosUserId = \"u\", GuestOrgId = null });")]
    [InlineData("var m = new Meeting { GuestEmail = \"a\" }; m.GuestWorkosUserId = \"u\"; m.GuestOrgId = null; db.Add(m);")]
    [InlineData("db.Meetings.Add(new Meeting { GuestName = \"b\" });")]
    [InlineData("var m = new Meeting { GuestEmail = \"a\", GuestName = \"b\" }; System.Console.WriteLine(m);")]
    [InlineData("new System.Collections.Generic.List<Meeting>().Add(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Add(new MeetingRequest { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Execute(\"insert into meetings (id, guest_email, guest_workos_user_id, guest_org_id) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into records (id, guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"select guest_email from meetings\", null);")]
    public Task Leaves_alone(string statement) => RuleProject.Of(Data, In(statement)).Shows();

    [Fact]
    public Task Finds_a_meeting_that_is_stored_in_a_set_that_is_gone() => RuleProject.Of("""
        using Booking.Drizzle;
        using {|C2W302:Booking.Drizzle.Schema|};
        public class Uses
        {
            public void Create(Db db)
            {
                var meeting = new {|C2W301:MeetingTable|} { {|C2W401:GuestEmail|} = "a" };
                db.{|C2W301:MeetingTable|}.Add(meeting);
            }
        }
        """).Referring(Schemas.Both.Replace("class MeetingsTable {", "class MeetingsTable { public string GuestEmail { get; set; }", StringComparison.Ordinal)
            .Replace("class MeetingTable {", "class MeetingTable { public string GuestEmail { get; set; }", StringComparison.Ordinal)).ShowsThoughBroken();

    [Fact]
    public Task Leaves_tests_alone() => RuleProject.Of(Data, In("db.Meetings.Add(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });"))
        .Referring("public class FactAttribute { }", name: "xunit.core").Shows();

    [Fact]
    public Task Leaves_code_alone_that_does_not_migrate() => RuleProject.Of(
        Data.Replace("WorkosUserId", "Owner", StringComparison.Ordinal),
        In("db.Meetings.Add(new Meeting { GuestEmail = \"a\" }); db.Execute(\"insert into meetings (guest_email) values (1)\", null);")).Shows();

    private static string In(string statement) => $$"""
        using Data;
        public class Uses
        {
            public void Create(Db db, Event ev, IMeetingRepository repository)
            {
                {{statement}}
            }
        }
        """;
}
