namespace Clerk2WorkOS.Analyzers.Tests.Names;

public class DeclarationTests
{
    [Fact]
    public Task Finds_members_and_types() => RuleProject.Of("""
        using System;
        using {|C2W101:ClerkIdAlias|} = System.String;

        public class {|C2W101:ClerkUserIdResolver|}<{|C2W101:TClerkUserId|}>
        {
            private readonly string {|C2W101:_clerkUserId|} = "", {|C2W101:_otherClerkId|} = "";
            public const string {|C2W101:CLERK_USER_ID|} = "";
            public ClerkUserIdResolver(string {|C2W101:clerkUserId|}) => _clerkUserId = clerkUserId;
            ~ClerkUserIdResolver() { }
            public string {|C2W101:ClerkUserId|} { get; set; } = "";
            public event Action {|C2W101:ClerkUserIdChanged|};
            public event Action {|C2W101:ClerkIdChanged|} { add { } remove { } }
            public string {|C2W101:GetByClerkIdAsync|}(TClerkUserId {|C2W101:clerkId|}) => ClerkUserId + _otherClerkId;
            public string this[string {|C2W101:clerkSub|}] => clerkSub;
            public static bool operator +(ClerkUserIdResolver<TClerkUserId> {|C2W101:clerkUserId|}) => true;
        }

        public struct {|C2W101:ClerkUserIdValue|} { }
        public interface {|C2W101:IHaveClerkUserId|} { string {|C2W101:ClerkUserId|} { get; } }
        public enum {|C2W101:ClerkIdKind|} { {|C2W101:ClerkUserId|}, Other }
        public delegate void {|C2W101:OnClerkUserId|}(string {|C2W101:clerkUserId|});
        """).Shows();

    [Fact]
    public Task Finds_record_primary_constructor_and_lambda_parameters() => RuleProject.Of("""
        using System;

        public record Guest(string {|C2W101:ClerkUserId|}, string Name);
        public class Service(string {|C2W101:clerkUserId|})
        {
            public string Id => clerkUserId;
            public Func<string, string> One => {|C2W101:clerkUserId|} => clerkUserId;
            public Func<string, string> Two => ({|C2W101:clerkId|}) => clerkId;
            public Func<string, string> Three => (string {|C2W101:clerkSub|}) => clerkSub;
            public Func<string, string> Four => delegate (string {|C2W101:clerkSubject|}) { return clerkSubject; };
            public Guest Use() => new Guest(ClerkUserId: "a", Name: "b") with { ClerkUserId = "c" };
        }
        """).Shows();

    [Fact]
    public Task Finds_locals_of_every_kind() => RuleProject.Of("""
        using System.Collections.Generic;

        public class Locals
        {
            public string Use(object value, Dictionary<string, string> map, (string, int) pair, IEnumerable<string> all)
            {
                string {|C2W101:clerkUserId|} = "", {|C2W101:otherClerkUserId|} = "";
                if (map.TryGetValue("x", out var {|C2W101:foundClerkId|}) && value is string {|C2W101:isClerkId|})
                    clerkUserId = foundClerkId + isClerkId;
                var ({|C2W101:clerkSub|}, count) = pair;
                (string {|C2W101:clerkSubject|}, int rest) = pair;
                foreach (var {|C2W101:eachClerkUserId|} in all)
                    clerkUserId += eachClerkUserId;
                foreach (var ({|C2W101:keyClerkId|}, other) in map)
                    clerkUserId += keyClerkId;
                switch (value)
                {
                    case string {|C2W101:switchClerkId|}: return switchClerkId;
                    case (string {|C2W101:deepClerkId|}, int): return deepClerkId;
                }
                try { }
                catch (System.Exception {|C2W101:clerkIdFailure|}) { throw new System.Exception("", clerkIdFailure); }
                goto clerkUserIdEnd;
            {|C2W101:clerkUserIdEnd|}:
                return LocalClerkId(clerkUserId);
                string {|C2W101:LocalClerkId|}(string {|C2W101:clerkId|}) => clerkId;
            }
        }
        """).Shows();

