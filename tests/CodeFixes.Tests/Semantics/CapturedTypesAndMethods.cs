namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class CapturedTypesAndMethods
{
    [Fact]
    public Task A_property_that_would_hide_a_type_that_is_read_is_listed() => Program(
        before: """
            Console.WriteLine(new User { ClerkUserId = "user_1", GuestClerkUserId = "user_2" }.Both());

            static class WorkosUserId { public static string Parse(string text) => "parsed " + text; }

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";

                public string Both() => WorkosUserId.Parse(ClerkUserId) + GuestClerkUserId;
            }
            """,
        after: """
            Console.WriteLine(new User { ClerkUserId = "user_1", GuestWorkosUserId = "user_2" }.Both());

            static class WorkosUserId { public static string Parse(string text) => "parsed " + text; }

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";

                public string Both() => WorkosUserId.Parse(ClerkUserId) + GuestWorkosUserId;
            }
            """)
        .Lists(Reasons.NameCaptured("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_local_function_that_would_hide_a_method_that_is_called_is_listed() => Program(
        before: """
            Console.WriteLine(new Users().Both() + new Users().Alone());

            class Users
            {
                private string GetWorkosUserId() => "method";

                public string Both()
                {
                    return GetClerkUserId() + GetWorkosUserId();

                    string GetClerkUserId() => "local";
                }

                public string Alone()
                {
                    return GetClerkUserId();

                    string GetClerkUserId() => "alone";
                }
            }
            """,
        after: """
            Console.WriteLine(new Users().Both() + new Users().Alone());

            class Users
            {
                private string GetWorkosUserId() => "method";

                public string Both()
                {
                    return GetClerkUserId() + GetWorkosUserId();

                    string GetClerkUserId() => "local";
                }

                public string Alone()
                {
                    return GetWorkosUserId();

                    string GetWorkosUserId() => "alone";
                }
            }
            """)
        .Lists(Reasons.NameCaptured("GetWorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_member_that_an_inherited_one_is_read_beside_in_a_derived_class_is_not_swapped() => Program(
        before: """
            using static Defaults;

            Console.WriteLine(new Session().Both() + WorkosUserId + new Session().OwnerClerkUserId);

            static class Defaults { public const string WorkosUserId = "imported"; }

            class Session
            {
                private readonly string ClerkUserId = "session";

                public string OwnerClerkUserId => "owner";

                public string Both() => ClerkUserId + WorkosUserId;
            }
            """,
        after: """
            using static Defaults;

            Console.WriteLine(new Session().Both() + WorkosUserId + new Session().OwnerWorkosUserId);

            static class Defaults { public const string WorkosUserId = "imported"; }

            class Session
            {
                private readonly string ClerkUserId = "session";

                public string OwnerWorkosUserId => "owner";

                public string Both() => ClerkUserId + WorkosUserId;
            }
            """)
        .Lists(Reasons.NameCaptured("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Two_renames_that_would_capture_each_other_are_not_both_made() => Program(
        before: """
            Console.WriteLine(new Session().Both() + new Session().Qualified());

            class Session
            {
                private readonly string clerkUserId = "field";

                public string Both()
                {
                    var clerkId = "local";
                    return clerkId + clerkUserId;
                }

                public string Qualified()
                {
                    var clerkId = "local";
                    return clerkId + this.clerkUserId;
                }
            }
            """,
        after: """
            Console.WriteLine(new Session().Both() + new Session().Qualified());

            class Session
            {
                private readonly string workosUserId = "field";

                public string Both()
                {
                    var clerkId = "local";
                    return clerkId + workosUserId;
                }

                public string Qualified()
                {
                    var workosUserId = "local";
                    return workosUserId + this.workosUserId;
                }
            }
            """)
        .Lists(Reasons.StrongerName("clerkUserId", "workosUserId"), Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Fields_beside_each_other_are_taken() => Program(
        before: """
            Console.WriteLine(new Session("a", "b").Both());

            class Session(string id, string other)
            {
                private readonly string _clerkUserId = id, _guestClerkId = other;
                private readonly string _workosUserId = other;

                public string Both() => _clerkUserId + _workosUserId + _guestClerkId;
            }
            """,
        after: """
            Console.WriteLine(new Session("a", "b").Both());

            class Session(string id, string other)
            {
                private readonly string _clerkUserId = id, _guestWorkosUserId = other;
                private readonly string _workosUserId = other;

                public string Both() => _clerkUserId + _workosUserId + _guestWorkosUserId;
            }
            """)
        .Lists(Reasons.NameTaken("_workosUserId", Any))
        .HoldsAsync();
}
