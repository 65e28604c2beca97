namespace Clerk2WorkOS.CodeFixes.Tests.RealCode;

/// <summary>The patterns that were counted in real repositories, each with what a correct migration makes of it: it renames, lists or leaves.</summary>
public sealed class Patterns
{
    [Fact]
    public Task References_follow_their_symbol() => Rewrites(
        before: """
            var user = new User();
            user.ClerkUserId = "user_1";
            Console.WriteLine(user.ClerkUserId + user?.ClerkUserId);

            class User { public string ClerkUserId = ""; }
            """,
        after: """
            var user = new User();
            user.WorkosUserId = "user_1";
            Console.WriteLine(user.WorkosUserId + user?.WorkosUserId);

            class User { public string WorkosUserId = ""; }
            """);

    [Fact]
    public Task Parameters_of_an_interface_and_its_implementation_go_together() => Rewrites(
        before: """
            IUsers users = new Users();
            Console.WriteLine(users.Get(clerkUserId: "user_1") + new Users().Get(clerkUserId: "user_2"));

            interface IUsers { string Get(string clerkUserId); }

            class Users : IUsers { public string Get(string clerkUserId) => clerkUserId; }
            """,
        after: """
            IUsers users = new Users();
            Console.WriteLine(users.Get(workosUserId: "user_1") + new Users().Get(workosUserId: "user_2"));

            interface IUsers { string Get(string workosUserId); }

            class Users : IUsers { public string Get(string workosUserId) => workosUserId; }
            """);

    [Fact]
    public Task A_parameter_that_a_route_template_binds_is_renamed_with_the_template() => Program(
        before: """
            using Microsoft.AspNetCore.Mvc;

            Console.WriteLine(new UsersController().Get("user_1"));

            [ApiController]
            public class UsersController : ControllerBase { [HttpGet("users/{clerkId}")] public string Get(string clerkId) => clerkId + Claims.ClerkSub; }

            static class Claims { public const string ClerkSub = ""; }
            """,
        after: """
            using Microsoft.AspNetCore.Mvc;

            Console.WriteLine(new UsersController().Get("user_1"));

            [ApiController]
            public class UsersController : ControllerBase { [HttpGet("users/{workosUserId}")] public string Get(string workosUserId) => workosUserId + Claims.WorkosUserId; }

            static class Claims { public const string WorkosUserId = ""; }
            """)
        .With(Package.AspNetCore)
        .Reports(ContractKind.Route, "clerkId", "workosUserId")
        .HoldsAsync();

    [Fact]
    public Task Migrations_and_snapshots_are_never_rewritten() => Program(
        before: """
            Console.WriteLine(new User { ClerkUserId = "user_1" }.ClerkUserId);

            class User { public string ClerkUserId { get; set; } = ""; }
            """,
        after: """
            Console.WriteLine(new User { WorkosUserId = "user_1" }.WorkosUserId);

            class User { public string WorkosUserId { get; set; } = ""; }
            """)
        .With(Package.EntityFramework)
        .Given("Migrations/20240102030405_AddClerkUserId.cs", """
            using Microsoft.EntityFrameworkCore.Migrations;

            public partial class AddClerkUserId : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("users", table => new { ClerkUserId = table.Column<string>("text") });
            }
            """)
        .HoldsAsync();

    [Fact]
    public Task Lambdas_of_queries_are_renamed() => Rewrites(
        before: """
            User[] users = [new("user_1"), new("user_2")];
            Console.WriteLine(string.Join(",", users.Where(u => u.ClerkId != "user_2").OrderBy(u => u.ClerkId).Select(clerkId => clerkId.ClerkId)));
            Console.WriteLine(string.Join(",", from u in users let clerkUserId = u.ClerkId where clerkUserId.Length > 0 select clerkUserId));

            class User(string id) { public string ClerkId => id; }
            """,
        after: """
            User[] users = [new("user_1"), new("user_2")];
            Console.WriteLine(string.Join(",", users.Where(u => u.WorkosUserId != "user_2").OrderBy(u => u.WorkosUserId).Select(workosUserId => workosUserId.WorkosUserId)));
            Console.WriteLine(string.Join(",", from u in users let workosUserId = u.WorkosUserId where workosUserId.Length > 0 select workosUserId));

            class User(string id) { public string WorkosUserId => id; }
            """);

    [Fact]
    public Task Object_initializers_and_locals_are_renamed() => Rewrites(
        before: """
            var clerkUserId = "user_1";
            var user = new User { ClerkUserId = clerkUserId, Invited = { ClerkUserId = clerkUserId } };
            Console.WriteLine(user.ClerkUserId + user.Invited.ClerkUserId);

            class User { public string ClerkUserId = ""; public Invitation Invited = new(); }

            class Invitation { public string ClerkUserId = ""; }
            """,
        after: """
            var workosUserId = "user_1";
            var user = new User { WorkosUserId = workosUserId, Invited = { WorkosUserId = workosUserId } };
            Console.WriteLine(user.WorkosUserId + user.Invited.WorkosUserId);

            class User { public string WorkosUserId = ""; public Invitation Invited = new(); }

            class Invitation { public string WorkosUserId = ""; }
            """);

