using System.Security.Claims;
using Booking.Api;
using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Records;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Endpoints;

/// <summary><c>/api/records</c>: all records of the signed-in person.</summary>
public static class RecordEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        var records = routes.MapGroup("/api/records").RequireAuthorization();
        records.MapGet("", ListAsync);
        records.MapPut("{recordId:guid}", async (Guid recordId, RecordRequest body, RecordVault vault) =>
            await vault.ReplaceAsync(recordId, body) switch
            {
                { Succeeded: true, Value: { } record } => Results.Ok(record),
                { Error: var error } => Results.Conflict(error),
            });
    }

    public static RecordReader ReaderOf(ClaimsPrincipal principal, ICurrentUser user) => new(
        ClerkUserId: user.ClerkUserId,
        VerifiedEmail: principal.HasClaim("email_verified", "true") ? principal.FindFirstValue(ClaimTypes.Email) : null,
        Role: user.Role);

    private static async Task<IResult> ListAsync(HttpContext httpContext, Db db, ICurrentUser user, RecordVault vault)
    {
        var reader = ReaderOf(httpContext.User, user);
        var meetings = await (
            from m in db.MeetingTable
            where m.ClerkUserId == reader.ClerkUserId || m.GuestEmail == reader.VerifiedEmail
            where db.RecordTable.Any(r => r.MeetingId == m.Id)
            select m).AsNoTracking().ToListAsync();

        var result = new List<RecordDto>();
        foreach (MeetingTable meeting in RecordAccess.Visible(reader, meetings))
            result.AddRange(await vault.ReadAsync(meeting.Id, reader));

        if (reader.ClerkUserId is { } clerkUserId)
        {
            var ipAddress = httpContext.Connection.RemoteIpAddress?.ToString();
            await AuditLogger.LogAuditEvent(
                clerkUserId,
                "RECORDS_LISTED",
                "record",
                clerkUserId,
                null,
                new { result.Count },
                ipAddress,
                httpContext.Request.Headers.UserAgent.ToString());
        }
        return Results.Ok(result);
    }
}
