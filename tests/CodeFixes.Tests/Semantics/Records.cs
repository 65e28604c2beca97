namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class Records
{
    [Fact]
    public Task A_positional_parameter_goes_with_named_arguments_with_deconstruction_and_patterns() => Rewrites(
        before: """
            var user = new User(Name: "Ada", ClerkUserId: "user_1");
            var other = user with { ClerkUserId = "user_2" };
            var (clerkUserId, name) = other;
            Console.WriteLine($"{clerkUserId} {name} {user.ClerkUserId}");
            Console.WriteLine(user is ("user_1", _));
            Console.WriteLine(user is (ClerkUserId: "user_1", Name: { Length: 3 }));
            Console.WriteLine(other is { ClerkUserId: "user_2", Name: var again } ? again : "none");

            record User(string ClerkUserId, string Name);
            """,
        after: """
            var user = new User(Name: "Ada", WorkosUserId: "user_1");
            var other = user with { WorkosUserId = "user_2" };
            var (workosUserId, name) = other;
            Console.WriteLine($"{workosUserId} {name} {user.WorkosUserId}");
            Console.WriteLine(user is ("user_1", _));
            Console.WriteLine(user is (WorkosUserId: "user_1", Name: { Length: 3 }));
            Console.WriteLine(other is { WorkosUserId: "user_2", Name: var again } ? again : "none");

            record User(string WorkosUserId, string Name);
            """);

    [Fact]
    public Task A_derived_record_that_passes_it_on_follows_its_base() => Rewrites(
        before: """
            Person person = new Expert(ClerkUserId: "user_1", Title: "Dr.");
            Console.WriteLine(person.ClerkUserId + " " + (person is Expert { ClerkUserId.Length: 6, Title: var title } ? title : "none"));

            abstract record Person(string ClerkUserId);
            sealed record Expert(string ClerkUserId, string Title) : Person(ClerkUserId);
            """,
        after: """
            Person person = new Expert(WorkosUserId: "user_1", Title: "Dr.");
            Console.WriteLine(person.WorkosUserId + " " + (person is Expert { WorkosUserId.Length: 6, Title: var title } ? title : "none"));

            abstract record Person(string WorkosUserId);
            sealed record Expert(string WorkosUserId, string Title) : Person(WorkosUserId);
            """);

    [Fact]
    public Task A_property_written_out_for_a_positional_parameter_goes_along() => Rewrites(
        before: """
            var user = new User(ClerkUserId: " user_1 ");
            Console.WriteLine("[" + user.ClerkUserId + "]");

            record User(string ClerkUserId)
            {
                public string ClerkUserId { get; init; } = ClerkUserId.Trim();

                public bool Is(string clerkUserId) => ClerkUserId == clerkUserId;
            }
            """,
        after: """
            var user = new User(WorkosUserId: " user_1 ");
            Console.WriteLine("[" + user.WorkosUserId + "]");

            record User(string WorkosUserId)
            {
                public string WorkosUserId { get; init; } = WorkosUserId.Trim();

                public bool Is(string workosUserId) => WorkosUserId == workosUserId;
            }
            """);

    [Fact]
    public Task A_record_struct_and_a_nested_property_pattern_are_renamed() => Rewrites(
        before: """
            var booking = new Booking(new Owner("user_1", ["user_2"]), 3);
            if (booking is { Owner.ClerkUserId: var clerkId, Owner.GuestClerkIds: [var first, ..] })
                Console.WriteLine(clerkId + " " + first);
            Console.WriteLine(booking == booking with { Owner = booking.Owner with { ClerkUserId = "user_1" } });

            readonly record struct Owner(string ClerkUserId, string[] GuestClerkIds);
            record Booking(Owner Owner, int Seats);
            """,
        after: """
            var booking = new Booking(new Owner("user_1", ["user_2"]), 3);
            if (booking is { Owner.WorkosUserId: var workosUserId, Owner.GuestWorkosUserIds: [var first, ..] })
                Console.WriteLine(workosUserId + " " + first);
            Console.WriteLine(booking == booking with { Owner = booking.Owner with { WorkosUserId = "user_1" } });

            readonly record struct Owner(string WorkosUserId, string[] GuestWorkosUserIds);
            record Booking(Owner Owner, int Seats);
            """);

    [Fact]
    public Task A_record_across_projects_is_renamed_where_it_is_used() => Files
        .Project("Contracts")
        .Project("App", "Contracts")
        .File("User.cs", projects: ["Contracts"],
            before: "namespace Contracts; public record User(string ClerkUserId, string? InvitedByClerkId = null);",
            after: "namespace Contracts; public record User(string WorkosUserId, string? InvitedByWorkosUserId = null);")
        .File("Program.cs",
            before: """
                using Contracts;

                var user = new User("user_1", InvitedByClerkId: "user_2");
                Console.WriteLine(user.ClerkUserId + user.InvitedByClerkId);
                """,
            after: """
                using Contracts;

                var user = new User("user_1", InvitedByWorkosUserId: "user_2");
                Console.WriteLine(user.WorkosUserId + user.InvitedByWorkosUserId);
                """)
        .HoldsAsync();

    [Fact]
    public Task A_written_Deconstruct_keeps_its_positions_and_loses_no_name() => Rewrites(
        before: """
            var (clerkUserId, _) = new User();
            Console.WriteLine(clerkUserId);
            Console.WriteLine(new User() is (clerkUserId: "user_1", name: "Ada"));

            class User
            {
                public void Deconstruct(out string clerkUserId, out string name) => (clerkUserId, name) = ("user_1", "Ada");
            }
            """,
        after: """
            var (workosUserId, _) = new User();
            Console.WriteLine(workosUserId);
            Console.WriteLine(new User() is (workosUserId: "user_1", name: "Ada"));

            class User
            {
                public void Deconstruct(out string workosUserId, out string name) => (workosUserId, name) = ("user_1", "Ada");
            }
            """);
}
