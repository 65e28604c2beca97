namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class PrimaryConstructors
{
    [Fact]
    public Task A_captured_parameter_is_renamed_in_every_member_that_reads_it() => Rewrites(
        before: """
            Console.WriteLine(new Greeter("user_1", 2).Greet() + new Greeter(times: 1, clerkUserId: "user_2").Id);

            sealed class Greeter(string clerkUserId, int times) : Named(clerkUserId)
            {
                private readonly string _upper = clerkUserId.ToUpperInvariant();

                public string Id { get; } = clerkUserId;

                public string Greet() => string.Concat(Enumerable.Repeat(clerkUserId, times)) + _upper + Name;
            }

            class Named(string clerkId)
            {
                public string Name => "named " + clerkId;
            }
            """,
        after: """
            Console.WriteLine(new Greeter("user_1", 2).Greet() + new Greeter(times: 1, workosUserId: "user_2").Id);

            sealed class Greeter(string workosUserId, int times) : Named(workosUserId)
            {
                private readonly string _upper = workosUserId.ToUpperInvariant();

                public string Id { get; } = workosUserId;

                public string Greet() => string.Concat(Enumerable.Repeat(workosUserId, times)) + _upper + Name;
            }

            class Named(string workosUserId)
            {
                public string Name => "named " + workosUserId;
            }
            """);

    [Fact]
    public Task A_struct_and_a_second_constructor_pass_it_on() => Rewrites(
        before: """
            Console.WriteLine(new Key(42).Text + new Key(clerkUserId: "user_1").Text);

            readonly struct Key(string clerkUserId)
            {
                public Key(int number) : this(clerkUserId: "user_" + number) { }

                public string Text => $"<{clerkUserId}>";
            }
            """,
        after: """
            Console.WriteLine(new Key(42).Text + new Key(workosUserId: "user_1").Text);

            readonly struct Key(string workosUserId)
            {
                public Key(int number) : this(workosUserId: "user_" + number) { }

                public string Text => $"<{workosUserId}>";
            }
            """);

    [Fact]
    public Task A_parameter_that_a_local_of_the_new_name_would_capture_is_listed() => Program(
        before: """
            Console.WriteLine(new Pair("clerk").Both() + new Pair("clerk").GuestClerkUserId);

            sealed class Pair(string clerkUserId)
            {
                public string GuestClerkUserId => "guest";

                public string Both()
                {
                    var workosUserId = "workos";
                    return clerkUserId + workosUserId;
                }
            }
            """,
        after: """
            Console.WriteLine(new Pair("clerk").Both() + new Pair("clerk").GuestWorkosUserId);

            sealed class Pair(string clerkUserId)
            {
                public string GuestWorkosUserId => "guest";

                public string Both()
                {
                    var workosUserId = "workos";
                    return clerkUserId + workosUserId;
                }
            }
            """)
        .Lists(Reasons.NameTaken("workosUserId", Any), Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_parameter_that_would_hide_a_field_that_is_read_is_listed() => Program(
        before: """
            Console.WriteLine(new Pair("clerk").Both() + new Pair("clerk").GuestClerkUserId);

            sealed class Pair(string clerkUserId)
            {
                private readonly string workosUserId = "workos";

                public string GuestClerkUserId => "guest";

                public string Both() => clerkUserId + workosUserId;
            }
            """,
        after: """
            Console.WriteLine(new Pair("clerk").Both() + new Pair("clerk").GuestWorkosUserId);

            sealed class Pair(string clerkUserId)
            {
                private readonly string workosUserId = "workos";

                public string GuestWorkosUserId => "guest";

                public string Both() => clerkUserId + workosUserId;
            }
            """)
        .Lists(Reasons.NameCaptured("workosUserId", Any), Reasons.NameTaken("workosUserId", Any))
        .HoldsAsync();
}
