namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>A setting that applications have for Clerk, and what takes its place: the names are those of Clerk's and WorkOS's own documentation.</summary>
/// <param name="Name">WorkOS's name, as a key of a section (<c>ApiKey</c>); <c>null</c> where WorkOS has no such setting.</param>
/// <param name="Advice">What to do where it has none.</param>
/// <param name="Strength">How surely a key of that name is Clerk's.</param>
internal sealed record ClerkSetting(string? Name, string Advice, TraceStrength Strength)
{
    private const string Issuer = "WorkOS has none: its issuer is 'https://api.workos.com'";
    private const string Keys = "WorkOS has none: its keys are at 'https://api.workos.com/sso/jwks/{client_id}'";
    private const string Pages = "WorkOS has none: AuthKit has the pages, and is told a redirect URI";

    private static readonly ClerkSetting ApiKey = new("ApiKey", "", TraceStrength.Certain);
    private static readonly ClerkSetting ClientId = new("ClientId", "", TraceStrength.Certain);
    private static readonly ClerkSetting WebhookSecret = new("WebhookSecret", "", TraceStrength.Certain);
    private static readonly ClerkSetting BaseUrl = new("BaseUrl", "", TraceStrength.Likely);
    private static readonly ClerkSetting OfIssuer = new(null, Issuer, TraceStrength.Certain);
    private static readonly ClerkSetting OfKeys = new(null, Keys, TraceStrength.Certain);
    private static readonly ClerkSetting OfPages = new(null, Pages, TraceStrength.Certain);

    internal static readonly Dictionary<string, ClerkSetting> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SecretKey"] = ApiKey,
        ["BackendApiKey"] = ApiKey,
        ["ApiKey"] = ApiKey with { Strength = TraceStrength.Likely },
        ["PublishableKey"] = ClientId,
        ["WebhookSecret"] = WebhookSecret,
        ["WebhookSigningSecret"] = WebhookSecret,
        ["SigningSecret"] = WebhookSecret,
        ["SvixSecret"] = WebhookSecret,
        ["ApiUrl"] = BaseUrl,
        ["ApiBaseUrl"] = BaseUrl,
        ["BackendApiUrl"] = BaseUrl,
        ["BaseUrl"] = BaseUrl,
        ["Url"] = BaseUrl,
        ["JwtKey"] = OfKeys,
        ["JwtPublicKey"] = OfKeys,
        ["PemPublicKey"] = OfKeys,
        ["Jwks"] = OfKeys,
        ["JwksUrl"] = OfKeys,
        ["JwksUri"] = OfKeys,
        ["Authority"] = OfIssuer,
        ["Issuer"] = OfIssuer,
        ["IssuerUrl"] = OfIssuer,
        ["FrontendApi"] = OfIssuer,
        ["FrontendApiUrl"] = OfIssuer,
        ["Fapi"] = OfIssuer,
        ["Domain"] = OfIssuer with { Strength = TraceStrength.Likely },
        ["Instance"] = OfIssuer with { Strength = TraceStrength.Likely },
        ["InstanceUrl"] = OfIssuer with { Strength = TraceStrength.Likely },
        ["Audience"] = new(null, "WorkOS has none: its tokens have no audience unless a JWT template adds one", TraceStrength.Likely),
        ["AuthorizedParty"] = new(null, "WorkOS has none: its tokens have no 'azp'", TraceStrength.Certain),
        ["AuthorizedParties"] = new(null, "WorkOS has none: its tokens have no 'azp'", TraceStrength.Certain),
        ["Azp"] = new(null, "WorkOS has none: its tokens have no 'azp'", TraceStrength.Certain),
        ["SignInUrl"] = OfPages,
        ["SignUpUrl"] = OfPages,
        ["AfterSignInUrl"] = OfPages,
        ["AfterSignUpUrl"] = OfPages,
        ["AfterSignOutUrl"] = OfPages,
        ["SignInFallbackRedirectUrl"] = OfPages,
        ["SignUpFallbackRedirectUrl"] = OfPages,
        ["SignInForceRedirectUrl"] = OfPages,
        ["SignUpForceRedirectUrl"] = OfPages,
    };

    private static readonly ClerkSetting Unknown = new(null, "WorkOS has none of that name", TraceStrength.Weak);

    /// <summary>The setting of a name in any style: <c>SecretKey</c>, <c>secret_key</c>, <c>SECRET_KEY</c>.</summary>
    public static ClerkSetting Of(string name) => Known.TryGetValue(name.Replace("_", "").Replace("-", ""), out var setting) ? setting : Unknown;

    /// <summary>Whether a word is written as environment variables are, from its start: <c>CLERK_API_KEY</c>.</summary>
    public static bool IsVariable(string word) => word.StartsWith("CLERK_", StringComparison.Ordinal) && Of(word.Substring("CLERK_".Length)).IsKnown;

    /// <summary>Whether anything is known of it.</summary>
    public bool IsKnown => this != Unknown;

    /// <summary>What to do about a key of it.</summary>
    /// <param name="replacement">The whole key's replacement, where there is one.</param>
    public string AdviceFor(string? replacement) =>
        replacement is not null ? ClerkTrace.Use(replacement) : Name is not null ? $"its counterpart is 'WorkOS:{Name}'" : Advice;

    /// <summary>WorkOS's name as an environment variable writes it: <c>API_KEY</c>.</summary>
    public string? Variable => Name is null ? null : SnakeCase(Name);

    private static string SnakeCase(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (char.IsUpper(character) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(character));
        }

        return text.ToString();
    }
}
