using Booking.Api;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Records;
using Booking.Server.Users;

namespace Booking.Web.Endpoints;

/// <summary><c>/api/appointments/{meetingId}/records</c>: the records of one appointment.</summary>
public static class AppointmentRecordEndpoints
{
    public const int MaxLength = 20_000;

    public static void MapAppointmentRecords(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/appointments/{meetingId:guid}/records", async (Guid meetingId, HttpContext http, ICurrentUser user, RecordVault vault) =>
            Results.Ok(await vault.ReadAsync(meetingId, RecordEndpoints.ReaderOf(http.User, user)))).RequireAuthorization();

        routes.MapPost("/api/appointments/{meetingId:guid}/records", async (
            Guid meetingId, RecordRequest body, HttpContext http, ICurrentUser user, RecordVault vault, IAuditTrail audit) =>
        {
            if (Check(body) is { } problem)
            {
                await audit.LogAuditEvent(user.ClerkUserId ?? "unknown", "RECORD_REFUSED", "meeting", meetingId.ToString(),
                    null, new { problem }, http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers["User-Agent"]);
                return Results.BadRequest(problem);
            }

            var written = await vault.WriteAsync(meetingId, RecordEndpoints.ReaderOf(http.User, user), body);
            return written is { Value: { ExpertClerkUserId: var expertClerkUserId } record } && expertClerkUserId == user.ClerkUserId
                ? Results.Created($"/api/records/{record.Id}", record)
                : Results.NotFound();
        }).RequireAuthorization();
    }

    public static string? Check(RecordRequest body) => body.Content switch
    {
        null or "" => "A record needs a content.",
        { Length: > MaxLength } => $"At most {MaxLength} characters.",
        _ => null,
    };
}
