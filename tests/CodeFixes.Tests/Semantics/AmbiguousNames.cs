namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>New names that another file's declarations, imported here, would make ambiguous or win over.</summary>
public sealed class AmbiguousNames
{
    [Fact]
    public Task Two_static_imports_do_not_come_to_offer_one_name() => Program(
        before: """
            using static Old;
            using static New;

            Console.WriteLine(ClerkUserId + WorkosUserId + Old.GuestClerkUserId);
            """,
        after: """
            using static Old;
            using static New;

            Console.WriteLine(ClerkUserId + WorkosUserId + Old.GuestWorkosUserId);
            """)
        .File("Names.cs",
            before: """
                static class Old { public static string ClerkUserId => "old"; public static string GuestClerkUserId => "guest"; }
                static class New { public static string WorkosUserId => "new"; }
                """,
            after: """
                static class Old { public static string ClerkUserId => "old"; public static string GuestWorkosUserId => "guest"; }
                static class New { public static string WorkosUserId => "new"; }
                """)
        .ListsIn("Names.cs", Reasons.NameCaptured("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Two_imported_namespaces_do_not_come_to_offer_one_type() => Program(
        before: """
            using Legacy;
            using Target;

            Console.WriteLine(new ClerkUserId("a").Value + new Owner("b").ClerkId + new WorkosUserId("c").Value);
            """,
        after: """
            using Legacy;
            using Target;

            Console.WriteLine(new ClerkUserId("a").Value + new Owner("b").WorkosUserId + new WorkosUserId("c").Value);
            """)
        .File("Types.cs",
            before: """
                namespace Legacy
                {
                    public record ClerkUserId(string Value);
                    public record Owner(string ClerkId);
                }

                namespace Target
                {
                    public record WorkosUserId(string Value);
                }
                """,
            after: """
                namespace Legacy
                {
                    public record ClerkUserId(string Value);
                    public record Owner(string WorkosUserId);
                }

                namespace Target
                {
                    public record WorkosUserId(string Value);
                }
                """)
        .ListsIn("Types.cs", Reasons.NameCaptured("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_member_cannot_take_the_name_of_its_type() => Program(
        before: """
            Console.WriteLine(new WorkosUserId { ClerkUserId = "a", GuestClerkUserId = "b" }.Both());

            class WorkosUserId
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";

                public string Both() => ClerkUserId + GuestClerkUserId;
            }
            """,
        after: """
            Console.WriteLine(new WorkosUserId { ClerkUserId = "a", GuestWorkosUserId = "b" }.Both());

            class WorkosUserId
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";

                public string Both() => ClerkUserId + GuestWorkosUserId;
            }
            """)
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_type_and_its_member_do_not_both_take_the_name() => Program(
        before: """
            Console.WriteLine(new ClerkId("a").ClerkUserId + new Sub("b").ClerkUserId);

            record ClerkId(string ClerkUserId);
            record Sub(string ClerkUserId);
            """,
        after: """
            Console.WriteLine(new ClerkId("a").WorkosUserId + new Sub("b").WorkosUserId);

            record ClerkId(string WorkosUserId);
            record Sub(string WorkosUserId);
            """)
        .Lists(Reasons.StrongerName("ClerkUserId", "WorkosUserId"), Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task An_extension_of_another_file_is_not_won_over_by_the_renamed_one() => Program(
        before: """
            Console.WriteLine("a".GetClerkUserId() + "b".GetWorkosUserId() + "c".FindClerkUserId());
            """,
        after: """
            Console.WriteLine("a".GetClerkUserId() + "b".GetWorkosUserId() + "c".FindWorkosUserId());
            """)
        .File("Extensions.cs",
            before: """
                static class Old { public static string GetClerkUserId(this string text) => "old " + text; public static string FindClerkUserId(this string text) => "found " + text; }
                static class New { public static string GetWorkosUserId(this object text) => "new " + text; }
                """,
            after: """
                static class Old { public static string GetClerkUserId(this string text) => "old " + text; public static string FindWorkosUserId(this string text) => "found " + text; }
                static class New { public static string GetWorkosUserId(this object text) => "new " + text; }
                """)
        .ListsIn("Extensions.cs", Reasons.NameCaptured("GetWorkosUserId", Any), Reasons.MeetsOverload(Any))
        .HoldsAsync();
}
