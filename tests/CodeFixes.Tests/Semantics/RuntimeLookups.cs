namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>Literals by which a member is looked up at run time: its rename is listed, and what nobody looks up is renamed.</summary>
public sealed class RuntimeLookups
{
    [Fact]
    public Task An_unsafe_accessor_names_a_field() => Program(
        before: """
            using System.Runtime.CompilerServices;

            Console.WriteLine(Accessors.Id(new Session("user_1")) + new Session("user_2").GuestClerkUserId);

            static class Accessors
            {
                [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_clerkUserId")]
                public static extern ref string Id(Session session);
            }

            class Session(string id)
            {
                private string _clerkUserId = id;

                public string GuestClerkUserId => _clerkUserId;
            }
            """,
        after: """
            using System.Runtime.CompilerServices;

            Console.WriteLine(Accessors.Id(new Session("user_1")) + new Session("user_2").GuestWorkosUserId);

            static class Accessors
            {
                [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_clerkUserId")]
                public static extern ref string Id(Session session);
            }

            class Session(string id)
            {
                private string _clerkUserId = id;

                public string GuestWorkosUserId => _clerkUserId;
            }
            """)
        .Lists(Reasons.AttributeString(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task A_validation_attribute_compares_with_a_property() => Program(
        before: """
            using System.ComponentModel.DataAnnotations;

            var form = new Form { ClerkUserId = "a", Again = "a", GuestClerkUserId = "b" };
            Console.WriteLine(Validator.TryValidateObject(form, new ValidationContext(form), null, validateAllProperties: true) + form.GuestClerkUserId);

            class Form
            {
                public string ClerkUserId { get; set; } = "";

                [Compare("ClerkUserId")]
                public string Again { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.ComponentModel.DataAnnotations;

            var form = new Form { ClerkUserId = "a", Again = "a", GuestWorkosUserId = "b" };
            Console.WriteLine(Validator.TryValidateObject(form, new ValidationContext(form), null, validateAllProperties: true) + form.GuestWorkosUserId);

            class Form
            {
                public string ClerkUserId { get; set; } = "";

                [Compare("ClerkUserId")]
                public string Again { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .Lists(Reasons.AttributeString(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task An_enum_member_is_parsed_from_its_name() => Program(
        before: """
            Console.WriteLine((int)Enum.Parse<Kind>("ClerkUserId") + (int)Other.ClerkUserId);

            enum Kind { Email, ClerkUserId }
            enum Other { Email, ClerkUserId }
            """,
        after: """
            Console.WriteLine((int)Enum.Parse<Kind>("ClerkUserId") + (int)Other.WorkosUserId);

            enum Kind { Email, ClerkUserId }
            enum Other { Email, WorkosUserId }
            """)
        .Lists(Reasons.Reflection(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task An_expression_tree_is_built_from_a_name() => Program(
        before: """
            using System.Linq.Expressions;

            var user = Expression.Parameter(typeof(User));
            var read = Expression.Lambda<Func<User, string>>(Expression.Property(user, "ClerkUserId"), user).Compile();
            Console.WriteLine(read(new User { ClerkUserId = "user_1" }) + new User { GuestClerkUserId = "user_2" }.GuestClerkUserId);

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Linq.Expressions;

            var user = Expression.Parameter(typeof(User));
            var read = Expression.Lambda<Func<User, string>>(Expression.Property(user, "ClerkUserId"), user).Compile();
            Console.WriteLine(read(new User { ClerkUserId = "user_1" }) + new User { GuestWorkosUserId = "user_2" }.GuestWorkosUserId);

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .Lists(Reasons.Reflection(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task A_private_field_is_found_through_its_objects_type() => Program(
        before: """
            using System.Reflection;

            var session = new Session("user_1");
            Console.WriteLine(session.GetType().GetField("_clerkUserId", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(session) ?? "not found");

            class Session(string id)
            {
                private readonly string _clerkUserId = id;

                public override string ToString() => _clerkUserId;
            }
            """,
        after: """
            using System.Reflection;

            var session = new Session("user_1");
            Console.WriteLine(session.GetType().GetField("_clerkUserId", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(session) ?? "not found");

            class Session(string id)
            {
                private readonly string _clerkUserId = id;

                public override string ToString() => _clerkUserId;
            }
            """)
        .Lists(Reasons.Reflection(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();
}
