namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W401 by the types of a table's properties: what fits the registration, and what does not.</summary>
public sealed class GuestTables
{
    private const string Columns = "public string? GuestWorkosUserId { get; set; } public Guid? GuestOrgId { get; set; }";

    /// <summary>A table with these columns, and a method that stores one whose initializer is this.</summary>
    private static Preservation Storing(string columns, string initializer, string email = "string") => Preservation.Files
        .Given("Library.cs", GuestSources.Library)
        .Given("Framework.cs", GuestSources.Framework)
        .Given("Table.cs", $$"""
            using System.ComponentModel.DataAnnotations.Schema;

            namespace App.Data
            {
                [Table("meetings")]
                public class MeetingsTable
                {
                    public {{email}} GuestEmail { get; set; } = null!;
                    public string? GuestName { get; set; }
                    {{columns}}
                }

                public class Db : Microsoft.EntityFrameworkCore.DbContext
                {
                    public Microsoft.EntityFrameworkCore.DbSet<MeetingsTable> Meetings => new(this);
                }
            }
            """)
        .Given("Actions.cs", Actions(initializer));

    private static string Actions(string body) => $$"""
        using System.Globalization;
        using App.Data;
        using Clerk2WorkOS.Guests;

        public sealed class MeetingActions(Db db, IGuestRegistration guests)
        {
            public async Task CreateAsync(string email, MeetingsTable old)
            {
                {{body}}
                await Task.Yield();
            }
        }
        """;

    private static async Task RewritesAsync(string columns, string before, string after)
    {
        var run = await EngineRun.OfAsync(Storing(columns, before));
        Assert.Equal(Actions(after), await run.TextAsync("Actions.cs"));
        Assert.Equal(Reasons.GuestServiceNotRegistered, run.Reasons);
    }

    private static async Task LeavesAsync(string columns, string body, string reason, string email = "string")
    {
        var run = await EngineRun.OfAsync(Storing(columns, body, email));
        Assert.Equal(Actions(body), await run.TextAsync("Actions.cs"));
        Assert.Equal(reason, run.Reasons);
    }

