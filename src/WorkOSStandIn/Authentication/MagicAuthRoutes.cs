using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary><c>/user_management/magic_auth</c>: six digits, good for 10 minutes.</summary>
internal static class MagicAuthRoutes
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    public static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBodyAsync();
        var email = body.RequiredEmail();
        var invitationToken = body.Text("invitation_token");
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        if (environment.Limits.TakeMail(MailKind.MagicAuth, email) is { } limited)
            return limited;
        lock (environment.Gate)
        {
            if (invitationToken is not null && !environment.InvitationsByToken.ContainsKey(invitationToken))
                return Refusal.OAuth("invitation_invalid", "The invitation is invalid.");
            if (UserLookup.ByEmail(environment, email) is not { } user)
            {
                if (!environment.Options.AllowSignUp)
                    return Refusal.OAuth("sign_up_not_allowed", "Sign-up is not allowed.");
                user = new StoredUser(environment.Ids.Next("user_"), email, false, null, null, null, Metadata.None, null, null, call.Now, call.Now);
                UserStorage.Add(environment, user);
            }

            var code = new OneTimeCode(environment.Ids.Next("magic_auth_"), user, OneTimeCodes.NewDigits(), call.Now, call.Now + Lasts);
            environment.Codes.Add(MailKind.MagicAuth, code);
            environment.Events.Add("magic_auth.created", code, WriteForEvent);
            environment.Mails.Add(new SentMail(user.Email, MailKind.MagicAuth, code.Id, code.Secret, null, null, call.Now));
            return Answer.Created(code, Write);
        }
    }

    public static ValueTask<Answer> Get(Call call)
    {
        var id = call.Route("id");
        return new(call.Environment.Codes.Find(MailKind.MagicAuth, id) is { } code
            ? Answer.Ok(code, Write)
            : Refusal.NotFound("Magic auth", id));
    }

    private static void Write(Utf8JsonWriter json, OneTimeCode code) => OneTimeCodeShape.Write(json, "magic_auth", code, "code");

    private static void WriteForEvent(Utf8JsonWriter json, OneTimeCode code) => OneTimeCodeShape.Write(json, "magic_auth", code, null);
}
