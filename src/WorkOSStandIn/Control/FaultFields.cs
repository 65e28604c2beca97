using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>A fault over HTTP: the names of <see cref="Fault"/> in snake case, delays in milliseconds.</summary>
internal static class FaultFields
{
    private static readonly string[] Known =
        ["route", "moment", "effect", "first_call", "times", "probability", "seed", "status", "code", "retry_after_seconds", "delay_ms"];

    public static Fault Read(Body body)
    {
        foreach (var field in body.Names.Except(Known))
            body.Reject(field, $"{field} is not a field of a fault");
        var standard = new Fault();
        return new Fault
        {
            Route = body.Text("route") ?? standard.Route,
            Moment = Choice<FaultMoment>(body, "moment"),
            Effect = Choice<FaultEffect>(body, "effect"),
            FirstCall = body.Number("first_call") ?? standard.FirstCall,
            Times = body.Number("times") ?? standard.Times,
            Probability = Fraction(body, "probability") ?? standard.Probability,
            Seed = body.Number("seed") ?? standard.Seed,
            Status = body.Number("status") ?? standard.Status,
            Code = body.Text("code"),
            RetryAfterSeconds = body.Number("retry_after_seconds"),
            Delay = TimeSpan.FromMilliseconds(body.Number("delay_ms") ?? 0),
        };
    }

    public static void Write(Utf8JsonWriter json, ActiveFault active)
    {
        var fault = active.Fault;
        json.WriteStartObject();
        json.WriteString("route"u8, fault.Route);
        json.WriteString("moment"u8, Name(fault.Moment));
        json.WriteString("effect"u8, Name(fault.Effect));
        json.WriteNumber("first_call"u8, fault.FirstCall);
        json.WriteNumber("times"u8, fault.Times);
        json.WriteNumber("probability"u8, fault.Probability);
        json.WriteNumber("seed"u8, fault.Seed);
        json.WriteNumber("status"u8, fault.Status);
        json.WriteString("code"u8, fault.Code);
        json.WriteNumber("delay_ms"u8, (long)fault.Delay.TotalMilliseconds);
        json.WriteNumber("calls"u8, active.Calls);
        json.WriteNumber("injected"u8, active.Injected);
        json.WriteEndObject();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static T Choice<T>(Body body, string field)
        where T : struct, Enum
    {
        var text = body.Text(field);
        foreach (var value in Enum.GetValues<T>())
        {
            if (text is null || Name(value) == text)
                return value;
        }

        body.Reject(field, $"{field} must be one of the following values: {string.Join(", ", Enum.GetValues<T>().Select(Name))}");
        return default;
    }

    private static double? Fraction(Body body, string field)
    {
        var value = body.Raw(field);
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetDouble();
        if (value.ValueKind != JsonValueKind.Undefined)
            body.Reject(field, $"{field} must be a number");
        return null;
    }
}
