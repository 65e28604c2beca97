using System.Diagnostics.Metrics;
using Clerk2WorkOS.Telemetry;

namespace Clerk2WorkOS.Tokens;

/// <summary>What is measured about the hand-over: when nobody comes with a token of Clerk's any more, the window can be closed.</summary>
internal sealed class HandOverInstruments
{
    private readonly Counter<long> _tokens;

    public HandOverInstruments(IMeterFactory meters) => _tokens = meters.Create(Clerk2WorkOSTelemetry.Name).CreateCounter<long>(
        "clerk2workos.tokens.clerk", "{request}", "Requests with a token of Clerk's, by what became of them.");

    /// <param name="outcome"><c>accepted</c>, <c>invalid</c>, or the code of a refusal.</param>
    public void Judged(string outcome) => _tokens.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
