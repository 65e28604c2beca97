using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.WorkOS;

/// <summary>Says in a sentence what is wrong with the options, and what to do; never what the key is.</summary>
internal sealed class WorkOSOptionsValidator : IValidateOptions<WorkOSOptions>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, WorkOSOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(WorkOSOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ApiKey))
            yield return "The WorkOS API key is missing: set WorkOSOptions.ApiKey, from the environment variable WORKOS_API_KEY for example.";
        else if (options.ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
            yield return "The WorkOS API key holds a space, a line break or another character that no key has; was it copied whole?";
        if (options.BaseAddress is not { IsAbsoluteUri: true } address || !address.IsSecure())
            yield return "WorkOSOptions.BaseAddress must be an absolute https address, or an http address of this machine: the API key travels with each call.";
        else if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            yield return "WorkOSOptions.BaseAddress must be an address without user, query and fragment.";
        if (string.IsNullOrWhiteSpace(options.RoleSlug))
            yield return "WorkOSOptions.RoleSlug is empty: name the role that people get in their own organization.";
        if (options.InstanceCount < 1)
            yield return "WorkOSOptions.InstanceCount must be at least 1.";
        if (options.MaxAttempts < 1)
            yield return "WorkOSOptions.MaxAttempts must be at least 1.";
        foreach (var (setting, value) in Durations(options))
        {
            if (value <= TimeSpan.Zero || value > LongestWait)
                yield return $"WorkOSOptions.{setting} must be longer than nothing and at most a day.";
        }

        if (options.Limits is null)
        {
            yield return "WorkOSOptions.Limits is null; to lift all limits, set it to WorkOSLimits.None().";
            yield break;
        }

        foreach (var (setting, limit) in All(options.Limits))
        {
            if (limit is not null && (limit.Calls < 1 || limit.Window <= TimeSpan.Zero || limit.Window > LongestWait))
                yield return $"WorkOSOptions.Limits.{setting} must allow at least one call, in a window of at most a day.";
        }
    }

    private static IEnumerable<(string Setting, TimeSpan Value)> Durations(WorkOSOptions options) =>
    [
        (nameof(options.AttemptTimeout), options.AttemptTimeout),
        (nameof(options.TotalTimeout), options.TotalTimeout),
        (nameof(options.RetryDelay), options.RetryDelay),
        (nameof(options.DefaultRetryAfter), options.DefaultRetryAfter),
    ];

    private static IEnumerable<(string Setting, WorkOSLimit? Limit)> All(WorkOSLimits limits) =>
    [
        (nameof(limits.Overall), limits.Overall),
        (nameof(limits.UserManagementWrites), limits.UserManagementWrites),
        (nameof(limits.UserManagementReads), limits.UserManagementReads),
        (nameof(limits.MagicAuthPerAddress), limits.MagicAuthPerAddress),
        (nameof(limits.OrganizationDeletes), limits.OrganizationDeletes),
    ];
}
