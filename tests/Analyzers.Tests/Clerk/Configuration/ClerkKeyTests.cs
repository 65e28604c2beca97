using Clerk2WorkOS.Analyzers.Clerk.Configuration;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Configuration;

/// <summary>Which keys are Clerk's, what takes their place, and how surely.</summary>
public class ClerkKeyTests
{
    [Theory]
    [InlineData("Clerk:SecretKey", "WorkOS:ApiKey", "Certain")]
    [InlineData("clerk:secret_key", "WorkOS:ApiKey", "Certain")]
    [InlineData("CLERK:SECRETKEY", "WORKOS:APIKEY", "Certain")]
    [InlineData("Clerk__WebhookSecret", "WorkOS__WebhookSecret", "Certain")]
    [InlineData("CLERK__SECRET_KEY", "WORKOS__APIKEY", "Certain")]
    [InlineData("A:B:ClerkSettings:ApiKey", "A:B:WorkOS:ApiKey", "Likely")]
    [InlineData("Clerk:SecretKey:Old", "WorkOS:ApiKey:Old", "Certain")]
    [InlineData("Clerk:Authority", null, "Certain")]
    [InlineData("CLERK:AUTHORITY", null, "Certain")]
    [InlineData("Clerk:Tenant", null, "Weak")]
    public void A_path_that_goes_through_a_section(string key, string? replacement, string strength) => Check(key, replacement, strength);

    [Theory]
    [InlineData("CLERK_SECRET_KEY", "WORKOS_API_KEY", "Certain")]
    [InlineData("CLERK_PUBLISHABLE_KEY", "WORKOS_CLIENT_ID", "Certain")]
    [InlineData("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "WORKOS_CLIENT_ID", "Certain")]
    [InlineData("VITE_CLERK_PUBLISHABLE_KEY", "VITE_WORKOS_CLIENT_ID", "Certain")]
    [InlineData("MY_NEXT_PUBLIC_CLERK_API_URL", "MY_NEXT_PUBLIC_WORKOS_BASE_URL", "Likely")]
    [InlineData("CLERK_JWT_KEY", null, "Certain")]
    [InlineData("CLERK_REGION", null, "Weak")]
    [InlineData("CLERK_REGION_2", null, "Weak")]
    [InlineData("CLERK_2", null, "Weak")]
    public void A_variable(string key, string? replacement, string strength) => Check(key, replacement, strength);

    [Theory]
    [InlineData("clerkPublishableKey", "workosClientId", "Certain")]
    [InlineData("ClerkPublishableKey", "WorkOSClientId", "Certain")]
    [InlineData("clerk_secret_key", "workos_api_key", "Certain")]
    [InlineData("Clerk_Secret_Key", "WorkOS_api_key", "Certain")]
    [InlineData("my_clerkSecretKey", "my_workosApiKey", "Certain")]
    [InlineData("data-clerk-publishable-key", null, "Certain")]
    [InlineData("clerkAuthority", null, "Likely")]
    [InlineData("ClerkSignInUrl", null, "Likely")]
    public void A_word_that_ends_in_a_setting_that_is_surely_known(string key, string? replacement, string strength) => Check(key, replacement, strength);

    [Theory]
    [InlineData("")]
    [InlineData("Clerk")]
    [InlineData("Clerk:")]
    [InlineData("Clerk__")]
    [InlineData("Desk:SecretKey")]
    [InlineData("Desk:Clerk")]
    [InlineData("ClerkOfTheCourt:Name")]
    [InlineData("CLERK_")]
    [InlineData("XCLERK_SECRET_KEY")]
    [InlineData("CLERK_secret")]
    [InlineData("CLERK_SECRET_KEY!")]
    [InlineData("my CLERK_REGION")]
    [InlineData("SECRET_KEY")]
    [InlineData("aclerkSecretKey")]
    [InlineData("clerkApiKey")]
    [InlineData("clerkName")]
    [InlineData("clerks")]
    public void Another_is_none(string key) => Assert.Null(ClerkKey.Read(key));

    [Theory]
    [InlineData("CLERK_API_KEY", true)]
    [InlineData("CLERK_DOMAIN", true)]
    [InlineData("CLERK_REGION", false)]
    [InlineData("CLERK_", false)]
    [InlineData("clerk_api_key", false)]
    [InlineData("MY_CLERK_API_KEY", false)]
    public void A_variable_is_one_by_its_start(string word, bool isVariable) => Assert.Equal(isVariable, ClerkSetting.IsVariable(word));

    [Theory]
    [InlineData("SecretKey", true)]
    [InlineData("secret_key", true)]
    [InlineData("SECRET-KEY", true)]
    [InlineData("Secret Key", false)]
    [InlineData("", false)]
    public void A_setting_is_known_in_any_style(string name, bool isKnown) => Assert.Equal(isKnown, ClerkSetting.Of(name).IsKnown);

    private static void Check(string key, string? replacement, string strength)
    {
        var (setting, found) = Assert.NotNull(ClerkKey.Read(key));
        Assert.Equal((replacement, strength), (found, setting.Strength.ToString()));
    }
}
