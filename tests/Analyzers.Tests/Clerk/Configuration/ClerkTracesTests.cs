using Clerk2WorkOS.Analyzers.Clerk.Configuration;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Configuration;

/// <summary>What is Clerk's in a text of any language, between <c>«</c> and <c>»</c>.</summary>
public class ClerkTracesTests
{
    [Theory]
    [InlineData("«@clerk/nextjs»")]
    [InlineData("x«@clerk/nextjs»/server")]
    [InlineData("'«@clerk/a1-b»'")]
    [InlineData("«@clerk/backend» «@clerk/react»")]
    [InlineData("@clerk/")]
    [InlineData("@clerk")]
    [InlineData("@clerk/X")]
    [InlineData("@Clerk/nextjs")]
    [InlineData("clerk/nextjs")]
    public void Packages(string marked) => Check(marked);

    [Theory]
    [InlineData("«api.clerk.com»")]
    [InlineData("«API.CLERK.COM»")]
    [InlineData("_«api.clerk.com».")]
    [InlineData("...«api.clerk.com»...")]
    [InlineData("-.«api.clerk.com»/v1")]
    [InlineData("«azAZ09.clerk.com»")]
    [InlineData("«Z.clerk.com»")]
    [InlineData("«a-z.clerk.dev»:443")]
    [InlineData("https://«clerk.com»")]
    [InlineData("https://.«clerk.com»")]
    [InlineData("https://{tenant}.«clerk.com»")]
    [InlineData("domain=.«clerk.dev»")]
    [InlineData("://«clerk.com»")]
    [InlineData("«clerk.com»/docs")]
    [InlineData("https://«clerk.shop.example»/x")]
    [InlineData("(«x.clerk.accounts.dev»)")]
    [InlineData("clerk.com")]
    [InlineData("//clerk.com")]
    [InlineData("a//clerk.com")]
    [InlineData(":/clerk.com")]
    [InlineData(":/xclerk.com")]
    [InlineData("clerk.shop.example")]
    [InlineData("https://clerk.")]
    public void Addresses(string marked) => Check(marked);

    [Theory]
    [InlineData(' ')]
    [InlineData('\n')]
    [InlineData('"')]
    [InlineData('\'')]
    [InlineData('`')]
    [InlineData('<')]
    [InlineData('>')]
    [InlineData(')')]
    [InlineData(',')]
    [InlineData(';')]
    public void What_an_address_goes_on_with_is_a_part_of_it(char end)
    {
        Check($"https://«api.clerk.com»/@clerk/nextjs?CLERK_SECRET_KEY=1{end}«CLERK_SECRET_KEY»");
        Check($"https://«api.clerk.com»{end}«CLERK_SECRET_KEY»");
    }

    [Theory]
    [InlineData("«webhooks/clerk»")]
    [InlineData("«webhook/clerk»")]
    [InlineData("/api/«webhooks/clerk»/x")]
    [InlineData("/«webhook/clerk»")]
    [InlineData("/«webhooks-clerk»")]
    [InlineData("/«webhook-clerk»")]
    [InlineData("«WEBHOOKS/CLERK»")]
    [InlineData("«clerk/webhooks»")]
    [InlineData("«clerk/webhook»")]
    [InlineData("/«clerk/webhookS»?a")]
    [InlineData("/«clerk-webhook»")]
    [InlineData("/«clerk/webhooks»/clerk")]
    [InlineData("«clerk/webhook» «webhook/clerk»")]
    [InlineData("clerk-webhook")]
    [InlineData("x clerk-webhook")]
    [InlineData("webhooks-clerk")]
    [InlineData(" webhooks-clerk")]
    [InlineData("webhooks/clerks")]
    [InlineData("webhooks//clerk")]
    [InlineData("webhooks.clerk")]
    [InlineData("/webhooks.clerk")]
    [InlineData("/webhooks_clerk")]
    [InlineData("/webhooks:clerk")]
    [InlineData("-clerk-webhook")]
    [InlineData("webhooksclerk")]
    [InlineData("hooks/clerk")]
    [InlineData("xwebhooks/clerk")]
    [InlineData("clerk/webhoo")]
    [InlineData("clerk/webhookx")]
    [InlineData("clerk/webhooks1")]
    [InlineData("xclerk/webhooks")]
    [InlineData("clerk webhook")]
    public void Routes_of_webhooks(string marked) => Check(marked);

