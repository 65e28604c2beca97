using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary><c>/user_management/password_reset</c>: a link, good for an hour.</summary>
internal static class PasswordResetRoutes
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    public static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBodyAsync();
        var email = body.RequiredEmail();
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        if (environment.Limits.TakeMail(MailKind.PasswordReset, email) is { } limited)
            return limited;
        lock (environment.Gate)
        {
            if (UserLookup.ByEmail(environment, email) is not { } user)
                return UserRoutes.Unknown(email);
            var code = new OneTimeCode(environment.Ids.Next("password_reset_"), user, OneTimeCodes.NewToken(), call.Now, call.Now + Lasts);
            environment.Codes.Add(MailKind.PasswordReset, code);
            environment.Events.Add("password_reset.created", code, WriteForEvent);
            environment.Mails.Add(new SentMail(user.Email, MailKind.PasswordReset, code.Id, null, code.Secret, Link(environment, code), call.Now));
            return Show(call, StatusCodes.Status201Created, code);
        }
    }

    public static ValueTask<Answer> Get(Call call)
    {
        var id = call.Route("id");
        return new(call.Environment.Codes.Find(MailKind.PasswordReset, id) is { } code
            ? Show(call, StatusCodes.Status200OK, code)
            : Refusal.NotFound("Password reset", id));
    }

    public static async ValueTask<Answer> Confirm(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (token, password) = (body.RequiredText("token"), body.RequiredText("new_password"));
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (environment.Codes.FindReset(token) is not { } code)
                return Refusal.NotFound("Password reset token", token);
            if (code.Used)
                return ResetError("password_reset_token_used", "The token was already used.");
            if (call.Now >= code.ExpiresAt)
                return ResetError("password_reset_token_expired", "The token has expired.");
            if (password.Length < environment.Options.MinimumPasswordLength)
                return ResetError("password_too_short", $"Password must be at least {environment.Options.MinimumPasswordLength} characters long.");
            code.Used = true;
            var user = environment.Users.Find(code.UserId)!;

            // Who follows the link reads the mail; an address that was changed meanwhile is another one.
            var changed = user with
            {
                Password = StoredPassword.Plain(password),
                EmailVerified = user.EmailVerified || string.Equals(user.Email, code.Email, StringComparison.OrdinalIgnoreCase),
                UpdatedAt = call.Now,
            };
            UserStorage.Change(environment, user, changed);
            environment.Events.Add("password_reset.succeeded", code, WriteForEvent);
            return Answer.Ok(changed, UserShape.WriteWrapped);
        }
    }

    private static Answer ResetError(string reason, string explanation) => Refusal.WithReasons(
        StatusCodes.Status400BadRequest, "password_reset_error", "Could not reset password.", reason, explanation);

    private static Answer Show(Call call, int status, OneTimeCode code) => Answer.Json(
        status, json => OneTimeCodeShape.Write(json, "password_reset", code, "password_reset_token", Link(call.Environment, code)));

    private static void WriteForEvent(Utf8JsonWriter json, OneTimeCode code) => OneTimeCodeShape.Write(json, "password_reset", code, null);

    private static Uri Link(WorkOSEnvironment environment, OneTimeCode code) => new(environment.BaseAddress, $"reset-password?token={code.Secret}");
}
