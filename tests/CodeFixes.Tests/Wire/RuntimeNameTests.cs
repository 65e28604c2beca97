namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>A name that something looks up while the program runs stays; the nearly identical one that nothing looks up moves.</summary>
public sealed class RuntimeNameTests
{
    private static readonly string Reflected = Reasons.Reflection("Program.cs");

    [Theory]
    [InlineData("typeof(User).GetProperty(\"ClerkUserId\")", true)]
    [InlineData("typeof(Heir).GetProperty(\"ClerkUserId\")", true)]
    [InlineData("typeof(IUser).GetProperty(\"ClerkUserId\")", false)]
    [InlineData("typeof(Other).GetProperty(\"ClerkUserId\")", false)]
    [InlineData("user.GetType().GetProperty(\"ClerkUserId\")", true)]
    [InlineData("other.GetType().GetProperty(\"ClerkUserId\")", false)]
    [InlineData("((object)other).GetType().GetProperty(\"ClerkUserId\")", true)]
    [InlineData("type.GetProperty(\"ClerkUserId\")", true)]
    [InlineData("type.GetProperty(\"Name.ClerkUserId\")", true)]
    [InlineData("type.GetProperty(\"ClerkUserId2\")", false)]
    [InlineData("type.GetProperty(\"_ClerkUserId\")", false)]
    [InlineData("type.GetProperty(\"clerkUserId\")", false)]
    [InlineData("type.GetProperty(name: \"ClerkUserId\", BindingFlags.Public)", true)]
    [InlineData("type.GetField(\"ClerkUserId\")", true)]
    [InlineData("type.GetMethod(\"ClerkUserId\")", true)]
    [InlineData("type.GetMember(\"ClerkUserId\")", true)]
    [InlineData("type.GetEvent(\"ClerkUserId\")", true)]
    [InlineData("type.GetNestedType(\"ClerkUserId\")", true)]
    [InlineData("type.InvokeMember(\"ClerkUserId\", BindingFlags.GetProperty, null, user, null)", true)]
    [InlineData("type.GetRuntimeProperty(\"ClerkUserId\")", true)]
    [InlineData("type.GetRuntimeField(\"ClerkUserId\")", true)]
    [InlineData("type.GetRuntimeMethod(\"ClerkUserId\", [])", true)]
    [InlineData("type.GetTypeInfo().GetDeclaredProperty(\"ClerkUserId\")", true)]
    [InlineData("type.GetTypeInfo().GetDeclaredField(\"ClerkUserId\")", true)]
    [InlineData("type.GetTypeInfo().GetDeclaredMethod(\"ClerkUserId\")", true)]
    [InlineData("type.GetTypeInfo().GetDeclaredEvent(\"ClerkUserId\")", true)]
    [InlineData("type.GetInterface(\"ClerkUserId\")", false)]
    [InlineData("GetProperty(\"ClerkUserId\")", false)]
    [InlineData("Expression.Property(null!, \"ClerkUserId\")", true)]
    [InlineData("Expression.Property(null!, typeof(Other), \"ClerkUserId\")", true)]
    [InlineData("Expression.Field(null!, \"ClerkUserId\")", true)]
    [InlineData("Expression.PropertyOrField(null!, \"ClerkUserId\")", true)]
    [InlineData("Expression.Call(typeof(User), \"ClerkUserId\", null)", true)]
    [InlineData("Expression.Call(typeof(Other), \"ClerkUserId\", null)", false)]
    [InlineData("Expression.Constant(\"ClerkUserId\")", false)]
    [InlineData("System.Linq.Expressions.Expression.Property(null!, \"ClerkUserId\")", false)]
    [InlineData("Type.GetType(\"ClerkUserId\")", true)]
    [InlineData("string.Concat(\"ClerkUserId\")", false)]
    [InlineData("new List<string> { \"ClerkUserId\" }", false)]
    [InlineData("\"ClerkUserId\"", false)]
    public async Task A_members_name_is_looked_up_in_its_type(string lookup, bool stays) => await Stays($$"""
        using System.Linq.Expressions;
        using System.Reflection;
        public interface IUser { string Name { get; } }
        public class User : IUser { public string ClerkUserId { get; set; } = ""; public string Name => ""; }
        public class Heir : User { }
        public class Other { public string Name => ""; }
        static class Place
        {
            static object GetProperty(string name) => name;
            public static object? Do(Type type, User user, Other other) => {{lookup}};
        }
        """, stays, Reflected);

