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
