using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Clerk2WorkOS.Testing.Tests.Description;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RecordedAnswer(ApiRoute Route, int Status, string Body);

/// <summary>Sends requests on and keeps the answers.</summary>
internal sealed class AnswerRecorder() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<RecordedAnswer> _answers = new();

    public IReadOnlyList<RecordedAnswer> Answers => [.. _answers];

    public static HttpClient CreateClient(WorkOSStandIn workos, AnswerRecorder recorder) => new(recorder)
    {
        BaseAddress = workos.BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", workos.ApiKey) },
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        _answers.Enqueue(new RecordedAnswer(
            RouteOf(request), (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)));
        return response;
    }

    /// <summary>Of several templates that fit, the one with the fewest parameters.</summary>
    private static ApiRoute RouteOf(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/');
        return ApiRoutes.All
            .Where(route => route.Method == request.Method.Method)
            .Where(route => route.Template.Split('/') is var parts && parts.Length == path.Length
                && parts.Zip(path).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            .MinBy(route => route.Template.Count(letter => letter == '{'))!;
    }
}
