using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Tokens;

/// <summary>Says in a sentence what is wrong with the options, and what to do; at the start, and when they change. What is switched off need not be complete.</summary>
internal sealed class ClerkHandOverOptionsValidator(string workosScheme, IOptions<AuthenticationOptions> schemes) : IValidateOptions<ClerkHandOverOptions>
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestCache = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, ClerkHandOverOptions options)
    {
        var problems = options.Enabled ? Problems(options).ToList() : [];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(ClerkHandOverOptions options)
    {
        if (!schemes.Value.SchemeMap.ContainsKey(workosScheme))
            yield return $"There is no scheme '{workosScheme}' that could hand Clerk's tokens over: call AddWorkOSBearer as well, or name its scheme in AddClerkHandOver.";
        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || !IsUsable(issuer))
            yield return "ClerkHandOverOptions.Issuer must be Clerk's Frontend API as an absolute https address without query, https://clerk.example.com for example: who answers there decides who gets in.";
        if (options.KeysAddress is { } keys && !(keys.IsAbsoluteUri && IsUsable(keys)))
            yield return "ClerkHandOverOptions.KeysAddress must be an absolute https address without query, or an http address of this machine.";
        if (options.AuthorizedParties.Count == 0 || options.AuthorizedParties.Any(string.IsNullOrWhiteSpace))
            yield return "ClerkHandOverOptions.AuthorizedParties must name the origins whose tokens are accepted, https://app.example.com for example: a token of Clerk's has no audience, and any site of the instance could use one.";
        if (options.Audiences.Any(string.IsNullOrWhiteSpace))
            yield return "ClerkHandOverOptions.Audiences has an empty entry; leave the list empty if the tokens have no audience.";
        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MostSkew)
            yield return "ClerkHandOverOptions.ClockSkew must be from nothing to a minute.";
        if (options.CacheTime < TimeSpan.Zero || options.CacheTime > LongestCache)
            yield return "ClerkHandOverOptions.CacheTime must be from nothing to 5 minutes: as long a membership that has ended still lets in.";
        if (options.RefreshInterval < TimeSpan.FromMilliseconds(1) || options.RefreshInterval > TimeSpan.FromHours(1))
            yield return "ClerkHandOverOptions.RefreshInterval must be from a millisecond to an hour.";
        if (options.KeyAge <= TimeSpan.Zero || options.KeyLifetime < options.KeyAge)
            yield return "ClerkHandOverOptions.KeyAge must be longer than nothing, and KeyLifetime at least as long.";
    }

    private static bool IsUsable(Uri address) =>
        address.IsSecure() && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0;
}
