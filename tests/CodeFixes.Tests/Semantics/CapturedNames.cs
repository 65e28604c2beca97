namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class CapturedNames
{
    [Fact]
    public Task A_local_that_would_hide_a_field_the_method_reads_is_listed() => Program(
        before: """
            Console.WriteLine(new Session().Both() + new Session().Alone());

            class Session
            {
                private readonly string workosUserId = "workos";

                public string Both()
                {
                    var clerkUserId = "clerk";
                    return clerkUserId + workosUserId;
                }

                public string Alone()
                {
                    var clerkUserId = "alone";
                    return clerkUserId + this.workosUserId;
                }
            }
            """,
        after: """
            Console.WriteLine(new Session().Both() + new Session().Alone());

            class Session
            {
                private readonly string workosUserId = "workos";

                public string Both()
                {
                    var clerkUserId = "clerk";
                    return clerkUserId + workosUserId;
                }

                public string Alone()
                {
                    var workosUserId = "alone";
                    return workosUserId + this.workosUserId;
                }
            }
            """)
        .Lists(Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_parameter_that_is_assigned_to_a_field_of_the_new_name_is_listed_unless_this_is_written() => Program(
        before: """
            Console.WriteLine(new Bare("a").Id + new Qualified("b").Id);

            class Bare
            {
                private string workosUserId = "";

                public Bare(string clerkUserId) { workosUserId = clerkUserId; }

                public string Id => workosUserId;
            }

            class Qualified
            {
                private string workosUserId = "";

                public Qualified(string clerkUserId) { this.workosUserId = clerkUserId; }

                public string Id => workosUserId;
            }
            """,
        after: """
            Console.WriteLine(new Bare("a").Id + new Qualified("b").Id);

            class Bare
            {
                private string workosUserId = "";

                public Bare(string clerkUserId) { workosUserId = clerkUserId; }

                public string Id => workosUserId;
            }

            class Qualified
            {
                private string workosUserId = "";

                public Qualified(string workosUserId) { this.workosUserId = workosUserId; }

                public string Id => workosUserId;
            }
            """)
        .Lists(Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_field_whose_reader_has_a_local_of_the_new_name_is_listed() => Program(
        before: """
            Console.WriteLine(new Session().Both() + new Other().Both());

            class Session
            {
                private readonly string clerkUserId = "clerk";

                public string Both()
                {
                    var workosUserId = "workos";
                    return clerkUserId + workosUserId;
                }
            }

            class Other
            {
                private readonly string clerkUserId = "clerk";

                public string Both()
                {
                    var workosUserId = "workos";
                    return this.clerkUserId + workosUserId;
                }
            }
            """,
        after: """
            Console.WriteLine(new Session().Both() + new Other().Both());

            class Session
            {
                private readonly string clerkUserId = "clerk";

                public string Both()
                {
                    var workosUserId = "workos";
                    return clerkUserId + workosUserId;
                }
            }

            class Other
            {
                private readonly string workosUserId = "clerk";

                public string Both()
                {
                    var workosUserId = "workos";
                    return this.workosUserId + workosUserId;
                }
            }
            """)
        .Lists(Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_local_that_would_hide_a_name_from_a_static_import_or_a_base_class_is_listed() => Program(
        before: """
            using static Current;

            Console.WriteLine(new Derived().Both() + Statics.Both());

            class Base { protected string workosUserId = "base"; }

            class Derived : Base
            {
                public string Both()
                {
                    string clerkUserId = "derived";
                    Func<string> inner = () => workosUserId;
                    return clerkUserId + inner();
                }
            }

            static class Current { public static string workosUserId() => "imported"; }

            static class Statics
            {
                public static string Both()
                {
                    foreach (var clerkId in new[] { "local" })
                        return clerkId + workosUserId();
                    return "";
                }
            }
            """,
        after: """
            using static Current;

            Console.WriteLine(new Derived().Both() + Statics.Both());

            class Base { protected string workosUserId = "base"; }

            class Derived : Base
            {
                public string Both()
                {
                    string clerkUserId = "derived";
                    Func<string> inner = () => workosUserId;
                    return clerkUserId + inner();
                }
            }

            static class Current { public static string workosUserId() => "imported"; }

            static class Statics
            {
                public static string Both()
                {
                    foreach (var clerkId in new[] { "local" })
                        return clerkId + workosUserId();
                    return "";
                }
            }
            """)
        .Lists(Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_nested_class_whose_new_member_would_hide_an_outer_one_is_listed() => Program(
        before: """
            Console.WriteLine(new Outer.Inner().Both() + new Outer.Inner().OwnerClerkUserId);

            class Outer
            {
                private static readonly string WorkosUserId = "outer";

                public class Inner
                {
                    private readonly string ClerkUserId = "inner";

                    public string OwnerClerkUserId => "owner";

                    public string Both() => ClerkUserId + WorkosUserId;
                }
            }
            """,
        after: """
            Console.WriteLine(new Outer.Inner().Both() + new Outer.Inner().OwnerWorkosUserId);

            class Outer
            {
                private static readonly string WorkosUserId = "outer";

                public class Inner
                {
                    private readonly string ClerkUserId = "inner";

                    public string OwnerWorkosUserId => "owner";

                    public string Both() => ClerkUserId + WorkosUserId;
                }
            }
            """)
        .Lists(Reasons.NameCaptured("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_member_named_like_a_type_still_reads_the_member() => Rewrites(
        before: """
            Console.WriteLine(new User { ClerkUserId = new WorkosUserId("user_1") }.Show());

            record WorkosUserId(string Value) { public static string Prefix => "user_"; }

            class User
            {
                public WorkosUserId ClerkUserId { get; set; } = new("");

                public string Show() => ClerkUserId.Value + WorkosUserId.Prefix;
            }
            """,
        after: """
            Console.WriteLine(new User { WorkosUserId = new WorkosUserId("user_1") }.Show());

            record WorkosUserId(string Value) { public static string Prefix => "user_"; }

            class User
            {
                public WorkosUserId WorkosUserId { get; set; } = new("");

                public string Show() => WorkosUserId.Value + WorkosUserId.Prefix;
            }
            """);
}
