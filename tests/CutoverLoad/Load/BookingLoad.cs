using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace Clerk2WorkOS.CutoverLoad.Load;

/// <summary>
/// People at work: requests at a steady rate, whatever becomes of the earlier ones (an open loop), nine reads to one booking, none repeated. An application under this load answers
/// <c>GET /experts/{n}/meetings</c> and <c>POST /bookings</c> with a <see cref="NewBooking"/>.
/// </summary>
/// <param name="baseAddress">Of the application, which stays the same while it is switched.</param>
/// <param name="perSecond">How many requests begin each second.</param>
/// <param name="experts">Experts are numbered from 0.</param>
public sealed class BookingLoad(Uri baseAddress, int perSecond, int experts)
{
    private readonly ConcurrentQueue<Answered> _answers = new();
    private readonly ConcurrentQueue<string> _booked = new();
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>The keys of bookings that were answered with success.</summary>
    public IReadOnlyCollection<string> Booked => _booked;

    /// <summary>How long the load has been on.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>Goes on until it is cancelled; ends when the last answer is there.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { BaseAddress = baseAddress, Timeout = TimeSpan.FromSeconds(30) };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var running = new List<Task>();
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            running.Add(SendAsync(http, number));
            if (running.Count > 1000)
                running.RemoveAll(task => task.IsCompletedSuccessfully);
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(running);
    }

    /// <summary>What came of the requests that began in this span, as told by <see cref="Elapsed"/>.</summary>
    public LoadSummary Summary(TimeSpan from, TimeSpan to)
    {
        var answers = _answers.Where(answer => answer.Began >= from && answer.Began < to).ToList();
        var times = answers.Select(answer => answer.Took).Order().ToList();
        return new LoadSummary(answers.Count, [.. answers.Where(answer => answer.Failure is not null).Select(answer => answer.Failure!)], At(times, 0.50), At(times, 0.99), At(times, 1));
    }

    private static TimeSpan At(List<TimeSpan> ordered, double share) => ordered.Count == 0 ? TimeSpan.Zero : ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))];

    private async Task SendAsync(HttpClient http, int number)
    {
        var expert = number % experts;
        var (isBooking, began, sent) = (number % 10 == 0, Elapsed, Stopwatch.GetTimestamp());
        var key = isBooking ? Guid.NewGuid().ToString("N") : "";
        string? failure = null;
        try
        {
            using var answer = isBooking
                ? await http.PostAsJsonAsync("bookings", new NewBooking(key, expert, $"guest{number}@example.com", $"Guest {number}"))
                : await http.GetAsync($"experts/{expert}/meetings");
            var body = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
                failure = $"{(isBooking ? "booking" : "read")}: {(int)answer.StatusCode} {body[..Math.Min(200, body.Length)]}";
            else if (isBooking)
                _booked.Enqueue(key);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            failure = $"{(isBooking ? "booking" : "read")}: {exception.Message}";
        }

        _answers.Enqueue(new Answered(began, Stopwatch.GetElapsedTime(sent), failure));
    }

    private sealed record Answered(TimeSpan Began, TimeSpan Took, string? Failure);
}

/// <summary>A booking; the key makes it possible to tell whether it was lost or doubled.</summary>
public sealed record NewBooking(string Key, int Expert, string GuestEmail, string GuestName);

/// <summary>What came of the requests of a span.</summary>
/// <param name="Requests">How many began in it.</param>
/// <param name="Failures">What each that failed was and how.</param>
/// <param name="Median">Half of them were quicker.</param>
/// <param name="P99">99 of 100 were quicker.</param>
/// <param name="Longest">The slowest.</param>
public sealed record LoadSummary(int Requests, IReadOnlyList<string> Failures, TimeSpan Median, TimeSpan P99, TimeSpan Longest);
