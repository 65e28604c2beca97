using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Audit;

/// <summary>Looks at the table before the host serves anyone, and writes what is queued after everything else has stopped.</summary>
internal sealed partial class AuditService(IServiceProvider services, Lazy<AuditWriter> writer, ILogger<AuditService> logger) : IHostedLifecycleService
{
    private AuditWriter? _started;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!services.HasPart<AuditOptions>(options => options.IsUntouched))
        {
            LogNotSetUp();
            return;
        }

        _started = writer.Value;        // the options are checked here
        if (!services.GetRequiredService<IOptions<AuditOptions>>().Value.CheckTableAtStart)
            return;
        try
        {
            // No events, but the whole statement: types, rights and the organizations' table are checked with it.
            await services.GetRequiredService<AuditDatabase>().WriteAsync([], cancellationToken).ConfigureAwait(false);
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
        _started?.Start();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => writer.IsValueCreated ? writer.Value.StopAsync(cancellationToken) : Task.CompletedTask;

    private static OptionsValidationException Unfit(string sentence) => new(nameof(AuditOptions), typeof(AuditOptions), [sentence]);

    [LoggerMessage(EventId = 123, Level = LogLevel.Debug, Message = "The audit log is not set up; asking for IAuditLog would say what is missing.")]
    private partial void LogNotSetUp();

    [LoggerMessage(EventId = 122, Level = LogLevel.Warning, Message = "The audit log's database does not answer: whether its table fits is not known; going on, events wait for it.")]
    private partial void LogUnreachable(Exception failure);
}
