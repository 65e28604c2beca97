using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Tokens;

/// <summary>Says in a sentence what is wrong with the options, and what to do; never what the secret is.</summary>
internal sealed class WorkOSWebhookOptionsValidator : IValidateOptions<WorkOSWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkOSWebhookOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(WorkOSWebhookOptions options)
    {
        if (options.Secrets.Count == 0 || options.Secrets.Any(string.IsNullOrWhiteSpace))
            yield return "The WorkOS webhook secret is missing: add it to WorkOSWebhookOptions.Secrets, from the environment variable WORKOS_WEBHOOK_SECRET for example.";
        if (options.Tolerance <= TimeSpan.Zero || options.Tolerance > TimeSpan.FromHours(1))
            yield return "WorkOSWebhookOptions.Tolerance must be longer than nothing and at most an hour.";
        if (options.MaxBodyBytes < 1)
            yield return "WorkOSWebhookOptions.MaxBodyBytes must be at least 1.";
    }
}
