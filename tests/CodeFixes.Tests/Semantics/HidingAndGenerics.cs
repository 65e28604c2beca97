namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class HidingAndGenerics
{
    [Fact]
    public Task A_member_that_hides_another_goes_on_hiding_it() => Rewrites(
        before: """
            var expert = new Expert();
            Console.WriteLine(expert.ClerkUserId + ((Account)expert).ClerkUserId);

            class Account { public string ClerkUserId => "base"; }

            class Expert : Account { public new string ClerkUserId => "derived of " + base.ClerkUserId; }
            """,
        after: """
            var expert = new Expert();
            Console.WriteLine(expert.WorkosUserId + ((Account)expert).WorkosUserId);

            class Account { public string WorkosUserId => "base"; }

            class Expert : Account { public new string WorkosUserId => "derived of " + base.WorkosUserId; }
            """);

    [Fact]
    public Task A_hiding_member_that_cannot_move_keeps_the_hidden_one() => Program(
        before: """
            var expert = new Expert();
            Console.WriteLine(expert.ClerkUserId + ((Account)expert).ClerkUserId + expert.WorkosUserId);

            class Account { public string ClerkUserId => "base"; }

            class Expert : Account { public new string ClerkUserId => "derived"; public string WorkosUserId => "workos"; }
            """,
        after: """
            var expert = new Expert();
            Console.WriteLine(expert.ClerkUserId + ((Account)expert).ClerkUserId + expert.WorkosUserId);

            class Account { public string ClerkUserId => "base"; }

            class Expert : Account { public new string ClerkUserId => "derived"; public string WorkosUserId => "workos"; }
            """)
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .Lists(Reasons.MeetsBase(Any), Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Members_of_constructed_types_and_constraints_are_renamed() => Rewrites(
        before: """
            var box = new Box<User>(new("user_1"));
            Console.WriteLine(box.LastClerkUserId + Box<User>.DefaultClerkId + Read(box) + new Box<User>.Nested { ClerkId = "n" }.ClerkId);

            static string Read<T>(Box<T> box) where T : User => box.Value.ClerkUserId + box.LastClerkUserId;

            record User(string ClerkUserId);

            class Box<T>(T value) where T : User
            {
                public static string DefaultClerkId => "none";

                public T Value => value;

                public string LastClerkUserId { get; } = value.ClerkUserId;

                public class Nested { public string ClerkId = ""; }
            }
            """,
        after: """
            var box = new Box<User>(new("user_1"));
            Console.WriteLine(box.LastWorkosUserId + Box<User>.DefaultWorkosUserId + Read(box) + new Box<User>.Nested { WorkosUserId = "n" }.WorkosUserId);

            static string Read<T>(Box<T> box) where T : User => box.Value.WorkosUserId + box.LastWorkosUserId;

            record User(string WorkosUserId);

            class Box<T>(T value) where T : User
            {
                public static string DefaultWorkosUserId => "none";

                public T Value => value;

                public string LastWorkosUserId { get; } = value.WorkosUserId;

                public class Nested { public string WorkosUserId = ""; }
            }
            """);

    [Fact]
    public Task Tuple_names_in_aliases_and_overridden_signatures_are_renamed_together() => Rewrites(
        before: """
            using Pair = (string ClerkUserId, int N);

            Pair pair = new Expert().Get();
            Console.WriteLine(pair.ClerkUserId + new Expert().All().First().ClerkUserId);

            abstract class Account
            {
                public abstract (string ClerkUserId, int N) Get();

                public virtual IEnumerable<(string ClerkUserId, int N)> All() => [Get()];
            }

            class Expert : Account
            {
                public override (string ClerkUserId, int N) Get() => ("user_1", 1);

                public override IEnumerable<(string ClerkUserId, int N)> All() => base.All().Where(x => x.ClerkUserId != "");
            }
            """,
        after: """
            using Pair = (string WorkosUserId, int N);

            Pair pair = new Expert().Get();
            Console.WriteLine(pair.WorkosUserId + new Expert().All().First().WorkosUserId);

            abstract class Account
            {
                public abstract (string WorkosUserId, int N) Get();

                public virtual IEnumerable<(string WorkosUserId, int N)> All() => [Get()];
            }

            class Expert : Account
            {
                public override (string WorkosUserId, int N) Get() => ("user_1", 1);

                public override IEnumerable<(string WorkosUserId, int N)> All() => base.All().Where(x => x.WorkosUserId != "");
            }
            """);

    [Fact]
    public Task Newer_syntax_is_renamed() => Rewrites(
        before: """
            var greet = (string clerkUserId = "nobody") => "hello " + clerkUserId;
            Console.WriteLine(greet() + greet("user_1") + new User { ClerkUserId = " user_2 " }.ClerkUserId + Join(clerkUserIds: ["a", "b"]));

            static string Join(params ReadOnlySpan<string> clerkUserIds) => clerkUserIds[0] + clerkUserIds[^1];

            class User
            {
                public required string ClerkUserId { get => field; init => field = value.Trim(); }
            }
            """,
        after: """
            var greet = (string workosUserId = "nobody") => "hello " + workosUserId;
            Console.WriteLine(greet() + greet("user_1") + new User { WorkosUserId = " user_2 " }.WorkosUserId + Join(workosUserIds: ["a", "b"]));

            static string Join(params ReadOnlySpan<string> workosUserIds) => workosUserIds[0] + workosUserIds[^1];

            class User
            {
                public required string WorkosUserId { get => field; init => field = value.Trim(); }
            }
            """);
}
