using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary><c>/user_management/users/{id}/auth_factors</c>: TOTP, also with a secret that is brought along.</summary>
internal static class FactorRoutes
{
    public static async ValueTask<Answer> Enroll(Call call)
    {
        var body = await call.ReadBodyAsync();
        var type = body.RequiredText("type");
        if (type is not ("" or "totp"))
            body.Reject("type", "type must be one of the following values: totp");
        var (issuer, account, secret) = (body.Text("totp_issuer"), body.Text("totp_user"), body.Text("totp_secret"));
        if (secret is not null && !Base32.IsValid(secret))
            body.Reject("totp_secret", "totp_secret must be a base32 string");
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (!environment.Users.TryGet(call.Route("userlandUserId"), out var user))
                return UserRoutes.Unknown(call.Route("userlandUserId"));
            var factor = new StoredFactor(
                environment.Ids.Next("auth_factor_"), user.Id, issuer ?? "WorkOS", account ?? user.Email, secret ?? Base32.NewSecret(), call.Now);
            environment.Factors.Add(factor.Id, factor);
            environment.FactorsOfUser.Add(user.Id, factor.Id);
            var challengeId = environment.Ids.Next("auth_challenge_");
            return Answer.Created(factor, (json, made) => WriteEnrolled(json, made, challengeId));
        }
    }

    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var userId = call.Route("userlandUserId");
        lock (call.Environment.Gate)
        {
            if (call.Environment.Users.Find(userId) is null)
                return new(UserRoutes.Unknown(userId));
            return new(query.Take(call.Environment.FactorsOfUser[userId], call.Environment.Factors.Find)
                .Answer((json, factor) => Write(json, factor, withSecret: false)));
        }
    }

    private static void WriteEnrolled(Utf8JsonWriter json, StoredFactor factor, string challengeId)
    {
        json.WriteStartObject();
        json.WritePropertyName("authentication_factor"u8);
        Write(json, factor, withSecret: true);
        json.WriteStartObject("authentication_challenge"u8);
        json.WriteString("object"u8, "authentication_challenge");
        json.WriteString("id"u8, challengeId);
        json.WriteString("authentication_factor_id"u8, factor.Id);
        json.WriteTime("created_at"u8, factor.CreatedAt);
        json.WriteTime("updated_at"u8, factor.CreatedAt);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoredFactor factor, bool withSecret)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "authentication_factor");
        json.WriteString("id"u8, factor.Id);
        json.WriteString("type"u8, "totp");
        json.WriteString("user_id"u8, factor.UserId);
        json.WriteStartObject("totp"u8);
        json.WriteString("issuer"u8, factor.Issuer);
        json.WriteString("user"u8, factor.User);
        if (withSecret)
        {
            var uri = $"otpauth://totp/{Uri.EscapeDataString(factor.Issuer)}:{Uri.EscapeDataString(factor.User)}"
                + $"?secret={factor.Secret}&issuer={Uri.EscapeDataString(factor.Issuer)}";
            json.WriteString("secret"u8, factor.Secret);
            json.WriteString("qr_code"u8, "data:image/png;base64,");       // no picture is drawn
            json.WriteString("uri"u8, uri);
        }

        json.WriteEndObject();
        json.WriteTime("created_at"u8, factor.CreatedAt);
        json.WriteTime("updated_at"u8, factor.CreatedAt);
        json.WriteEndObject();
    }
}
