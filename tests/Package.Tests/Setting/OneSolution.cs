namespace Clerk2WorkOS.Package.Tests.Setting;

/// <summary>Two projects in the middle of a migration, and what is to become of them; every rule with a fix but the guests' has something to do.</summary>
internal static class OneSolution
{
    private const string Schema = """
        namespace Shop.Drizzle.Schema
        {
            public class EventTable { public string ClerkUserId { get; set; } = ""; public string Name { get; set; } = ""; }

            public class MeetingTable { public string ClerkUserId { get; set; } = ""; public int Minutes { get; set; } }
        }

        namespace Shop.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } = ""; public string Name { get; set; } = ""; }

            public class MeetingsTable { public string WorkosUserId { get; set; } = ""; public int Minutes { get; set; } }
        }
        """;

    private const string Audit = """
        namespace Shop.Lib.Utils.Server.Audit
        {
            public static class AuditLogger
            {
                public static void LogAuditEvent(
                    string? workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent)
                {
                }
            }
        }

        namespace Shop.Lib.Utils.Server.AuditWorkos
        {
            public static class AuditLogger
            {
                public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null)
                {
                }
            }
        }
        """;

    private static readonly (string Path, string Before, string After)[] Files =
    [
        ("Drizzle/Schema.cs", Schema, Schema),
        ("App/Audit.cs", Audit, Audit),
        ("Drizzle/IUsers.cs",
            Before: """
                namespace Shop.Drizzle;

                /// <summary>Finds people.</summary>
                public interface IUsers
                {
                    /// <param name="clerkUserId">Whom.</param>
                    string NameOf(string clerkUserId);
                }

                public record Person(string ClerkUserId, string Name);
                """,
            After: """
                namespace Shop.Drizzle;

                /// <summary>Finds people.</summary>
                public interface IUsers
                {
                    /// <param name="workosUserId">Whom.</param>
                    string NameOf(string workosUserId);
                }

                public record Person(string WorkosUserId, string Name);
                """),
        ("App/Events.cs",
            Before: """
                using Shop.Drizzle;
                using Shop.Drizzle.Schema;
                using Shop.Lib.Utils.Server.Audit;

                namespace Shop.App;

                public sealed class Events(List<EventTable> events, IUsers users)
                {
                    public string? Owner(string clerkUserId) =>
                        events.FirstOrDefault(e => e.ClerkUserId == clerkUserId)?.Name ?? users.NameOf(clerkUserId: clerkUserId);

                    public void Create(Person owner, string name, string ipAddress)
                    {
                        // The row, then its trail.
                        events.Add(new EventTable { ClerkUserId = owner.ClerkUserId, Name = name });
                        AuditLogger.LogAuditEvent(owner.ClerkUserId, "create", "event", name, null, name, ipAddress, null);
                    }

                    public void Guard(string? clerkUserId) => _ = clerkUserId ?? throw new InvalidOperationException("No ClerkUserId");
                }
                """,
            After: """
                using Shop.Drizzle;
                using Shop.Drizzle.SchemaWorkos;
                using Shop.Lib.Utils.Server.AuditWorkos;

                namespace Shop.App;

                public sealed class Events(List<EventsTable> events, IUsers users)
                {
                    public string? Owner(string workosUserId) =>
                        events.FirstOrDefault(e => e.WorkosUserId == workosUserId)?.Name ?? users.NameOf(workosUserId: workosUserId);

                    public void Create(Person owner, string name, string ipAddress)
                    {
                        // The row, then its trail.
                        events.Add(new EventsTable { WorkosUserId = owner.WorkosUserId, Name = name });
                        AuditLogger.LogAuditEvent("create", "event", name, new { oldValues = (object?)null, newValues = name });
                    }

                    public void Guard(string? workosUserId) => _ = workosUserId ?? throw new InvalidOperationException("No WorkosUserId");
                }
                """),
        ("App/Users.cs",
            Before: """
                using Shop.Drizzle;
                using Shop.Drizzle.Schema;

                namespace Shop.App;

                public sealed class Users(List<MeetingTable> meetings) : IUsers
                {
                    public string NameOf(string clerkUserId) => clerkUserId + meetings.Count(m => m.ClerkUserId == clerkUserId);

                    public IEnumerable<string> Names(IEnumerable<Person> people) =>
                        people.Select(p => new { p.ClerkUserId, p.Name }).Where(row => row.ClerkUserId != "").Select(row => row.Name);
                }
                """,
            After: """
                using Shop.Drizzle;
                using Shop.Drizzle.SchemaWorkos;

                namespace Shop.App;

                public sealed class Users(List<MeetingsTable> meetings) : IUsers
                {
                    public string NameOf(string workosUserId) => workosUserId + meetings.Count(m => m.WorkosUserId == workosUserId);

                    public IEnumerable<string> Names(IEnumerable<Person> people) =>
                        people.Select(p => new { p.WorkosUserId, p.Name }).Where(row => row.WorkosUserId != "").Select(row => row.Name);
                }
                """),
    ];

    /// <summary>Every C# file as it is to be after.</summary>
    public static IEnumerable<(string Path, string Text)> After => Files.Select(file => (file.Path, file.After));

    /// <summary>Writes the solution, with the tools that work on it, into a folder of its own.</summary>
    public static void Write(Packages packages, string folder)
    {
        foreach (var (path, before, _) in Files)
            packages.Write($"{folder}/{path}", before);
        packages.Write($"{folder}/Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Clerk2WorkOS.Analyzers" Version="{packages.Version}" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        packages.Write($"{folder}/Drizzle/Drizzle.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        packages.Write($"{folder}/App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><ProjectReference Include="../Drizzle/Drizzle.csproj" /></ItemGroup>
            </Project>
            """);
        packages.Write($"{folder}/Shop.slnx", """<Solution><Project Path="Drizzle/Drizzle.csproj" /><Project Path="App/App.csproj" /></Solution>""");
        packages.Write($"{folder}/.config/dotnet-tools.json", $$"""
            {
              "version": 1,
              "isRoot": true,
              "tools": {
                "clerk2workos.tool": { "version": "{{packages.Version}}", "commands": ["clerk2workos"] },
                "roslynator.dotnet.cli": { "version": "1.0.1", "commands": ["roslynator"] }
              }
            }
            """);
    }
}
