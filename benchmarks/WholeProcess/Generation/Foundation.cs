using System.Text;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>What everything else is built on: both schemas, both audits, the contracts of each project.</summary>
internal static class Foundation
{
    public const string SchemaFolder = "Drizzle/";
    public const string AuditFolder = "Lib/";

    /// <summary>Singular and plural without "Table", and how the legacy table calls the user id.</summary>
    public static readonly (string Singular, string Plural, string UserId)[] Tables =
    [
        ("Event", "Events", "ClerkUserId"),
        ("Schedule", "Schedules", "ClerkUserId"),
        ("ScheduleAvailability", "ScheduleAvailabilities", "ClerkUserId"),
        ("Meeting", "Meetings", "ClerkUserId"),
        ("Category", "Categories", "ClerkUserId"),
        ("Profile", "Profiles", "ClerkUserId"),
        ("Record", "Records", "ClerkUserId"),
        ("User", "Users", "ClerkId"),
        ("SlotReservation", "SlotReservations", "ClerkUserId"),
        ("PaymentTransfer", "PaymentTransfers", "ClerkUserId"),
    ];

    public static IEnumerable<(string Path, string Text)> Files() =>
    [
        ("Drizzle/Schema/Tables.cs", Schema("Bench.Drizzle.Schema", table => table.Singular, table => table.UserId, "")),
        ("Drizzle/SchemaWorkos/Tables.cs", Schema("Bench.Drizzle.SchemaWorkos", table => table.Plural, _ => "WorkosUserId", "    public Guid OrgId { get; set; }\n")),
        ("Lib/Utils/Server/Audit/AuditLogger.cs", LegacyAudit),
        ("Lib/Utils/Server/AuditWorkos/AuditLogger.cs", Audit),
        ("CurrentUser.cs", CurrentUser),
    ];

    /// <summary>The interface that classes of this project and of those above it implement.</summary>
    public static string Contracts(string area) => $$"""
        namespace Bench.{{area}};

        /// <summary>Who owns what in this part.</summary>
        public interface I{{area}}Lookup
        {
            string? NameOf(string clerkUserId);

            int CountOf(string clerkUserId, DateTimeOffset since);
        }

        /// <summary>Something that belongs to a person.</summary>
        public interface I{{area}}Owned
        {
            string ClerkUserId { get; }
        }

        """;

    private static string Schema(
        string space, Func<(string Singular, string Plural, string UserId), string> name, Func<(string Singular, string Plural, string UserId), string> userId, string organization)
    {
        var text = new StringBuilder($"using System.ComponentModel.DataAnnotations;\n\nnamespace {space};\n");
        foreach (var table in Tables)
        {
            text.Append($$"""

                public class {{name(table)}}Table
                {
                    [Key] public Guid Id { get; set; }
                    [MaxLength(64)] public string {{userId(table)}} { get; set; } = "";
                {{organization}}    public string Name { get; set; } = "";
                    public string? Description { get; set; }
                    public int Total { get; set; }
                    public bool IsActive { get; set; } = true;
                    public DateTimeOffset CreatedAt { get; set; }
                    public DateTimeOffset UpdatedAt { get; set; }
                }

                """);
        }

        return text.ToString();
    }

    private const string CurrentUser = """
        namespace Bench.Core;

        /// <summary>Who is signed in, and from where.</summary>
        public interface ICurrentUser
        {
            string ClerkUserId { get; }

            string? IpAddress { get; }

            string? UserAgent { get; }
        }

        /// <summary>A person of whom everything is known.</summary>
        public sealed class KnownUser(string clerkUserId, string? ipAddress, string? userAgent) : ICurrentUser
        {
            public string ClerkUserId { get; } = clerkUserId;

            public string? IpAddress { get; } = ipAddress;

            public string? UserAgent { get; } = userAgent;
        }

        """;

    private const string LegacyAudit = """
        namespace Bench.Lib.Utils.Server.Audit;

        /// <summary>The first audit: the caller collects who, from where and with what.</summary>
        public static class AuditLogger
        {
            public static List<string> Written { get; } = [];

            public static Task LogAuditEvent(
                string workosUserId,
                string action,
                string resourceType,
                string resourceId,
                object? oldValues,
                object? newValues,
                string? ipAddress,
                string? userAgent)
            {
                Written.Add($"{workosUserId} {action} {resourceType} {resourceId} {oldValues} {newValues} {ipAddress} {userAgent}");
                return Task.CompletedTask;
            }

            public static Task LogAuditEventAsync(
                string workosUserId,
                string action,
                string resourceType,
                string resourceId,
                object? oldValues,
                object? newValues,
                string? ipAddress,
                string? userAgent) =>
                LogAuditEvent(workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent);
        }

        """;

    private const string Audit = """
        namespace Bench.Lib.Utils.Server.AuditWorkos;

        /// <summary>The audit log; user, organization, address and browser come from the context.</summary>
        public static class AuditLogger
        {
            public static List<string> Written { get; } = [];

            public static Task LogAuditEvent(
                string action, string resourceType, string resourceId, object? changes = null, object? metadata = null)
            {
                Written.Add($"{action} {resourceType} {resourceId} {changes} {metadata}");
                return Task.CompletedTask;
            }

            public static Task LogAuditEventAsync(
                string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) =>
                LogAuditEvent(action, resourceType, resourceId, changes, metadata);
        }

        """;
}
