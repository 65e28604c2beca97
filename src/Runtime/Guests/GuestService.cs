using Clerk2WorkOS.Guests.Database;
using Clerk2WorkOS.Guests.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Guests;

/// <summary>Looks at options and tables before the host serves anyone, and lets the outbox run while it does.</summary>
internal sealed partial class GuestService(IServiceProvider services, ILogger<GuestService> logger) : IHostedLifecycleService
{
    private GuestMailWorker? _worker;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!services.HasPart<GuestOptions>(options => options.IsUntouched))
        {
            LogNotSetUp();
            return;
        }

        var options = services.GetRequiredService<IOptions<GuestOptions>>().Value;      // checked here
        var database = services.GetRequiredService<GuestDatabase>();
        try
        {
            if (options.CreateSchema)
                await GuestSchema.EnsureAsync(database.Source, cancellationToken).ConfigureAwait(false);
            if (options.CheckTablesAtStart)
                await database.TablesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (GuestRegistrationException problem)
        {
            throw new OptionsValidationException(nameof(GuestOptions), typeof(GuestOptions), [problem.Message]);
        }
        catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new OptionsValidationException(nameof(GuestOptions), typeof(GuestOptions),
                [$"The role of guest registration may not create its tables ({problem.MessageText}): run the script GuestSchema.Script as another, and set GuestOptions.CreateSchema to false."]);
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            LogUnreachable(failure);
        }

        if (options.Welcome.IsOn && options.Mail.SendsFromHere)
            _worker = ActivatorUtilities.CreateInstance<GuestMailWorker>(services);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _worker?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _worker?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _worker?.Dispose();
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 231, Level = LogLevel.Debug, Message = "Guest registration is not set up; asking for IGuestRegistration would say what is missing.")]
    private partial void LogNotSetUp();

    [LoggerMessage(EventId = 232, Level = LogLevel.Warning, Message = "The database of guest registration does not answer: whether its tables fit is not known; going on.")]
    private partial void LogUnreachable(Exception failure);
}
