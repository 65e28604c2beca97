namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W401, statement by statement: what the registration gets, where it stands, and what is left with its reason.</summary>
public sealed class GuestStatements
{
    private const string Holding = """
        namespace App.Data
        {
            public static class Rows
            {
                public static MeetingsTable Make() => new();
                public static Guid Next() => Guid.NewGuid();
                public static string Rename(string name) => name + Next();
                public static List<string> Names { get; } = new() { "Ana" };
                public static string? Maybe(string name) => name.Length > 3 ? name : null;
            }

            public class SeatedTable(Guid seat)
            {
                public Guid Seat => seat;
                public string GuestEmail { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTimeOffset StartTime { get; set; }
                public string GuestName { get; set; } = "";
            }
        }
        """;

    private static string In(string body, string signature = "async Task CreateAsync(Request request)") => $$"""
        using System.Globalization;
        using App.Data;
        using Clerk2WorkOS.Guests;
        using static App.Data.Rows;

        public sealed class MeetingActions(Db db, IGuestRegistration guests)
        {
            private readonly string _email = "ana@example.com";
            private readonly CancellationToken _field;

            public {{signature}}
            {
                {{body}}
            }

            public override string ToString() => _email + _field;
        }
        """;

    private static Preservation Program(string text) => Preservation.Files
        .Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework).Given("Table.cs", GuestSources.Table).Given("Rows.cs", Holding)
        .Given("Sets.cs", "namespace App.Data { public class SeatedDb : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<SeatedTable> Seated => new(this); } }")
        .Given("Actions.cs", text);

    private static async Task RewritesAsync(string before, string after, string signature = "async Task CreateAsync(Request request)")
    {
        var run = await EngineRun.OfAsync(Program(In(before, signature)));
        Assert.Equal(In(after, signature), await run.TextAsync("Actions.cs"));
        Assert.Equal(Reasons.GuestServiceNotRegistered, run.Reasons);
    }

    private static async Task LeavesAsync(string text, string reason)
    {
        var run = await EngineRun.OfAsync(Program(text));
        Assert.Equal(text, await run.TextAsync("Actions.cs"));
        Assert.Equal(reason, run.Reasons);
    }

    private const string Registered = "var guest = await guests.CreateOrGetAsync(request.GuestEmail, request.GuestEmail);\n        ";

    /// <summary>The values of an initializer, what is done before the statement, and what the registration gets.</summary>
    [Theory]
    [InlineData("request.GuestEmail", "", "request.GuestEmail")]
    [InlineData("request.GuestEmail!", "", "request.GuestEmail!")]
    [InlineData("_email", "", "_email")]
    [InlineData("this._email", "", "this._email")]
    [InlineData("\"ana@example.com\"", "", "\"ana@example.com\"")]
    [InlineData("string.Empty", "", "string.Empty")]
    [InlineData("Names[0]", "var guestEmail = Names[0];\n        ", "guestEmail")]
    [InlineData("Rename(_email)", "var guestEmail = Rename(_email);\n        ", "guestEmail")]
    [InlineData("Rename(_email)!", "var guestEmail = Rename(_email)!;\n        ", "guestEmail")]
    [InlineData("Rename(_email).Length.ToString()", "var guestEmail = Rename(_email).Length.ToString();\n        ", "guestEmail")]
    [InlineData("request.GuestEmail.Trim()", "var guestEmail = request.GuestEmail.Trim();\n        ", "guestEmail")]
    [InlineData("(_email)", "var guestEmail = (_email);\n        ", "guestEmail")]
    public Task A_value_that_is_not_only_read_is_evaluated_once(string value, string before, string argument) => RewritesAsync(
        $"db.Meetings.Add(new MeetingsTable {{ GuestEmail = {value} }});",
        $"{before}var guest = await guests.CreateOrGetAsync({argument}, {argument});\n        db.Meetings.Add(new MeetingsTable {{ GuestEmail = {argument}, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId }});");

    [Theory]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTime.Today")]
    [InlineData("DateTime.Now")]
    [InlineData("DateTimeOffset.UtcNow.UtcDateTime")]
    public Task A_clock_is_read_once(string value) => RewritesAsync(
        $"db.Meetings.Add(new MeetingsTable {{ GuestEmail = request.GuestEmail, StartTime = {value} }});",
        $"""
        var startTime = {value};
                var guest = await guests.CreateOrGetAsync(
                    request.GuestEmail,
                    request.GuestEmail,
                    new Dictionary<string, string> {"{"} ["startTime"] = startTime.ToString("O", CultureInfo.InvariantCulture) {"}"});
                db.Meetings.Add(new MeetingsTable {"{"} GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, StartTime = startTime {"}"});
        """);

    /// <summary>Behind something that does something, only what does nothing itself can be taken out before the statement.</summary>
    [Theory]
    [InlineData("GuestName", "request.GuestName.Trim()")]
    [InlineData("GuestName", "request.GuestName.ToLower()")]
    [InlineData("GuestName", "request.GuestName.ToLowerInvariant()")]
    [InlineData("GuestName", "request.GuestName.ToUpper()")]
    [InlineData("GuestName", "request.GuestName.ToUpperInvariant()")]
    [InlineData("GuestName", "request.GuestName.Substring(1)")]
    [InlineData("GuestName", "request.GuestName.Replace(\"a\", \"b\")")]
    [InlineData("GuestName", "string.IsNullOrEmpty(request.GuestName) ? \"Guest\" : request.GuestName")]
    [InlineData("GuestName", "string.IsNullOrWhiteSpace(request.GuestName) ? \"Guest\" : request.GuestName")]
    [InlineData("GuestName", "Names.ToList()[0]")]
    [InlineData("GuestName", "Names.ToArray()[0]")]
    [InlineData("GuestName", "nameof(Request)")]
    public Task What_does_nothing_itself_moves_before_what_does_something(string member, string value) => RewritesAsync(
        $"db.Meetings.Add(new MeetingsTable {{ Id = Next(), GuestEmail = request.GuestEmail, {member} = {value} }});",
        $"""
        var guestName = {value};
                var guest = await guests.CreateOrGetAsync(request.GuestEmail, guestName);
                db.Meetings.Add(new MeetingsTable {"{"} Id = Next(), GuestEmail = request.GuestEmail, GuestName = guestName, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId {"}"});
        """);

    [Theory]
    [InlineData("EventId", "eventId", "Guid.NewGuid()", "eventId.ToString()")]
    [InlineData("EventId", "eventId", "Guid.CreateVersion7()", "eventId.ToString()")]
    [InlineData("StartTime", "startTime", "TimeProvider.System.GetUtcNow()", "startTime.ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("StartTime", "startTime", "TimeProvider.System.GetLocalNow()", "startTime.ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("StartTime", "startTime", "request.StartTime.AddSeconds(5)", "startTime.ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("StartTime", "startTime", "request.StartTime.AddMinutes(5)", "startTime.ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("StartTime", "startTime", "request.StartTime.AddHours(5)", "startTime.ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("StartTime", "startTime", "request.StartTime.AddDays(5)", "startTime.ToString(\"O\", CultureInfo.InvariantCulture)")]
    [InlineData("StartTime", "startTime", "request.StartTime.ToUniversalTime()", "startTime.ToString(\"O\", CultureInfo.InvariantCulture)")]
    public Task So_do_new_ids_and_reckoned_times(string member, string local, string value, string text) => RewritesAsync(
        $"db.Meetings.Add(new MeetingsTable {{ Id = Next(), GuestEmail = request.GuestEmail, {member} = {value} }});",
        $"""
        var {local} = {value};
                var guest = await guests.CreateOrGetAsync(
                    request.GuestEmail,
                    request.GuestEmail,
                    new Dictionary<string, string> {"{"} ["{local}"] = {text} {"}"});
                db.Meetings.Add(new MeetingsTable {"{"} Id = Next(), GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, {member} = {local} {"}"});
        """);

    /// <summary>Something that is evaluated before it does something, and so does the value.</summary>
    [Theory]
    [InlineData("db.Meetings.Add(new MeetingsTable { Id = Next(), GuestEmail = Rename(_email) });")]
    [InlineData("db.Meetings.AddRange(Make(), new MeetingsTable { GuestEmail = Rename(_email) });")]
    [InlineData("db.Meetings.AddRange([Make(), new MeetingsTable { GuestEmail = Rename(_email) }]);")]
    [InlineData("db.Meetings.AddRange(new[] { Make(), new MeetingsTable { GuestEmail = Rename(_email) } });")]
    [InlineData("db.Meetings.AddRange(new MeetingsTable[] { Make(), new MeetingsTable { GuestEmail = Rename(_email) } });")]
    [InlineData("MeetingsTable first = Make(), meeting = new MeetingsTable { GuestEmail = Rename(_email) }; db.Meetings.Add(meeting); db.Meetings.Add(first);")]
    public Task What_does_something_stays_in_its_order(string statement) => LeavesAsync(In(statement), Reasons.GuestOrder("Rename(_email)"));

    [Fact]
    public Task A_value_without_a_type_of_its_own_stays() => LeavesAsync(
        In("db.Meetings.Add(new MeetingsTable { GuestEmail = _email, EventId = _email == \"\" ? default : default });"), Reasons.GuestOrder("_email == \"\" ? default : default"));

    /// <summary>Everything that is evaluated before it only reads.</summary>
    [Theory]
    [InlineData("db.Meetings.Add(new MeetingsTable { Id = request.EventId, GuestEmail = Rename(_email)§ });")]
    [InlineData("db.Meetings.Add(new MeetingsTable { GuestEmail = Rename(_email)§, Id = Next() });")]
    [InlineData("db.Meetings.Add(new App.Data.MeetingsTable { GuestEmail = Rename(_email)§ });")]
    [InlineData("db.Meetings.Add((App.Data.MeetingsTable)new App.Data.MeetingsTable { GuestEmail = Rename(_email)§ });")]
    [InlineData("db.Meetings.Add((new App.Data.MeetingsTable { GuestEmail = Rename(_email)§ }));")]
    [InlineData("db.Meetings.Add(new() { GuestEmail = Rename(_email)§ });")]
    [InlineData("db.Meetings.AddRange(new App.Data.MeetingsTable[] { new MeetingsTable { GuestEmail = Rename(_email)§ } });")]
    [InlineData("db.Meetings.AddRange(new[] { new MeetingsTable { GuestEmail = Rename(_email)§ }, Make() });")]
    [InlineData("db.Meetings.AddRange([new MeetingsTable { GuestEmail = Rename(_email)§ }]);")]
    [InlineData("await db.Meetings.AddAsync(new MeetingsTable { GuestEmail = Rename(_email)§ });")]
    [InlineData("(await db.Meetings.AddAsync(new MeetingsTable { GuestEmail = Rename(_email)§ })).GuestName.Trim();")]
    [InlineData("_ = db.Meetings.Add(new MeetingsTable { GuestEmail = Rename(_email)§ });")]
    [InlineData("App.Data.MeetingsTable meeting = new App.Data.MeetingsTable { GuestEmail = Rename(_email)§ }; db.Meetings.Add(meeting);")]
    [InlineData("MeetingsTable first, meeting = new MeetingsTable { GuestEmail = Rename(_email)§ }; db.Meetings.Add(meeting); first = meeting;")]
    public Task What_does_something_moves_where_nothing_did_before_it(string statement) => RewritesAsync(
        statement.Replace("§", "", StringComparison.Ordinal),
        "var guestEmail = Rename(_email);\n        var guest = await guests.CreateOrGetAsync(guestEmail, guestEmail);\n        "
        + statement.Replace("Rename(_email)§", "guestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId", StringComparison.Ordinal));

    [Fact]
    public async Task What_a_constructor_is_given_is_evaluated_before_the_initializer()
    {
        const string Signature = "async Task CreateAsync(Request request, SeatedDb seated)";
        await LeavesAsync(In("seated.Seated.Add(new SeatedTable(Next()) { GuestEmail = Rename(_email) });", Signature), Reasons.GuestOrder("Rename(_email)"));
        await RewritesAsync(
            "seated.Seated.Add(new SeatedTable(request.EventId) { GuestEmail = Rename(_email) });",
            """
            var guestEmail = Rename(_email);
                    var guest = await guests.CreateOrGetAsync(guestEmail, guestEmail);
                    seated.Seated.Add(new SeatedTable(request.EventId) { GuestEmail = guestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId });
            """,
            Signature);
    }

    /// <summary>The statement stands where another one can be put before it, and makes the meeting in any case.</summary>
    [Theory]
    [InlineData("MeetingsTable meeting; meeting = new MeetingsTable { GuestEmail = request.GuestEmail§ }; db.Meetings.Add(meeting);", "MeetingsTable meeting; ")]
    [InlineData("if (_email.Length > 1) { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail§ }); }", "if (_email.Length > 1) { ")]
    [InlineData("switch (_email) { default: db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail§ }); break; }", "switch (_email) { default: ")]
    [InlineData("async Task Inner() { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail§ }); } await Inner();", "async Task Inner() { ")]
    [InlineData("Func<Task> inner = async () => { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail§ }); }; await inner();", "Func<Task> inner = async () => { ")]
    [InlineData("Func<Task<MeetingsTable>> inner = async () => { return db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail§ }); }; await inner();", "Func<Task<MeetingsTable>> inner = async () => { ")]
    [InlineData("lock (_email) { Func<Task> inner = async () => { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail§ }); }; inner().Wait(); }", "lock (_email) { Func<Task> inner = async () => { ")]
    [InlineData("try { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail§ }); } catch (Exception) when (_email.Length > 1) { }", "try { ")]
    public Task The_guest_is_registered_right_before_the_statement(string statement, string head) => RewritesAsync(
        statement.Replace("§", "", StringComparison.Ordinal),
        head + Registered + statement.Substring(head.Length).Replace("§", ", GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId", StringComparison.Ordinal));

    [Theory]
    [InlineData("if (_email.Length > 1) db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail });")]
    [InlineData("_ = _email.Length > 1 ? db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }) : null;")]
    [InlineData("_ = _email.Length > 1 && db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }) != null;")]
    [InlineData("db?.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail });")]
    [InlineData("MeetingsTable? meeting = null; meeting ??= new MeetingsTable { GuestEmail = request.GuestEmail }; db.Meetings.Add(meeting);")]
    [InlineData("Func<Task<MeetingsTable>> inner = async () => db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); await inner();")]
    [InlineData("for (var row = db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); row is null;) { }")]
    [InlineData("while (db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }) is null) { }")]
    [InlineData("foreach (var letter in db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }).GuestEmail) { }")]
    public Task Where_no_statement_can_stand_before_it_the_meeting_is_listed(string statement) => LeavesAsync(In(statement), Reasons.GuestNoStatement);

    [Theory]
    [InlineData("void Create(Request request)", "db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail });")]
    [InlineData("Task<MeetingsTable> CreateAsync(Request request)", "return db.Meetings.AddAsync(new MeetingsTable { GuestEmail = request.GuestEmail });")]
    [InlineData("MeetingsTable Created { get { var request = Request.One; return db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); } } public void Next()", "")]
    [InlineData("async Task CreateAsync(Request request)", "Action inner = () => { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); }; inner();")]
    [InlineData("async Task CreateAsync(Request request)", "Action<int> inner = delegate (int n) { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); }; inner(1);")]
    [InlineData("async Task CreateAsync(Request request)", "void Inner() { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); } Inner();")]
    [InlineData("async Task CreateAsync(Request request)", "static void Inner(Db db, Request request) { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); } Inner(db, request);")]
    [InlineData("async Task CreateAsync(Request request)", "lock (_email) { db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); }")]
    public Task Where_nobody_can_wait_the_meeting_is_listed(string signature, string body) =>
        LeavesAsync("#pragma warning disable CS1998\n" + In(body, signature), Reasons.GuestCallerIsSynchronous);

    [Fact]
    public async Task Several_meetings_of_one_statement_are_listed_and_other_objects_do_not_count()
    {
        var several = In("db.Meetings.AddRange(new MeetingsTable { GuestEmail = request.GuestEmail }, new MeetingsTable());");
        await LeavesAsync(several, Reasons.GuestSeveral);
        await RewritesAsync(
            "db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail, GuestName = new string('a', 3) });",
            """
            var guestName = new string('a', 3);
                    var guest = await guests.CreateOrGetAsync(request.GuestEmail, guestName);
                    db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail, GuestName = guestName, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId });
            """);
    }

    /// <summary>Names that the member has already are not taken; a second meeting counts.</summary>
    [Theory]
    [InlineData("var guest = 1; guest++;", "guestAccount")]
    [InlineData("var guest = 1; var guestAccount = 2; guest += guestAccount;", "registeredGuest")]
    [InlineData("var guest = 1; var guestAccount = 2; var registeredGuest = guest + guestAccount; registeredGuest++;", "guest1_1")]
    [InlineData("var guest = 1; var guestAccount = 2; var registeredGuest = 3; var guest1_1 = 4; var guest1_2 = guest + guestAccount + registeredGuest + guest1_1; guest1_2++;", "guest1_3")]
    public Task A_name_that_is_taken_is_not_used(string taken, string name) => RewritesAsync(
        $"{taken}\n        db.Meetings.Add(new MeetingsTable {{ GuestEmail = request.GuestEmail }});",
        $"{taken}\n        var {name} = await guests.CreateOrGetAsync(request.GuestEmail, request.GuestEmail);\n        "
        + $"db.Meetings.Add(new MeetingsTable {{ GuestEmail = request.GuestEmail, GuestWorkosUserId = {name}.WorkosUserId, GuestOrgId = {name}.OrgId }});");

    [Fact]
    public Task The_second_meeting_of_a_member_has_the_second_name() => RewritesAsync(
        """
        var eventId = 1;
                db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail });
                var guestEmail2 = new { GuestEmail = eventId };
                db.Meetings.Add(new MeetingsTable { GuestEmail = Rename(_email + guestEmail2) });
        """,
        """
        var eventId = 1;
                var guest = await guests.CreateOrGetAsync(request.GuestEmail, request.GuestEmail);
                db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId });
                var guestEmail2 = new { GuestEmail = eventId };
                var guestEmail2_1 = Rename(_email + guestEmail2);
                var guest2 = await guests.CreateOrGetAsync(guestEmail2_1, guestEmail2_1);
                db.Meetings.Add(new MeetingsTable { GuestEmail = guestEmail2_1, GuestWorkosUserId = guest2.WorkosUserId, GuestOrgId = guest2.OrgId });
        """);

    /// <summary>A guest without a name goes by the email.</summary>
    [Theory]
    [InlineData("request.GuestName", "request.GuestName")]
    [InlineData("null!", "request.GuestEmail")]
    [InlineData("default!", "request.GuestEmail")]
    [InlineData("(string)null!", "request.GuestEmail")]
    [InlineData("\"\"", "\"\"")]
    public Task The_name_is_what_is_stored_or_else_the_email(string value, string name) => RewritesAsync(
        $"db.Meetings.Add(new MeetingsTable {{ GuestEmail = request.GuestEmail, GuestName = {value} }});",
        (value == "(string)null!" ? "var guestName = (string)null!;\n        " : "")
        + $"var guest = await guests.CreateOrGetAsync(request.GuestEmail, {name});\n        "
        + $"db.Meetings.Add(new MeetingsTable {{ GuestEmail = request.GuestEmail, GuestName = {(value == "(string)null!" ? "guestName" : value)}, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId }});");

    [Theory]
    [InlineData("async Task CreateAsync(Request request, CancellationToken cancellationToken)", "", "cancellationToken")]
    [InlineData("async Task CreateAsync(Request request, CancellationToken ct)", "", "ct")]
    [InlineData("async Task CreateAsync(Request request, CancellationToken a, CancellationToken cancellationToken)", "", "cancellationToken")]
    [InlineData("async Task CreateAsync(Request request, CancellationToken b, CancellationToken a)", "", "a")]
    [InlineData("async Task CreateAsync(Request request, CancellationToken z)", "var cancellationToken = z; ", "z")]
    [InlineData("async Task CreateAsync(Request request)", "var b = _field; var a = _field; ", "a")]
    [InlineData("async Task CreateAsync(Request request)", "var b = _field; var cancellationToken = b; ", "cancellationToken")]
    public Task The_token_in_scope_is_passed_on(string signature, string locals, string token) => RewritesAsync(
        locals + "\n        db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail });",
        locals + $"\n        var guest = await guests.CreateOrGetAsync(request.GuestEmail, request.GuestEmail, cancellationToken: {token});\n        "
        + "db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId });",
        signature);

    [Fact]
    public Task A_token_that_comes_later_is_none() => RewritesAsync(
        "db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail }); var late = _field; late.ThrowIfCancellationRequested();",
        Registered + "db.Meetings.Add(new MeetingsTable { GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId }); var late = _field; late.ThrowIfCancellationRequested();");

    /// <summary>The two members follow the later of the guest's email and name, as the others are written.</summary>
    public static TheoryData<string, string> Initializers => new()
    {
        { "{ GuestEmail = request.GuestEmail }", "{ GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId }" },
        { "{ GuestEmail = request.GuestEmail, }", "{ GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, }" },
        { "{ GuestEmail = request.GuestEmail, Id = default }", "{ GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, Id = default }" },
        { "{ GuestEmail = request.GuestEmail /* as typed */, Id = default }", "{ GuestEmail = request.GuestEmail /* as typed */, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, Id = default }" },
        {
            "{\n            GuestEmail = request.GuestEmail\n        }",
            "{\n            GuestEmail = request.GuestEmail,\n            GuestWorkosUserId = guest.WorkosUserId,\n            GuestOrgId = guest.OrgId\n        }"
        },
        {
            "{\n            Id = default, GuestEmail = request.GuestEmail // as typed\n        }",
            "{\n            Id = default, GuestEmail = request.GuestEmail,\n            GuestWorkosUserId = guest.WorkosUserId,\n            GuestOrgId = guest.OrgId // as typed\n        }"
        },
        {
            "{\n            GuestEmail = request.GuestEmail, // as typed\n            Id = default,\n        }",
            "{\n            GuestEmail = request.GuestEmail, // as typed\n            GuestWorkosUserId = guest.WorkosUserId,\n            GuestOrgId = guest.OrgId,\n            Id = default,\n        }"
        },
        {
            "{\n            GuestEmail = request.GuestEmail, Id = default\n        }",
            "{\n            GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId, Id = default\n        }"
        },
        {
            "{ GuestEmail = request.GuestEmail,\n            Id = default }",
            "{ GuestEmail = request.GuestEmail, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId,\n            Id = default }"
        },
    };

    [Theory]
    [MemberData(nameof(Initializers))]
    public Task The_new_members_are_written_as_the_others_are(string before, string after) => RewritesAsync(
        $"db.Meetings.Add(new MeetingsTable {before});", Registered + $"db.Meetings.Add(new MeetingsTable {after});");
}
