using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Clerk2WorkOS.Testing;

/// <summary>One request as a handler sees it.</summary>
internal sealed class Call(HttpContext http, ApiRoute route, WorkOSEnvironment environment)
{
    public WorkOSEnvironment Environment { get; } = environment;

    public DateTimeOffset Now => Environment.Clock.GetUtcNow();

    /// <summary>A part of the path, unescaped: read from the request line, for a slash in an external id is still escaped there only.</summary>
    public string Route(string name)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0].Split('/');
        return Uri.UnescapeDataString(path[Array.IndexOf(route.Template.Split('/'), $"{{{name}}}")]);
    }

    /// <summary>A query parameter; none when it is missing or empty.</summary>
    public string? Query(string name) => http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A query parameter with several values: <c>a=1&amp;a=2</c>, <c>a[]=1&amp;a[]=2</c> or <c>a=1,2</c>.</summary>
    public IReadOnlyList<string> QueryList(string name) =>
    [
        .. http.Request.Query[name].Concat(http.Request.Query[name + "[]"])
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    /// <summary>The JSON object of the body; an empty one when there is no body.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public async ValueTask<Body> ReadBodyAsync()
    {
        if (http.Request.ContentLength is 0 || (http.Request.ContentLength is null && !http.Request.Headers.ContainsKey("Transfer-Encoding")))
            return Body.Empty();
        var document = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        http.Response.RegisterForDispose(document);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? new Body(document.RootElement)
            : throw new JsonException("The body must be a JSON object.");
    }
}

/// <summary>Answers one route.</summary>
internal delegate ValueTask<Answer> Handler(Call call);
