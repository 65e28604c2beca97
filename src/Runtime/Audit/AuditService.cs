using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Audit;

/// <summary>Looks at the table before the host serves anyone, and writes what is queued after everything else has stopped.</summary>
internal sealed partial class AuditService(AuditWriter writer, AuditDatabase database, IOptions<AuditOptions> options, ILogger<AuditService> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.CheckTableAtStart)
            return;
        try
        {
            // No events, but the whole statement: types, rights and the organizations' table are checked with it.
            await database.WriteAsync([], cancellationToken).ConfigureAwait(false);
        }
        catch (AuditTableException problem)
        {
            throw Unfit(problem.Message);
        }
        catch (PostgresException problem) when (AuditFailures.SpeaksOfTheTable(problem))
        {
            throw Unfit($"The audit log cannot be written: {problem.MessageText} ({problem.SqlState}). Put the table or the role's rights right, or name others in AuditOptions.Table.");
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            LogUnreachable(failure);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Start();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => writer.StopAsync(cancellationToken);

    private static OptionsValidationException Unfit(string sentence) => new(nameof(AuditOptions), typeof(AuditOptions), [sentence]);

    [LoggerMessage(EventId = 122, Level = LogLevel.Warning, Message = "The audit log's database does not answer: whether its table fits is not known; going on, events wait for it.")]
    private partial void LogUnreachable(Exception failure);
}
