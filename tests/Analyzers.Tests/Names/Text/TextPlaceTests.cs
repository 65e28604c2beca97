namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>C2W102 points at the name, whatever the string is written like.</summary>
public class TextPlaceTests
{
    [Fact]
    public Task Finds_the_name_in_every_kind_of_string() => RuleProject.Of(""""
        public class Texts
        {
            public string Regular => "a \"{|C2W102:ClerkUserId|}\" b";
            public string Escaped => "\n{|C2W102:ClerkUserId|}\t{|C2W102:clerk_user_id|}\x20\\{|C2W102:ClerkSub|}";
            public string Hidden => "{|C2W102:\u0043lerkUserId|}";
            public string Verbatim => @"a ""{|C2W102:ClerkUserId|}"" \{|C2W102:nClerkUserId|}";
            public string Raw => """a "{|C2W102:ClerkUserId|}" \{|C2W102:nClerkUserId|}""";
            public string RawLines => """
                a
                  {|C2W102:clerk_user_id|}
                """;
            public string Interpolated(int i) => $"{i} {{{|C2W102:ClerkUserId|}}} {i}\n{|C2W102:clerkUserId|}";
            public string InterpolatedVerbatim(int i) => $@"{i} ""{|C2W102:ClerkUserId|}""";
            public string InterpolatedRaw(int i) => $$"""{{i}} {{|C2W102:ClerkUserId|}}""";
            public System.ReadOnlySpan<byte> Bytes => "{|C2W102:clerkUserId|}"u8;
            public string Sum => "a" + ("{|C2W102:ClerkUserId|}" + "b");
        }
        """").Shows();

    [Fact]
    public Task Finds_the_name_in_every_style() => RuleProject.Of("""
        public class Styles
        {
            public string {|C2W101:ClerkSub|} = "";
            public string[] All =>
            [
                "{|C2W102:ClerkUserId|}", "{|C2W102:clerkUserId|}", "{|C2W102:clerk_user_id|}", "{|C2W102:CLERK_USER_ID|}", "{|C2W102:X-Clerk-User-Id|}", "--{|C2W102:clerk-user-id|}",
                "{|C2W102:clerkuserid|}", "{|C2W102:clerk.user_id|}", "user.{|C2W102:ClerkUserId|}", "{|C2W102:invited_by_clerk_id|}", "{|C2W102:GetByClerkIdAsync|}", "{|C2W102:clerkSub|},{|C2W102:clerkSubject|}",
            ];
        }
        """).Shows();

    [Fact]
    public async Task Says_the_new_name_in_the_same_style() => Assert.Equal(
        ["X-Workos-User-Id", "workos.user_id", "WORKOS_USER_IDS", "workosUserId2"],
        (await RuleProject.Of("class C { string[] All = { \"X-Clerk-User-Id\", \"clerk.user_id\", \"CLERK_USER_IDS\", \"clerkUserId2\" }; }").Findings())
            .Select(finding => finding.Properties["newName"]));

    [Fact]
    public Task Holes_are_code() => RuleProject.Of("""
        public record User(string {|C2W101:ClerkUserId|})
        {
            public override string ToString() => $"{ClerkUserId} and {this.ClerkUserId,8}";
        }
        """).Shows();
}
