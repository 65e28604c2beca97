namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class DynamicReceivers
{
    [Fact]
    public Task A_member_that_a_dynamic_access_finds_by_name_is_listed() => Program(
        before: """
            var user = new User { ClerkUserId = "user_1", GuestClerkUserId = "user_2" };
            dynamic d = user;
            Console.WriteLine(d.ClerkUserId + user.ClerkUserId + user.GuestClerkUserId + Read(user));

            static string Read(dynamic any) => any.ClerkUserId;

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";
            }
            """,
        after: """
            var user = new User { ClerkUserId = "user_1", GuestWorkosUserId = "user_2" };
            dynamic d = user;
            Console.WriteLine(d.ClerkUserId + user.ClerkUserId + user.GuestWorkosUserId + Read(user));

            static string Read(dynamic any) => any.ClerkUserId;

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .Lists(Reasons.Dynamic(Any))
        .Lists(Reasons.OnlyAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task A_dynamic_call_of_a_method_by_name_is_listed() => Program(
        before: """
            dynamic users = new Users();
            Console.WriteLine(users.GetByClerkUserId("a") + users.Find(clerkUserId: "b") + new Users().CountByClerkUserId("c"));

            public class Users
            {
                public string GetByClerkUserId(string id) => "got " + id;

                public string Find(string clerkUserId) => "found " + clerkUserId;

                public string CountByClerkUserId(string clerkUserId) => "counted " + clerkUserId;
            }
            """,
        after: """
            dynamic users = new Users();
            Console.WriteLine(users.GetByClerkUserId("a") + users.Find(clerkUserId: "b") + new Users().CountByWorkosUserId("c"));

            public class Users
            {
                public string GetByClerkUserId(string id) => "got " + id;

                public string Find(string clerkUserId) => "found " + clerkUserId;

                public string CountByWorkosUserId(string workosUserId) => "counted " + workosUserId;
            }
            """)
        .Lists(Reasons.Dynamic(Any))
        .Lists(Reasons.OnlyAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task A_member_that_reflection_finds_by_a_literal_is_listed() => Program(
        before: """
            var user = new User { ClerkUserId = "user_1", GuestClerkUserId = "user_2" };
            Console.WriteLine(typeof(User).GetProperty("ClerkUserId")!.GetValue(user) + user.GuestClerkUserId);
            Console.WriteLine(user.GetType().GetMethod("FindClerkId")!.Invoke(user, null));

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";

                public string FindClerkId() => "found";
            }
            """,
        after: """
            var user = new User { ClerkUserId = "user_1", GuestWorkosUserId = "user_2" };
            Console.WriteLine(typeof(User).GetProperty("ClerkUserId")!.GetValue(user) + user.GuestWorkosUserId);
            Console.WriteLine(user.GetType().GetMethod("FindClerkId")!.Invoke(user, null));

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";

                public string FindClerkId() => "found";
            }
            """)
        .Lists(Reasons.Reflection(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task Reflection_over_nameof_follows() => Rewrites(
        before: """
            var user = new User { ClerkUserId = "user_1" };
            Console.WriteLine(typeof(User).GetProperty(nameof(User.ClerkUserId))!.GetValue(user));

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            var user = new User { WorkosUserId = "user_1" };
            Console.WriteLine(typeof(User).GetProperty(nameof(User.WorkosUserId))!.GetValue(user));

            class User
            {
                public string WorkosUserId { get; set; } = "";
            }
            """);

    [Fact]
    public Task An_anonymous_object_that_becomes_dynamic_keeps_its_name() => Program(
        before: """
            var clerkUserId = "user_1";
            dynamic row = new { clerkUserId, ClerkId = "user_2" };
            Console.WriteLine(row.clerkUserId + row.ClerkId);
            """,
        after: """
            var workosUserId = "user_1";
            dynamic row = new { clerkUserId = workosUserId, ClerkId = "user_2" };
            Console.WriteLine(row.clerkUserId + row.ClerkId);
            """)
        .Reports(ContractKind.Json, "clerkUserId", "clerkUserId")
        .Reports(ContractKind.Json, "ClerkId", "ClerkId")
        .Lists(Reasons.OnlyAtRunTime)
        .HoldsAsync();
}
