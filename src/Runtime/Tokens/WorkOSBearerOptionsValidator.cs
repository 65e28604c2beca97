using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Tokens;

/// <summary>Says in a sentence what is wrong with the options, and what to do.</summary>
internal sealed class WorkOSBearerOptionsValidator : IValidateOptions<WorkOSBearerOptions>
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, WorkOSBearerOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(WorkOSBearerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ClientId))
            yield return "The WorkOS client id is missing: set WorkOSBearerOptions.ClientId, from the environment variable WORKOS_CLIENT_ID for example.";
        if (options.BaseAddress is not { IsAbsoluteUri: true } address || !address.IsSecure() || address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            yield return "WorkOSBearerOptions.BaseAddress must be an absolute https address without query, or an http address of this machine: who answers there decides who gets in.";
        if (options.AdditionalIssuers.Any(string.IsNullOrWhiteSpace))
            yield return "WorkOSBearerOptions.AdditionalIssuers has an empty entry.";
        if (options.Audiences.Any(string.IsNullOrWhiteSpace))
            yield return "WorkOSBearerOptions.Audiences has an empty entry; leave the list empty if the tokens have no audience.";
        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MostSkew)
            yield return "WorkOSBearerOptions.ClockSkew must be from nothing to a minute.";
        if (options.RefreshInterval < TimeSpan.FromMilliseconds(1) || options.RefreshInterval > TimeSpan.FromHours(1))
            yield return "WorkOSBearerOptions.RefreshInterval must be from a millisecond to an hour.";
        if (options.KeyAge <= TimeSpan.Zero || options.KeyLifetime < options.KeyAge)
            yield return "WorkOSBearerOptions.KeyAge must be longer than nothing, and KeyLifetime at least as long.";
    }
}
