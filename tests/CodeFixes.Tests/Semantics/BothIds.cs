namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class BothIds
{
    [Fact]
    public Task ClerkUserId_wins_over_ClerkId_and_ClerkSub_in_one_type() => Program(
        before: """
            var user = new User { ClerkUserId = "a", ClerkId = "b", ClerkSub = "c" };
            Console.WriteLine(user.ClerkUserId + user.ClerkId + user.ClerkSub + new Other { ClerkId = "d", ClerkSub = "e" });

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
            """,
        after: """
            var user = new User { WorkosUserId = "a", ClerkId = "b", ClerkSub = "c" };
            Console.WriteLine(user.WorkosUserId + user.ClerkId + user.ClerkSub + new Other { WorkosUserId = "d", ClerkSub = "e" });

            class User
            {
                public string ClerkId { get; set; } = "";

                public string WorkosUserId { get; set; } = "";

                public string ClerkSub { get; set; } = "";
            }

            class Other
            {
                public string ClerkSub { get; set; } = "";

                public string WorkosUserId { get; set; } = "";

                public override string ToString() => ClerkSub + WorkosUserId;
            }
            """)
        .Lists(Reasons.StrongerName("ClerkUserId", "WorkosUserId"))
        .Lists(Reasons.StrongerName("ClerkId", "WorkosUserId"))
        .HoldsAsync();

    [Fact]
    public Task ClerkUserId_wins_in_a_record_and_in_a_scope() => Program(
        before: """
            Console.WriteLine(new Link(ClerkId: "a", ClerkUserId: "b").Join() + Join("c", "d") + Local());

            static string Join(string clerkId, string clerkUserId) => clerkId + clerkUserId;

            static string Local()
            {
                var clerkSub = "e";
                var clerkId = "f";
                return clerkSub + clerkId;
            }

            record Link(string ClerkId, string ClerkUserId)
            {
                public string Join() => ClerkId + ClerkUserId;
            }
            """,
        after: """
            Console.WriteLine(new Link(ClerkId: "a", WorkosUserId: "b").Join() + Join("c", "d") + Local());

            static string Join(string clerkId, string workosUserId) => clerkId + workosUserId;

            static string Local()
            {
                var clerkSub = "e";
                var workosUserId = "f";
                return clerkSub + workosUserId;
            }

            record Link(string ClerkId, string WorkosUserId)
            {
                public string Join() => ClerkId + WorkosUserId;
            }
            """)
        .Lists(Reasons.StrongerName("ClerkUserId", "WorkosUserId"))
        .Lists(Reasons.StrongerName("clerkUserId", "workosUserId"))
        .Lists(Reasons.StrongerName("clerkId", "workosUserId"))
        .HoldsAsync();

    [Fact]
    public Task Two_methods_that_would_be_one_overload_leave_the_weaker_listed() => Program(
        before: """
            Console.WriteLine(Users.GetByClerkId("a") + Users.GetByClerkUserId("b") + Users.FindByClerkId("c"));

            static class Users
            {
                public static string GetByClerkId(string clerkId) => "id " + clerkId;

                public static string GetByClerkUserId(string clerkUserId) => "user id " + clerkUserId;

                public static string FindByClerkId(string clerkId) => "found " + clerkId;
            }
            """,
        after: """
            Console.WriteLine(Users.GetByClerkId("a") + Users.GetByWorkosUserId("b") + Users.FindByWorkosUserId("c"));

            static class Users
            {
                public static string GetByClerkId(string workosUserId) => "id " + workosUserId;

                public static string GetByWorkosUserId(string workosUserId) => "user id " + workosUserId;

                public static string FindByWorkosUserId(string workosUserId) => "found " + workosUserId;
            }
            """)
        .Lists(Reasons.StrongerName("GetByClerkUserId", "GetByWorkosUserId"))
        .HoldsAsync();

    [Fact]
    public Task ClerkId_alone_counts_only_beside_a_strong_name()
    {
        const string Weak = """
            Console.WriteLine(new Sale("clerk_7").ClerkId);

            record Sale(string ClerkId);
            """;
        const string Strong = "\nrecord User(string ClerkUserId);";
        return Task.WhenAll(
            Unchanged(Weak).ReportsNothing().HoldsAsync(),
            Rewrites(Weak + Strong, Weak.Replace("ClerkId", "WorkosUserId", StringComparison.Ordinal) + "\nrecord User(string WorkosUserId);"));
    }

    [Fact]
    public Task ClerkId_alone_counts_where_the_code_speaks_to_Clerk() => Program(
        before: """
            Console.WriteLine(Current("user_1") + Issuer);

            string Current(string clerkId) => clerkId;

            partial class Program { private const string Issuer = "https://booking.clerk.accounts.dev"; }
            """,
        after: """
            Console.WriteLine(Current("user_1") + Issuer);

            string Current(string workosUserId) => workosUserId;

            partial class Program { private const string Issuer = "https://booking.clerk.accounts.dev"; }
            """)
        .Lists(Reasons.SettingMovesTogether)
        .HoldsAsync();

    [Fact]
    public Task A_reference_follows_into_a_project_where_a_clerk_is_a_person() => Files
        .Project("Contracts")
        .Project("App", "Contracts")
        .File("User.cs", projects: ["Contracts"],
            before: "public record User(string ClerkUserId);",
            after: "public record User(string WorkosUserId);")
        .File("Program.cs",
            before: """
                Console.WriteLine(new User(ClerkUserId: "user_1").ClerkUserId + new Clerk("Ada").ClerkId);

                record Clerk(string ClerkId);
                """,
            after: """
                Console.WriteLine(new User(WorkosUserId: "user_1").WorkosUserId + new Clerk("Ada").ClerkId);

                record Clerk(string ClerkId);
                """)
        .HoldsAsync();

    [Fact]
    public Task A_static_class_named_after_the_product_is_no_person() => Rewrites(
        before: """
            Console.WriteLine(new User("user_1").ClerkUserId + Routes.Clerk.Webhook);

            record User(string ClerkUserId);

            static class Routes { public static class Clerk { public const string Webhook = "/webhooks"; } }
            """,
        after: """
            Console.WriteLine(new User("user_1").WorkosUserId + Routes.Clerk.Webhook);

            record User(string WorkosUserId);

            static class Routes { public static class Clerk { public const string Webhook = "/webhooks"; } }
            """);

    [Fact]
    public Task A_strong_name_in_another_project_is_evidence_for_the_whole_solution() => Files
        .Project("Contracts")
        .Project("App", "Contracts")
        .File("User.cs", projects: ["Contracts"],
            before: "public record User(string ClerkUserId);",
            after: "public record User(string WorkosUserId);")
        .File("Program.cs",
            before: """
                var clerkId = new User("user_1").ClerkUserId;
                Console.WriteLine(clerkId);
                """,
            after: """
                var workosUserId = new User("user_1").WorkosUserId;
                Console.WriteLine(workosUserId);
                """)
        .HoldsAsync();
}
