namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>Where the solution has no new audit of its own, the calls go to the companion library's, and what is written compiles and runs against it.</summary>
public sealed class AuditLibrary
{
    [Fact]
    public Task Calls_go_to_the_log_of_the_library_itself() => Files
        .With(Package.RealRuntime)
        .Given("Old.cs", """
            namespace App.Old;

            public static class AuditLogger
            {
                public static Task LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) => Task.CompletedTask;
            }
            """)
        .File(
            "Program.cs",
            before: """
                using App.Old;
                using Microsoft.Extensions.DependencyInjection;

                var services = new ServiceCollection();
                services.AddWorkOSAudit(options =>
                {
                    options.ConnectionString = "Host=127.0.0.1;Port=1";
                    options.FlushTimeout = TimeSpan.Zero;
                });
                services.AddSingleton<IClock, Clock>();
                services.AddSingleton<Meetings>();
                await using var provider = services.BuildServiceProvider();
                await provider.GetRequiredService<Meetings>().Rename("user_1", "Talk");

                public interface IClock { string Now { get; } }

                public sealed class Clock : IClock { public string Now => "10:00"; }

                public sealed class Meetings(IClock clock)
                {
                    private string _title = "Untitled";

                    public async Task Rename(string userId, string title)
                    {
                        await AuditLogger.LogAuditEvent(userId, "RENAMED", "meeting", "m1", new { title = _title }, new { title }, null, null);
                        await AuditLogger.LogAuditEvent(userId, "READ", "meeting", "m1", null, null, null, null);
                        _title = title;
                        Console.WriteLine($"{userId}: {_title} at {clock.Now}");
                    }
                }
                """,
            after: """
                using Clerk2WorkOS.Audit;
                using Microsoft.Extensions.DependencyInjection;

                var services = new ServiceCollection();
                services.AddWorkOSAudit(options =>
                {
                    options.ConnectionString = "Host=127.0.0.1;Port=1";
                    options.FlushTimeout = TimeSpan.Zero;
                });
                services.AddSingleton<IClock, Clock>();
                services.AddSingleton<Meetings>();
                await using var provider = services.BuildServiceProvider();
                await provider.GetRequiredService<Meetings>().Rename("user_1", "Talk");

                public interface IClock { string Now { get; } }

                public sealed class Clock : IClock { public string Now => "10:00"; }

                public sealed class Meetings(IClock clock, IAuditLog auditLog)
                {
                    private string _title = "Untitled";

                    public async Task Rename(string userId, string title)
                    {
                        await auditLog.LogAuditEvent("RENAMED", "meeting", "m1", new { oldValues = new { title = _title }, newValues = new { title } });
                        await auditLog.LogAuditEvent("READ", "meeting", "m1");
                        _title = title;
                        Console.WriteLine($"{userId}: {_title} at {clock.Now}");
                    }
                }
                """)
        .HoldsAsync();
}
