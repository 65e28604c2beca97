namespace Clerk2WorkOS.Analyzers.Tests.Guests;

public class UnregisteredGuestTests
{
    private const string Data = """
        namespace Data
        {
            public class DbContext { public void Add(object entity) { } public void Create(object entity) { } public void AddRange(params object[] entities) { } public void Execute(string sql, object values) { } }
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
            public class MeetingRequest { public System.Collections.Generic.List<Meeting> Meetings; public string GuestWorkosUserId { get; set; } public System.Guid? GuestOrgId { get; set; } public string GuestEmail { get; set; } public string GuestName { get; set; } }
            public interface IMeetingRepository { void Add(Meeting meeting); void Find(Meeting meeting); }
            public class MeetingStore { public void Save(Meeting meeting) { } public void Create(Meeting meeting) { } public void Insert(Meeting meeting) { } }
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
    [InlineData("db.Execute(\"INSERT INTO\t{|C2W401:meetings|} (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into\\t{|C2W401:meetings|}(guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into\\r\\n  {|C2W401:\\\"Meetings\\\"|} (guest_email) values (1)\", null);")]
    [InlineData("ev.Meetings.Insert(0, new Meeting { {|C2W401:GuestEmail|} = \"a\" });")]
    [InlineData("db.Execute(@\"insert into   {|C2W401:meetings|} (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"\"\"insert into {|C2W401:[dbo].[Bookings]|} ([GuestEmail]) values (1)\"\"\", null);")]
    [InlineData("db.Execute(\"insert into {|C2W401:`meetings`|} (guest_email, guest_org_id) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into {|C2W401:meetings|} (guest_email, guest_workos_user_id) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into records (guest_email) values (1); insert into {|C2W401:appointments|} (guest_email) values (1); insert into {|C2W401:meetings|} select 1\", null);")]
    [InlineData("db.Execute((\"insert into {|C2W401:meetings|} (id,\") + (\"guest_email) values (@id, @email)\"), null);")]
    [InlineData("db.Execute($\"insert into {|C2W401:meetings|}{1} (guest_email) values (1)\", null);")]
    [InlineData("store.Save(new Meeting { {|C2W401:GuestEmail|} = \"a\" });")]
    [InlineData("store.Create((Meeting)(new Meeting { {|C2W401:GuestEmail|} = \"a\" }));")]
    [InlineData("store?.Insert(new Meeting { {|C2W401:GuestEmail|} = \"a\" });")]
    [InlineData("db.AddRange(new Meeting[] { new Meeting { {|C2W401:GuestEmail|} = \"a\" } });")]
    [InlineData("db.AddRange(new System.Collections.Generic.List<Meeting> { new Meeting { {|C2W401:GuestEmail|} = \"a\" } });")]
    [InlineData("var m = new Meeting { {|C2W401:GuestEmail|} = \"a\" }; m.GuestOrgId = null; db.Add(m);")]
    [InlineData("var m = new Meeting { {|C2W401:GuestEmail|} = \"a\" }; request.GuestWorkosUserId = \"u\"; request.GuestOrgId = null; db.Add(m);")]
    [InlineData("var m = new Meeting { {|C2W401:GuestEmail|} = \"a\", GuestOrgId = null }; m.GuestName = \"u\"; db.Add(m);")]
    public Task Finds_a_meeting_that_is_stored(string statement) => RuleProject.Of(Data, In(statement)).Shows();

    [Theory]
    [InlineData("db.Meetings.Add(new Meeting { GuestEmail = \"a\", GuestName = \"b\", GuestWorkosUserId = \"u\", GuestOrgId = null });")]
    [InlineData("var m = new Meeting { GuestEmail = \"a\" }; m.GuestWorkosUserId = \"u\"; m.GuestOrgId = null; db.Add(m);")]
    [InlineData("db.Meetings.Add(new Meeting { GuestName = \"b\" });")]
    [InlineData("var m = new Meeting { GuestEmail = \"a\", GuestName = \"b\" }; System.Console.WriteLine(m);")]
    [InlineData("new System.Collections.Generic.List<Meeting>().Add(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Add(new MeetingRequest { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Execute($\"insert into {ev} (guest_email) values (1)\", null);")]
    [InlineData("db.Execute($\"insert into records{ev} (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into\\tabs (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into\\\\ (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into \\t\", \"guest_email\");")]
    [InlineData("db.Execute(\"insert into\", \"guest_email\");")]
    [InlineData("db.Execute(\"insert intomeetings (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into ; meetings (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into meetings.records (guest_email) values (1)\", null);")]
    [InlineData("db.Execute(\"insert into meetings (id)\", \"guest_email\");")]
    [InlineData("db.Execute(\"insert into meetings (\\\"GuestEmail\\\", \\\"GuestOrgId\\\", \\\"GuestWorkosUserId\\\") values (1)\", null);")]
    [InlineData("db.Meetings.Insert(0, new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("db.Create(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("repository.Find(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("System.Console.WriteLine(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("Any()(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("Add(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("request.Meetings.Add(new Meeting { GuestEmail = \"a\", GuestName = \"b\" });")]
    [InlineData("var m = new Meeting { GuestEmail = \"a\" }; var n = new Meeting { GuestName = \"b\" }; db.Add(n);")]
    [InlineData("var m = new Meeting { GuestEmail = \"a\" }; db.Add(m.GuestEmail);")]
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

    [Theory]
    [InlineData("MeetingRepository", true)]
    [InlineData("MeetingStore", true)]
    [InlineData("MeetingDbContext", true)]
    [InlineData("MeetingService", false)]
    public Task What_a_repository_adds_to_itself_is_stored(string type, bool isStored) => RuleProject.Of(Data, $$"""
        public class {{type}}
        {
            public void Add(Data.Meeting meeting) { }
            public void Create() => Add(new Data.Meeting { {{(isStored ? "{|C2W401:GuestEmail|}" : "GuestEmail")}} = "a" });
        }
        """).Shows();

    [Theory]
    [InlineData("gone.Meetings.Add(new Data.Meeting { {|C2W401:GuestEmail|} = \"a\" });")]
    [InlineData("gone.Add(new Data.Meeting { {|C2W401:GuestEmail|} = \"a\" });")]
    [InlineData("gone.Save(new Data.Meeting { GuestEmail = \"a\" });")]
    [InlineData("Add(new Data.Meeting { GuestEmail = \"a\" });")]
    [InlineData("gone.Add(new Gone { GuestEmail = \"a\" });")]
    public Task What_is_added_to_something_that_is_gone_was_stored(string statement) =>
        RuleProject.Of(Data, $"public class Uses {{ public void Create() {{ {statement} }} }}").ShowsThoughBroken();

    [Fact]
    public async Task Names_the_table_without_its_quotes()
    {
        var messages = await RuleProject.Of(Data, In("db.Execute(\"insert into \\\"public\\\".\\\"Meetings\\\" (guest_email) values (1)\", null); db.Add(new Meeting { GuestEmail = \"a\" });")).Messages();
        Assert.Equal(
            [
                "C2W401: 'public.Meetings' is stored with a guest's email, but without the guest's user and organization",
                "C2W401: 'Meeting' is stored with a guest's email, but without the guest's user and organization",
            ],
            messages);
    }

    [Theory]
    [InlineData("class Any { }", false)]
    [InlineData("namespace Clerk2WorkOS.Guests { public interface IGuestRegistration { } }", true)]
    [InlineData("namespace Schema { public class EventsTable { } }", true)]
    [InlineData("// WorkOS comes next.", true)]
    [InlineData("class User { public string {|C2W101:ClerkUserId|}; }", true)]
    [InlineData("class User { public int ClerkUserId; }", false)]
    [InlineData("class User { public string ClerkId; }", false)]
    public Task A_statement_in_SQL_counts_where_the_migration_is_spoken_of(string code, bool counts) => RuleProject.Of(
        code, $"class Uses {{ string Sql => \"insert into {(counts ? "{|C2W401:meetings|}" : "meetings")} (guest_email) values (1)\"; }}").Shows();

    [Theory]
    [InlineData("public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Meeting> Meetings { get; set; } }", true)]
    [InlineData("public class DbContext { public void Add(object entity) { } } public class DbSet<T> { public void Add(T entity) { } } public class Db : DbContext { public DbSet<Meeting> Meetings { get; set; } }", false)]
    public Task A_context_of_another_project_counts_where_that_uses_Entity_Framework(string context, bool counts) => RuleProject.Of(
            $"class Uses {{ void Create(Db db) => db.Meetings.Add(new Meeting {{ {(counts ? "{|C2W401:GuestEmail|}" : "GuestEmail")} = null }}); }}")
        .Referring(context + " public class Meeting { public string WorkosUserId { get; set; } public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } }")
        .Shows();

    [Fact]
    public Task Entity_Framework_6_counts_too() => RuleProject.Of("class Uses { void Create(Db db) => db.Meetings.Add(new Meeting { {|C2W401:GuestEmail|} = null }); }")
        .Referring("namespace System.Data.Entity { public class DbContext { } public interface IDbSet<T> { void Add(T entity); } }", name: "EntityFramework")
        .Referring("""
            public class Db : System.Data.Entity.DbContext { public System.Data.Entity.IDbSet<Meeting> Meetings { get; set; } }
            public class Meeting { public string WorkosUserId { get; set; } public string GuestEmail { get; set; } public System.DateTime StartTime { get; set; } }
            """)
        .Shows();

    private static string In(string statement) => $$"""
        using Data;
        public class Uses
        {
            public void Create(Db db, Event ev, IMeetingRepository repository, MeetingStore store, MeetingRequest request)
            {
                {{statement}}
            }
            private static void Add(Meeting meeting) { }
            private static System.Action<Meeting> Any() => null;
        }
        """;
}
