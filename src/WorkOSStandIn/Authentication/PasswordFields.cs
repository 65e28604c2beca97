namespace Clerk2WorkOS.Testing;

/// <summary>The password of a request: <c>password</c>, or <c>password_hash</c> with <c>password_hash_type</c>.</summary>
internal static class PasswordFields
{
    /// <summary>No password and no refusal when the request has none.</summary>
    public static (StoredPassword? Password, Answer? Refused) Read(Body body, WorkOSStandInOptions options)
    {
        var (plain, hash, type) = (body.Text("password"), body.Text("password_hash"), body.Text("password_hash_type"));
        if (plain is not null && hash is not null)
            return (null, Refusal.BadRequest("password_and_password_hash_provided", "Only one of password and password_hash can be provided."));
        if (plain is not null && type is not null)
            return (null, Refusal.BadRequest("password_and_password_hash_type_provided", "password_hash_type goes with password_hash."));
        if (type is not null && !PasswordHash.Types.Contains(type))
            body.Reject("password_hash_type", $"password_hash_type must be one of the following values: {string.Join(", ", PasswordHash.Types)}");
        else if (hash is null != type is null)
            body.Reject(hash is null ? "password_hash" : "password_hash_type", "password_hash and password_hash_type go together");
        else if (hash is not null)
        {
            return PasswordHash.Parse(type!, hash) is { } parsed
                ? (parsed, null)
                : (null, Refusal.BadRequest("invalid_password_hash", $"The password hash is not a valid {type} hash."));
        }

        return plain is null ? (null, null)
            : plain.Length < options.MinimumPasswordLength ? (null, TooShort(options.MinimumPasswordLength))
            : (StoredPassword.Plain(plain), null);
    }

    public static Answer TooShort(int minimum) => Refusal.WithReasons(
        StatusCodes.Status400BadRequest, "password_strength_error", "Password does not meet strength requirements.",
        "password_too_short", $"Password must be at least {minimum} characters long.");
}
