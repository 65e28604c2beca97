using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>Codes that prove an address: six digits, good for 10 minutes.</summary>
internal static class EmailVerificationRoutes
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Called under the environment's gate.</summary>
    public static OneTimeCode Send(WorkOSEnvironment environment, StoredUser user)
    {
        var now = environment.Clock.GetUtcNow();
        var code = new OneTimeCode(environment.Ids.Next("email_verification_"), user, OneTimeCodes.NewDigits(), now, now + Lasts);
        environment.Codes.Add(MailKind.EmailVerification, code);
        environment.Events.Add("email_verification.created", code, (json, made) => OneTimeCodeShape.Write(json, "email_verification", made, null));
        environment.Mails.Add(new SentMail(user.Email, MailKind.EmailVerification, code.Id, code.Secret, null, null, now));
        return code;
    }

    public static ValueTask<Answer> Get(Call call)
    {
        var id = call.Route("id");
        return new(call.Environment.Codes.Find(MailKind.EmailVerification, id) is { } code
            ? Answer.Ok(code, Write)
            : Refusal.NotFound("Email verification", id));
    }

    public static ValueTask<Answer> Send(Call call)
    {
        var environment = call.Environment;
        var id = call.Route("id");
        if (environment.Limits.TakeMail(MailKind.EmailVerification, id) is { } limited)
            return new(limited);
        lock (environment.Gate)
        {
            if (!environment.Users.TryGet(id, out var user))
                return new(UserRoutes.Unknown(id));
            if (user.EmailVerified)
                return new(Refusal.BadRequest("email_already_verified", "Email is already verified."));
            Send(environment, user);
            return new(Answer.Ok(user, UserShape.WriteWrapped));
        }
    }

    public static async ValueTask<Answer> Confirm(Call call)
    {
        var body = await call.ReadBodyAsync();
        var digits = body.RequiredText("code");
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (!environment.Users.TryGet(call.Route("id"), out var user))
                return UserRoutes.Unknown(call.Route("id"));
            if (user.EmailVerified)
                return Refusal.BadRequest("email_previously_verified", "Email was previously verified.");
            return CodeCheck.Problem(environment, MailKind.EmailVerification, user, digits) switch
            {
                CodeProblem.None => Answer.Ok(UserLookup.Verify(environment, user), UserShape.WriteWrapped),
                CodeProblem.Expired => Refusal.BadRequest("email_verification_code_expired", "The code has expired."),
                CodeProblem.Used => Refusal.BadRequest("email_verification_code_previously_used", "The code was already used."),
                _ => Refusal.BadRequest("email_verification_code_incorrect", "The code is incorrect."),
            };
        }
    }

    private static void Write(Utf8JsonWriter json, OneTimeCode code) => OneTimeCodeShape.Write(json, "email_verification", code, "code");
}
