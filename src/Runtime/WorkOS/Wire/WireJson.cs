using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clerk2WorkOS.WorkOS.Wire;

/// <summary>How objects look on the wire: snake case, nulls left out, secrets in the clear, which they are nowhere else.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SecretConverter), typeof(WireEnumConverter<WorkOSMembershipStatus>), typeof(WireEnumConverter<WorkOSInvitationState>)])]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(OrganizationBody))]
[JsonSerializable(typeof(NewMembership))]
[JsonSerializable(typeof(RoleBody))]
[JsonSerializable(typeof(NewInvitation))]
[JsonSerializable(typeof(MagicAuthBody))]
[JsonSerializable(typeof(TotpBody))]
[JsonSerializable(typeof(WorkOSUser))]
[JsonSerializable(typeof(WorkOSOrganization))]
[JsonSerializable(typeof(WorkOSMembership))]
[JsonSerializable(typeof(WorkOSRole))]
[JsonSerializable(typeof(WorkOSInvitation))]
[JsonSerializable(typeof(WorkOSMagicAuth))]
[JsonSerializable(typeof(EnrolledFactor))]
[JsonSerializable(typeof(WorkOSJwks))]
[JsonSerializable(typeof(Page<WorkOSUser>))]
[JsonSerializable(typeof(Page<WorkOSOrganization>))]
[JsonSerializable(typeof(Page<WorkOSMembership>))]
[JsonSerializable(typeof(Page<WorkOSRole>))]
[JsonSerializable(typeof(Page<WorkOSInvitation>))]
[JsonSerializable(typeof(Page<WorkOSFactor>))]
[JsonSerializable(typeof(Page<WorkOSEvent>))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>The only place where a secret is written and read.</summary>
internal sealed class SecretConverter : JsonConverter<Secret>
{
    public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } value ? new Secret(value) : null;

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
}

/// <summary>Reads a state; one that WorkOS adds later is unknown, and no error.</summary>
internal sealed class WireEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        return name is not null && !name.Any(char.IsAsciiDigit) && Enum.TryParse<T>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : default;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