    [Theory]
    [InlineData("typeof(IUser).GetProperty(\"ClerkUserId\")", true)]
    [InlineData("typeof(User).GetProperty(\"ClerkUserId\")", true)]
    [InlineData("typeof(IOther).GetProperty(\"ClerkUserId\")", false)]
    public async Task A_members_name_is_looked_up_in_what_implements_its_type(string lookup, bool stays) => await Stays($$"""
        public interface IUser { string ClerkUserId { get; } }
        public interface IOther { }
        public abstract class User : IUser, IOther { public abstract string ClerkUserId { get; } }
        static class Place { public static object? Do() => {{lookup}}; }
        """, stays, Reflected);

    [Theory]
    [InlineData("typeof(List<User>).GetProperty(\"ClerkUserId\")", false)]
    [InlineData("typeof(Page<int>).GetProperty(\"ClerkUserId\")", true)]
    [InlineData("typeof(Page<>).GetProperty(\"ClerkUserId\")", true)]
    public async Task A_generic_types_members_are_those_of_its_definition(string lookup, bool stays) => await Stays($$"""
        public class User { }
        public class Page<T> { public string ClerkUserId { get; set; } = ""; }
        static class Place { public static object? Do() => {{lookup}}; }
        """, stays, Reflected);

    [Theory]
    [InlineData("Enum.Parse<Kind>(\"ClerkUserId\")", true)]
    [InlineData("Enum.Parse(typeof(Kind), \"ClerkUserId\")", true)]
    [InlineData("Enum.TryParse<Kind>(\"ClerkUserId\", out _)", true)]
    [InlineData("Enum.TryParse(\"ClerkUserId\", out Kind _)", true)]
    [InlineData("Enum.IsDefined(typeof(Kind), \"ClerkUserId\")", true)]
    [InlineData("Enum.Parse<Other>(\"ClerkUserId\")", false)]
    [InlineData("Enum.Parse(typeof(Other), \"ClerkUserId\")", false)]
    [InlineData("Enum.IsDefined(typeof(Other), \"ClerkUserId\")", false)]
    [InlineData("Ours.Parse(\"ClerkUserId\")", false)]
    public async Task An_enumerations_member_is_looked_up_by_its_name(string lookup, bool stays) => await Stays($$"""
        public enum Kind { Email, ClerkUserId }
        public enum Other { Email }
        static class Ours { public static object Parse(string text) => text; }
        static class Place { public static object? Do() => {{lookup}}; }
        """, stays, Reflected);

    [Theory]
    [InlineData("[DebuggerDisplay(\"{ClerkUserId}\")] public class User", true)]
    [InlineData("[System.Diagnostics.DebuggerDisplay(\"{Name} {ClerkUserId,nq}\")] public class User", true)]
    [InlineData("[DebuggerDisplayAttribute(\"{ClerkUserId}\")] public class User", true)]
    [InlineData("[Obsolete(\"ClerkUserId\")] public class User", false)]
    [InlineData("[global::Note(\"ClerkUserId\")] public class User", false)]
    [InlineData("class DynamicDependencyAttribute : Attribute { public DynamicDependencyAttribute(string name) { } } [global::DynamicDependency(\"ClerkUserId\")] public class User", true)]
    [InlineData("[DebuggerDisplay(\"{ClerkUserId}\")] public class Heir : User { } public class User", true)]
    [InlineData("[DebuggerDisplay(\"{ClerkUserId}\")] public class Other { } public class User", false)]
    [InlineData("public class Other { [DynamicDependency(\"ClerkUserId\", typeof(User))] public Other() { } } public class User", true)]
    public async Task An_attribute_may_name_a_member(string type, bool stays) => await Stays($$"""
        using System.Diagnostics;
        using System.Diagnostics.CodeAnalysis;
        {{type}} { public string ClerkUserId { get; set; } = ""; public string Name => ""; }
        class NoteAttribute : Attribute { public NoteAttribute(string text) { } }
        """, stays, Reasons.AttributeString("Program.cs"));

