namespace Clerk2WorkOS.Analyzers.Tests.RealCode;

/// <summary>A project of a stranger's solution: one file of it, which sees the projects before it.</summary>
public sealed record StrangersProject(string Name, string Text);

/// <summary>Solutions that have nothing to do with Clerk, though their names look like it: everything here has to be left alone.</summary>
public static class Strangers
{
    /// <summary>The solutions by name.</summary>
    public static IReadOnlyDictionary<string, StrangersProject[]> All { get; } = new Dictionary<string, StrangersProject[]>
    {
        ["a shop with clerks"] = Shop,
        ["a bank whose clerks have Guids"] = Bank,
        ["an auction house with a clerk's number"] = Auction,
        ["a library that lends through clerks"] = Library,
        ["furniture and seating"] = Furniture,
        ["tables on a screen"] = Screens,
        ["MIDI"] = Midi,
        ["migrations that are named after tables"] = Migrations,
        ["audits of other shapes"] = Audits,
        ["a hotel with guests"] = Hotel,
    };

    private static StrangersProject[] Shop =>
    [
        new("Shop.Data", """
            using System.Collections.Generic;
            using Microsoft.EntityFrameworkCore;

            namespace Shop.Data
            {
                public class Clerk { public string ClerkId { get; set; } = ""; public string ClerkUserId { get; set; } = ""; public string Name { get; set; } = ""; }

                public class Sale { public int Id { get; set; } public string ClerkId { get; set; } = ""; public Clerk Clerk { get; set; } = new(); }

                public class ShopDb : DbContext { public DbSet<Clerk> Clerks { get; set; } = null!; public DbSet<Sale> Sales { get; set; } = null!; }
            }
            """),
        new("Shop.Web", """
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using Shop.Data;

            namespace Shop.Web
            {
                /// <summary>Sales by <c>ClerkId</c>.</summary>
                public interface ISales { Task<IReadOnlyList<Sale>> GetByClerkIdAsync(string clerkId); }

                public record SaleDto(string ClerkId, string ClerkUserId);

                public class Sales(ShopDb db) : ISales
                {
                    private const string Query = "select * from sales where clerk_id = @ClerkId and clerk_user_id = @ClerkUserId";

                    // The clerkId of the till.
                    public Task<IReadOnlyList<Sale>> GetByClerkIdAsync(string clerkId) =>
                        Task.FromResult<IReadOnlyList<Sale>>(db.Sales.AsEnumerable().Where(s => s.ClerkId == clerkId).ToList());

                    public string Receipt(Sale sale, dynamic till) => $"Served by {sale.Clerk.Name} ({sale.ClerkId}, {till.ClerkUserId})" + Query + nameof(Sale.ClerkId);
                }
            }
            """),
    ];

    private static StrangersProject[] Bank =>
    [
        new("Bank.Domain", """
            using System;

            namespace Bank.Domain
            {
                public class Transfer { public Guid Id { get; set; } public Guid ClerkUserId { get; set; } public decimal Amount { get; set; } }

                public interface ITransfers { Transfer? Find(Guid clerkUserId); }
            }
            """),
        new("Bank.Web", """
            using System;
            using Bank.Domain;

            namespace Bank.Web
            {
                public class TransferDto { public string ClerkUserId { get; set; } = ""; public string ClerkId { get; set; } = ""; }

                public class TransfersController(ITransfers transfers)
                {
                    public TransferDto Get(string clerkUserId) =>
                        transfers.Find(Guid.Parse(clerkUserId)) is { } found ? new TransferDto { ClerkUserId = found.ClerkUserId.ToString() } : throw new InvalidOperationException("No ClerkUserId " + clerkUserId);
                }
            }
            """),
    ];

    private static StrangersProject[] Auction =>
    [
        new("Auction", """
            using System.Collections.Generic;

            namespace Auction
            {
                public enum Role { Bidder, Clerk, Auctioneer }

                public class Lot { public int Number { get; set; } public string ClerkId { get; set; } = ""; public string ClerkName { get; set; } = ""; }

                public class Desk
                {
                    private readonly Dictionary<string, Role> _byClerkId = new();

                    public bool IsClerk(string clerkId) => _byClerkId.TryGetValue(clerkId, out var role) && role == Role.Clerk;

                    public string Show(Lot lot) => "CLERK_ID=" + lot.ClerkId + " clerk-id: " + lot.ClerkName;
                }
            }
            """),
    ];

    private static StrangersProject[] Library =>
    [
        new("Library", """
            using Microsoft.EntityFrameworkCore;

            namespace Library
            {
                public class Clerk { public int Id { get; set; } }

                public class Loan { public string Isbn { get; set; } = ""; public int ClerkId { get; set; } public string ClerkSubject { get; set; } = ""; }

                public class LibraryDb : DbContext { public DbSet<Clerk> Clerk { get; set; } = null!; public DbSet<Loan> Loans { get; set; } = null!; }

                public static class Mail { public static string ClerkSubject(string clerkSub) => "Dear clerk, " + clerkSub; }
            }
            """),
    ];

