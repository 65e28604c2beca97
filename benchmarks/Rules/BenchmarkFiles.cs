namespace Clerk2WorkOS.Benchmarks.Rules;

/// <summary>What a file has for the rules.</summary>
public enum FileKind
{
    /// <summary>None of the words.</summary>
    Miss,

    /// <summary>The words, and nothing to report: a project that has been migrated.</summary>
    Near,

    /// <summary>Something to report, for every rule.</summary>
    Hit,
}

/// <summary>Files of a hundred lines or so.</summary>
internal static class BenchmarkFiles
{
    public static IEnumerable<string> Of(FileKind kind, int count) =>
        Enumerable.Range(0, count).Select(number => One(kind, number)).Concat(kind == FileKind.Hit ? [Surroundings] : []);

    private static string One(FileKind kind, int number)
    {
        var (id, table) = kind switch
        {
            FileKind.Miss => ("PersonId", "Rows"),
            FileKind.Near => ("WorkosUserId", "UsersTable"),
            _ => ("ClerkUserId", "UsersTable"),
        };
        var parameter = char.ToLowerInvariant(id[0]) + id[1..];
        var methods = string.Concat(Enumerable.Range(0, 8).Select(i => $$"""

                /// <summary>Finds what belongs to somebody.</summary>
                public string Find{{i}}(string {{parameter}}, int limit)
                {
                    var found = new List<string>();
                    foreach (var row in _rows)
                    {
                        if (row.{{id}} == {{parameter}} && found.Count < limit)
                            found.Add($"{row.Name} ({limit - {{i}}})");
                    }

                    return string.Join(", ", found);
                }

            """));
        return $$"""
            using System.Collections.Generic;
            {{(kind == FileKind.Hit ? Imports : "")}}
            namespace App.Part{{number}};

            public sealed class {{table}} { public string {{id}} { get; set; } = ""; public string Name { get; set; } = ""; }

            public sealed class Finder(List<{{table}}> rows)
            {
                private readonly List<{{table}}> _rows = rows;
            {{methods}}{{(kind == FileKind.Hit ? Uses : "")}}
            }
            """;
    }

    /// <summary>One place and more for each rule that looks at files.</summary>
    private const string Imports = """
        using System.Threading.Tasks;
        using Clerk.BackendAPI;
        using Microsoft.EntityFrameworkCore;
        using Bench.Drizzle.Schema;
        using Bench.Drizzle.SchemaWorkos;
        using Bench.Lib.Utils.Server.Audit;

        """;

    private const string Uses = """

            // The ClerkUserId of the person.
            public async Task Use(DbContext db, EventTable row, ClerkBackendApi sdk, System.Security.Claims.ClaimsPrincipal person, string clerkUserId)
            {
                await AuditLogger.LogAuditEvent(clerkUserId, "EVENT_READ", "event", row.Name, null, null, "address", "browser");
                await sdk.Users.DeleteAsync(clerkUserId);
                db.Add(new MeetingsTable { GuestEmail = "a@example.com", GuestName = "A" });
                var sql = "select name from users where clerk_user_id = @id";
                var secret = System.Environment.GetEnvironmentVariable("CLERK_SECRET_KEY");
                if (person.FindFirst("azp")?.Value != secret + sql)
                    throw new System.InvalidOperationException();
            }
        """;

    /// <summary>What those places use, and what rules that look at declarations find.</summary>
    private const string Surroundings = """
        namespace Clerk.BackendAPI
        {
            public class ClerkBackendApi { public Users Users { get; } = new(); }
            public class Users { public System.Threading.Tasks.Task DeleteAsync(string userId) => System.Threading.Tasks.Task.CompletedTask; }
        }

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext { public void Add(object entity) { } }
        }

        namespace Bench.Drizzle.Schema
        {
            public class EventTable { public string ClerkUserId { get; set; } = ""; public string Name { get; set; } = ""; }
            public class MeetingTable { public string ClerkUserId { get; set; } = ""; public string GuestEmail { get; set; } = ""; }
        }

        namespace Bench.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } = ""; public string Name { get; set; } = ""; }
            public class MeetingsTable { public string WorkosUserId { get; set; } = ""; public string GuestEmail { get; set; } = ""; public string GuestName { get; set; } = ""; }
        }

        namespace Bench.Lib.Utils.Server.Audit
        {
            public static class AuditLogger
            {
                public static System.Threading.Tasks.Task LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) => System.Threading.Tasks.Task.CompletedTask;
            }
        }

        namespace Bench.Lib.Utils.Server.AuditWorkos
        {
            public static class AuditLogger
            {
                public static System.Threading.Tasks.Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) => System.Threading.Tasks.Task.CompletedTask;
            }
        }
        """;

    /// <summary>SQL and settings for the rules that look at files beside the code.</summary>
    public static IEnumerable<(string Path, string Text)> Beside(FileKind kind) => kind == FileKind.Hit
        ?
        [
            ("/app/rls.sql", "alter table meetings_archive enable row level security; create policy own on meetings_archive using (true);"),
            ("/app/appsettings.json", "{ \"Clerk\": { \"SecretKey\": \"\" } }"),
        ]
        : [("/app/rls.sql", "create table people (id int);"), ("/app/appsettings.json", "{ \"Logging\": { \"Level\": \"Warning\" } }")];
}
