namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>Names that do not meet although they stand in one file, and numbers that are no ids.</summary>
public sealed class TopLevel
{
    [Fact]
    public Task Top_level_locals_and_members_of_types_below_them_do_not_meet() => Rewrites(
        before: """
            var clerkId = "user_1";
            Console.WriteLine(clerkId + new User(clerkUserId: "user_2").Id + Show("user_3"));

            static string Show(string clerkSub) => clerkSub;

            class User(string clerkUserId)
            {
                public string Id => clerkUserId;
            }
            """,
        after: """
            var workosUserId = "user_1";
            Console.WriteLine(workosUserId + new User(workosUserId: "user_2").Id + Show("user_3"));

            static string Show(string workosUserId) => workosUserId;

            class User(string workosUserId)
            {
                public string Id => workosUserId;
            }
            """);

    [Fact]
    public Task A_number_that_is_about_an_id_does_not_make_a_clerk_a_person() => Rewrites(
        before: """
            Console.WriteLine(new User("user_1").ClerkUserId.Length <= User.ClerkUserIdMaxLength);

            record User(string ClerkUserId) { public const int ClerkUserIdMaxLength = 64; }
            """,
        after: """
            Console.WriteLine(new User("user_1").WorkosUserId.Length <= User.WorkosUserIdMaxLength);

            record User(string WorkosUserId) { public const int WorkosUserIdMaxLength = 64; }
            """);

    [Fact]
    public Task Fields_of_several_types_in_one_file_do_not_meet() => Rewrites(
        before: """
            Console.WriteLine(new A("a").Get() + new B("b").Get() + new A.Inner("c").Get());

            class A(string id)
            {
                private readonly string _clerkUserId = id;

                public string Get() => _clerkUserId;

                public class Inner(string id)
                {
                    private readonly string _clerkId = id;

                    public string Get() => _clerkId;
                }
            }

            class B(string id)
            {
                private readonly string _clerkId = id;

                public string Get() => _clerkId;
            }
            """,
        after: """
            Console.WriteLine(new A("a").Get() + new B("b").Get() + new A.Inner("c").Get());

            class A(string id)
            {
                private readonly string _workosUserId = id;

                public string Get() => _workosUserId;

                public class Inner(string id)
                {
                    private readonly string _workosUserId = id;

                    public string Get() => _workosUserId;
                }
            }

            class B(string id)
            {
                private readonly string _workosUserId = id;

                public string Get() => _workosUserId;
            }
            """);
}
