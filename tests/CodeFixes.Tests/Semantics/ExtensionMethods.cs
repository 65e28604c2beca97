namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class ExtensionMethods
{
    [Fact]
    public Task Both_forms_of_a_call_and_a_method_group_follow() => Rewrites(
        before: """
            using System.Security.Claims;

            var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_1")]));
            Func<string?> later = user.GetClerkUserId;
            Console.WriteLine(user.GetClerkUserId() + UserExtensions.GetClerkUserId(user) + later() + user?.GetClerkUserId() + "user_2".IsClerkId(clerkId: "user_2"));

            static class UserExtensions
            {
                public static string? GetClerkUserId(this ClaimsPrincipal user) => user.FindFirst("sub")?.Value;

                public static bool IsClerkId(this string text, string clerkId) => text.Equals(clerkId);
            }
            """,
        after: """
            using System.Security.Claims;

            var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_1")]));
            Func<string?> later = user.GetWorkosUserId;
            Console.WriteLine(user.GetWorkosUserId() + UserExtensions.GetWorkosUserId(user) + later() + user?.GetWorkosUserId() + "user_2".IsWorkosUserId(workosUserId: "user_2"));

            static class UserExtensions
            {
                public static string? GetWorkosUserId(this ClaimsPrincipal user) => user.FindFirst("sub")?.Value;

                public static bool IsWorkosUserId(this string text, string workosUserId) => text.Equals(workosUserId);
            }
            """);

    [Fact]
    public Task A_generic_extension_in_another_project_follows() => Files
        .Project("Lib")
        .Project("App", "Lib")
        .File("OwnedExtensions.cs", projects: ["Lib"],
            before: """
                namespace Lib
                {
                    public interface IOwned { string ClerkUserId { get; } }

                    public static class OwnedExtensions
                    {
                        public static IEnumerable<T> OfClerkUserId<T>(this IEnumerable<T> source, string clerkUserId) where T : IOwned =>
                            source.Where(x => x.ClerkUserId == clerkUserId);
                    }
                }
                """,
            after: """
                namespace Lib
                {
                    public interface IOwned { string WorkosUserId { get; } }

                    public static class OwnedExtensions
                    {
                        public static IEnumerable<T> OfWorkosUserId<T>(this IEnumerable<T> source, string workosUserId) where T : IOwned =>
                            source.Where(x => x.WorkosUserId == workosUserId);
                    }
                }
                """)
        .File("Program.cs",
            before: """
                using Lib;

                Meeting[] meetings = [new("user_1"), new("user_2")];
                Console.WriteLine(meetings.OfClerkUserId(clerkUserId: "user_2").Single().ClerkUserId);

                record Meeting(string ClerkUserId) : IOwned;
                """,
            after: """
                using Lib;

                Meeting[] meetings = [new("user_1"), new("user_2")];
                Console.WriteLine(meetings.OfWorkosUserId(workosUserId: "user_2").Single().WorkosUserId);

                record Meeting(string WorkosUserId) : IOwned;
                """)
        .HoldsAsync();

    [Fact]
    public Task An_extension_that_an_instance_method_would_win_over_is_listed() => Program(
        before: """
            Console.WriteLine(new User().GetClerkUserId() + new User().GetWorkosUserId() + new User().GetGuestClerkUserId());

            class User { public string GetWorkosUserId() => "instance"; }

            static class UserExtensions
            {
                public static string GetClerkUserId(this User user) => "extension";

                public static string GetGuestClerkUserId(this User user) => "guest";
            }
            """,
        after: """
            Console.WriteLine(new User().GetClerkUserId() + new User().GetWorkosUserId() + new User().GetGuestWorkosUserId());

            class User { public string GetWorkosUserId() => "instance"; }

            static class UserExtensions
            {
                public static string GetClerkUserId(this User user) => "extension";

                public static string GetGuestWorkosUserId(this User user) => "guest";
            }
            """)
        .Lists(Reasons.NameCaptured("GetWorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task An_instance_method_that_would_win_over_an_extension_of_the_new_name_is_listed() => Program(
        before: """
            Console.WriteLine(new User().GetClerkUserId() + new User().GetWorkosUserId() + new User().GetGuestClerkUserId());

            class User
            {
                public string GetClerkUserId() => "instance";

                public string GetGuestClerkUserId() => "guest";
            }

            static class UserExtensions
            {
                public static string GetWorkosUserId(this User user) => "extension";
            }
            """,
        after: """
            Console.WriteLine(new User().GetClerkUserId() + new User().GetWorkosUserId() + new User().GetGuestWorkosUserId());

            class User
            {
                public string GetClerkUserId() => "instance";

                public string GetGuestWorkosUserId() => "guest";
            }

            static class UserExtensions
            {
                public static string GetWorkosUserId(this User user) => "extension";
            }
            """)
        .Lists(Reasons.NameCaptured("GetWorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Extension_blocks_are_renamed() => Rewrites(
        before: """
            Console.WriteLine(new User("user_1").ShortClerkUserId + new User("user_2").HasClerkId(clerkId: "user_2"));

            record User(string ClerkUserId);

            static class UserExtensions
            {
                extension(User user)
                {
                    public string ShortClerkUserId => user.ClerkUserId[..3];

                    public bool HasClerkId(string clerkId) => user.ClerkUserId == clerkId;
                }
            }
            """,
        after: """
            Console.WriteLine(new User("user_1").ShortWorkosUserId + new User("user_2").HasWorkosUserId(workosUserId: "user_2"));

            record User(string WorkosUserId);

            static class UserExtensions
            {
                extension(User user)
                {
                    public string ShortWorkosUserId => user.WorkosUserId[..3];

                    public bool HasWorkosUserId(string workosUserId) => user.WorkosUserId == workosUserId;
                }
            }
            """);
}
