namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class TakenNames
{
    [Fact]
    public Task Both_properties_in_one_type_leave_the_old_one_listed() => Program(
        before: """
            var user = new User { ClerkUserId = "clerk", WorkosUserId = "workos", InvitedByClerkId = "admin" };
            Console.WriteLine(user.ClerkUserId + user.WorkosUserId + user.InvitedByClerkId);

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string WorkosUserId { get; set; } = "";

                public string InvitedByClerkId { get; set; } = "";
            }
            """,
        after: """
            var user = new User { ClerkUserId = "clerk", WorkosUserId = "workos", InvitedByWorkosUserId = "admin" };
            Console.WriteLine(user.ClerkUserId + user.WorkosUserId + user.InvitedByWorkosUserId);

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string WorkosUserId { get; set; } = "";

                public string InvitedByWorkosUserId { get; set; } = "";
            }
            """)
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Both_variables_in_one_scope_or_a_nested_one_leave_the_old_one_listed() => Program(
        before: """
            Console.WriteLine(Map("user_1", "user_2") + Nested("user_3") + Siblings("user_4"));

            static string Map(string clerkUserId, string workosUserId) => clerkUserId + workosUserId;

            static string Nested(string clerkUserId)
            {
                foreach (var workosUserId in new[] { "x" })
                    return clerkUserId + workosUserId;
                return clerkUserId;
            }

            static string Siblings(string id)
            {
                {
                    var clerkUserId = id;
                    id = clerkUserId + "!";
                }

                {
                    var workosUserId = id;
                    return workosUserId;
                }
            }
            """,
        after: """
            Console.WriteLine(Map("user_1", "user_2") + Nested("user_3") + Siblings("user_4"));

            static string Map(string clerkUserId, string workosUserId) => clerkUserId + workosUserId;

            static string Nested(string clerkUserId)
            {
                foreach (var workosUserId in new[] { "x" })
                    return clerkUserId + workosUserId;
                return clerkUserId;
            }

            static string Siblings(string id)
            {
                {
                    var workosUserId = id;
                    id = workosUserId + "!";
                }

                {
                    var workosUserId = id;
                    return workosUserId;
                }
            }
            """)
        .Lists(Reasons.NameTaken("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_local_in_a_lambda_or_a_local_function_beside_one_of_the_new_name_is_listed() => Program(
        before: """
            var workosUserId = "outer";
            Func<string, string> both = clerkUserId => clerkUserId + workosUserId;
            Console.WriteLine(both("inner") + Other.Alone("alone") + Local("local"));

            string Local(string id)
            {
                var clerkUserId = id;
                return clerkUserId + workosUserId;
            }

            static class Other
            {
                public static string Alone(string clerkUserId) => clerkUserId;
            }
            """,
        after: """
            var workosUserId = "outer";
            Func<string, string> both = clerkUserId => clerkUserId + workosUserId;
            Console.WriteLine(both("inner") + Other.Alone("alone") + Local("local"));

            string Local(string id)
            {
                var clerkUserId = id;
                return clerkUserId + workosUserId;
            }

            static class Other
            {
                public static string Alone(string workosUserId) => workosUserId;
            }
            """)
        .Lists(Reasons.NameTaken("workosUserId", Any), Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_taken_name_in_one_implementation_blocks_the_whole_cascade() => Program(
        before: """
            foreach (IOwned owned in new IOwned[] { new Meeting(), new Record() })
                Console.WriteLine(owned.ClerkUserId + owned.OwnerClerkUserId);
            Console.WriteLine(new Record().WorkosUserId);

            interface IOwned { string ClerkUserId { get; } string OwnerClerkUserId { get; } }

            class Meeting : IOwned { public string ClerkUserId => "m"; public string OwnerClerkUserId => "o"; }

            class Record : IOwned { public string ClerkUserId => "r"; public string OwnerClerkUserId => "p"; public string WorkosUserId => "w"; }
            """,
        after: """
            foreach (IOwned owned in new IOwned[] { new Meeting(), new Record() })
                Console.WriteLine(owned.ClerkUserId + owned.OwnerWorkosUserId);
            Console.WriteLine(new Record().WorkosUserId);

            interface IOwned { string ClerkUserId { get; } string OwnerWorkosUserId { get; } }

            class Meeting : IOwned { public string ClerkUserId => "m"; public string OwnerWorkosUserId => "o"; }

            class Record : IOwned { public string ClerkUserId => "r"; public string OwnerWorkosUserId => "p"; public string WorkosUserId => "w"; }
            """)
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_record_parameter_a_tuple_name_and_an_anonymous_member_can_be_taken_too() => Program(
        before: """
            var link = new Link("clerk", "workos");
            (string ClerkUserId, string WorkosUserId) pair = (link.ClerkUserId, link.WorkosUserId);
            var row = new { ClerkUserId = "c", WorkosUserId = "w" };
            Console.WriteLine(pair.ClerkUserId + pair.WorkosUserId + row.ClerkUserId + row.WorkosUserId + Kind.ClerkUserId.CompareTo(Kind.WorkosUserId));
            Console.WriteLine(new User("x").ClerkUserId);

            record Link(string ClerkUserId, string WorkosUserId);
            record User(string ClerkUserId);
            enum Kind { ClerkUserId, WorkosUserId }
            """,
        after: """
            var link = new Link("clerk", "workos");
            (string ClerkUserId, string WorkosUserId) pair = (link.ClerkUserId, link.WorkosUserId);
            var row = new { ClerkUserId = "c", WorkosUserId = "w" };
            Console.WriteLine(pair.ClerkUserId + pair.WorkosUserId + row.ClerkUserId + row.WorkosUserId + Kind.ClerkUserId.CompareTo(Kind.WorkosUserId));
            Console.WriteLine(new User("x").WorkosUserId);

            record Link(string ClerkUserId, string WorkosUserId);
            record User(string WorkosUserId);
            enum Kind { ClerkUserId, WorkosUserId }
            """)
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_method_and_a_type_can_be_taken_too() => Program(
        before: """
            Console.WriteLine(Users.GetByClerkUserId("a") + Users.GetByWorkosUserId("b") + new ClerkUserId("c").Value + new WorkosUserId("d").Value);
            Console.WriteLine(Users.FindByClerkUserId("e"));

            static class Users
            {
                public static string GetByClerkUserId(string id) => "clerk " + id;

                public static string GetByWorkosUserId(string id) => "workos " + id;

                public static string FindByClerkUserId(string id) => "found " + id;
            }

            record ClerkUserId(string Value);
            record WorkosUserId(string Value);
            """,
        after: """
            Console.WriteLine(Users.GetByClerkUserId("a") + Users.GetByWorkosUserId("b") + new ClerkUserId("c").Value + new WorkosUserId("d").Value);
            Console.WriteLine(Users.FindByWorkosUserId("e"));

            static class Users
            {
                public static string GetByClerkUserId(string id) => "clerk " + id;

                public static string GetByWorkosUserId(string id) => "workos " + id;

                public static string FindByWorkosUserId(string id) => "found " + id;
            }

            record ClerkUserId(string Value);
            record WorkosUserId(string Value);
            """)
        .Lists(Reasons.NameTaken("GetByWorkosUserId", Any))
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();
}
