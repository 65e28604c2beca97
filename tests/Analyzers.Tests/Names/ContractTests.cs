using Clerk2WorkOS.Analyzers.Names;

namespace Clerk2WorkOS.Analyzers.Tests.Names;

/// <summary>Names that others prescribe or read.</summary>
public class ContractTests
{
    private const string Vendor = """
        namespace Vendor;
        public interface IIdentity { string ClerkUserId { get; } string Find(string clerkUserId, string id); }
        public abstract class Handler
        {
            public abstract string GetByClerkId(string clerkId);
            public virtual (string ClerkUserId, int Count) Both() => default;
        }
        """;

    [Theory]
    [InlineData(ReferenceKind.Metadata)]
    [InlineData(ReferenceKind.Compilation)]
    public Task Overrides_and_implementations_keep_a_foreign_name(ReferenceKind kind) => RuleProject.Of("""
        using Vendor;
        public class Identity : IIdentity
        {
            public string ClerkUserId => "";
            public string Find(string clerkUserId, string {|C2W101:idClerkUserId|}) => clerkUserId + idClerkUserId;
        }
        public class Explicit : IIdentity
        {
            string IIdentity.ClerkUserId => "";
            string IIdentity.Find(string clerkUserId, string id) => clerkUserId;
        }
        public record Positional(string ClerkUserId) : IIdentity { public string Find(string {|C2W101:otherClerkUserId|}, string id) => id; }
        public class Own : Handler
        {
            public override string GetByClerkId(string clerkId) => clerkId;
            public override (string ClerkUserId, int Count) Both() { (string {|C2W101:ClerkUserId|}, int) own = ("", 0); return own; }
            public string {|C2W101:GetByClerkUserId|}(string {|C2W101:clerkUserId|}) => clerkUserId;
        }
        """).Referring(Vendor, kind).Shows();

    private const string More = """
        namespace Vendor;
        public interface IMore
        {
            event System.Action ClerkUserIdChanged;
            string this[string clerkUserId] { get; }
            (string ClerkUserId, int Count) Pair { get; }
            void Take((string ClerkSub, int Count) pair);
            void ByClerkUserId();
        }
        public class Base
        {
            public virtual event System.Action ClerkSubChanged { add { } remove { } }
            public virtual string this[int clerkUserIdAt] => "";
            public virtual string ClerkSub => "";
            public virtual void Two(string clerkUserId, string clerkSub) { }
        }
        public class Middle : Base { }
        """;

    [Theory]
    [InlineData(ReferenceKind.Metadata)]
    [InlineData(ReferenceKind.Compilation)]
    public Task Every_kind_of_member_may_be_prescribed(ReferenceKind kind) => RuleProject.Of("""
        using System;
        using Vendor;
        public class Field : IMore
        {
            public event Action ClerkUserIdChanged;
            public string this[string clerkUserId] => clerkUserId;
            public (string ClerkUserId, int Count) Pair { get { (string {|C2W101:ClerkUserId|}, int) own = default; return own; } }
            public void Take((string ClerkSub, int Count) pair) { }
            public void ByClerkUserId() => ClerkUserIdChanged();
        }
        public class Accessors : IMore
        {
            public event Action ClerkUserIdChanged { add { } remove { } }
            public string this[string {|C2W101:otherClerkUserId|}] => otherClerkUserId;
            public (string ClerkUserId, int Count) Pair => (({|C2W101:ClerkUserId|}: "", 0).ClerkUserId, 0);
            public void Take((string ClerkSub, int Count) pair) { }
            public void ByClerkUserId() { }
            public event Action {|C2W101:OwnClerkUserIdChanged|} { add { } remove { } }
            public void {|C2W101:ByClerkUserId|}(int other) { }
            public (string {|C2W101:ClerkUserId|}, int Count) OwnPair => default;
            public void Own((string {|C2W101:ClerkSub|}, int Count) pair) { }
            private (string {|C2W101:ClerkUserId|}, int Count) _field;
        }
        public class Derived : Middle
        {
            public override event Action ClerkSubChanged { add { } remove { } }
            public override string this[int clerkUserIdAt] => "";
            public override string ClerkSub => "";
            public override void Two(string clerkUserId, string {|C2W101:clerkUserId2|}) { }
        }
        public class Twice : Derived
        {
            public override string ClerkSub => "";
            public string {|C2W101:ClerkUserId|} => "";
            public override void Two(string clerkUserId, string {|C2W101:clerkId|}) { }
        }
        public class Hides : Middle { public new string {|C2W101:ClerkSub|} => ""; }
        """).Referring(More, kind).Shows();