    [Theory]
    [InlineData("[return: NotNullIfNotNull(\"clerkUserId\")] public static string? Do(string? clerkUserId) => clerkUserId;", true)]
    [InlineData("[return: NotNullIfNotNull(\"clerkUserId\")] public static string? Other(string? clerkUserIds) => clerkUserIds; public static string? Do(string? clerkUserId) => clerkUserId;", false)]
    [InlineData("public static string? Do(string? clerkUserId, [CallerArgumentExpression(\"clerkUserId\")] string? said = null) => said ?? clerkUserId;", true)]
    [InlineData("[Obsolete(\"clerkUserId\")] public static string? Do(string? clerkUserId) => clerkUserId;", false)]
    public async Task An_attribute_may_name_a_parameter_of_its_method(string members, bool stays)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged($$"""
            using System.Diagnostics.CodeAnalysis;
            using System.Runtime.CompilerServices;
            public static class Place { {{members}} }
            """));
        Assert.Equal(stays, outcome.Text.Contains("string? clerkUserId", StringComparison.Ordinal) && outcome.Left.Any(left => left.EndsWith(Reasons.AttributeString("Program.cs"), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("dynamic d = user; return d.ClerkUserId;", true)]
    [InlineData("dynamic d = other; return d.ClerkUserId;", false)]
    [InlineData("dynamic d = heir; return d.ClerkUserId;", true)]
    [InlineData("dynamic d = user; return d.Name;", false)]
    [InlineData("Take(user); return null; static object Take(dynamic d) => d.ClerkUserId;", true)]
    public async Task A_dynamic_access_finds_the_members_of_what_was_handed_over(string statements, bool stays) => await Stays($$"""
        public class User { public string ClerkUserId { get; set; } = ""; public string Name => ""; }
        public class Heir : User { }
        public class Other { public string ClerkUserIds => ""; public string Name => ""; }
        static class Place { public static object? Do(User user, Other other, Heir heir) { {{statements}} } }
        """, stays, Reasons.Dynamic("Program.cs"));

    [Theory]
    [InlineData("model.Entity<User>().HasIndex(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().HasKey(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().HasAlternateKey(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().Property(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().Property<string>(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().Ignore(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().Navigation(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().HasOne(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().HasMany(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().PrimitiveCollection(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().OwnsOne(typeof(Other), \"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().OwnsMany(typeof(Other), \"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().ComplexProperty(typeof(Other), \"ClerkUserId\");", true)]
    [InlineData("model.Entity<Other>().HasIndex(\"ClerkUserId\");", false)]
    [InlineData("model.Entity(\"User\").HasIndex(\"ClerkUserId\");", true)]
    [InlineData("model.Entity<User>().ToTable(\"ClerkUserId\");", false)]
    [InlineData("users.Include(\"ClerkUserId\");", true)]
    [InlineData("users.Include(\"Owner.ClerkUserId\");", true)]
    [InlineData("others.Include(\"ClerkUserId\");", false)]
    [InlineData("users.Select(u => EF.Property<string>(u, \"ClerkUserId\"));", true)]
    [InlineData("others.Select(o => EF.Property<string>(o, \"ClerkUserId\"));", false)]
    [InlineData("Ours.Include(\"ClerkUserId\");", false)]
    [InlineData("new Ours().Property(\"ClerkUserId\");", false)]
    public async Task A_string_in_the_model_names_an_entitys_member(string statement, bool stays) => await Stays($$"""
        using Microsoft.EntityFrameworkCore;
        public class User { public int Id { get; set; } public string ClerkUserId { get; set; } = ""; }
        public class Other { public int Id { get; set; } }
        class Ours { public static void Include(string text) { } public void Property(string text) { } }
        static class Place { public static void Do(ModelBuilder model, IQueryable<User> users, IQueryable<Other> others) { {{statement}} } }
        """, stays, Reasons.EfString("Program.cs"), Package.RealEntityFramework);

    /// <summary>A call that does not bind may be the framework's.</summary>
    [Theory]
    [InlineData("missing.Include(\"ClerkUserId\");", true)]
    [InlineData("missing.Where(\"ClerkUserId\");", false)]
    [InlineData("Ours.Include(\"ClerkUserId\", 1);", false)]
    [InlineData("users.Include(\"ClerkUserId\", 1);", true)]
    public async Task A_string_in_a_call_that_does_not_bind_keeps_what_it_may_name(string statement, bool stays)
    {
        var run = await UnprovenRun.OfAsync(Unchanged($$"""
            using Microsoft.EntityFrameworkCore;
            public class User { public int Id { get; set; } public string ClerkUserId { get; set; } = ""; }
            class Ours { public static void Include(string text) { } }
            static class Place { public static void Do(IQueryable<User> users) { {{statement}} } }
            """).With(Package.RealEntityFramework));
        Assert.Equal(stays, run.Reasons.Contains(Reasons.EfString("Program.cs")));
    }

    [Theory]
    [InlineData("connection.Query<User>(\"select 1\");", true)]
    [InlineData("connection.Query<Heir>(\"select 1\");", true)]
    [InlineData("connection.Query<Other>(\"select 1\");", false)]
    [InlineData("connection.Execute(\"select 1\", user);", true)]
    [InlineData("connection.Execute(\"select 1\", (object)user);", false)]
    [InlineData("connection.Execute(\"select 1\", other);", false)]
    [InlineData("connection.Execute(\"select 1\", new { user.ClerkUserId });", false)]
    [InlineData("Ours.Query(user);", false)]
    [InlineData("Ours.Execute<User>();", false)]
    public async Task Dapper_fills_and_reads_members_by_their_names(string statement, bool stays) => await Stays($$"""
        using System.Data;
        using Dapper;
        public class User { public string ClerkUserId { get; set; } = ""; }
        public class Heir : User { }
        public class Other { public string Name { get; set; } = ""; }
        static class Ours { public static void Query(object value) { } public static void Execute<T>() { } }
        static class Place { public static void Do(IDbConnection connection, User user, Other other) { {{statement}} } }
        """, stays, Reasons.DapperResult("Program.cs"), [Package.Dapper]);

    [Fact]
    public async Task Dapper_fills_fields_as_well_and_leaves_methods_alone()
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged("""
            using System.Data;
            using Dapper;
            public class User { public string ClerkUserId = ""; public string GetClerkUserId() => ClerkUserId; }
            static class Place { public static void Do(IDbConnection connection) => connection.Query<User>("select 1"); }
            """).With(Package.Dapper));
        Assert.Equal([$"3 C2W101: {Reasons.DapperResult("Program.cs")}"], outcome.Left.Distinct());
        Assert.Contains("public string ClerkUserId = \"\"; public string GetWorkosUserId() => ClerkUserId;", outcome.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class A { public string ClerkUserId { get; set; } = \"\"; } public class B { public string ClerkUserId { get; set; } = \"\"; }", "CreateMap<A, B>();", "")]
    [InlineData("public class A { public string ClerkUserId { get; set; } = \"\"; } public class B : Partner.Sdk.IOwned { public string ClerkUserId { get; set; } = \"\"; }", "CreateMap<A, B>();", "B.ClerkUserId")]
    [InlineData("public class B { public string ClerkUserId { get; set; } = \"\"; } public class A : Partner.Sdk.IOwned { public string ClerkUserId { get; set; } = \"\"; }", "CreateMap<A, B>();", "A.ClerkUserId")]
    [InlineData("public class A { public string ClerkUserId { get; set; } = \"\"; } public class B : Partner.Sdk.IOwned { public string ClerkUserId { get; set; } = \"\"; }", "Other<A, B>();", "")]
    [InlineData("public class A { public string ClerkSub { get; set; } = \"\"; } public class B : Partner.Sdk.IOwned { public string ClerkUserId { get; set; } = \"\"; }", "CreateMap<A, B>();", "")]
    public async Task AutoMapper_pairs_members_that_move_together_or_not_at_all(string types, string call, string partner)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged($$"""
            using AutoMapper;
            {{types}}
            class Maps : Profile { public Maps() { {{call}} } void Other<T, U>() { } }
            """).With(Package.AutoMapper).With(Package.PartnerSdk));
        Assert.Equal(partner.Length == 0 ? [] : [Reasons.AutoMapper(partner)], outcome.Left.Select(left => left[(left.IndexOf(": ", StringComparison.Ordinal) + 2)..]).Where(reason => reason.StartsWith("AutoMapper", StringComparison.Ordinal)));
        Assert.Equal(partner.Length == 0, outcome.Text.Contains("WorkosUserId", StringComparison.Ordinal));
    }

    private static async Task Stays(string text, bool stays, string reason, params IEnumerable<Package> packages)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged(text).With([.. packages]));
        Assert.Equal(stays, outcome.Left.Any(left => left.EndsWith("C2W101: " + reason, StringComparison.Ordinal)));
    }
}