    [Theory]
    [InlineData("«CLERK_SECRET_KEY»")]
    [InlineData("a «CLERK_SECRET_KEY» b")]
    [InlineData("«CLERK_SECRET_KEY»=«CLERK_API_KEY»")]
    [InlineData("$«NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY».")]
    [InlineData("«clerkPublishableKey»")]
    [InlineData("«data-clerk-publishable-key»")]
    [InlineData("-«clerk-publishable-key»-")]
    [InlineData("«Clerk:SecretKey»")]
    [InlineData("«Clerk:A»")]
    [InlineData("«a:Clerk:Key»")]
    [InlineData("«ab:Clerk:Key_1:B»")]
    [InlineData(":«Clerk:Key»")]
    [InlineData("::«Clerk:Key»")]
    [InlineData(" :«Clerk:Key»")]
    [InlineData("x =«Clerk:Key»: y")]
    [InlineData("«Clerk:Key»:1")]
    [InlineData("«Auth__Clerk__SecretKey»")]
    [InlineData("clerk")]
    [InlineData("CLERK")]
    [InlineData("Clerk: SecretKey")]
    [InlineData("Clerk:")]
    [InlineData("Clerk:1")]
    [InlineData("Desk_Clerk:Key")]
    [InlineData("CLERK-SECRET-KEY")]
    [InlineData("xclerkPublishableKey")]
    [InlineData("ADMIN_CLERK_USER_ID")]
    [InlineData("Clerk:ClerkUserId")]
    [InlineData("")]
    public void Settings(string marked) => Check(marked);

    [Theory]
    [InlineData("@clerk/nextjs", "@clerk/nextjs", "is a package of Clerk's", "use '@workos-inc/authkit-nextjs'", "Certain")]
    [InlineData("https://x.clerk.accounts.dev", "clerk.accounts.dev", "is an address of Clerk's", "WorkOS's issuer is*", "Certain")]
    [InlineData("https://clerk.shop.example", "clerk.…", "is an address of Clerk's", "*custom domain*", "Weak")]
    [InlineData("/webhooks/clerk", "webhooks/clerk", "is an address that Clerk's webhooks call", "WorkOS's call one that checks the header 'WorkOS-Signature'", "Likely")]
    [InlineData("CLERK_API_KEY", "CLERK_API_KEY", "is a setting of Clerk's", "use 'WORKOS_API_KEY'", "Likely")]
    [InlineData("Clerk:Tenant", "Clerk:Tenant", "is a setting of Clerk's", "WorkOS has none of that name", "Weak")]
    [InlineData("data-clerk-publishable-key", "data-clerk-publishable-key", "is a setting of Clerk's", "its counterpart is 'WorkOS:ClientId'", "Certain")]
    public void A_trace_says_what_it_is_and_what_to_do(string text, string shown, string what, string advice, string strength)
    {
        var trace = Assert.Single(ClerkTraces.In(text));
        Assert.Equal((shown, what, strength), (trace.Shown, trace.What, trace.Strength.ToString()));
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(advice).Replace("\\*", ".*", StringComparison.Ordinal) + "$", trace.Advice);
    }

    private static void Check(string marked)
    {
        var text = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var shown = text;
        foreach (var trace in Enumerable.Reverse(ClerkTraces.In(text)))
            shown = shown.Insert(trace.Span.End, "»").Insert(trace.Span.Start, "«");
        Assert.Equal(marked, shown);
    }
}
