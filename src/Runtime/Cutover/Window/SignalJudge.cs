using System.Globalization;

namespace Clerk2WorkOS.Cutover.Window;

/// <summary>Compares what the switched system counts with its limits, and with what it was before.</summary>
/// <param name="limits">What it may be.</param>
/// <param name="now">What it is.</param>
/// <param name="before">What it was before the first step; null where that is not known.</param>
/// <param name="lag">How far the other database is behind; null where none follows.</param>
internal sealed class SignalJudge(CutoverLimits limits, SideSignals now, SideSignals? before, TimeSpan? lag)
{
    public IReadOnlyList<CutoverSignal> Judge() =>
    [
        new("instances", Text(now.Instances), "at least 1", now.Instances == 0, "Instances of the switched application that follow its gate"),
        Share("errors", now.Errors, now.Requests, limits.Errors, "Answers from 500 on"),
        P99(),
        Share("sign-in-failures", now.SignInFailures, now.SignIns, limits.SignInFailures, "Sign-ins that were refused"),
        Share("webhook-failures", now.WebhookFailures, now.Webhooks, limits.WebhookFailures, "Webhooks that were not taken"),
        Audit(),
        new("sync-lag", lag is { } late ? Text(late) : null, $"at most {Text(limits.SyncLag)}", lag > limits.SyncLag, "How far the other database is behind, where one follows"),
        Rejects(),
    ];

    private CutoverSignal Share(string name, long part, long whole, double limit, string sentence)
    {
        var share = whole < Math.Max(1, limits.LeastRequests) ? null : (double?)part / whole;
        var value = whole == 0 ? null : share is { } known ? $"{Percent(known)} of {Text(whole)}" : $"{Text(part)} of {Text(whole)}, too few to tell";
        return new(name, value, $"at most {Percent(limit)}", share > limit, $"{sentence}, in the last minute");
    }

    private CutoverSignal P99()
    {
        var least = limits.LeastP99.TotalMilliseconds;
        double? limit = before is { P99: > 0 } ? Math.Max(least, before.P99 * limits.P99AgainstBefore) : null;
        return new(
            "p99", now.Requests == 0 ? null : Milliseconds(now.P99), limit is { } known ? $"at most {Milliseconds(known)}" : "not known, nothing was measured before",
            now.Requests >= limits.LeastRequests && now.P99 > limit, $"99 of 100 answers were quicker, in the last minute; before: {(before is { P99: > 0 } ? Milliseconds(before.P99) : "not measured")}");
    }

    /// <summary>Only who wrote an audit log before, and is as busy now, can be missing it.</summary>
    private CutoverSignal Audit() => new(
        "audit-writes", Text(now.AuditWrites), before is { AuditWrites: > 0 } ? "more than 0" : "none, nothing was written before",
        before is { AuditWrites: > 0 } && now.AuditWrites == 0 && now.Requests >= Math.Max(limits.LeastRequests, before.Requests / 2), "Rows of the audit log, in the last minute");

    private CutoverSignal Rejects()
    {
        var limit = (before?.OpenRejects ?? 0) + limits.OpenRejects;
        return new("open-rejects", Text(now.OpenRejects), $"at most {Text(limit)}", now.OpenRejects > limit, "Rows that could not be carried over");
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Milliseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time:0.#} ms");
}
