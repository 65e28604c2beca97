using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Clerk2WorkOS.WorkOS.Pacing;

namespace Clerk2WorkOS.WorkOS.Http;

/// <summary>Reads what WorkOS says about a failed call, in each of the shapes that its errors have.</summary>
/// <remarks>Source: https://workos.com/docs/reference/errors; for the shape of OAuth, RFC 6749, 5.2.</remarks>
internal static partial class ErrorAnswer
{
    private const int LongestDescription = 300;

    /// <summary>The error; what is no JSON, or not of a known shape, leaves code and description null.</summary>
    public static WorkOSError Read(WorkOSCall call, HttpStatusCode status, string? requestId, ReadOnlySpan<byte> body, string apiKey)
    {
        var error = new WorkOSError { Operation = call.Operation, StatusCode = status, RequestId = requestId };
        if (!TryParse(body, out var document))
            return error;
        using (document)
        {
            var root = document.RootElement;
            return error with
            {
                Code = Text(root, "code") ?? Text(root, "error"),
                Description = Clean(Text(root, "message") ?? Text(root, "error_description"), call, apiKey),
                Fields = Fields(root, call, apiKey),
            };
        }
    }

    /// <summary>The error's code alone.</summary>
    public static string? Code(ReadOnlySpan<byte> body)
    {
        if (!TryParse(body, out var document))
            return null;
        using (document)
            return Text(document.RootElement, "code") ?? Text(document.RootElement, "error");
    }

    private static bool TryParse(ReadOnlySpan<byte> body, out JsonDocument document)
    {
        document = null!;
        try
        {
            var reader = new Utf8JsonReader(body);
            document = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return false;               // a proxy's page, or half an answer: the status is all there is
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return true;
        document.Dispose();
        return false;
    }

    private static List<WorkOSFieldError> Fields(JsonElement root, WorkOSCall call, string apiKey)
    {
        var fields = new List<WorkOSFieldError>();
        if (!root.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
            return fields;
        foreach (var field in errors.EnumerateArray())
        {
            if (field.ValueKind == JsonValueKind.Object && Text(field, "code") is { } code)
                fields.Add(new WorkOSFieldError(code, Text(field, "field"), Clean(Text(field, "message"), call, apiKey)));
            else if (field.ValueKind == JsonValueKind.String)
                fields.Add(new WorkOSFieldError("", null, Clean(field.GetString(), call, apiKey)));
        }

        return fields;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>WorkOS's words without what they may repeat of the request.</summary>
    private static string? Clean(string? text, WorkOSCall call, string apiKey)
    {
        if (text is null)
            return null;
        text = text.Replace(apiKey, "***", StringComparison.Ordinal);
        foreach (var secret in call.Secrets)
        {
            if (secret is not null)
                text = text.Replace(secret.Reveal(), "***", StringComparison.Ordinal);
        }

        text = Address().Replace(text, "***");
        text = Unprintable().Replace(text, " ");
        return text.Length <= LongestDescription ? text : string.Concat(text.AsSpan(0, LongestDescription), "…");
    }

    [GeneratedRegex(@"[^\s'""<>(),:;]+(?:@|%40)[^\s'""<>(),:;]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\p{C}+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unprintable();
}