    [Fact]
    public Task Finds_range_variables() => RuleProject.Of("""
        using System.Collections.Generic;
        using System.Linq;

        public static class Queries
        {
            public static IEnumerable<string> All(IEnumerable<string> ids, IEnumerable<string> others) =>
                from {|C2W101:clerkUserId|} in ids
                let {|C2W101:trimmedClerkId|} = clerkUserId.Trim()
                join {|C2W101:otherClerkId|} in others on clerkUserId equals otherClerkId
                join x in others on clerkUserId equals x into {|C2W101:manyClerkIds|}
                select trimmedClerkId + otherClerkId + manyClerkIds.Count() into {|C2W101:resultClerkId|}
                select resultClerkId;
        }
        """).Shows();

    [Fact]
    public Task Finds_names_of_anonymous_and_tuple_members_that_are_written_out() => RuleProject.Of("""
        public static class Shapes
        {
            public static string Use(string id)
            {
                var one = new { {|C2W101:ClerkUserId|} = id };
                var two = ({|C2W101:ClerkUserId|}: id, 1);
                (string {|C2W101:ClerkId|}, int) three = (id, 1);
                var inferred = new { one.ClerkUserId };
                return one.ClerkUserId + two.ClerkUserId + three.ClerkId + inferred.ClerkUserId;
            }

            public static (string {|C2W101:ClerkUserId|}, int Count) Tuple(string id) => (id, 0);
        }
        """).Shows();

    [Fact]
    public Task References_follow_their_declaration() => RuleProject.Of(
        """
        public interface IUsers { string {|C2W101:GetByClerkId|}(string {|C2W101:clerkId|}); }
        public abstract class Base { public abstract string {|C2W101:ClerkUserId|} { get; } }
        /// <summary>Not <see cref="Base.ClerkUserId"/>.</summary>
        public class Users : Base, IUsers
        {
            /// <param name="clerkId">The id.</param>
            public string {|C2W101:GetByClerkId|}(string {|C2W101:clerkId|}) => clerkId;
            public override string {|C2W101:ClerkUserId|} => nameof(ClerkUserId);
        }
        """,
        """
        public static class Caller
        {
            public static string Call(Users users) => users.GetByClerkId(clerkId: users.ClerkUserId) + nameof(Base.ClerkUserId);
            public static bool Match(Base user) => user is { ClerkUserId: "x", ClerkUserId.Length: 1 };
        }
        """).Shows();

    [Fact]
    public Task Finds_escaped_and_verbatim_names() => RuleProject.Of("""
        public class Odd
        {
            public string {|C2W101:@clerkUserId|} = "";
            public string {|C2W101:cl\u0065rkUserId2|} = "";
        }
        """).Shows();

    [Fact]
    public Task Leaves_strings_comments_and_symbols_of_the_preprocessor_to_other_rules() => RuleProject.Of("""
        #define {|C2W103:CLERK_USER_ID|}
        // {|C2W103:ClerkUserId|}
        public class Texts
        {
        #if {|C2W103:CLERK_USER_ID|}
            public string Text => "{|C2W102:ClerkUserId|}" + $"{1} {|C2W102:clerk_user_id|}";
        #else
            public string {|C2W103:ClerkUserId|} => "";
        #endif
        }
        """).Shows();

    [Fact]
    public Task Leaves_types_that_mean_more_than_the_id_alone() => RuleProject.Of("""
        public class ClerkOptions { public string Authority { get; set; } = ""; }
        public class ClerkWebhookController { public void HandleClerkWebhook(ClerkOptions clerk) { } }
        """).Shows();

    [Fact]
    public async Task Says_the_new_name_and_carries_it()
    {
        var findings = await RuleProject.Of("class C { string AdminClerkId = \"\"; string CLERK_USER_ID = \"\"; }").Findings();
        Assert.Equal(
            ["'AdminClerkId' is named after the Clerk user id; use 'AdminWorkosUserId'", "'CLERK_USER_ID' is named after the Clerk user id; use 'WORKOS_USER_ID'"],
            findings.Select(finding => finding.GetMessage(null)));
        Assert.Equal(["AdminWorkosUserId", "WORKOS_USER_ID"], findings.Select(finding => finding.Properties["newName"]));
    }

    [Fact]
    public async Task Spells_the_vendor_as_configured()
    {
        var messages = await RuleProject.Of("class C { string ClerkUserId = \"\"; }").Configured("c2w_vendor_spelling", "WorkOS").Messages();
        Assert.Equal(["C2W101: 'ClerkUserId' is named after the Clerk user id; use 'WorkOSUserId'"], messages);
    }
}