    private static StrangersProject[] Furniture =>
    [
        new("Furniture.Schema", """
            using System.Collections.Generic;

            namespace Furniture.Schema
            {
                public abstract class Furniture { public decimal Price { get; set; } }

                public class MeetingTable : Furniture { public int Seats { get; set; } }

                public class ProfileTable : Furniture { }
            }

            namespace Seating
            {
                public class EventTable { public int Number { get; set; } public string Guest { get; set; } = ""; }

                public class EventsTable { public List<EventTable> Tables { get; } = new(); }
            }
            """),
        new("Furniture.Shop", """
            using System.Collections.Generic;
            using System.Linq;
            using Furniture.Schema;
            using Seating;

            namespace Furniture.Shop
            {
                public class Catalog
                {
                    public List<MeetingTable> MeetingTable { get; } = new();

                    public EventTable Seat(EventsTable room, string guest) => room.Tables.First(t => t.Guest == guest);

                    public ProfileTable? Profile(int seats) => MeetingTable.Any(t => t.Seats >= seats) ? new ProfileTable() : null;
                }
            }
            """),
    ];

    private static StrangersProject[] Screens =>
    [
        new("Screens", """
            using System.Collections.Generic;
            using System.Data;

            namespace Components
            {
                public abstract class ComponentBase { protected virtual void OnInitialized() { } }

                public class UserTable : ComponentBase { public List<string> Rows { get; set; } = new(); }

                public class ScheduleTable<TRow> : ComponentBase { public IEnumerable<TRow> Rows { get; set; } = []; }

                public class CategoryTable : DataTable { public CategoryTable() : base("Category") { } }

                public class RecordTable : DataTable { }

                public class Page : ComponentBase
                {
                    private UserTable? _userTable;

                    public ScheduleTable<string> ScheduleTable { get; } = new();

                    protected override void OnInitialized() => _userTable = new UserTable { Rows = { nameof(CategoryTable), "RecordTable" } };

                    public int Count => _userTable!.Rows.Count + new RecordTable().Rows.Count;
                }
            }
            """),
    ];

    private static StrangersProject[] Midi =>
    [
        new("Midi", """
            using System;

            namespace Midi
            {
                public static class EventTable
                {
                    public static readonly byte[] Lengths = [3, 3, 3, 3, 2, 2, 3];

                    public static int LengthOf(byte status) => Lengths[(status >> 4) - 8];
                }

                public sealed class RecordTable { public int this[int index] => index; }

                public ref struct Reader(ReadOnlySpan<byte> bytes)
                {
                    private readonly ReadOnlySpan<byte> _bytes = bytes;

                    public int Next(int at) => at + EventTable.LengthOf(_bytes[at]) + new RecordTable()[at];
                }
            }
            """),
    ];

    private static StrangersProject[] Migrations =>
    [
        new("Portal", """
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Migrations;

            namespace Portal.Migrations
            {
                [Migration("20240102030405_RemoveUserAccessTable")]
                public partial class RemoveUserAccessTable : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("ClerkUserId", "UserTable");
                }

                [Migration("20240203040506_AddEventTable")]
                public partial class AddEventTable : Migration { protected override void Up(MigrationBuilder migrationBuilder) { } }

                public static class Names { public static string Of => nameof(RemoveUserAccessTable) + nameof(AddEventTable); }
            }
            """),
    ];

    private static StrangersProject[] Audits =>
    [
        new("Audits", """
            using System.Threading.Tasks;

            namespace Monitoring.Audit
            {
                public record AuditEvent(string Kind);

                public interface IAudit
                {
                    void LogAuditEvent(string message);

                    void LogAuditEvent(AuditEvent audit, params object[] values);

                    Task LogAuditEventAsync(int level, string source, string host, string user, string verb, string target, string result, string detail);

                    void LogAuditEvents(string a, string b, string c, string d, string e, string f, string g, string h);
                }

                public class Service(IAudit audit)
                {
                    public async Task RunAsync()
                    {
                        audit.LogAuditEvent("started");
                        audit.LogAuditEvent(new AuditEvent("run"), 1, 2, 3, 4, 5, 6, 7);
                        await audit.LogAuditEventAsync(1, "service", "host", "root", "run", "job", "ok", "");
                        audit.LogAuditEvents("1", "2", "3", "4", "5", "6", "7", "8");
                    }
                }
            }
            """),
    ];

    private static StrangersProject[] Hotel =>
    [
        new("Hotel", """
            using System;
            using Microsoft.EntityFrameworkCore;

            namespace Hotel
            {
                public class Reservation { public Guid Id { get; set; } public string GuestEmail { get; set; } = ""; public string GuestName { get; set; } = ""; public DateTime StartTime { get; set; } }

                public class HotelDb : DbContext { public DbSet<Reservation> Reservations { get; set; } = null!; }

                public class Desk(HotelDb db)
                {
                    public void Book(string email, string name) => db.Reservations.Add(new Reservation { GuestEmail = email, GuestName = name, StartTime = DateTime.Now });

                    public string Sql => "insert into reservations (guest_email, guest_name) values (@GuestEmail, @GuestName)";
                }
            }
            """),
    ];
}
