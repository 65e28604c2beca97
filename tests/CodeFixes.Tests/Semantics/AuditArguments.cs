namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What becomes of an audit call's dropped arguments, and of what was computed for them.</summary>
public sealed class AuditArguments
{
    private const string Calls = """
        static class Calls
        {
            public static string NextIp() { Console.WriteLine("next ip"); return "127.0.0.1"; }

            public static string NextId() { Console.WriteLine("next id"); return "m1"; }

            public static async Task<string> AgentAsync() { await Task.Yield(); Console.WriteLine("agent"); return "agent"; }
        }
        """;

    [Fact]
    public Task A_dropped_argument_that_does_something_is_kept_before_the_call() => LegacySide.Audits.Given("Calls.cs", Calls).Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, new { Title = "x" }, Calls.NextIp(), await Calls.AgentAsync());
            if (args.Length == 0)
            {
                // A note on the call.
                await AuditLogger.LogAuditEvent(Calls.NextId(), "update", "meeting", "m2", null, null, "127.0.0.1", "agent");
            }
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            _ = Calls.NextIp();
            _ = await Calls.AgentAsync();
            await AuditLogger.LogAuditEvent("create", "meeting", "m1", new { oldValues = (object?)null, newValues = new { Title = "x" } });
            if (args.Length == 0)
            {
                // A note on the call.
                _ = Calls.NextId();
                await AuditLogger.LogAuditEvent("update", "meeting", "m2");
            }
            """).HoldsAsync();

    [Fact]
    public Task A_dropped_argument_that_calls_a_method_configured_as_pure_goes() => LegacySide.Audits.Given("Calls.cs", """
        static class Calls
        {
            public static string IpOf(string request) => request;

            public static string AgentOf(string request) => request;
        }
        """)
        .Configured("c2w_audit_pure_calls = IpOf")
        .Rewriting(
            before: """
                using App.Lib.Utils.Server.Audit;

                await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, Calls.IpOf("a"), Calls.AgentOf("b"));
                """,
            after: """
                using App.Lib.Utils.Server.AuditWorkos;

                _ = Calls.AgentOf("b");
                await AuditLogger.LogAuditEvent("create", "meeting", "m1");
                """).HoldsAsync();

    [Fact]
    public Task A_call_whose_order_of_evaluation_would_change_is_listed() => LegacySide.Audits.Given("Calls.cs", Calls).Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", Calls.NextId(), null, null, Calls.NextIp(), "agent");
            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", Calls.NextId(), null, null, "127.0.0.1", "agent");
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent("user_1", "create", "meeting", Calls.NextId(), null, null, Calls.NextIp(), "agent");
            await AuditLogger.LogAuditEvent("create", "meeting", Calls.NextId());
            """)
        .Lists(Reasons.AuditOrder("Calls.NextIp()"))
        .HoldsAsync();

    [Fact]
    public Task A_call_that_is_no_statement_in_a_block_is_listed_when_an_argument_does_something() => LegacySide.Audits.Given("Calls.cs", Calls).Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await LogAsync();
            if (args.Length == 0)
                await AuditLogger.LogAuditEvent("user_1", "update", "meeting", "m2", null, null, Calls.NextIp(), null);
            await AuditLogger.LogAuditEvent("user_1", "read", "meeting", "m3", null, null);

            static Task LogAsync() => AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, null, Calls.NextIp());
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await LogAsync();
            if (args.Length == 0)
                await App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent("user_1", "update", "meeting", "m2", null, null, Calls.NextIp(), null);
            await AuditLogger.LogAuditEvent("read", "meeting", "m3");

            static Task LogAsync() => App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, null, Calls.NextIp());
            """)
        .Lists(Reasons.AuditSideEffect("Calls.NextIp()"))
        .HoldsAsync();

    [Fact]
    public Task A_file_in_which_no_call_can_be_rewritten_names_the_old_audit_in_full() => LegacySide.Audits.Given("Calls.cs", Calls).Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await LogAsync();

            static Task LogAsync() => AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, Calls.NextIp(), null);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await LogAsync();

            static Task LogAsync() => App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, Calls.NextIp(), null);
            """)
        .Lists(Reasons.AuditSideEffect("Calls.NextIp()"))
        .HoldsAsync();

    [Fact]
    public Task Pure_arguments_go_with_the_locals_that_only_they_used() => LegacySide.Audits.Rewriting(
        before: """
            using System.Security.Claims;
            using App.Lib.Utils.Server.Audit;

            var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_1")]));
            var headers = new Dictionary<string, string> { ["User-Agent"] = "agent" };
            var clerkUserId = user.FindFirst("sub")?.Value;
            var ipAddress = "127.0.0.1"; // local
            var shown = "shown";

            await AuditLogger.LogAuditEvent(clerkUserId, "create", "meeting", "m1", null, null, ipAddress, headers["User-Agent"]);
            await AuditLogger.LogAuditEvent(user.FindFirst("sub")!.Value.ToString(), "update", "meeting", "m1", null, null, shown, nameof(headers));
            Console.WriteLine(shown + headers.Count + user.Claims.Count());
            """,
        after: """
            using System.Security.Claims;
            using App.Lib.Utils.Server.AuditWorkos;

            var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_1")]));
            var headers = new Dictionary<string, string> { ["User-Agent"] = "agent" };
            var shown = "shown";

            await AuditLogger.LogAuditEvent("create", "meeting", "m1");
            await AuditLogger.LogAuditEvent("update", "meeting", "m1");
            Console.WriteLine(shown + headers.Count + user.Claims.Count());
            """).HoldsAsync();

    [Fact]
    public Task A_parameter_that_is_no_longer_used_stays_and_is_noted() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await CreateAsync("user_1", "127.0.0.1");

            static async Task CreateAsync(string clerkUserId, string ipAddress)
            {
                Console.WriteLine("for " + clerkUserId);
                await AuditLogger.LogAuditEvent(clerkUserId, "create", "meeting", "m1", null, null, ipAddress, null);
            }
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await CreateAsync("user_1", "127.0.0.1");

            static async Task CreateAsync(string workosUserId, string ipAddress)
            {
                Console.WriteLine("for " + workosUserId);
                await AuditLogger.LogAuditEvent("create", "meeting", "m1");
            }
            """)
        .Notes(Reasons.AuditParameterUnused("ipAddress"))
        .HoldsAsync();

    [Fact]
    public Task A_local_whose_initializer_does_something_stays() => LegacySide.Audits.Given("Calls.cs", Calls).Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            var ipAddress = Calls.NextIp();
            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, ipAddress, null);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            var ipAddress = Calls.NextIp();
            await AuditLogger.LogAuditEvent("create", "meeting", "m1");
            """).HoldsAsync();

    [Theory]
    [InlineData("public sealed record Changes(object? OldValues, object? NewValues);", "new Changes(1, 2)")]
    [InlineData("public sealed class Changes { public object? OldValues { get; init; } public object? NewValues { get; init; } }", "new Changes { OldValues = 1, NewValues = 2 }")]
    public Task A_type_with_the_two_values_is_built(string changes, string built) => TypedChanges("Changes", changes + Print).Rewriting(
        before: """
            using App.Audit;

            Log.LogAuditEvent("user_1", "update", "meeting", "m1", 1, 2, null, null);
            """,
        after: $$"""
            using App.AuditWorkos;

            Log.LogAuditEvent("update", "meeting", "m1", {{built}});
            """).HoldsAsync();

    [Fact]
    public Task A_type_that_cannot_be_built_from_the_two_values_is_listed() => TypedChanges("string", Unbuildable).Rewriting(
        before: """
            using App.Audit;

            Log.LogAuditEvent("user_1", "update", "meeting", "m1", 1, 2, null, null);
            """,
        after: """
            using App.AuditWorkos;

            App.Audit.Log.LogAuditEvent("user_1", "update", "meeting", "m1", 1, 2, null, null);
            """)
        .Lists(Reasons.AuditChangesType("string?"))
        .HoldsAsync();

    private const string Print = """
         static class Print { public static string Of(Changes? changes) => changes?.OldValues + " -> " + changes?.NewValues; }
        """;

    private const string Unbuildable = """
        static class Print { public static string Of(string? changes) => changes ?? ""; }
        """;

    private static Preservation TypedChanges(string type, string declaration) => Files
        .Given("Audit.cs", """
            namespace App.Audit
            {
                public static class Log
                {
                    public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) =>
                        Console.WriteLine(action + resourceType + resourceId + oldValues + " -> " + newValues);
                }
            }
            """)
        .Given("AuditWorkos.cs", $$"""
            namespace App.AuditWorkos
            {
                public static class Log
                {
                    public static void LogAuditEvent(string action, string resourceType, string resourceId, {{type}}? changes = null, object? metadata = null) =>
                        Console.WriteLine(action + resourceType + resourceId + Print.Of(changes));
                }

                {{declaration}}
            }
            """);
}
