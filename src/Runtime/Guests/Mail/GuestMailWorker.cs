using Clerk2WorkOS.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Guests.Mail;

/// <summary>Sends what is in the outbox. What it is at is finished before the host stops.</summary>
internal sealed partial class GuestMailWorker(
    GuestOutbox outbox, IGuestWelcome welcome, GuestLink link, IGuestMailSender sender, IOptions<GuestOptions> options, GuestInstruments instruments,
    TimeProvider time, ILogger<GuestMailWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseBetweenMarks = TimeSpan.FromSeconds(1);

    private readonly GuestMailOptions _options = options.Value.Mail;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _options.Concurrency).Select(_ => SendWhatIsDueAsync(stoppingToken)));

    private async Task SendWhatIsDueAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await outbox.TakeAsync(stoppingToken).ConfigureAwait(false) is { } mail)
                    await SendAsync(mail).ConfigureAwait(false);
                else
                    await outbox.WaitAsync(_options.PollInterval, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or GuestRegistrationException)
            {
                LogOutboxAway(exception);
                await Task.Delay(_options.PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(DueMail due)
    {
        try
        {
            // Not the host's token: a mail that is cut off at its last line may or may not be sent.
            using var timeout = new CancellationTokenSource(_options.Timeout, time);
            var mail = await ComposeAsync(due, timeout.Token).ConfigureAwait(false);
            await sender.SendAsync(mail, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await NotSentAsync(due, exception).ConfigureAwait(false);
            return;
        }

        instruments.Mailed("sent");
        await MarkAsync(() => outbox.SentAsync(due, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task<GuestMail> ComposeAsync(DueMail due, CancellationToken cancellationToken)
    {
        var expires = time.GetUtcNow() + options.Value.Welcome.LinkLifetime;
        var mail = await welcome.ComposeAsync(new GuestToWelcome(due.WorkosUserId, due.Email, due.Name, link.To(due.WorkosUserId, expires), expires), cancellationToken).ConfigureAwait(false);
        return mail with { Id = due.Id };
    }

    private Task NotSentAsync(DueMail due, Exception exception)
    {
        var reason = exception is GuestMailRefusedException ? exception.Message : exception.GetType().Name;
        if (exception is not GuestMailRefusedException && due.Attempts < _options.MaxAttempts)
        {
            var pause = _options.RetryDelay * Math.Pow(2, Math.Min(due.Attempts - 1, 16));
            pause = (pause < LongestPause ? pause : LongestPause) * (0.75 + Random.Shared.NextDouble() / 2);
            instruments.Mailed("retried");
            LogRetried(due.Id, due.WorkosUserId, due.Attempts, reason, pause);
            return MarkAsync(() => outbox.LaterAsync(due, reason, pause, CancellationToken.None));
        }

        instruments.Mailed("failed");
        LogFailed(due.Id, due.WorkosUserId, due.Attempts, reason);
        return MarkAsync(() => outbox.FailedAsync(due, reason, CancellationToken.None));
    }

    /// <summary>Writes down what came of it, as long as the mail is still this process's: otherwise it would be sent again.</summary>
    private async Task MarkAsync(Func<Task> mark)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            try
            {
                await mark().ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException && time.GetElapsedTime(began) < _options.Timeout)
            {
                LogOutboxAway(exception);
                await Task.Delay(PauseBetweenMarks, time).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(EventId = 211, Level = LogLevel.Warning, Message = "The mail {MailId} to the guest {WorkosUserId} could not be sent (attempt {Attempt}: {Reason}); next attempt in {Pause}.")]
    private partial void LogRetried(Guid mailId, string workosUserId, int attempt, string reason, TimeSpan pause);

    [LoggerMessage(EventId = 212, Level = LogLevel.Error, Message = "The mail {MailId} to the guest {WorkosUserId} was not sent and will not be (attempt {Attempt}: {Reason}); it stays in clerk2workos.guest_mails with the status failed.")]
    private partial void LogFailed(Guid mailId, string workosUserId, int attempt, string reason);

    [LoggerMessage(EventId = 213, Level = LogLevel.Warning, Message = "The outbox of mails to guests cannot be reached; mails wait.")]
    private partial void LogOutboxAway(Exception exception);
}
