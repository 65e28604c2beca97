namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class Attributes
{
    [Fact]
    public Task Named_arguments_of_attributes_are_renamed() => Rewrites(
        before: """
            var owner = (OwnerAttribute)Attribute.GetCustomAttribute(typeof(Meeting), typeof(OwnerAttribute))!;
            Console.WriteLine(owner.ClerkUserId + owner.GuestClerkId);

            [Owner(clerkUserId: "user_1", GuestClerkId = "user_2")]
            class Meeting;

            [AttributeUsage(AttributeTargets.Class)]
            class OwnerAttribute(string clerkUserId) : Attribute
            {
                public string ClerkUserId { get; } = clerkUserId;

                public string GuestClerkId { get; set; } = "";
            }
            """,
        after: """
            var owner = (OwnerAttribute)Attribute.GetCustomAttribute(typeof(Meeting), typeof(OwnerAttribute))!;
            Console.WriteLine(owner.WorkosUserId + owner.GuestWorkosUserId);

            [Owner(workosUserId: "user_1", GuestWorkosUserId = "user_2")]
            class Meeting;

            [AttributeUsage(AttributeTargets.Class)]
            class OwnerAttribute(string workosUserId) : Attribute
            {
                public string WorkosUserId { get; } = workosUserId;

                public string GuestWorkosUserId { get; set; } = "";
            }
            """);

    [Fact]
    public Task An_attribute_type_is_renamed_under_its_short_and_its_long_name() => Rewrites(
        before: """
            Console.WriteLine(typeof(User).GetProperties().Count(p => Attribute.IsDefined(p, typeof(ClerkUserIdAttribute))));

            class User
            {
                [ClerkUserId]
                public string Owner { get; set; } = "";

                [ClerkUserIdAttribute, ClerkUserId]
                public string Guest { get; set; } = "";
            }

            [AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
            sealed class ClerkUserIdAttribute : Attribute;
            """,
        after: """
            Console.WriteLine(typeof(User).GetProperties().Count(p => Attribute.IsDefined(p, typeof(WorkosUserIdAttribute))));

            class User
            {
                [WorkosUserId]
                public string Owner { get; set; } = "";

                [WorkosUserIdAttribute, WorkosUserId]
                public string Guest { get; set; } = "";
            }

            [AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
            sealed class WorkosUserIdAttribute : Attribute;
            """);

    [Fact]
    public Task A_nameof_in_an_attribute_follows() => Rewrites(
        before: """
            using System.Diagnostics.CodeAnalysis;
            using System.Runtime.CompilerServices;

            var session = new Session();
            session.SignIn();
            Console.WriteLine(session.ClerkUserId.Length + session.Need("x" + "y"));

            class Session
            {
                public string? ClerkUserId { get; private set; }

                [MemberNotNull(nameof(ClerkUserId))]
                public void SignIn() => ClerkUserId = "user_1";

                [return: NotNullIfNotNull(nameof(clerkUserId))]
                public string? Need(string? clerkUserId, [CallerArgumentExpression(nameof(clerkUserId))] string written = "") => clerkUserId + " from " + written;
            }
            """,
        after: """
            using System.Diagnostics.CodeAnalysis;
            using System.Runtime.CompilerServices;

            var session = new Session();
            session.SignIn();
            Console.WriteLine(session.WorkosUserId.Length + session.Need("x" + "y"));

            class Session
            {
                public string? WorkosUserId { get; private set; }

                [MemberNotNull(nameof(WorkosUserId))]
                public void SignIn() => WorkosUserId = "user_1";

                [return: NotNullIfNotNull(nameof(workosUserId))]
                public string? Need(string? workosUserId, [CallerArgumentExpression(nameof(workosUserId))] string written = "") => workosUserId + " from " + written;
            }
            """);

    [Fact]
    public Task A_literal_in_an_attribute_that_names_a_parameter_blocks_its_rename() => Program(
        before: """
            using System.Runtime.CompilerServices;

            Console.WriteLine(Check.Need("x" + "y") + Check.Same(clerkUserId: "z"));

            static class Check
            {
                public static string Need(string clerkUserId, [CallerArgumentExpression("clerkUserId")] string written = "") => clerkUserId + " from " + written;

                public static string Same(string clerkUserId) => clerkUserId;
            }
            """,
        after: """
            using System.Runtime.CompilerServices;

            Console.WriteLine(Check.Need("x" + "y") + Check.Same(workosUserId: "z"));

            static class Check
            {
                public static string Need(string clerkUserId, [CallerArgumentExpression("clerkUserId")] string written = "") => clerkUserId + " from " + written;

                public static string Same(string workosUserId) => workosUserId;
            }
            """)
        .Lists(Reasons.AttributeString(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task A_debugger_display_that_names_a_property_blocks_its_rename() => Program(
        before: """
            using System.Diagnostics;

            var user = new User { ClerkUserId = "user_1", GuestClerkUserId = "user_2" };
            Console.WriteLine(user.ClerkUserId + user.GuestClerkUserId);

            [DebuggerDisplay("{ClerkUserId,nq} ({GuestName})")]
            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";

                public string GuestName => "guest";
            }
            """,
        after: """
            using System.Diagnostics;

            var user = new User { ClerkUserId = "user_1", GuestWorkosUserId = "user_2" };
            Console.WriteLine(user.ClerkUserId + user.GuestWorkosUserId);

            [DebuggerDisplay("{ClerkUserId,nq} ({GuestName})")]
            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";

                public string GuestName => "guest";
            }
            """)
        .Lists(Reasons.AttributeString(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();
}
