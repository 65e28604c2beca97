using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Tokens;

/// <summary>Looks before the host serves anyone whether people can be looked up: without that everybody of Clerk's would be answered with 503.</summary>
internal sealed partial class HandOverService(HandOverSetting setting, IServiceProvider services, ILogger<HandOverService> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (setting.Rules is null)
            return;
        try
        {
            await services.GetRequiredService<ClerkIdMap>().CheckAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException problem) when (problem.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new OptionsValidationException(nameof(ClerkIdMapOptions), typeof(ClerkIdMapOptions), [
                $"The hand-over from Clerk's tokens cannot look people up ({problem.MessageText}): its role needs USAGE on schema clerk2workos and SELECT on clerk2workos.user_map, "
                + "clerk2workos.organization_map and the table of memberships, which 'clerk2workos users run' has filled."]);
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            LogUnreachable(failure);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 226, Level = LogLevel.Warning, Message = "The database with the id map does not answer: whether Clerk's people can be looked up is not known; going on.")]
    private partial void LogUnreachable(Exception failure);
}
