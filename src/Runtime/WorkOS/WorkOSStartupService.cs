using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.WorkOS;

/// <summary>Looks, before the host serves anyone, whether the key is valid and the role is there.</summary>
internal sealed partial class WorkOSStartupService(IWorkOSClient client, IOptions<WorkOSOptions> options, ILogger<WorkOSStartupService> logger)
    : IHostedLifecycleService
{
    private readonly WorkOSOptions _options = options.Value;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_options.StartupCheck == WorkOSStartupCheck.Off)
            return;
        try
        {
            if (await client.GetRoleAsync(_options.RoleSlug, cancellationToken).ConfigureAwait(false) is null)
            {
                throw new OptionsValidationException(nameof(WorkOSOptions), typeof(WorkOSOptions),
                    [$"The WorkOS environment has no role '{_options.RoleSlug}': create it in the WorkOS dashboard under Roles, or name another in WorkOSOptions.RoleSlug."]);
            }
        }
        catch (WorkOSUnauthorizedException exception)
        {
            throw new OptionsValidationException(nameof(WorkOSOptions), typeof(WorkOSOptions),
                [$"WorkOS does not accept the API key ({(int?)exception.StatusCode}): check WorkOSOptions.ApiKey and that it belongs to the environment at {_options.BaseAddress.Host}."]);
        }
        catch (WorkOSException exception) when (exception is WorkOSUnavailableException or WorkOSRateLimitedException
            && _options.StartupCheck == WorkOSStartupCheck.WarnIfUnreachable)
        {
            LogUnreachable(exception, _options.RoleSlug);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "WorkOS cannot be reached: whether it has the role '{Role}' is not known; going on without.")]
    private partial void LogUnreachable(Exception exception, string role);
}
