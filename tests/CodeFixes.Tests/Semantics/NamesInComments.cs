namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W103: comments follow where that is asked for; inactive code is listed where no target framework compiles it.</summary>
public sealed class NamesInComments
{
    private const string Commented = """
        // Falls back to the ClerkUserId, never to clerk_id; see https://clerk.com/docs/clerk-user-id
        var clerkUserId = "user_1"; /* clerkUserId,
            ClerkSub */
        #region ClerkUserIds
        Console.WriteLine(clerkUserId); // Clerk user id of Clerk
        #endregion

        /// <summary>The ClerkUserId of <see cref="ClerkUserId"/>.</summary>
        record User(string ClerkUserId);
        """;

    [Fact]
    public Task Comments_are_rewritten_on_request() => Program(
        before: Commented,
        after: """
            // Falls back to the WorkosUserId, never to workos_user_id; see https://clerk.com/docs/clerk-user-id
            var workosUserId = "user_1"; /* workosUserId,
                WorkosUserId */
            #region WorkosUserIds
            Console.WriteLine(workosUserId); // Clerk user id of Clerk
            #endregion

            /// <summary>The WorkosUserId of <see cref="WorkosUserId"/>.</summary>
            record User(string WorkosUserId);
            """)
        .Configured("c2w_comments = rewrite")
        .HoldsAsync();

    [Fact]
    public Task Comments_are_not_spoken_of_on_request() => Program(before: Commented, after: AfterwardsWithItsComments)
        .Configured("c2w_comments = ignore")
        .HoldsAsync();

    [Fact]
    public Task Comments_are_listed_as_information() => Program(before: Commented, after: AfterwardsWithItsComments)
        .Notes(Reasons.Comment)
        .HoldsAsync();

    [Fact]
    public Task Comments_of_a_linked_file_are_rewritten_once() => Files
        .File("/booking/Shared/Guard.cs", projects: ["Web", "Jobs"],
            before: "static class Guard { /* by ClerkUserId */ public static string Id => \"user_1\"; }",
            after: "static class Guard { /* by WorkosUserId */ public static string Id => \"user_1\"; }")
        .Given("Program.cs", "Console.WriteLine(Guard.Id);", "Web")
        .Given("Program.cs", "Console.WriteLine(Guard.Id);", "Jobs")
        .Configured("c2w_comments = rewrite")
        .HoldsAsync();

    [Fact]
    public Task Code_that_another_target_framework_compiles_is_no_finding() => Files
        .Flavour("App(net8.0)", "NET8_0")
        .Flavour("App(net10.0)", "NET10_0")
        .File("Program.cs", projects: ["App(net8.0)", "App(net10.0)"],
            before: """
                Console.WriteLine("runs");
                #if NET8_0
                var clerkUserId = "user_8";     // the ClerkUserId of 8
                Console.WriteLine(clerkUserId);
                #elif NET10_0
                var clerkUserId = "user_10";
                Console.WriteLine(clerkUserId);
                #endif
                """,
            after: """
                Console.WriteLine("runs");
                #if NET8_0
                var workosUserId = "user_8";     // the ClerkUserId of 8
                Console.WriteLine(workosUserId);
                #elif NET10_0
                var workosUserId = "user_10";
                Console.WriteLine(workosUserId);
                #endif
                """)
        .Notes(Reasons.Comment)
        .HoldsAsync();

    [Fact]
    public Task Code_that_no_target_framework_compiles_is_listed() => Files
        .Flavour("App(net8.0)", "NET8_0")
        .Flavour("App(net10.0)", "NET10_0")
        .Given("Program.cs", """
            Console.WriteLine("user_1");
            #if NET48
            var clerkUserId = "user_48";
            #endif
            """, "App(net8.0)", "App(net10.0)")
        .Lists(Reasons.Inactive)
        .HoldsAsync();

    [Fact]
    public Task A_symbol_of_the_preprocessor_is_listed() => Unchanged(
        """
        #if CLERK_USER_ID
        Console.WriteLine("old");
        #else
        Console.WriteLine("new");
        #endif
        """)
        .Lists(Reasons.PreprocessorSymbol)
        .HoldsAsync();

    private const string AfterwardsWithItsComments = """
        // Falls back to the ClerkUserId, never to clerk_id; see https://clerk.com/docs/clerk-user-id
        var workosUserId = "user_1"; /* clerkUserId,
            ClerkSub */
        #region ClerkUserIds
        Console.WriteLine(workosUserId); // Clerk user id of Clerk
        #endregion

        /// <summary>The ClerkUserId of <see cref="WorkosUserId"/>.</summary>
        record User(string WorkosUserId);
        """;
}
