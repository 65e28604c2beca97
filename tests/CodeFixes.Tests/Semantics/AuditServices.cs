namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>A new audit that is a service takes the place of a static one: where one is in scope, or where the class can be given one.</summary>
public sealed class AuditServices
{
    private const string Audits = """
        namespace App.Old
        {
            public static class AuditLogger
            {
                public static Task LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) => Write($"{action} {resourceType} {resourceId}");

                public static void LogAuditEventAsync(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) => Write($"{action} {resourceType} {resourceId}");

                private static Task Write(string line)
                {
                    Console.WriteLine(line);
                    return Task.CompletedTask;
                }
            }
        }

        namespace Clerk2WorkOS.Audit
        {
            public interface IAuditLog
            {
                Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null, CancellationToken cancellationToken = default);
            }

            public sealed class AuditLog : IAuditLog
            {
                public Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes, object? metadata, CancellationToken cancellationToken)
                {
                    Console.WriteLine($"{action} {resourceType} {resourceId}");
                    return Task.CompletedTask;
                }
            }
        }
        """;

    private static Preservation Rewriting(string before, string after) => Files.Given("Audits.cs", Audits).File("Program.cs", before, after);

    private static Preservation Files => Preservation.Files;

    [Fact]
    public Task One_that_is_in_scope_takes_the_call() => Rewriting(
        before: """
            using App.Old;
            using Clerk2WorkOS.Audit;

            await new Meetings(new AuditLog()).Create();

            sealed class Meetings(IAuditLog audit)
            {
                public async Task Create()
                {
                    await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, "new", null, null);
                    AuditLogger.LogAuditEventAsync("user_1", "read", "meeting", audit.GetType().Name, null, null, null, null);
                }
            }
            """,
        after: """
            using Clerk2WorkOS.Audit;

            await new Meetings(new AuditLog()).Create();

            sealed class Meetings(IAuditLog audit)
            {
                public async Task Create()
                {
                    await audit.LogAuditEvent("create", "meeting", "m1", new { oldValues = (object?)null, newValues = "new" });
                    await audit.LogAuditEvent("read", "meeting", audit.GetType().Name);
                }
            }
            """).HoldsAsync();

    [Fact]
    public Task A_caller_that_has_none_and_is_static_or_synchronous_is_listed() => Rewriting(
        before: """
            using App.Old;
            using Clerk2WorkOS.Audit;

            await Static.Create();
            new Synchronous(new AuditLog()).Read();

            static class Static
            {
                public static Task Create() => AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, null, null);
            }

            sealed class Synchronous(IAuditLog audit)
            {
                public void Read() => AuditLogger.LogAuditEventAsync("user_1", "read", "meeting", audit.GetType().Name, null, null, null, null);
            }
            """,
        after: """
            using Clerk2WorkOS.Audit;

            await Static.Create();
            new Synchronous(new AuditLog()).Read();

            static class Static
            {
                public static Task Create() => App.Old.AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, null, null);
            }

            sealed class Synchronous(IAuditLog audit)
            {
                public void Read() => App.Old.AuditLogger.LogAuditEventAsync("user_1", "read", "meeting", audit.GetType().Name, null, null, null, null);
            }
            """)
        .Lists(Reasons.AuditNeedsInstance("IAuditLog"))
        .Lists(Reasons.AuditIsAsynchronous)
        .HoldsAsync();

    [Fact]
    public async Task A_class_that_is_built_by_dependency_injection_is_given_one()
    {
        using var workspace = new Microsoft.CodeAnalysis.AdhocWorkspace();
        var solution = Files.Given("Audits.cs", Audits)
            .Given("Program.cs", """
                using App.Old;

                public interface IClock { string Now { get; } }

                public sealed class Primary(IClock clock)
                {
                    public Task Create() => AuditLogger.LogAuditEvent("user_1", "create", "meeting", clock.Now, null, null, null, null);
                }

                public sealed class Classic
                {
                    private readonly IClock _clock;

                    public Classic(IClock clock)
                    {
                        _clock = clock;
                    }

                    public Task Create() => AuditLogger.LogAuditEvent("user_1", "create", "meeting", _clock.Now, null, null, null, null);
                }

                public static class Program { public static void Main() { } }
                """)
            .Open(workspace);
        var result = await MigrationEngine.RewriteAsync(solution, new RewriteOptions());
        Assert.Empty(result.TakenBack);
        Assert.Equal(0, result.ErrorsAfter);
        var text = await result.Solution.Projects.Single().Documents.Single(document => document.Name.EndsWith("Program.cs", StringComparison.Ordinal)).GetTextAsync();
        Assert.Equal(
            """
            using Clerk2WorkOS.Audit;

            public interface IClock { string Now { get; } }

            public sealed class Primary(IClock clock, IAuditLog auditLog)
            {
                public Task Create() => auditLog.LogAuditEvent("create", "meeting", clock.Now);
            }

            public sealed class Classic
            {
                private readonly IClock _clock;

                private readonly IAuditLog _auditLog;

                public Classic(IClock clock, IAuditLog auditLog)
                {
                    _clock = clock;
                    _auditLog = auditLog;
                }

                public Task Create() => _auditLog.LogAuditEvent("create", "meeting", _clock.Now);
            }

            public static class Program { public static void Main() { } }
            """,
            text.ToString());
    }
}
