using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;
using Clerk2WorkOS.WorkOS.Wire;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.WorkOS.Client;

/// <summary>The client over HTTP. Each kind of object has a file of its own; this one has what they share.</summary>
internal sealed partial class WorkOSClient : IWorkOSClient
{
    private readonly WorkOSOptions _options;
    private readonly WorkOSTransport _transport;
    private readonly SafeCreation _creation;

    public WorkOSClient(HttpClient http, IOptions<WorkOSOptions> options, Attempts attempts, WorkOSInstruments instruments, TimeProvider time)
    {
        _options = options.Value;
        _transport = new WorkOSTransport(http, _options, instruments, time);
        _creation = new SafeCreation(_options, attempts, instruments, time);
    }

    private WorkOSCall Read(string operation, CallKind kind, CallBudget? budget = null) =>
        new(operation, kind) { Repeatable = true, Budget = budget ?? _transport.NewBudget() };

    private WorkOSCall Write(string operation, CallKind kind, CallBudget? budget = null, params IReadOnlyList<Secret?> secrets) =>
        new(operation, kind) { Budget = budget ?? _transport.NewBudget(), Secrets = secrets };

    /// <summary>The object, or null if there is none.</summary>
    private async Task<T?> GetOrNullAsync<T>(WorkOSCall call, string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await _transport.SendAsync(call, HttpMethod.Get, path, body: null, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkOSNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True if it was there to be deleted.</summary>
    private async Task<bool> DeleteAsync(string operation, CallKind kind, string path, CancellationToken cancellationToken)
    {
        try
        {
            await _transport.SendAsync(Write(operation, kind) with { Repeatable = true }, HttpMethod.Delete, path, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (WorkOSNotFoundException)
        {
            return false;
        }
    }

    /// <summary>All objects of a list, a page at a time.</summary>
    private async IAsyncEnumerable<T> ListAsync<T>(
        string operation, CallKind kind, string path, Listing listing, Query query, JsonTypeInfo<Page<T>> answer, CallBudget? budget,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var order = listing.Order == ListOrder.Ascending ? "asc" : "desc";
        var after = listing.After;
        while (true)
        {
            var page = await _transport.SendAsync(
                Read(operation, kind, budget),
                HttpMethod.Get,
                query.With("limit", listing.PageSize).With("order", order).With("after", after).On(path),
                body: null,
                answer,
                cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Data)
                yield return item;
            if (page.Data.Count == 0 || page.ListMetadata?.After is not { Length: > 0 } next)
                yield break;
            if (next == after)
            {
                throw new WorkOSUnavailableException(
                    $"WorkOS gave no usable answer to: {operation}; its cursor does not move on, and the rest of the list cannot be had.",
                    new WorkOSError { Operation = operation }, mayHaveHappened: false);
            }

            after = next;
        }
    }

    private static string Segment(string value) => Uri.EscapeDataString(value);
}
