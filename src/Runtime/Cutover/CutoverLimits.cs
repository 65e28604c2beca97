namespace Clerk2WorkOS.Cutover;

/// <summary>From where on a signal says that the switched system does badly. Shares are of one minute, over all instances, and count from <see cref="LeastRequests"/> on.</summary>
public sealed record CutoverLimits
{
    /// <summary>With fewer requests in the minute a share says nothing. 20 by default.</summary>
    public int LeastRequests { get; init; } = 20;

    /// <summary>The share of answers from 500 on. 0.01 by default.</summary>
    public double Errors { get; init; } = 0.01;

    /// <summary>How many times as long as before 99 of 100 answers may take. 2 by default.</summary>
    public double P99AgainstBefore { get; init; } = 2;

    /// <summary>Answers this quick are never slow, however quick they were before. 100 ms by default.</summary>
    public TimeSpan LeastP99 { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The share of sign-ins that fail. 0.2 by default.</summary>
    public double SignInFailures { get; init; } = 0.2;

    /// <summary>The share of webhooks that are not taken. 0.05 by default.</summary>
    public double WebhookFailures { get; init; } = 0.05;

    /// <summary>How far the other database may be behind, where one follows. 30 seconds by default.</summary>
    public TimeSpan SyncLag { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many more rows than before may be rejected. None by default.</summary>
    public long OpenRejects { get; init; }
}
