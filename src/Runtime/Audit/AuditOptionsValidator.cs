using Clerk2WorkOS.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Audit;

/// <summary>Says in a sentence what is wrong with the options, and what to do; never what the connection string is.</summary>
internal sealed class AuditOptionsValidator(IServiceProvider services) : IValidateOptions<AuditOptions>
{
    private const int LeastJson = 128;      // what stands in the place of longer JSON has to fit

    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(AuditOptions options)
    {
        if (DatabaseProblem(options) is { } problem)
            yield return problem;
        if (options.QueueCapacity < 1)
            yield return "AuditOptions.QueueCapacity must be at least 1.";
        if (options.BatchSize is < 1 or > 10_000)
            yield return "AuditOptions.BatchSize must be from 1 to 10,000.";
        if (options.MaxJsonLength < LeastJson)
            yield return $"AuditOptions.MaxJsonLength must be at least {LeastJson} bytes.";
        if (options.MaxUserAgentLength < 1)
            yield return "AuditOptions.MaxUserAgentLength must be at least 1; set AuditOptions.Table.UserAgent to null to keep no user agent.";
        if (options.FlushTimeout < TimeSpan.Zero || options.FlushTimeout > TimeSpan.FromHours(1))
            yield return "AuditOptions.FlushTimeout must be from nothing to an hour.";
        if (string.IsNullOrWhiteSpace(options.UserClaim) || string.IsNullOrWhiteSpace(options.OrganizationClaim))
            yield return "AuditOptions.UserClaim and AuditOptions.OrganizationClaim must name claims, such as sub and org_id.";
        if (!Enum.IsDefined(options.Delivery))
            yield return "AuditOptions.Delivery must be Queued or Written.";
        if (options.Json is null)
            yield return "AuditOptions.Json is null.";
        foreach (var (setting, value) in options.Table?.All() ?? [])
        {
            if (value is null ? !AuditTableOptions.MayBeNull(setting) : !SqlName.IsValid(value))
                yield return $"AuditOptions.Table.{setting} must be a name of 1 to 63 bytes.";
        }

        if (options.Table is null)
            yield return "AuditOptions.Table is null.";
    }

    private string? DatabaseProblem(AuditOptions options)
    {
        if (options.ConnectionString is { } connectionString)
            return ConnectionText.Problem("AuditOptions.ConnectionString", connectionString);
        var there = options.DataSourceKey is { } key ? services.GetKeyedService<NpgsqlDataSource>(key) : services.GetService<NpgsqlDataSource>();
        return there is not null ? null
            : "The audit log has no database: set AuditOptions.ConnectionString (WorkOS:Audit:ConnectionString) to one of the service role, or register "
                + (options.DataSourceKey is null ? "an NpgsqlDataSource." : $"a keyed NpgsqlDataSource under '{options.DataSourceKey}'.");
    }
}
