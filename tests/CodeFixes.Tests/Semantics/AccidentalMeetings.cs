namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class AccidentalMeetings
{
    [Fact]
    public Task A_better_overload_of_the_new_name_is_not_met() => Program(
        before: """
            Console.WriteLine(Users.FindByClerkUserId("a") + Users.FindByWorkosUserId("b") + Users.CountByClerkUserId("c"));

            static class Users
            {
                public static string FindByClerkUserId(object id) => "object " + id;

                public static string FindByWorkosUserId(string id) => "string " + id;

                public static string CountByClerkUserId(object id) => "count " + id;
            }
            """,
        after: """
            Console.WriteLine(Users.FindByClerkUserId("a") + Users.FindByWorkosUserId("b") + Users.CountByWorkosUserId("c"));

            static class Users
            {
                public static string FindByClerkUserId(object id) => "object " + id;

                public static string FindByWorkosUserId(string id) => "string " + id;

                public static string CountByWorkosUserId(object id) => "count " + id;
            }
            """)
        .Lists(Reasons.MeetsOverload(Any))
        .HoldsAsync();

    [Fact]
    public Task A_renamed_parameter_does_not_change_which_overload_a_named_argument_chooses() => Program(
        before: """
            Console.WriteLine(Users.Find(clerkUserId: "a") + Users.Find(workosUserId: "b") + Users.Count(clerkUserId: "c"));

            static class Users
            {
                public static string Find(object clerkUserId) => "object " + clerkUserId;

                public static string Find(string workosUserId) => "string " + workosUserId;

                public static string Count(object clerkUserId) => "count " + clerkUserId;
            }
            """,
        after: """
            Console.WriteLine(Users.Find(clerkUserId: "a") + Users.Find(workosUserId: "b") + Users.Count(workosUserId: "c"));

            static class Users
            {
                public static string Find(object clerkUserId) => "object " + clerkUserId;

                public static string Find(string workosUserId) => "string " + workosUserId;

                public static string Count(object workosUserId) => "count " + workosUserId;
            }
            """)
        .Lists(Reasons.MeetsOverload(Any), Reasons.NameCaptured("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task A_base_member_of_the_new_name_is_not_hidden() => Program(
        before: """
            var expert = new Expert();
            Console.WriteLine(expert.ClerkUserId + expert.WorkosUserId + ((Account)expert).WorkosUserId + expert.OwnerClerkUserId);

            class Account
            {
                public virtual string WorkosUserId => "base";
            }

            class Expert : Account
            {
                public string ClerkUserId => "derived";

                public string OwnerClerkUserId => "owner";
            }
            """,
        after: """
            var expert = new Expert();
            Console.WriteLine(expert.ClerkUserId + expert.WorkosUserId + ((Account)expert).WorkosUserId + expert.OwnerWorkosUserId);

            class Account
            {
                public virtual string WorkosUserId => "base";
            }

            class Expert : Account
            {
                public string ClerkUserId => "derived";

                public string OwnerWorkosUserId => "owner";
            }
            """)
        .Lists(Reasons.MeetsBase(Any))
        .HoldsAsync();

    [Fact]
    public Task A_derived_member_of_the_new_name_does_not_come_to_hide_the_renamed_one() => Program(
        before: """
            var expert = new Expert();
            Console.WriteLine(expert.ClerkUserId + expert.WorkosUserId + ((Account)expert).ClerkUserId + expert.OwnerClerkUserId);

            class Account
            {
                public string ClerkUserId => "base";

                public string OwnerClerkUserId => "owner";
            }

            class Expert : Account
            {
                public string WorkosUserId => "derived";
            }
            """,
        after: """
            var expert = new Expert();
            Console.WriteLine(expert.ClerkUserId + expert.WorkosUserId + ((Account)expert).ClerkUserId + expert.OwnerWorkosUserId);

            class Account
            {
                public string ClerkUserId => "base";

                public string OwnerWorkosUserId => "owner";
            }

            class Expert : Account
            {
                public string WorkosUserId => "derived";
            }
            """)
        .Lists(Reasons.MeetsBase(Any), Reasons.NameTaken("WorkosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task An_interface_member_with_a_default_is_not_implemented_by_accident() => Program(
        before: """
            IHasWorkos has = new Expert();
            Console.WriteLine(has.WorkosUserId + new Expert().ClerkUserId + new Expert().OwnerClerkUserId);

            interface IHasWorkos
            {
                string WorkosUserId => "default";
            }

            class Expert : IHasWorkos
            {
                public string ClerkUserId => "expert";

                public string OwnerClerkUserId => "owner";
            }
            """,
        after: """
            IHasWorkos has = new Expert();
            Console.WriteLine(has.WorkosUserId + new Expert().ClerkUserId + new Expert().OwnerWorkosUserId);

            interface IHasWorkos
            {
                string WorkosUserId => "default";
            }

            class Expert : IHasWorkos
            {
                public string ClerkUserId => "expert";

                public string OwnerWorkosUserId => "owner";
            }
            """)
        .Lists(Reasons.MeetsInterface(Any))
        .HoldsAsync();

    [Fact]
    public Task An_interface_member_is_not_implemented_by_an_inherited_one_that_gets_its_name() => Program(
        before: """
            IHasWorkos has = new Expert();
            Console.WriteLine(has.WorkosUserId + new Expert().ClerkUserId);

            interface IHasWorkos
            {
                string WorkosUserId { get; }
            }

            class Account : IHasWorkos
            {
                public string WorkosUserId => "account";
            }

            class Middle
            {
                public string ClerkUserId => "middle";
            }

            class Expert : Middle, IHasWorkos
            {
                string IHasWorkos.WorkosUserId => "explicit";
            }
            """,
        after: """
            IHasWorkos has = new Expert();
            Console.WriteLine(has.WorkosUserId + new Expert().WorkosUserId);

            interface IHasWorkos
            {
                string WorkosUserId { get; }
            }

            class Account : IHasWorkos
            {
                public string WorkosUserId => "account";
            }

            class Middle
            {
                public string WorkosUserId => "middle";
            }

            class Expert : Middle, IHasWorkos
            {
                string IHasWorkos.WorkosUserId => "explicit";
            }
            """)
        .HoldsAsync();

    [Fact]
    public Task A_derived_class_that_would_come_to_implement_an_interface_through_its_base_is_listed() => Program(
        before: """
            IHasWorkos has = new Expert();
            Console.WriteLine(has.WorkosUserId + new Middle().ClerkUserId + new Middle().OwnerClerkUserId);

            interface IHasWorkos
            {
                string WorkosUserId => "default";
            }

            class Middle
            {
                public string ClerkUserId => "middle";

                public string OwnerClerkUserId => "owner";
            }

            class Expert : Middle, IHasWorkos;
            """,
        after: """
            IHasWorkos has = new Expert();
            Console.WriteLine(has.WorkosUserId + new Middle().ClerkUserId + new Middle().OwnerWorkosUserId);

            interface IHasWorkos
            {
                string WorkosUserId => "default";
            }

            class Middle
            {
                public string ClerkUserId => "middle";

                public string OwnerWorkosUserId => "owner";
            }

            class Expert : Middle, IHasWorkos;
            """)
        .Lists(Reasons.MeetsInterface(Any))
        .HoldsAsync();
}