    [Fact]
    public Task What_the_same_project_prescribes_it_may_rename() => RuleProject.Of("""
        public interface IUser { string {|C2W101:ClerkUserId|} { get; } void Find(string {|C2W101:clerkUserId|}); (string {|C2W101:ClerkUserId|}, int) Pair(); }
        public class User : IUser
        {
            public string {|C2W101:ClerkUserId|} => "";
            public virtual void Find(string {|C2W101:clerkUserId|}) { }
            public (string {|C2W101:ClerkUserId|}, int) Pair() => default;
        }
        public class Admin : User { public override void Find(string {|C2W101:clerkUserId|}) { } }
        public record Positional(string {|C2W101:ClerkUserId|}, string {|C2W101:ClerkSub|});
        public delegate void Found(string {|C2W101:clerkUserId|});
        """).Shows();

    [Fact]
    public void A_field_or_a_type_is_prescribed_by_nobody()
    {
        var type = TestPlatform.Compile("App", "class C : System.Exception { string ClerkUserId; }", TestPlatform.References).GetTypeByMetadataName("C")!;
        Assert.False(ForeignContract.Prescribes(type));
        Assert.False(ForeignContract.Prescribes(type.GetMembers("ClerkUserId").Single()));
    }

    [Fact]
    public Task A_name_is_on_the_wire_only_where_every_method_that_can_be_meant_takes_anything() => RuleProject.Of("""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        public class Api
        {
            static void One(object value) { }
            static void None() { }
            static void Either(int count, object value) { }
            static void Either(string name, List<int> value) { }
            static T Same<T>(T value) => value;
            class Box<T> { public void Put(T value) { } }
            static Task<T> Later<T>(T value) => Task.FromResult(value);

            public async Task<object> All(string id, Api other)
            {
                One(missing: new { {|C2W101:ClerkUserId|} = id });
                One(1, new { ClerkUserId = id });
                None(new { {|C2W101:ClerkUserId|} = id });
                Either(Missing, new { {|C2W101:ClerkUserId|} = id });
                Missing(new { {|C2W101:ClerkUserId|} = id });
                other(new { {|C2W101:ClerkUserId|} = id });
                var boxed = new Box<int>();
                boxed.Put(new { {|C2W101:ClerkUserId|} = id });
                return null;
            }
        }
        """).ShowsThoughBroken();

    [Fact]
    public Task What_carries_an_object_carries_its_names() => RuleProject.Of("""
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        public class Api
        {
            static object Json(object value) => value;
            static T Same<T>(T value) => value;
            static void Count(int count) { }
            static void First<T>(T value, int count) { }
            static void Last<T>(int count, params T[] values) { }

            public async Task All(string id, bool yes)
            {
                Json((new { ClerkUserId = id }));
                Json(yes ? new { ClerkUserId = id } : null);
                Json(new { ClerkUserId = id } ?? null);
                Json(new { ClerkUserId = id }!);
                Json(yes switch { true => new { ClerkUserId = id }, _ => null });
                Json(await Task.FromResult(new { ClerkUserId = id }));
                Json(new[] { new[] { new { ClerkUserId = id } } });
                object[] listed = [new { ClerkUserId = id }];
                Same(new { ClerkUserId = id });
                First(new { ClerkUserId = id }, 1);
                First(count: 1, value: new { ClerkUserId = id });
                Last(1, new { ClerkUserId = id }, new { ClerkUserId = id });
                Count(new { {|C2W101:ClerkUserId|} = id }.ClerkUserId.Length);
                var array = new[] { new { {|C2W101:ClerkUserId|} = id } };
                foreach (var one in from x in array where new { {|C2W101:ClerkUserId|} = id } is { ClerkUserId: not null } select x) { }
            }
        }
        """).Shows();

    [Fact]
    public Task An_anonymous_name_that_leaves_as_object_is_on_the_wire() => RuleProject.Of("""
        using System.Collections.Generic;
        using System.Linq;

        public class Api
        {
            static object Json(object value) => value;
            static string Generic<T>(int status, T value) => "";
            static T Same<T>(List<T> values) => values[0];
            static void Many(params object[] values) { }

            public object All(string id, IEnumerable<string> ids)
            {
                Json(new { ClerkUserId = id });
                Generic(1, new { ClerkUserId = id });
                Generic(value: new { ClerkUserId = id }, status: 1);
                Many(1, new { ClerkUserId = id });
                Json(new { Meeting = new { ClerkUserId = id }, List = new[] { new { ClerkUserId = id } } });
                Json(ids.Select(x => new { ClerkUserId = x }).ToList());
                Json(from x in ids select new { ClerkUserId = x });
                dynamic any = new { ClerkUserId = id };
                object[] array = { new { ClerkUserId = id } };
                var kept = ids.Select(x => new { {|C2W101:ClerkUserId|} = x }).First();
                var local = new { {|C2W101:ClerkUserId|} = id };
                return id.Length == 0 ? new { ClerkUserId = id } : (object)new { ClerkUserId = id };
            }

            public object Body(string id) => new { ClerkUserId = id };
        }
        """).Shows();
}
