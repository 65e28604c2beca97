namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class EscapedIdentifiers
{
    [Fact]
    public Task Verbatim_identifiers_keep_their_at_sign() => Rewrites(
        before: """
            var @clerkUserId = "user_1";
            Console.WriteLine(clerkUserId + @clerkUserId + new User { @ClerkUserId = "user_2" }.ClerkUserId + Show(@clerkUserId: "user_3"));

            static string Show(string clerkUserId) => @clerkUserId;

            class User { public string ClerkUserId { get; set; } = ""; }
            """,
        after: """
            var @workosUserId = "user_1";
            Console.WriteLine(workosUserId + @workosUserId + new User { @WorkosUserId = "user_2" }.WorkosUserId + Show(@workosUserId: "user_3"));

            static string Show(string workosUserId) => @workosUserId;

            class User { public string WorkosUserId { get; set; } = ""; }
            """);

    [Fact]
    public Task Unicode_escapes_are_written_out_as_the_new_name() => Rewrites(
        before: """
            var cl\u0065rkUserId = "user_1";
            Console.WriteLine(clerkUserId + \u0063lerkUserId + new User("user_2").Clerk\U00000055serId);

            record User(string ClerkUserId);
            """,
        after: """
            var workosUserId = "user_1";
            Console.WriteLine(workosUserId + workosUserId + new User("user_2").WorkosUserId);

            record User(string WorkosUserId);
            """);

    [Fact]
    public Task Every_case_style_keeps_its_style() => Rewrites(
        before: """
            const string CLERK_ID = "a";
            string clerkUserID = CLERK_ID, clerk_user_id = "b", clerkuserid = "c", clerkUserId2 = "d", myClerkSubject = "e";
            Console.WriteLine(clerkUserID + clerk_user_id + clerkuserid + clerkUserId2 + myClerkSubject + Names.AllClerkIds.Length + Names._clerkSub);

            static class Names
            {
                public static string _clerkSub = "f";

                public static string[] AllClerkIds => ["g"];
            }
            """,
        after: """
            const string WORKOS_USER_ID = "a";
            string workosUserID = WORKOS_USER_ID, workos_user_id = "b", workosuserid = "c", workosUserId2 = "d", myWorkosUserId = "e";
            Console.WriteLine(workosUserID + workos_user_id + workosuserid + workosUserId2 + myWorkosUserId + Names.AllWorkosUserIds.Length + Names._workosUserId);

            static class Names
            {
                public static string _workosUserId = "f";

                public static string[] AllWorkosUserIds => ["g"];
            }
            """);
}
