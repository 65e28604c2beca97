using Clerk2WorkOS.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Switching;

/// <summary>Says in a sentence what is wrong with the options, never what the connection string is.</summary>
internal sealed class CutoverSwitchOptionsValidator(IServiceProvider services) : IValidateOptions<CutoverSwitchOptions>
{
    public ValidateOptionsResult Validate(string? name, CutoverSwitchOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(CutoverSwitchOptions options)
    {
        if (options.ConnectionString is { } text && ConnectionText.Problem("CutoverSwitchOptions.ConnectionString", text) is { } problem)
            yield return problem;
        if (options.ConnectionString is null && services.GetKeyedService<NpgsqlDataSource>(ServiceDataSource.Key) is null)
            yield return $"CutoverSwitchOptions.ConnectionString is not set, and no NpgsqlDataSource is registered under the key '{ServiceDataSource.Key}'.";
        if (options.PollInterval < TimeSpan.FromMilliseconds(50) || options.PollInterval > TimeSpan.FromSeconds(2))
            yield return "CutoverSwitchOptions.PollInterval must be from 50 ms to 2 s.";
    }
}
