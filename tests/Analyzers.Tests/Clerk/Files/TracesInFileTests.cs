using Clerk2WorkOS.Analyzers.Clerk.Files;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Files;

/// <summary>What is Clerk's in a file beside the code, between <c>«</c> and <c>»</c>, whether it counts or not.</summary>
public class TracesInFileTests
{
    [Theory]
    [InlineData("«CLERK_REGION»=x")]
    [InlineData("- «CLERK_REGION»=x")]
    [InlineData("«CLERK_REGION»: x")]
    [InlineData("«CLERK_REGION»  :x")]
    [InlineData("\"«CLERK_REGION»\": x")]
    [InlineData("'«CLERK_REGION»' : x")]
    [InlineData("${«CLERK_REGION»}")]
    [InlineData("{\"«CLERK_REGION»\"}")]
    [InlineData("env.«CLERK_REGION»")]
    [InlineData("env[«CLERK_REGION»]")]
    [InlineData("process.env['«CLERK_REGION»']")]
    [InlineData("process.env[\"«CLERK_REGION»\"]")]
    [InlineData("CLERK_REGION")]
    [InlineData("CLERK_REGION x")]
    [InlineData("CLERK_REGION \"")]
    [InlineData("\"CLERK_REGION\"")]
    [InlineData("nv.CLERK_REGION")]
    [InlineData("nv[CLERK_REGION]")]
    [InlineData("dev.CLERK_REGION")]
    [InlineData(".CLERK_REGION")]
    public void A_setting_that_may_be_anything_is_one_where_it_is_set_or_read(string marked) => Check(BesideKind.Compose, marked);

    [Theory]
    [InlineData(BesideKind.Script, "«clerkPublishableKey»")]
    [InlineData(BesideKind.Script, "«CLERK_API_KEY» x")]
    [InlineData(BesideKind.Packages, "\"«@clerk/nextjs»\"")]
    [InlineData(BesideKind.Http, "https://«clerk.com»")]
    [InlineData(BesideKind.Razor, "\"«clerk/webhooks»\"")]
    [InlineData(BesideKind.Environment, "«CLERK_REGION»=CLERK_SECRET_KEY https://«api.clerk.com»")]
    [InlineData(BesideKind.Environment, "A=@clerk-user «@clerk/nextjs»")]
    [InlineData(BesideKind.Environment, "CLERK_USER_ID=1\n«Clerk__SecretKey»=1\n«CLERK»=1")]
    public void What_is_surely_one_is_one_anywhere_but_in_a_value(BesideKind kind, string marked) => Check(kind, marked);

    [Theory]
    [InlineData("""{ "«Clerk»": { "«SecretKey»": "CLERK_API_KEY", "Name": 1, "«api_key»": 2 } }""")]
    [InlineData("""{ "A": { "«Clerk»": { "«SecretKey»": 1 } }, "SecretKey": 1 }""")]
    [InlineData("""{ "«Clerk»": { "Deep": { "SecretKey": 1 }, "«JwtKey»": 1 }, "«ClerkSettings»": { "«Domain»": 1 } }""")]
    [InlineData("""{ "A": { "«Clerk»": { "x": 1 } }, "B": { "«Clerk»": { "«SecretKey»": 1 }, "SecretKey": 1 } }""")]
    [InlineData("""{ "«Clerk»": "x", "«ClerkAuth»": 1, "ClerkUserId": 1, "ClerkName": 1 }""")]
    [InlineData("""{ "«Clerk:SecretKey»": 1, "«CLERK_REGION»": 1, "«clerkSecretKey»": 1, "x": "https://«api.clerk.com»" }""")]
    [InlineData("""{ "Schemes": [ "Clerk", { "«Clerk»": { "«Authority»": 1 } } ] }""")]
    public void Settings_have_sections(string marked) => Check(BesideKind.Settings, marked);

    [Theory]
    [InlineData("""{ "Clerk": { "Name": 1 } }""", "Clerk is a section of Clerk's settings; use 'WorkOS' (Weak)")]
    [InlineData("""{ "Clerk": { "Domain": 1 } }""", "Clerk is a section of Clerk's settings; use 'WorkOS' (Likely)", "Clerk:Domain is a setting of Clerk's; WorkOS has none: its issuer is 'https://api.workos.com' (Likely)")]
    [InlineData("""{ "A": { "Clerk": { "SecretKey": 1, "Domain": 1 } } }""", "Clerk is a section of Clerk's settings; use 'WorkOS' (Certain)", "A:Clerk:SecretKey is a setting of Clerk's; use 'A:WorkOS:ApiKey' (Certain)", "A:Clerk:Domain is a setting of Clerk's; WorkOS has none: its issuer is 'https://api.workos.com' (Likely)")]
    [InlineData("""{ "Clerk": "x" }""", "Clerk is a setting of Clerk's; WorkOS's are 'WorkOS:ApiKey' and 'WorkOS:ClientId' (Weak)")]
    [InlineData("""{ "CLERK_SECRET_KEY": "x" }""", "CLERK_SECRET_KEY is a setting of Clerk's; use 'WORKOS_API_KEY' (Certain)")]
    public void A_section_is_as_sure_as_its_surest_key(string text, params string[] traces) =>
        Assert.Equal(traces, TracesInFile.Of(BesideKind.Settings, text).Select(trace => $"{trace.Shown} {trace.What}; {trace.Advice} ({trace.Strength})"));

    private static void Check(BesideKind kind, string marked)
    {
        var text = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var shown = text;
        foreach (var trace in Enumerable.Reverse(TracesInFile.Of(kind, text)))
            shown = shown.Insert(trace.Span.End, "»").Insert(trace.Span.Start, "«");
        Assert.Equal(marked, shown);
    }
}