    /// <summary>Values go to the registration as text that reads the same everywhere.</summary>
    [Theory]
    [InlineData("Guid", ".ToString()")]
    [InlineData("Guid?", "?.ToString() ?? \"\"")]
    [InlineData("int", ".ToString(CultureInfo.InvariantCulture)")]
    [InlineData("int?", "?.ToString(CultureInfo.InvariantCulture) ?? \"\"")]
    [InlineData("sbyte", ".ToString(CultureInfo.InvariantCulture)")]
    [InlineData("ulong", ".ToString(CultureInfo.InvariantCulture)")]
    [InlineData("char", ".ToString() ?? \"\"")]
    [InlineData("decimal", ".ToString() ?? \"\"")]
    [InlineData("DayOfWeek", ".ToString() ?? \"\"")]
    [InlineData("string", "")]
    [InlineData("string?", " ?? \"\"")]
    [InlineData("Version", "?.ToString() ?? \"\"")]
    [InlineData("Version?", "?.ToString() ?? \"\"")]
    [InlineData("DateTime", ".ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("DateTime?", "?.ToString(\"O\", CultureInfo.InvariantCulture) ?? \"\"")]
    [InlineData("DateTimeOffset", ".ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("DateOnly", ".ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("TimeOnly?", "?.ToString(\"O\", CultureInfo.InvariantCulture) ?? \"\"")]
    public Task Values_are_told_as_text(string type, string text) => RewritesAsync(
        $"{Columns} public {type} EventId {{ get; set; }} = default!;",
        "db.Meetings.Add(new MeetingsTable { GuestEmail = email, EventId = old.EventId });",
        $$"""
        var guest = await guests.CreateOrGetAsync(
                    email,
                    email,
                    new Dictionary<string, string> { ["eventId"] = old.EventId{{text}} });
                db.Meetings.Add(new MeetingsTable { GuestEmail = email, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, EventId = old.EventId });
        """);

    [Fact]
    public Task Nothing_is_told_of_what_is_null() => RewritesAsync(
        Columns + " public Guid? EventId { get; set; } public DateTime? StartTime { get; set; }",
        "db.Meetings.Add(new MeetingsTable { GuestEmail = email, EventId = null, StartTime = default });",
        """
        var guest = await guests.CreateOrGetAsync(email, email);
                db.Meetings.Add(new MeetingsTable { GuestEmail = email, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, EventId = null, StartTime = default });
        """);

    [Fact]
    public Task Of_two_the_event_comes_first() => RewritesAsync(
        Columns + " public string EventId { get; set; } = \"\"; public string ScheduledAt { get; set; } = \"\";",
        "db.Meetings.Add(new MeetingsTable { ScheduledAt = email.Trim(), EventId = email.ToLowerInvariant(), GuestEmail = email });",
        """
        var startTime = email.Trim();
                var eventId = email.ToLowerInvariant();
                var guest = await guests.CreateOrGetAsync(
                    email,
                    email,
                    new Dictionary<string, string> { ["eventId"] = eventId, ["startTime"] = startTime });
                db.Meetings.Add(new MeetingsTable { ScheduledAt = startTime, EventId = eventId, GuestEmail = email, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId });
        """);

    [Fact]
    public Task A_name_that_may_be_null_gives_way_to_the_email() => RewritesAsync(
        Columns,
        "db.Meetings.Add(new MeetingsTable { GuestEmail = email, GuestName = old.GuestName });",
        """
        var guest = await guests.CreateOrGetAsync(email, old.GuestName ?? email);
                db.Meetings.Add(new MeetingsTable { GuestEmail = email, GuestName = old.GuestName, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId });
        """);

    /// <summary>Properties that the ids fit.</summary>
    [Theory]
    [InlineData("public string? GuestWorkosUserId { get; set; } public Guid GuestOrgId { get; set; }", "GuestWorkosUserId", "guest.OrgId")]
    [InlineData("public string GuestWorkosUserId { get; set; } = \"\"; public string? GuestOrgId { get; set; }", "GuestWorkosUserId", "guest.OrgId.ToString()")]
    [InlineData("public string? GuestWorkOSUserId { get; set; } public Guid? GuestOrgId { get; init; }", "GuestWorkOSUserId", "guest.OrgId")]
    public Task The_ids_are_stored_as_the_properties_have_them(string columns, string user, string organization) => RewritesAsync(
        columns,
        "db.Meetings.Add(new MeetingsTable { GuestEmail = email });",
        $$"""
        var guest = await guests.CreateOrGetAsync(email, email);
                db.Meetings.Add(new MeetingsTable { GuestEmail = email, {{user}} = guest.WorkosUserId, GuestOrgId = {{organization}} });
        """);

    [Theory]
    [InlineData("public int GuestWorkosUserId { get; set; } public Guid? GuestOrgId { get; set; }", "'GuestWorkosUserId' is 'int', which the guest's id does not fit.")]
    [InlineData("public string? GuestWorkosUserId { get; set; } public int? GuestOrgId { get; set; }", "'GuestOrgId' is 'int', which the guest's id does not fit.")]
    [InlineData("public string? GuestWorkosUserId { get; set; } public Own.Guid GuestOrgId { get; set; } = new(); } } namespace Own { public class Guid { } } namespace App.Data { public static class Rest {", "'GuestOrgId' is 'Own.Guid', which the guest's id does not fit.")]
    [InlineData("public string? GuestWorkosUserId { get; set; } public Own.System.Guid GuestOrgId { get; set; } = new(); } } namespace Own.System { public class Guid { } } namespace App.Data { public static class Rest {", "'GuestOrgId' is 'Own.System.Guid', which the guest's id does not fit.")]
    [InlineData("public string? GuestWorkosUserId { get; private set; } public Guid? GuestOrgId { get; set; }", "'GuestWorkosUserId' cannot be set here.")]
    [InlineData("public string? GuestWorkosUserId { get; set; } public Guid? GuestOrgId { get; private set; }", "'GuestOrgId' cannot be set here.")]
    [InlineData("public string? GuestWorkosUserId { get; set; } public Guid? GuestOrgId => null;", "'GuestOrgId' cannot be set here.")]
    public Task Properties_that_the_ids_do_not_fit_are_named(string columns, string reason) =>
        LeavesAsync(columns, "db.Meetings.Add(new MeetingsTable { GuestEmail = email });", reason);

    [Theory]
    [InlineData("db.Meetings.Add(new MeetingsTable { GuestEmail = email, GuestWorkosUserId = email });")]
    [InlineData("db.Meetings.Add(new MeetingsTable { GuestEmail = email, GuestOrgId = null });")]
    [InlineData("var meeting = new MeetingsTable { GuestEmail = email }; meeting.GuestOrgId = null; db.Meetings.Add(meeting);")]
    public Task What_is_half_set_is_listed(string body) => LeavesAsync(Columns, body, Reasons.GuestHalfSet);

    [Theory]
    [InlineData("db.Meetings.Add(new MeetingsTable { GuestEmail = null! });")]
    [InlineData("db.Meetings.Add(new MeetingsTable { GuestEmail = default! });")]
    [InlineData("db.Meetings.Add(new MeetingsTable { GuestEmail = old.GuestName });", "string?")]
    public Task A_guest_without_an_email_is_listed(string body, string email = "string") => LeavesAsync(Columns, body, Reasons.GuestEmailMayBeNull, email);

    /// <summary>The columns that the other finding adds can be set at once, of the type that they will have.</summary>
    [Theory]
    [InlineData("", "guest.OrgId")]
    [InlineData("public Guid OrgId { get; set; }", "guest.OrgId")]
    [InlineData("public string? OrgId { get; set; }", "guest.OrgId.ToString()")]
    public Task Columns_that_are_added_are_set(string columns, string organization) => RewritesAsync(
        columns,
        "db.Meetings.Add(new MeetingsTable { GuestEmail = email });",
        $$"""
        var guest = await guests.CreateOrGetAsync(email, email);
                db.Meetings.Add(new MeetingsTable { GuestEmail = email, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = {{organization}} });
        """);

    [Fact]
    public async Task Columns_that_are_not_added_keep_the_meeting_as_it_is()
    {
        const string Body = "db.Meetings.Add(new MeetingsTable { GuestEmail = email });";
        var outside = await EngineRun.OfAsync(Storing("", Body), new RewriteOptions { Includes = path => !path.EndsWith("Table.cs", StringComparison.Ordinal) });
        Assert.Equal(Actions(Body), await outside.TextAsync("Actions.cs"));
        Assert.Contains("Actions.cs:9 C2W401 " + Reasons.GuestColumnsMissing, outside.Left.Split('\n'));
        var alone = await EngineRun.OfAsync(Storing("", Body), new RewriteOptions { Rules = ["C2W401"] });
        Assert.Equal("Actions.cs:9 C2W401 " + Reasons.GuestColumnsMissing, alone.Left);
        Assert.Empty(alone.Result.AddedColumns);
    }

    /// <summary>A meeting of the legacy schema is registered as it becomes one of the new schema, and stays where it does not.</summary>
    [Fact]
    public async Task A_legacy_table_moves_with_the_registration()
    {
        static string Text(string schema, string table, string before, string members) => $$"""
            using {{schema}};
            using Clerk2WorkOS.Guests;

            public sealed class MeetingActions(App.Data.Context db, IGuestRegistration guests)
            {
                public async Task CreateAsync(string email)
                {
                    {{before}}db.Add(new {{table}} { GuestEmail = email{{members}} });
                    await Task.Yield();
                }
            }
            """;
        const string Schemas = """
            namespace App.Schema
            {
                public class EventTable { public string ClerkUserId { get; set; } = ""; }
                public class MeetingTable { public string GuestEmail { get; set; } = ""; }
            }

            namespace App.SchemaWorkos
            {
                public class EventsTable { public string WorkosUserId { get; set; } = ""; }
                public class MeetingsTable { public string GuestEmail { get; set; } = ""; public string? GuestWorkosUserId { get; set; } public System.Guid? GuestOrgId { get; set; } }
            }

            namespace App.Data { public class Context : Microsoft.EntityFrameworkCore.DbContext; }
            """;
        var before = Text("App.Schema", "MeetingTable", "", "");
        var program = Preservation.Files.Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework).Given("Schemas.cs", Schemas).Given("Actions.cs", before);

        var run = await EngineRun.OfAsync(program);
        Assert.Equal(
            Text("App.SchemaWorkos", "MeetingsTable", "var guest = await guests.CreateOrGetAsync(email, email);\n        ", ", GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId"),
            await run.TextAsync("Actions.cs"));
        var alone = await EngineRun.OfAsync(program, new RewriteOptions { Rules = ["C2W401"] });
        Assert.Equal(before, await alone.TextAsync("Actions.cs"));
        Assert.Equal("Actions.cs:8 C2W401 " + Reasons.GuestTableStays("MeetingTable"), alone.Left);
    }

    [Fact]
    public async Task Without_the_library_nothing_is_registered()
    {
        var run = await EngineRun.OfAsync(Preservation.Files.Given("Framework.cs", GuestSources.Framework).Given("Table.cs", GuestSources.Table).Given("Actions.cs", """
            using App.Data;

            public sealed class MeetingActions(Db db)
            {
                public void Create(string email) => db.Meetings.Add(new MeetingsTable { GuestEmail = email });
            }
            """));
        Assert.Equal("Actions.cs:5 C2W401 " + Reasons.GuestsNotInstalled, run.Left);
    }

    [Fact]
    public async Task A_statement_in_SQL_is_listed()
    {
        var run = await EngineRun.OfAsync(Storing(Columns, "Console.WriteLine(\"insert into meetings (guest_email) values (@email)\" + email);"));
        Assert.Equal("Actions.cs:9 C2W401 " + Reasons.GuestInSql, run.Left);
    }

    [Fact]
    public async Task Imports_that_are_missing_are_added_once()
    {
        const string Body = """
            namespace Web;

            public sealed class MeetingActions(App.Data.Db db, Clerk2WorkOS.Guests.IGuestRegistration guests)
            {
                public async Task CreateAsync(string email, DateTime start, int id)
                {
                    db.Meetings.Add(new App.Data.MeetingsTable { GuestEmail = email, StartTime = start, EventId = id });
                    db.Meetings.Add(new App.Data.MeetingsTable { GuestEmail = email, StartTime = start });
                    await Task.Yield();
                }
            }
            """;
        var run = await EngineRun.OfAsync(Storing(Columns + " public DateTime StartTime { get; set; } public int EventId { get; set; }", "").Given("Web.cs", Body));
        Assert.Equal("""
            using System.Globalization;

            namespace Web;

            public sealed class MeetingActions(App.Data.Db db, Clerk2WorkOS.Guests.IGuestRegistration guests)
            {
                public async Task CreateAsync(string email, DateTime start, int id)
                {
                    var guest = await guests.CreateOrGetAsync(
                        email,
                        email,
                        new Dictionary<string, string> { ["eventId"] = id.ToString(CultureInfo.InvariantCulture), ["startTime"] = start.ToString("O", CultureInfo.InvariantCulture) });
                    db.Meetings.Add(new App.Data.MeetingsTable { GuestEmail = email, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, StartTime = start, EventId = id });
                    var guest2 = await guests.CreateOrGetAsync(
                        email,
                        email,
                        new Dictionary<string, string> { ["startTime"] = start.ToString("O", CultureInfo.InvariantCulture) });
                    db.Meetings.Add(new App.Data.MeetingsTable { GuestEmail = email, GuestWorkosUserId = guest2.WorkosUserId, GuestOrgId = guest2.OrgId, StartTime = start });
                    await Task.Yield();
                }
            }
            """, await run.TextAsync("Web.cs"));
    }
}
