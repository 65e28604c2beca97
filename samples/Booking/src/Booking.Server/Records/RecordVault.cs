using Booking.Api;
using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Security;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Records;

/// <summary>Reads and writes records, and leaves a trace of every look at one.</summary>
public class RecordVault(Db db, RecordCipher cipher, ICurrentUser currentUser, ReadThrottle throttle, TimeProvider clock)
{
    public async Task<IReadOnlyList<RecordDto>> ReadAsync(Guid meetingId, RecordReader reader)
    {
        var meeting = await db.MeetingTable.AsNoTracking().SingleOrDefaultAsync(m => m.Id == meetingId);
        if (meeting is null || RecordAccess.RightOf(reader, meeting) is RecordRight.None)
            return [];

        var records = await db.RecordTable.Where(r => r.MeetingId == meetingId).OrderBy(r => r.CreatedAt).ToListAsync();
        foreach (RecordTable record in records)
        {
            await AuditLogger.LogAuditEvent(
                reader.ClerkUserId ?? "guest",
                "RECORD_READ",
                "record",
                record.Id.ToString(),
                null,
                null,
                throttle.Touch(currentUser.IpAddress),
                currentUser.UserAgent);
        }
        return [.. records.Select(record => ToDto(record))];
    }

    public async Task<Outcome<RecordDto>> WriteAsync(Guid meetingId, RecordReader reader, RecordRequest request)
    {
        if (await db.MeetingTable.FindAsync(meetingId) is not { } meeting || RecordAccess.RightOf(reader, meeting) is not RecordRight.Write)
            return Outcome<RecordDto>.Fail("There is no such appointment.");

        var now = clock.GetUtcNow();
        var record = new RecordTable
        {
            Id = Guid.CreateVersion7(now),
            MeetingId = meetingId,
            ExpertClerkUserId = meeting.ClerkUserId,
            GuestEmail = meeting.GuestEmail,
            EncryptedContent = cipher.Encrypt(request.Content, meetingId),
            CreatedAt = now,
            LastModifiedAt = now,
        };
        db.RecordTable.Add(record);
        await db.SaveChangesAsync();
        // The content is a secret between two people: only its length is logged.
        await AuditLogger.LogAuditEvent(record.ExpertClerkUserId, "RECORD_WRITTEN", "record", record.Id.ToString(), null,
            new { meetingId, request.Content.Length }, currentUser.IpAddress, currentUser.UserAgent);
        return ToDto(record);
    }

    public async Task<Outcome<RecordDto>> ReplaceAsync(Guid recordId, RecordRequest request)
    {
        var record = await db.RecordTable.SingleOrDefaultAsync(r => r.Id == recordId && r.ExpertClerkUserId == currentUser.ClerkUserId);
        if (record is null)
            return Outcome<RecordDto>.Fail("There is no such record.");
        if (request.ExpectedVersion is { } expected && expected != record.Version)
            return Outcome<RecordDto>.Fail("The record was changed in another window.");

        record.EncryptedContent = cipher.Encrypt(request.Content, record.MeetingId);
        record.Version++;
        record.LastModifiedAt = clock.GetUtcNow();
        await db.SaveChangesAsync();
        await AuditLogger.LogAuditEvent(record.ExpertClerkUserId, "RECORD_REPLACED", "record", record.Id.ToString(),
            new { Version = record.Version - 1 }, new { record.Version }, currentUser.IpAddress, currentUser.UserAgent);
        return ToDto(record);
    }

    private RecordDto ToDto(RecordTable record) => new(
        Id: record.Id,
        MeetingId: record.MeetingId,
        ExpertClerkUserId: record.ExpertClerkUserId,
        Content: cipher.Decrypt(record.EncryptedContent, record.MeetingId),
        Version: record.Version,
        LastModifiedAt: record.LastModifiedAt);
}
