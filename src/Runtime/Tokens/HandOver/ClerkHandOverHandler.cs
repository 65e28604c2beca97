using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Clerk2WorkOS.Tokens;

/// <summary>Lets in who has a valid token of Clerk's, as who the person is at WorkOS.</summary>
internal sealed partial class ClerkHandOverHandler(
    HandOverSetting setting, HandOverPeople people, HandOverInstruments instruments,
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string AccessToken = "access_token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (setting.Rules is not { } rules || HandOverToken.Find(Request, rules.Options) is not { } token)
            return AuthenticateResult.NoResult();
        try
        {
            var session = await ClerkSession.VerifyAsync(token, rules).ConfigureAwait(false);
            var person = await people.FindAsync(session, rules.Options, Context.RequestAborted).ConfigureAwait(false);
            instruments.Judged("accepted");
            var properties = new AuthenticationProperties();
            properties.StoreTokens([new AuthenticationToken { Name = AccessToken, Value = token }]);
            return AuthenticateResult.Success(new AuthenticationTicket(HandOverPrincipal.Of(session, person, rules.Options, Scheme.Name), properties, Scheme.Name));
        }
        catch (SecurityTokenException refusal)
        {
            instruments.Judged("invalid");
            LogInvalid(Logger, refusal.Message);
            return AuthenticateResult.Fail(refusal);
        }
        catch (HandOverRefusedException refusal)
        {
            instruments.Judged(refusal.Code);
            LogRefused(Logger, refusal.Code);
            return AuthenticateResult.Fail(refusal);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException || (failure is OperationCanceledException && !Context.RequestAborted.IsCancellationRequested))
        {
            // 401 would sign the person out; that the database does not answer is no reason to.
            var refusal = HandOverRefusedException.Unavailable(failure);
            instruments.Judged(refusal.Code);
            LogUnavailable(Logger, failure);
            return AuthenticateResult.Fail(refusal);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);
        if (result.Failure is not HandOverRefusedException refusal)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.WWWAuthenticate = result.Failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            return;
        }

        Response.StatusCode = refusal.Status;
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
            Response.Headers.RetryAfter = "5";
        await Response.WriteAsJsonAsync(
            new ProblemDetails { Status = refusal.Status, Title = refusal.Message, Extensions = { ["code"] = refusal.Code } },
            options: null, "application/problem+json", Context.RequestAborted).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 223, Level = LogLevel.Information, Message = "A token of Clerk's is refused. {Reason}")]
    private static partial void LogInvalid(ILogger logger, string reason);

    [LoggerMessage(EventId = 224, Level = LogLevel.Warning, Message = "Somebody with a valid token of Clerk's is not let in: {Code}.")]
    private static partial void LogRefused(ILogger logger, string code);

    [LoggerMessage(EventId = 225, Level = LogLevel.Error, Message = "Somebody with a valid token of Clerk's is answered with 503: who it is at WorkOS cannot be looked up.")]
    private static partial void LogUnavailable(ILogger logger, Exception failure);
}
