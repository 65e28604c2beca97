using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>The stand-in's own pages, <c>/_standin/…</c>: for a stand-in that runs as a program. They ask for the key; no limit, fault or counter sees them.</summary>
internal static class ControlRoutes
{
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("GET", "/_standin/mails", ListMails),
        new("GET", "/_standin/requests", CountRequests),
        new("GET", "/_standin/faults", ListFaults),
        new("POST", "/_standin/faults", AddFault),
        new("DELETE", "/_standin/faults", ClearFaults),
        new("POST", "/_standin/keys/rotate", RotateKeys),
    ];

    private static ValueTask<Answer> ListMails(Call call)
    {
        var mails = call.Query("email") is { } email ? call.Environment.Mails.To(email) : call.Environment.Mails.All;
        return new(Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray();
            foreach (var mail in mails)
            {
                json.WriteStartObject();
                json.WriteString("to"u8, mail.To);
                json.WriteString("kind"u8, SnakeCase(mail.Kind));
                json.WriteString("object_id"u8, mail.ObjectId);
                json.WriteString("code"u8, mail.Code);
                json.WriteString("token"u8, mail.Token);
                json.WriteString("link"u8, mail.Link?.AbsoluteUri);
                json.WriteTime("sent_at"u8, mail.SentAt);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    private static ValueTask<Answer> CountRequests(Call call)
    {
        var requests = call.Environment.Requests;
        return new(Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("received"u8, requests.Received);
            json.WriteNumber("most_in_flight"u8, requests.MostInFlight);
            json.WriteStartArray("answers"u8);
            foreach (var ((route, status), count) in requests.Answers.OrderBy(pair => pair.Key))
            {
                json.WriteStartObject();
                json.WriteString("route"u8, route);
                json.WriteNumber("status"u8, status);
                json.WriteNumber("count"u8, count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private static ValueTask<Answer> ListFaults(Call call) => new(Answer.Json(StatusCodes.Status200OK, json =>
    {
        json.WriteStartArray();
        foreach (var fault in call.Environment.Faults.Active)
            FaultFields.Write(json, fault);
        json.WriteEndArray();
    }));

    private static async ValueTask<Answer> AddFault(Call call)
    {
        var body = await call.ReadBodyAsync();
        var fault = FaultFields.Read(body);
        if (body.Refused is { } invalid)
            return invalid;
        try
        {
            return Answer.Created(call.Environment.Faults.Add(fault), FaultFields.Write);
        }
        catch (ArgumentException refused)
        {
            return Refusal.With(StatusCodes.Status422UnprocessableEntity, "invalid_fault", refused.Message);
        }
    }

    private static ValueTask<Answer> ClearFaults(Call call)
    {
        call.Environment.Faults.Clear();
        return new(Answer.NoContent);
    }

    private static ValueTask<Answer> RotateKeys(Call call)
    {
        call.Environment.Tokens.Rotate();
        return new(Answer.NoContent);
    }

    private static string SnakeCase(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
