namespace Clerk2WorkOS.Analyzers.Tests.Harness;

/// <summary>Libraries of a solution in the middle of its migration.</summary>
internal static class Schemas
{
    public const string Legacy = """
        namespace Booking.Drizzle.Schema
        {
            [System.ComponentModel.DataAnnotations.Schema.Table("events")]
            public class EventTable { public string ClerkUserId { get; set; } public string Name { get; set; } }
            [System.ComponentModel.DataAnnotations.Schema.Table("meetings")]
            public class MeetingTable { public string ClerkUserId { get; set; } public EventTable Event { get; set; } }
            [System.ComponentModel.DataAnnotations.Schema.Table("users")]
            public class UserTable { public string ClerkUserId { get; set; } }
            [System.ComponentModel.DataAnnotations.Schema.Table("blocked_dates")]
            public class BlockedDatesTable { public string ClerkUserId { get; set; } }
        }
        """;

    public const string Workos = """
        namespace Booking.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } public string Name { get; set; } }
            public class MeetingsTable { public string WorkosUserId { get; set; } public EventsTable Event { get; set; } }
            public class UsersTable { public string WorkosUserId { get; set; } }
            public class BlockedDatesTable { public string WorkosUserId { get; set; } }
        }
        """;

    /// <summary>Both schemas, and a context that knows only the new one: its sets are named with "Table" and without.</summary>
    public const string Both = Context + Legacy + Workos;

    /// <summary>The new schema alone, and the same context.</summary>
    public const string WorkosOnly = Context + Workos;

    public const string OldAudit = """
        namespace Booking.Lib.Utils.Server.Audit
        {
            public static class AuditLogger
            {
                public static System.Threading.Tasks.Task LogAuditEvent(
                    string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent) => null;
                public static System.Threading.Tasks.Task LogAuditEventAsync(
                    string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent,
                    System.Threading.CancellationToken cancellationToken = default) => null;
            }
            public static class AuditActions { public const string Created = "created"; }
        }
        """;

    public const string NewAudit = """
        namespace Booking.Lib.Utils.Server.AuditWorkos
        {
            public static class AuditLogger
            {
                public static System.Threading.Tasks.Task LogAuditEvent(
                    string action, string resourceType, string resourceId, object changes = null, object metadata = null) => null;
                public static System.Threading.Tasks.Task LogAuditEventAsync(
                    string action, string resourceType, string resourceId, object changes = null, object metadata = null) => null;
            }
            public static class AuditActions { public const string Created = "created"; }
        }
        """;

    public const string Audit = OldAudit + NewAudit;

    private const string Context = """
        namespace Booking.Drizzle
        {
            public class Db : Microsoft.EntityFrameworkCore.DbContext
            {
                public Microsoft.EntityFrameworkCore.DbSet<SchemaWorkos.EventsTable> EventsTable { get; set; }
                public Microsoft.EntityFrameworkCore.DbSet<SchemaWorkos.MeetingsTable> Meetings { get; set; }
                public Microsoft.EntityFrameworkCore.DbSet<SchemaWorkos.UsersTable> UsersTable { get; set; }
            }
        }

        """;
}
