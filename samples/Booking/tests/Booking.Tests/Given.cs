using Booking.Schema.Meetings;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Tests;

/// <summary>What most tests start from.</summary>
internal static class Given
{
    public const string Expert = "clerk_001";
    public const string OtherExpert = "clerk_002";

    public static readonly DateTimeOffset Now = new(2025, 9, 1, 8, 0, 0, TimeSpan.Zero);

    public static MeetingRequest Request(string clerkUserId = Expert) => new(
        EventId: Guid.Parse("0191e3a0-0000-7000-8000-000000000001"),
        ClerkUserId: clerkUserId,
        StartTime: Now.AddDays(1),
        TimeZone: "Europe/Lisbon",
        GuestEmail: "ana@example.com",
        GuestName: "Ana");

    public static MeetingTable Meeting(string clerkUserId = Expert, MeetingStatus status = MeetingStatus.Confirmed) => new()
    {
        Id = Guid.CreateVersion7(),
        ClerkUserId = clerkUserId,
        GuestEmail = "ana@example.com",
        GuestName = "Ana",
        StartTime = Now.AddDays(1),
        EndTime = Now.AddDays(1).AddHours(1),
        Status = status,
    };

    /// <summary>A context that can translate queries; there is nobody at the other end.</summary>
    public static Db Database(IOrganizationContext? organization = null) =>
        new(new DbContextOptionsBuilder<Db>().UseNpgsql("Host=127.0.0.1;Port=1;Timeout=1").Options, organization);

    public sealed record Visitor(string? WorkosUserId, UserRole Role = UserRole.Expert) : ICurrentUser
    {
        public Guid? OrgId { get; init; }
        public string? IpAddress => "203.0.113.7";
        public string? UserAgent => "Mozilla/5.0";
    }

    public sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Time { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Time;
    }
}
