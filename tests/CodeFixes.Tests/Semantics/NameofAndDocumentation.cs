namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class NameofAndDocumentation
{
    [Fact]
    public Task Nameof_follows_the_member_and_its_container() => Rewrites(
        before: """
            var columns = new Dictionary<string, string> { [nameof(User.ClerkUserId)] = "user_1" };
            Console.WriteLine(columns[nameof(Other.ClerkUserId)] + Find(clerkUserId: "user_2"));

            string Find(string clerkUserId) => nameof(clerkUserId) == nameof(Lookup.clerkUserId) ? clerkUserId : "other";

            class User { public string ClerkUserId { get; set; } = ""; }
            class Other { public static string ClerkUserId => ""; }
            class Lookup { public static string clerkUserId = ""; }
            """,
        after: """
            var columns = new Dictionary<string, string> { [nameof(User.WorkosUserId)] = "user_1" };
            Console.WriteLine(columns[nameof(Other.WorkosUserId)] + Find(workosUserId: "user_2"));

            string Find(string workosUserId) => nameof(workosUserId) == nameof(Lookup.workosUserId) ? workosUserId : "other";

            class User { public string WorkosUserId { get; set; } = ""; }
            class Other { public static string WorkosUserId => ""; }
            class Lookup { public static string workosUserId = ""; }
            """);

    [Fact]
    public Task Documentation_references_follow_and_prose_stays() => Program(
        before: """
            Console.WriteLine(new Users().GetByClerkUserId("user_1") + new User("user_2").ClerkUserId);

            /// <summary>A user of Clerk, by ClerkUserId.</summary>
            /// <param name="ClerkUserId">The id; see <see cref="Users.GetByClerkUserId(string)"/>.</param>
            record User(string ClerkUserId);

            /// <typeparam name="TClerkId">Unused.</typeparam>
            interface IFind<TClerkId>;

            class Users : IFind<string>
            {
                /// <summary>Finds <paramref name="clerkUserId"/>, which is a <see cref="User.ClerkUserId"/>.</summary>
                /// <param name="clerkUserId">The clerkUserId.</param>
                /// <seealso cref="User.ClerkUserId"/>
                public string GetByClerkUserId(string clerkUserId) => clerkUserId; // the clerkUserId
            }
            """,
        after: """
            Console.WriteLine(new Users().GetByWorkosUserId("user_1") + new User("user_2").WorkosUserId);

            /// <summary>A user of Clerk, by ClerkUserId.</summary>
            /// <param name="WorkosUserId">The id; see <see cref="Users.GetByWorkosUserId(string)"/>.</param>
            record User(string WorkosUserId);

            /// <typeparam name="TWorkosUserId">Unused.</typeparam>
            interface IFind<TWorkosUserId>;

            class Users : IFind<string>
            {
                /// <summary>Finds <paramref name="workosUserId"/>, which is a <see cref="User.WorkosUserId"/>.</summary>
                /// <param name="workosUserId">The clerkUserId.</param>
                /// <seealso cref="User.WorkosUserId"/>
                public string GetByWorkosUserId(string workosUserId) => workosUserId; // the clerkUserId
            }
            """)
        .Notes(Reasons.Comment)
        .HoldsAsync();

    [Fact]
    public Task Strings_comments_and_line_endings_stay_as_they_are() => Program(
        before: """
            // clerkUserId: where the ClerkUserId comes from
            var clerkUserId = /* first */ "ClerkUserId" /* second */;	// third
            #region clerkUserId

            Console.WriteLine(  clerkUserId  +  "clerkUserId"  );   
            #endregion
            """.ReplaceLineEndings("\r\n"),
        after: """
            // clerkUserId: where the ClerkUserId comes from
            var workosUserId = /* first */ "ClerkUserId" /* second */;	// third
            #region clerkUserId

            Console.WriteLine(  workosUserId  +  "clerkUserId"  );   
            #endregion
            """.ReplaceLineEndings("\r\n"))
        .Lists(Reasons.TextElsewhere)
        .Notes(Reasons.Comment)
        .HoldsAsync();
}
