using Clerk2WorkOS.Migration.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>Looks at options and table before the host serves anyone.</summary>
internal sealed partial class ClerkWebhookService(IServiceProvider services, ILogger<ClerkWebhookService> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<ClerkWebhookOptions>>().Value;       // checked here
        var store = services.GetRequiredService<ClerkEventStore>();
        try
        {
            if (options.CreateSchema)
                await MigrationSchema.EnsureAsync(store.Source, cancellationToken).ConfigureAwait(false);
            if (!await store.IsReadyAsync(cancellationToken).ConfigureAwait(false))
                throw Refusal("Clerk's webhooks have no table clerk2workos.clerk_events in the target that their role may insert into: run 'clerk2workos users run', set ClerkWebhookOptions.CreateSchema, or grant INSERT on it.");
        }
        catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Refusal($"The role of Clerk's webhooks may not do what it must ({problem.MessageText}): it needs USAGE on schema clerk2workos and INSERT on clerk2workos.clerk_events, and the right to create a schema for ClerkWebhookOptions.CreateSchema.");
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

    private static OptionsValidationException Refusal(string sentence) => new(nameof(ClerkWebhookOptions), typeof(ClerkWebhookOptions), [sentence]);

    [LoggerMessage(EventId = 244, Level = LogLevel.Warning, Message = "The database of Clerk's webhooks does not answer: whether its table is there is not known; going on.")]
    private partial void LogUnreachable(Exception failure);
}
