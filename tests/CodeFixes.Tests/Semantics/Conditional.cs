namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>One physical file, several flavours: each branch that is active under any of them is edited, once.</summary>
public sealed class Conditional
{
    private static readonly string[] Flavours = ["App(net8.0)", "App(net10.0)"];

    [Fact]
    public Task Branches_of_two_target_frameworks_are_both_rewritten() => Files
        .Flavour("App(net8.0)", "NET8_0")
        .Flavour("App(net10.0)", "NET10_0")
        .File("Program.cs", projects: Flavours,
            before: """
                var user = new User { ClerkUserId = "user_1" };
                #if NET10_0
                Console.WriteLine("10 " + user.ClerkUserId);
                #elif NET8_0
                string clerkId = user.ClerkUserId;
                Console.WriteLine("8 " + clerkId);
                #endif

                class User
                {
                    public string ClerkUserId { get; set; } = "";
                }
                """,
            after: """
                var user = new User { WorkosUserId = "user_1" };
                #if NET10_0
                Console.WriteLine("10 " + user.WorkosUserId);
                #elif NET8_0
                string workosUserId = user.WorkosUserId;
                Console.WriteLine("8 " + workosUserId);
                #endif

                class User
                {
                    public string WorkosUserId { get; set; } = "";
                }
                """)
        .HoldsAsync();

    [Fact]
    public Task A_branch_that_is_active_nowhere_stays() => Program(
        before: """
            var user = new User("user_1");
            #if CLERK_BETA
            Console.WriteLine(user.ClerkUserId.ToUpper());
            #else
            Console.WriteLine(user.ClerkUserId);
            #endif
            record User(string ClerkUserId);
            """,
        after: """
            var user = new User("user_1");
            #if CLERK_BETA
            Console.WriteLine(user.ClerkUserId.ToUpper());
            #else
            Console.WriteLine(user.WorkosUserId);
            #endif
            record User(string WorkosUserId);
            """)
        .Lists(Reasons.Inactive)
        .HoldsAsync();

    [Fact]
    public Task A_linked_file_is_edited_once_for_both_of_its_projects() => Files
        .File("/booking/Shared/Guard.cs", projects: ["Web", "Jobs"],
            before: """
                static class Guard
                {
                    public static string Check(string clerkUserId) =>
                #if JOBS
                        "job " +
                #endif
                        clerkUserId.Trim();
                }
                """,
            after: """
                static class Guard
                {
                    public static string Check(string workosUserId) =>
                #if JOBS
                        "job " +
                #endif
                        workosUserId.Trim();
                }
                """)
        .File("Program.cs", projects: ["Web"],
            before: "Console.WriteLine(Guard.Check(clerkUserId: \" web \"));",
            after: "Console.WriteLine(Guard.Check(workosUserId: \" web \"));")
        .File("Program.cs", projects: ["Jobs"],
            before: "Console.WriteLine(Guard.Check(clerkUserId: \" jobs \"));",
            after: "Console.WriteLine(Guard.Check(workosUserId: \" jobs \"));")
        .HoldsAsync();

    [Fact]
    public Task A_name_that_is_taken_in_one_flavour_stays_in_all() => Files
        .Flavour("App(net8.0)", "NET8_0")
        .Flavour("App(net10.0)", "NET10_0")
        .File("Program.cs", projects: Flavours,
            before: """
                var user = new User { ClerkUserId = "user_1", GuestClerkUserId = "user_2" };
                Console.WriteLine(user.ClerkUserId + user.GuestClerkUserId);

                class User
                {
                    public string ClerkUserId { get; set; } = "";

                    public string GuestClerkUserId { get; set; } = "";
                #if NET8_0
                    public string WorkosUserId { get; set; } = "";
                #endif
                }
                """,
            after: """
                var user = new User { ClerkUserId = "user_1", GuestWorkosUserId = "user_2" };
                Console.WriteLine(user.ClerkUserId + user.GuestWorkosUserId);

                class User
                {
                    public string ClerkUserId { get; set; } = "";

                    public string GuestWorkosUserId { get; set; } = "";
                #if NET8_0
                    public string WorkosUserId { get; set; } = "";
                #endif
                }
                """)
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_project_that_refers_to_one_flavour_follows() => Files
        .Flavour("Lib(net8.0)", "NET8_0")
        .Flavour("Lib(net10.0)", "NET10_0")
        .Project("App", "Lib(net10.0)")
        .File("User.cs", projects: ["Lib(net8.0)", "Lib(net10.0)"],
            before: """
                public class User
                {
                #if NET10_0
                    public string ClerkUserId { get; init; } = "ten";
                #else
                    public string ClerkUserId { get; set; } = "eight";
                #endif
                }
                """,
            after: """
                public class User
                {
                #if NET10_0
                    public string WorkosUserId { get; init; } = "ten";
                #else
                    public string WorkosUserId { get; set; } = "eight";
                #endif
                }
                """)
        .File("Program.cs",
            before: "Console.WriteLine(new User().ClerkUserId);",
            after: "Console.WriteLine(new User().WorkosUserId);")
        .HoldsAsync();
}
