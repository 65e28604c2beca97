using Clerk2WorkOS.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity.Sessions;

/// <summary>Says in a sentence what is wrong with the options, and what to do; never what a connection string is.</summary>
internal sealed class RlsOptionsValidator(IServiceProvider services) : IValidateOptions<RlsOptions>
{
    public ValidateOptionsResult Validate(string? name, RlsOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(RlsOptions options)
    {
        if (DatabaseProblem(options) is { } problem)
            yield return problem;
        if (!IsRole(options.AuthenticatedRole) || !IsRole(options.AnonymousRole))
            yield return "RlsOptions.AuthenticatedRole and RlsOptions.AnonymousRole must be names of roles.";
        else if (options.AuthenticatedRole == options.AnonymousRole)
            yield return "RlsOptions.AuthenticatedRole and RlsOptions.AnonymousRole must not be the same role.";
    }

    private string? DatabaseProblem(RlsOptions options)
    {
        if (options.ConnectionString is not { } connectionString)
        {
            var there = options.DataSourceKey is { } key ? services.GetKeyedService<NpgsqlDataSource>(key) : services.GetService<NpgsqlDataSource>();
            return there is not null ? null
                : "Row-level security has no database: set RlsOptions.ConnectionString to one of the application's login, or register "
                    + (options.DataSourceKey is null ? "an NpgsqlDataSource." : $"a keyed NpgsqlDataSource under '{options.DataSourceKey}'.");
        }

        if (ConnectionText.Problem("RlsOptions.ConnectionString", connectionString) is { } problem)
            return problem;
        return new NpgsqlConnectionStringBuilder(connectionString).Multiplexing
            ? "RlsOptions.ConnectionString must not set Multiplexing: statements of several sessions would share a connection."
            : null;
    }

    // SET ROLE none is the login again.
    private static bool IsRole(string? name) => name is not null && SqlName.IsValid(name) && !name.Equals("none", StringComparison.OrdinalIgnoreCase);
}
