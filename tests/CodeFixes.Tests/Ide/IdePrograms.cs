using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>Programs in which several units of change meet, for tests of what holds in every one of them.</summary>
internal static class IdePrograms
{
    private static readonly ImmutableSortedDictionary<string, Func<AdhocWorkspace, Solution>> All = new Dictionary<string, Func<AdhocWorkspace, Solution>>
    {
        ["a cascade over three projects"] = workspace => Cascade().Open(workspace),
        ["names that would become the same"] = workspace => BothIds().Open(workspace),
        ["tables, audit calls and names in the same files"] = workspace => Booking().Open(workspace),
        ["a schema and an audit that are gone"] = workspace => Broken().Open(workspace),
        ["names on the wire"] = workspace => Wire().Open(workspace),
        ["texts and comments"] = workspace => Texts().Open(workspace),
        ["after the consolidation"] = workspace => Consolidated().Open(workspace),
        ["guests"] = workspace => Guests().Open(workspace),
        ["two target frameworks and a linked file"] = workspace => Flavours().Open(workspace),
        ["the sample's contracts"] = BookingSample.OpenContracts,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Their names, for a theory.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The program of that name.</summary>
    public static Solution Open(AdhocWorkspace workspace, string name) => All[name](workspace);

    private static Preservation Cascade() => Files
        .Project("Core").Project("Data", "Core").Project("App", "Data", "Core")
        .Given("IUsers.cs", """
            namespace Core;

            public interface IUsers
            {
                string NameOf(string clerkUserId);

                string GetByClerkId(string clerkId);
            }

            public abstract record Person(string ClerkUserId)
            {
                public virtual string ClerkSub => ClerkUserId;
            }
            """, "Core")
        .Given("Users.cs", """
            namespace Data;

            using Core;

            public sealed class Users : IUsers
            {
                private readonly Dictionary<string, string> _byClerkId = new();

                public string NameOf(string clerkUserId) => _byClerkId.TryGetValue(clerkUserId, out var name) ? name : clerkUserId;

                public string GetByClerkId(string clerkId) => NameOf(clerkUserId: clerkId);
            }

            public sealed record Expert(string ClerkUserId, string Title) : Person(ClerkUserId)
            {
                public override string ClerkSub => base.ClerkSub + Title;
            }
            """, "Data")
        .Given("Program.cs", """
            using Core;
            using Data;

            IUsers users = new Users();
            var expert = new Expert(ClerkUserId: "user_1", Title: "Dr.");
            var (clerkUserId, _) = expert;
            var row = new { expert.ClerkUserId, expert.ClerkSub };
            Console.WriteLine(users.GetByClerkId(row.ClerkUserId) + row.ClerkSub + clerkUserId + (expert with { ClerkUserId = "user_2" }));
            """, "App");

    private static Preservation BothIds() => Files.Given("Program.cs", """
        var user = new User { ClerkUserId = "a", ClerkId = "b", ClerkSub = "c" };
        Console.WriteLine(user.ClerkUserId + user.ClerkId + user.ClerkSub + new Other { ClerkId = "d", ClerkSub = "e" } + Third.Join("f", "g"));

        class User
        {
            public string ClerkId { get; set; } = "";

            public string ClerkUserId { get; set; } = "";

            public string ClerkSub { get; set; } = "";
        }

        class Other
        {
            public string ClerkSub { get; set; } = "";

            public string ClerkId { get; set; } = "";

            public override string ToString() => ClerkSub + ClerkId;
        }

        static class Third
        {
            private const string WorkosUserId = "h";

            public static string Join(string clerkId, string clerkSub) => clerkId + clerkSub + WorkosUserId;

            public static string Join(string clerkUserId) => clerkUserId;
        }
        """);

    private const string Schema = """
        namespace Booking.Drizzle.Schema
        {
            public class EventTable { public string ClerkUserId { get; set; } = ""; public string Name { get; set; } = ""; }

            public class MeetingTable { public string ClerkUserId { get; set; } = ""; public int Minutes { get; set; } }
        }
        """;

    private const string SchemaWorkos = """
        namespace Booking.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } = ""; public string Name { get; set; } = ""; }

            public class MeetingsTable { public string WorkosUserId { get; set; } = ""; public int Minutes { get; set; } }
        }
        """;

    private const string Audit = """
        namespace App.Lib.Utils.Server.Audit
        {
            public static class AuditLogger
            {
                public static void LogAuditEvent(
                    string? workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent)
                {
                }
            }
        }
        """;

    private const string AuditWorkos = """
        namespace App.Lib.Utils.Server.AuditWorkos
        {
            public static class AuditLogger
            {
                public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null)
                {
                }
            }
        }
        """;

    private const string Events = """
        using App.Lib.Utils.Server.Audit;
        using Booking.Drizzle.Schema;

        namespace App.Actions;

        public sealed class Events(List<EventTable> events)
        {
            public string? Owner(string clerkUserId) => events.FirstOrDefault(e => e.ClerkUserId == clerkUserId)?.Name;

            public void Create(string clerkUserId, string name, string ipAddress)
            {
                var row = new EventTable { ClerkUserId = clerkUserId, Name = name };
                events.Add(row);
                AuditLogger.LogAuditEvent(clerkUserId, "create", "event", name, null, row.Name, ipAddress, null);
            }
        }
        """;

    private const string Meetings = """
        using App.Lib.Utils.Server.Audit;
        using Booking.Drizzle.Schema;

        namespace App.Actions;

        public sealed class Meetings(List<MeetingTable> meetings)
        {
            public IEnumerable<(string ClerkUserId, int Minutes)> All => meetings.Select(m => (m.ClerkUserId, m.Minutes));

            public void Cancel(MeetingTable meeting, EventTable of)
            {
                meetings.Remove(meeting);
                AuditLogger.LogAuditEvent(meeting.ClerkUserId, "cancel", "meeting", of.Name, meeting.Minutes, null, null, null);
            }
        }
        """;

    private static Preservation Booking() => Files
        .Project("Drizzle").Project("App", "Drizzle")
        .Given("Schema.cs", Schema, "Drizzle").Given("SchemaWorkos.cs", SchemaWorkos, "Drizzle")
        .Given("Audit.cs", Audit).Given("AuditWorkos.cs", AuditWorkos)
        .Given("Events.cs", Events).Given("Meetings.cs", Meetings)
        .Given("Names.cs", "using App.Lib.Utils.Server.Audit;\n\nnamespace App;\n\npublic static class Names { public const string Audit = nameof(AuditLogger); }\n");

    private static Preservation Broken() => Files
        .Project("Drizzle").Project("App", "Drizzle")
        .Given("SchemaWorkos.cs", SchemaWorkos, "Drizzle").Given("AuditWorkos.cs", AuditWorkos)
        .Given("Events.cs", Events).Given("Meetings.cs", Meetings);

    private static Preservation Wire() => Files.Given("Program.cs", """
        using System.Text.Json;
        using System.Text.Json.Serialization;

        Console.WriteLine(JsonSerializer.Serialize(new User("user_1") { AdminClerkUserId = "user_2" }, JsonSerializerOptions.Web));
        Console.WriteLine(JsonSerializer.Serialize(new { ClerkUserId = "user_3" }));

        public record User(string ClerkUserId)
        {
            public string AdminClerkUserId { get; init; } = "";

            [JsonPropertyName("clerk_id")]
            public string ClerkId { get; init; } = "";
        }
        """);

    private static Preservation Texts() => Files.Configured("c2w_comments = rewrite").Given("Program.cs", """
        // The ClerkUserId of an expert, or the ClerkId of a guest.
        using System.Data.Common;

        /// <summary>Finds users by <paramref name="clerkUserId"/>; the clerk_user_id is unique.</summary>
        public static class Users
        {
            public static object? Find(DbConnection connection, string clerkUserId)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "select name from users where id = @clerkUserId";
                command.Parameters["clerkUserId"].Value = clerkUserId;
                return command.ExecuteScalar() ?? throw new InvalidOperationException($"No clerkUserId {clerkUserId}, no ClerkSub");
            }
        }
        """);

    private static Preservation Consolidated() => Files.Configured("c2w_stage = consolidated")
        .Project("Drizzle").Project("App", "Drizzle").Project("Web", "Drizzle")
        .Given("Schema.cs", SchemaWorkos.Replace("SchemaWorkos", "Schema", StringComparison.Ordinal), "Drizzle")
        .Given("Events.cs", """
            using Booking.Drizzle.SchemaWorkos;

            namespace App;

            public class Events
            {
                public EventsTable? First(string clerkUserId) => new() { WorkosUserId = clerkUserId };

                public Booking.Drizzle.SchemaWorkos.MeetingsTable? Meeting { get; set; }
            }
            """)
        .Given("Usings.cs", "global using Booking.Drizzle.SchemaWorkos;", "Web").Given("Web.cs", "static class Web { public static string Of(EventsTable row) => row.Name; }", "Web");

    private static Preservation Guests() => Files
        .Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework)
        .Given("Table.cs", """
            namespace App.Data
            {
                using Microsoft.EntityFrameworkCore;

                public class MeetingsTable
                {
                    public Guid Id { get; set; }
                    public Guid OrgId { get; set; }
                    public Guid EventId { get; set; }
                    public string WorkosUserId { get; set; } = "";
                    public string GuestEmail { get; set; } = "";
                    public string GuestName { get; set; } = "";
                    public DateTimeOffset StartTime { get; set; }
                }

                public class Db : DbContext { public DbSet<MeetingsTable> Meetings => new(this); }

                public record Request(Guid EventId, string GuestEmail, string GuestName, DateTimeOffset StartTime, string ClerkUserId);
            }
            """)
        .Given("Actions.cs", """
            using App.Data;

            public sealed class MeetingActions(Db db)
            {
                public async Task CreateMeetingAsync(Request request, CancellationToken cancellationToken)
                {
                    db.Meetings.Add(new MeetingsTable
                    {
                        EventId = request.EventId,
                        WorkosUserId = request.ClerkUserId,
                        GuestEmail = request.GuestEmail,
                        GuestName = request.GuestName,
                        StartTime = request.StartTime,
                    });
                    await db.SaveChangesAsync(cancellationToken);
                }
            }
            """);

    private static Preservation Flavours() => Files
        .Flavour("App(net8.0)", "NET8_0").Flavour("App(net10.0)", "NET10_0").Project("Web")
        .Given("/booking/Shared/User.cs", """
            namespace Shared;

            public class User
            {
            #if NET8_0
                public string ClerkUserId { get; set; } = "";
            #else
                public required string ClerkUserId { get; init; }
            #endif

                public string Show(string clerkId) => ClerkUserId + clerkId;
            }
            """, "App(net8.0)", "App(net10.0)", "Web")
        .Given("/booking/App/Owner.cs", """
            namespace App;

            public static class Owner { public static string Of(Shared.User user, string clerkSub) => user.Show(clerkId: clerkSub) + user.ClerkUserId; }
            """, "App(net8.0)", "App(net10.0)");
}
