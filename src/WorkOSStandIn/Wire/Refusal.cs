namespace Clerk2WorkOS.Testing;

/// <summary>The shapes in which the API says no.</summary>
internal static class Refusal
{
    public static readonly Answer Unauthorized = With(StatusCodes.Status401Unauthorized, "unauthorized", "Unauthorized");

    /// <summary>{code, message}.</summary>
    public static Answer With(int status, string code, string message) => Answer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteEndObject();
    });

    public static Answer BadRequest(string code, string message) => With(StatusCodes.Status400BadRequest, code, message);

    /// <summary>{code, message, errors: [{code, message}]}: what is wrong with the object as a whole.</summary>
    public static Answer WithReasons(int status, string code, string message, string reason, string explanation) => Answer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteStartArray("errors"u8);
        json.WriteStartObject();
        json.WriteString("code"u8, reason);
        json.WriteString("message"u8, explanation);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>422 {code, message, errors: [{field, code}]}: what is wrong with single parameters.</summary>
    public static Answer Invalid(IReadOnlyList<FieldError> errors) => Answer.Json(StatusCodes.Status422UnprocessableEntity, json =>
    {
        json.WriteStartObject();
        json.WriteString("code"u8, "invalid_request_parameters");
        json.WriteString("message"u8, "Validation failed");
        json.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, error.Field);
            json.WriteString("code"u8, error.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static Answer Invalid(string field, string code) => Invalid([new FieldError(field, code)]);

    /// <summary>404 of an object that is not there.</summary>
    public static Answer NotFound(string kind, string id) => Answer.Json(StatusCodes.Status404NotFound, json =>
    {
        json.WriteStartObject();
        json.WriteString("code"u8, "entity_not_found");
        json.WriteString("message"u8, $"{kind} not found: '{id}'.");
        json.WriteString("entity_id"u8, id);
        json.WriteEndObject();
    });

    /// <summary>{error, error_description}: how sign-in refuses, after RFC 6749.</summary>
    public static Answer OAuth(string error, string description) => Answer.Json(StatusCodes.Status400BadRequest, json =>
    {
        json.WriteStartObject();
        json.WriteString("error"u8, error);
        json.WriteString("error_description"u8, description);
        json.WriteEndObject();
    });

    public static Answer TooMany(int? retryAfterSeconds)
    {
        var answer = With(StatusCodes.Status429TooManyRequests, "rate_limit_exceeded", "Too many requests.");
        return new Answer(answer.Status, answer.Body) { RetryAfterSeconds = retryAfterSeconds };
    }
}

/// <summary>What is wrong with a parameter.</summary>
internal readonly record struct FieldError(string Field, string Code);