    [Fact]
    public Task References_in_documentation_follow_and_prose_is_named() => Program(
        before: """
            Console.WriteLine(new User().Get("user_1"));

            /// <summary>Has a <see cref="ClerkUserId"/>.</summary>
            class User
            {
                // The ClerkUserId of Clerk.
                public string ClerkUserId = "";

                /// <param name="clerkId">Whom.</param>
                public string Get(string clerkId) => clerkId + ClerkUserId;
            }
            """,
        after: """
            Console.WriteLine(new User().Get("user_1"));

            /// <summary>Has a <see cref="WorkosUserId"/>.</summary>
            class User
            {
                // The ClerkUserId of Clerk.
                public string WorkosUserId = "";

                /// <param name="workosUserId">Whom.</param>
                public string Get(string workosUserId) => workosUserId + WorkosUserId;
            }
            """)
        .Notes(Reasons.Comment)
        .HoldsAsync();

    [Fact]
    public Task Methods_that_name_the_id_are_renamed_and_others_left() => Rewrites(
        before: """
            Console.WriteLine(Users.GetByClerkIdAsync("user_1") + Users.GetClerkUserId() + Users.HandleClerkWebhook());

            static class Users
            {
                public static string GetByClerkIdAsync(string id) => id;

                public static string GetClerkUserId() => "user_2";

                public static string HandleClerkWebhook() => "ok";
            }
            """,
        after: """
            Console.WriteLine(Users.GetByWorkosUserIdAsync("user_1") + Users.GetWorkosUserId() + Users.HandleClerkWebhook());

            static class Users
            {
                public static string GetByWorkosUserIdAsync(string id) => id;

                public static string GetWorkosUserId() => "user_2";

                public static string HandleClerkWebhook() => "ok";
            }
            """);

    [Fact]
    public Task Log_templates_are_listed() => Program(
        before: """
            ILogger logger = new Log();
            var clerkUserId = "user_1";
            logger.LogInformation("Signed in {ClerkUserId}", clerkUserId);

            interface ILogger { void LogInformation(string message, params object[] args); }

            class Log : ILogger { public void LogInformation(string message, params object[] args) => Console.WriteLine(message + args[0]); }
            """,
        after: """
            ILogger logger = new Log();
            var workosUserId = "user_1";
            logger.LogInformation("Signed in {ClerkUserId}", workosUserId);

            interface ILogger { void LogInformation(string message, params object[] args); }

            class Log : ILogger { public void LogInformation(string message, params object[] args) => Console.WriteLine(message + args[0]); }
            """)
        .Lists(Reasons.TextOutside, Reasons.TextElsewhere)
        .HoldsAsync();

    [Fact]
    public Task Inferred_anonymous_members_are_renamed_with_their_uses() => Rewrites(
        before: """
            User[] users = [new("user_1")];
            Console.WriteLine(users.Select(u => new { u.ClerkId, u.ClerkId.Length }).Where(row => row.Length > 0).First().ClerkId);

            class User(string clerkUserId) { public string ClerkId => clerkUserId; }
            """,
        after: """
            User[] users = [new("user_1")];
            Console.WriteLine(users.Select(u => new { u.WorkosUserId, u.WorkosUserId.Length }).Where(row => row.Length > 0).First().WorkosUserId);

            class User(string workosUserId) { public string WorkosUserId => workosUserId; }
            """);

    [Fact]
    public Task A_columns_literal_stays_and_its_property_is_renamed() => Program(
        before: """
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Reflection;

            Console.WriteLine(typeof(User).GetProperties()[0].GetCustomAttribute<ColumnAttribute>()!.Name);

            [Table("users")]
            class User { [Column("clerk_user_id")] public string ClerkUserId { get; set; } = ""; }
            """,
        after: """
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Reflection;

            Console.WriteLine(typeof(User).GetProperties()[0].GetCustomAttribute<ColumnAttribute>()!.Name);

            [Table("users")]
            class User { [Column("clerk_user_id")] public string WorkosUserId { get; set; } = ""; }
            """)
        .Reports(ContractKind.Persisted, "clerk_user_id", "clerk_user_id")
        .HoldsAsync();

    [Fact]
    public Task Columns_in_raw_SQL_are_listed() => Program(
        before: """
            var clerkUserId = "user_1";
            Console.WriteLine("select name from users where clerk_user_id = '" + clerkUserId + "'");
            """,
        after: """
            var workosUserId = "user_1";
            Console.WriteLine("select name from users where clerk_user_id = '" + workosUserId + "'");
            """)
        .Lists(Reasons.TextOutside)
        .HoldsAsync();

    [Fact]
    public Task Fixtures_are_left() => Unchanged("""
        string[] ids = ["clerk_001", "user_clerk_1"];
        Console.WriteLine(string.Join(",", ids));
        """)
        .ReportsNothing()
        .HoldsAsync();
}
