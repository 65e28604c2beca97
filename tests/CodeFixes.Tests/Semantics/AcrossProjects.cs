namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class AcrossProjects
{
    private static Preservation Layers => Files
        .Project("Contracts")
        .Project("Server", "Contracts")
        .Project("App", "Server", "Contracts");

    [Fact]
    public Task An_interface_its_implementation_and_its_caller_in_three_projects_are_one_rename() => Layers
        .File("IUsers.cs", projects: ["Contracts"],
            before: "namespace Contracts; public interface IUsers { string FindByClerkId(string clerkUserId); }",
            after: "namespace Contracts; public interface IUsers { string FindByWorkosUserId(string workosUserId); }")
        .File("Users.cs", projects: ["Server"],
            before: """
                using Contracts;

                namespace Server;

                public class Users : IUsers
                {
                    public virtual string FindByClerkId(string clerkUserId) => "found " + clerkUserId;
                }
                """,
            after: """
                using Contracts;

                namespace Server;

                public class Users : IUsers
                {
                    public virtual string FindByWorkosUserId(string workosUserId) => "found " + workosUserId;
                }
                """)
        .File("Program.cs",
            before: """
                using Contracts;
                using Server;

                IUsers users = new Cached();
                Console.WriteLine(users.FindByClerkId(clerkUserId: "user_1"));

                class Cached : Users
                {
                    public override string FindByClerkId(string clerkUserId) => "cached " + base.FindByClerkId(clerkUserId);
                }
                """,
            after: """
                using Contracts;
                using Server;

                IUsers users = new Cached();
                Console.WriteLine(users.FindByWorkosUserId(workosUserId: "user_1"));

                class Cached : Users
                {
                    public override string FindByWorkosUserId(string workosUserId) => "cached " + base.FindByWorkosUserId(workosUserId);
                }
                """)
        .HoldsAsync();

    [Fact]
    public Task A_taken_name_in_a_far_project_blocks_the_rename_in_all() => Layers
        .Given("Account.cs", "namespace Contracts; public abstract class Account { public abstract string ClerkUserId { get; } }", "Contracts")
        .Given("Expert.cs", "namespace Server; public class Expert : Contracts.Account { public override string ClerkUserId => \"clerk\"; }", "Server")
        .File("Program.cs",
            before: """
                Contracts.Account account = new Senior();
                var clerkId = account.ClerkUserId;
                Console.WriteLine(clerkId + new Senior().WorkosUserId);

                class Senior : Server.Expert { public string WorkosUserId => "workos"; }
                """,
            after: """
                Contracts.Account account = new Senior();
                var workosUserId = account.ClerkUserId;
                Console.WriteLine(workosUserId + new Senior().WorkosUserId);

                class Senior : Server.Expert { public string WorkosUserId => "workos"; }
                """)
        .ListsIn("/booking/Contracts/Account.cs", Reasons.NameTaken("WorkosUserId", Any), Reasons.MeetsBase(Any))
        .ListsIn("/booking/Server/Expert.cs", Reasons.NameTaken("WorkosUserId", Any), Reasons.MeetsBase(Any))
        .HoldsAsync();

    [Fact]
    public Task An_inferred_name_from_another_project_is_renamed_with_its_uses() => Layers
        .File("User.cs", projects: ["Contracts"],
            before: "namespace Contracts; public class User { public string ClerkUserId { get; set; } = \"user_1\"; public (string ClerkId, int N) Pair => (ClerkUserId, 1); }",
            after: "namespace Contracts; public class User { public string WorkosUserId { get; set; } = \"user_1\"; public (string WorkosUserId, int N) Pair => (WorkosUserId, 1); }")
        .File("Program.cs",
            before: """
                var user = new Contracts.User();
                var row = new { user.ClerkUserId, user.Pair.N };
                var (clerkId, _) = user.Pair;
                Console.WriteLine(row.ClerkUserId + row.N + user.Pair.ClerkId + clerkId);
                """,
            after: """
                var user = new Contracts.User();
                var row = new { user.WorkosUserId, user.Pair.N };
                var (workosUserId, _) = user.Pair;
                Console.WriteLine(row.WorkosUserId + row.N + user.Pair.WorkosUserId + workosUserId);
                """)
        .HoldsAsync();
}
