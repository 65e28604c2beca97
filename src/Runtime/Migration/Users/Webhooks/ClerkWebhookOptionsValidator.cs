using Clerk2WorkOS.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>Says in a sentence what is wrong with the options, and what to do; never what a secret or a connection string is.</summary>
internal sealed class ClerkWebhookOptionsValidator(IServiceProvider services) : IValidateOptions<ClerkWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, ClerkWebhookOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(ClerkWebhookOptions options)
    {
        if (options.Secrets.Count == 0 || options.Secrets.Any(string.IsNullOrWhiteSpace))
            yield return "The signing secret of Clerk's webhooks is missing: add it to ClerkWebhookOptions.Secrets, from the environment variable CLERK_WEBHOOK_SIGNING_SECRET for example.";
        else if (options.Secrets.Any(secret => SvixVerifier.KeyOf(secret) is null))
            yield return "A signing secret of Clerk's webhooks is none: it is 'whsec_' and base 64, as Clerk's dashboard shows it.";
        if (options.ConnectionString is { } connectionString)
        {
            if (ConnectionText.Problem("ClerkWebhookOptions.ConnectionString", connectionString) is { } problem)
                yield return problem;
        }
        else if (options.DataSourceKey is null || services.GetKeyedService<NpgsqlDataSource>(options.DataSourceKey) is null)
        {
            yield return "Clerk's webhooks have no database: set ClerkWebhookOptions.ConnectionString to the target, or register a keyed NpgsqlDataSource under "
                + $"'{options.DataSourceKey ?? ServiceDataSource.Key}'.";
        }

        if (options.Tolerance <= TimeSpan.Zero || options.Tolerance > TimeSpan.FromHours(1))
            yield return "ClerkWebhookOptions.Tolerance must be longer than nothing and at most an hour.";
        if (options.MaxBodyBytes < 1)
            yield return "ClerkWebhookOptions.MaxBodyBytes must be at least 1.";
    }
}
