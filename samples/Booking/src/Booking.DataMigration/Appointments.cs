using Booking.Drizzle.Schema;
using Booking.Drizzle.SchemaWorkos;

namespace Booking.DataMigration;

/// <summary>Meetings and what hangs on them. Guests get their accounts later, when they sign in with a verified address.</summary>
public static class Appointments
{
    public static MeetingsTable? ToWorkos(this MeetingTable row, IdMap map) => map.Find(row.ClerkUserId) is not { } expert ? null : new MeetingsTable
    {
        Id = row.Id,
        OrgId = expert.OrgId,
        EventId = row.EventId,
        WorkosUserId = expert.WorkosUserId,
        GuestEmail = row.GuestEmail,
        GuestName = row.GuestName,
        GuestNotes = row.GuestNotes,
        TimeZone = row.TimeZone,
        StartTime = row.StartTime,
        EndTime = row.EndTime,
        MeetingUrl = row.MeetingUrl,
        Status = row.Status,
        PaymentStatus = row.PaymentStatus,
        StripePaymentIntentId = row.StripePaymentIntentId,
        StripeSessionId = row.StripeSessionId,
        AmountInCents = row.AmountInCents,
        FeeInCents = row.FeeInCents,
        CreatedAt = row.CreatedAt,
    };

    public static SlotReservationsTable? ToWorkos(this SlotReservationTable row, IdMap map) =>
        map.Find(row.ClerkUserId) is not { } expert ? null : new SlotReservationsTable
        {
            Id = row.Id,
            OrgId = expert.OrgId,
            EventId = row.EventId,
            WorkosUserId = expert.WorkosUserId,
            GuestEmail = row.GuestEmail,
            StartTime = row.StartTime,
            EndTime = row.EndTime,
            ExpiresAt = row.ExpiresAt,
            StripeSessionId = row.StripeSessionId,
        };

    public static RecordsTable? ToWorkos(this RecordTable row, IdMap map) => map.Find(row.ExpertClerkUserId) is not { } expert ? null : new RecordsTable
    {
        Id = row.Id,
        OrgId = expert.OrgId,
        MeetingId = row.MeetingId,
        ExpertWorkosUserId = expert.WorkosUserId,
        GuestEmail = row.GuestEmail,
        EncryptedContent = row.EncryptedContent,
        Version = row.Version,
        CreatedAt = row.CreatedAt,
        LastModifiedAt = row.LastModifiedAt,
    };

    public static PaymentTransfersTable? ToWorkos(this PaymentTransferTable row, IdMap map) =>
        map.Find(row.ExpertClerkUserId) is not { } expert ? null : new PaymentTransfersTable
        {
            Id = row.Id,
            OrgId = expert.OrgId,
            MeetingId = row.MeetingId,
            ExpertWorkosUserId = expert.WorkosUserId,
            ExpertConnectAccountId = row.ExpertConnectAccountId,
            PaymentIntentId = row.PaymentIntentId,
            AmountInCents = row.AmountInCents,
            PlatformFeeInCents = row.PlatformFeeInCents,
            Currency = row.Currency,
            Status = row.Status,
            ScheduledFor = row.ScheduledFor,
            TransferId = row.TransferId,
            Attempts = row.Attempts,
            LastError = row.LastError,
        };
}
