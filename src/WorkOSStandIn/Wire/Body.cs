using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>The fields of a request, read one by one; what is wrong with them is gathered, so that one answer names it all.</summary>
internal sealed class Body(JsonElement fields)
{
    private const int LongestExternalId = 64;
    private static readonly JsonDocument Nothing = JsonDocument.Parse("{}");
    private readonly List<FieldError> _errors = [];

    public static Body Empty() => new(Nothing.RootElement);

    /// <summary>The 422 that names every field that was read and is wrong; none when all are right.</summary>
    public Answer? Refused => _errors.Count == 0 ? null : Refusal.Invalid(_errors);

    /// <summary>The names of all fields that were sent.</summary>
    public IEnumerable<string> Names => fields.EnumerateObject().Select(sent => sent.Name);

    /// <summary>Whether the field is there, be it null.</summary>
    public bool Has(string field) => fields.TryGetProperty(field, out _);

    public void Reject(string field, string reason) => _errors.Add(new FieldError(field, reason));

    public string RequiredText(string field)
    {
        if (!Given(field, out var value))
            Reject(field, $"{field}_required");
        else if (value.ValueKind != JsonValueKind.String)
            Reject(field, $"{field} must be a string");
        else if (value.GetString() is { Length: > 0 } text)
            return text;
        else
            Reject(field, $"{field} should not be empty");
        return "";
    }

    /// <summary>None when it is missing or null.</summary>
    public string? Text(string field, int maxLength = int.MaxValue)
    {
        if (!Given(field, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Reject(field, $"{field} must be a string");
            return null;
        }

        var text = value.GetString()!;
        if (text.Length > maxLength)
            Reject(field, $"{field} must be shorter than or equal to {maxLength} characters");
        return text;
    }

    /// <summary>At most 64 characters, and not empty; none when it is missing or null.</summary>
    public string? ExternalId()
    {
        var text = Text("external_id", LongestExternalId);
        if (text is "")
            Reject("external_id", "external_id should not be empty");
        return text;
    }

    public bool? Flag(string field)
    {
        if (!Given(field, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Reject(field, $"{field} must be a boolean value");
        return null;
    }

    public int? Number(string field)
    {
        if (!Given(field, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        Reject(field, $"{field} must be an integer number");
        return null;
    }

    public IReadOnlyList<string>? TextList(string field)
    {
        if (!Given(field, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        Reject(field, $"each value in {field} must be a string");
        return null;
    }

    /// <summary>The objects of a list; none when it is missing or null.</summary>
    public IReadOnlyList<Body>? Objects(string field)
    {
        if (!Given(field, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
            return [.. value.EnumerateArray().Select(item => new Body(item))];
        Reject(field, $"each value in {field} must be an object");
        return null;
    }

    /// <summary>The value as it was sent; <see cref="JsonValueKind.Undefined"/> when it is missing or null.</summary>
    public JsonElement Raw(string field) => Given(field, out var value) ? value : default;

    /// <summary>An address; empty when it is missing, and then refused.</summary>
    public string RequiredEmail(string field = "email")
    {
        var email = RequiredText(field);
        if (email.Length > 0 && !EmailAddress.IsValid(email))
            Reject(field, $"{field} must be an email");
        return email;
    }

    private bool Given(string field, out JsonElement value) =>
        fields.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;
}
