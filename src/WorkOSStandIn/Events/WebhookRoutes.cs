using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary><c>/webhook_endpoints</c>.</summary>
internal static class WebhookRoutes
{
    public static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBodyAsync();
        var address = body.RequiredText("endpoint_url");
        var events = body.TextList("events");
        if (events is null)
            body.Reject("events", "events_required");
        if (body.Refused is { } invalid)
            return invalid;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return Refusal.With(StatusCodes.Status422UnprocessableEntity, "invalid_url", "The endpoint URL is invalid.");
        var webhooks = call.Environment.Webhooks;
        if (webhooks.Endpoints.Any(endpoint => endpoint.Url == url))
            return Refusal.With(StatusCodes.Status409Conflict, "duplicate_endpoint", "An endpoint with this URL already exists.");
        return Answer.Created(webhooks.Add(url, null, events), Write);
    }

    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var endpoints = call.Environment.Webhooks.Endpoints;
        return new(query.Take([.. endpoints.Select(endpoint => endpoint.Id)], id => endpoints.FirstOrDefault(endpoint => endpoint.Id == id))
            .Answer(Write));
    }

    public static ValueTask<Answer> Delete(Call call)
    {
        var id = call.Route("id");
        return new(call.Environment.Webhooks.Remove(id) ? Answer.NoContent : Refusal.NotFound("Webhook endpoint", id));
    }

    private static void Write(Utf8JsonWriter json, WebhookEndpoint endpoint)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "webhook_endpoint");
        json.WriteString("id"u8, endpoint.Id);
        json.WriteString("endpoint_url"u8, endpoint.Url.AbsoluteUri);
        json.WriteString("secret"u8, endpoint.Secret);
        json.WriteString("status"u8, "enabled");
        json.WriteStartArray("events"u8);
        foreach (var name in endpoint.Events)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteTime("created_at"u8, endpoint.CreatedAt);
        json.WriteTime("updated_at"u8, endpoint.CreatedAt);
        json.WriteEndObject();
    }
}
