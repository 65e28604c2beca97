namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>The booking platform's two schemas and two audits, as they stand beside each other during the migration.</summary>
internal static class LegacySide
{
    private const string Schema = """
        namespace Booking.Drizzle.Schema;

        public class EventTable
        {
            public const string TableName = "events";

            public string ClerkUserId { get; set; } = "";

            public string Name { get; set; } = "";

            public string Colour { get; set; } = "";
        }

        public class MeetingTable
        {
            public string ClerkUserId { get; set; } = "";

            public int Minutes { get; set; }
        }

        public class UserTable
        {
            public string ClerkUserId { get; set; } = "";
        }

        public class BlockedDatesTable
        {
            public string ClerkUserId { get; set; } = "";
        }

        public static class LegacyClock
        {
            public static string Now => "noon";
        }
        """;

    private const string SchemaWorkos = """
        namespace Booking.Drizzle.SchemaWorkos;

        public class EventsTable
        {
            public const string TableName = "events";

            public string WorkosUserId { get; set; } = "";

            public string Name { get; set; } = "";

            public string? OrgId { get; set; }
        }

        public class MeetingsTable
        {
            public string WorkosUserId { get; set; } = "";

            public int Minutes { get; set; }
        }

        public class UsersTable
        {
            public string WorkosUserId { get; set; } = "";
        }

        public class BlockedDatesTable
        {
            public string WorkosUserId { get; set; } = "";
        }
        """;

    private const string Audit = """
        using System.Text.Json;

        namespace App.Lib.Utils.Server.Audit;

        public static class AuditLogger
        {
            public static Task LogAuditEvent(
                string? workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress = null, string? userAgent = null)
            {
                Console.WriteLine($"{action} {resourceType} {resourceId}: {JsonSerializer.Serialize(oldValues)} -> {JsonSerializer.Serialize(newValues)}");
                return Task.CompletedTask;
            }

            public static Task LogAuditEventAsync(
                string? workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent,
                CancellationToken cancellationToken = default)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return LogAuditEvent(workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent);
            }
        }
        """;

    private const string AuditWorkos = """
        using System.Text.Json;

        namespace App.Lib.Utils.Server.AuditWorkos;

        public static class AuditLogger
        {
            public static Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null)
            {
                Console.WriteLine($"{action} {resourceType} {resourceId}: {Json("oldValues")} -> {Json("newValues")}");
                return Task.CompletedTask;

                string Json(string name) => JsonSerializer.Serialize(changes?.GetType().GetProperty(name)?.GetValue(changes));
            }

            public static Task LogAuditEventAsync(
                string action, string resourceType, string resourceId, object? changes = null, object? metadata = null, CancellationToken cancellationToken = default)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return LogAuditEvent(action, resourceType, resourceId, changes, metadata);
            }
        }
        """;

    /// <summary>Both schemas, in a project that the application refers to.</summary>
    public static Preservation Schemas => Files
        .Project("Drizzle")
        .Project("App", "Drizzle")
        .Given("Schema/Tables.cs", Schema, "Drizzle")
        .Given("SchemaWorkos/Tables.cs", SchemaWorkos, "Drizzle");

    /// <summary>The WorkOS schema alone: the legacy one is gone, and what used it does not compile.</summary>
    public static Preservation NewSchemaAlone => Files
        .Project("Drizzle")
        .Project("App", "Drizzle")
        .Given("SchemaWorkos/Tables.cs", SchemaWorkos, "Drizzle");

    /// <summary>Both audits, in a project that the application refers to.</summary>
    public static Preservation Audits => Files
        .Project("Server")
        .Project("App", "Server")
        .Given("Audit/AuditLogger.cs", Audit, "Server")
        .Given("AuditWorkos/AuditLogger.cs", AuditWorkos, "Server");

    /// <summary>The new audit alone.</summary>
    public static Preservation NewAuditAlone => Files
        .Project("Server")
        .Project("App", "Server")
        .Given("AuditWorkos/AuditLogger.cs", AuditWorkos, "Server");

    /// <summary>The legacy audit alone.</summary>
    public static Preservation LegacyAuditAlone => Files
        .Project("Server")
        .Project("App", "Server")
        .Given("Audit/AuditLogger.cs", Audit, "Server");

    /// <summary>Both schemas and both audits.</summary>
    public static Preservation Both => Files
        .Project("Drizzle")
        .Project("Server")
        .Project("App", "Drizzle", "Server")
        .Given("Schema/Tables.cs", Schema, "Drizzle")
        .Given("SchemaWorkos/Tables.cs", SchemaWorkos, "Drizzle")
        .Given("Audit/AuditLogger.cs", Audit, "Server")
        .Given("AuditWorkos/AuditLogger.cs", AuditWorkos, "Server");

    /// <summary>The application's main file.</summary>
    public static Preservation Rewriting(this Preservation program, string before, string after) => program.File("Program.cs", before, after);

    /// <summary>The application's main file, which stays as it is.</summary>
    public static Preservation Leaving(this Preservation program, string text) => program.Given("Program.cs", text);
}
