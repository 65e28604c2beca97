namespace Clerk2WorkOS.Testing;

/// <summary><c>/sso/jwks/{clientId}</c>.</summary>
internal static class KeySetRoute
{
    public static ValueTask<Answer> Get(Call call)
    {
        var clientId = call.Route("clientId");
        return new(clientId == call.Environment.Options.ClientId
            ? Answer.Json(StatusCodes.Status200OK, call.Environment.Tokens.WriteKeySet)
            : Refusal.NotFound("Client", clientId));
    }
}
