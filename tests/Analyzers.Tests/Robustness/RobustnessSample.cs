namespace Clerk2WorkOS.Analyzers.Tests.Robustness;

/// <summary>Every construct that a rule looks at, in one file.</summary>
internal static class RobustnessSample
{
    public const string Code = """
        using System;
        using System.Linq;
        using System.Collections.Generic;
        using Booking.Drizzle;
        using Booking.Drizzle.Schema;
        using static Booking.Lib.Utils.Server.Audit.AuditLogger;
        using Old = Booking.Drizzle.Schema.EventTable;
        using ClerkUserIdAlias = System.String;

        namespace App;

        #if CLERK_USER_ID
        #endif

        [ClerkUserId(clerkUserId: "x", ClerkSub = "y")]
        public partial record Guest<TClerkId>(string ClerkUserId, (string ClerkId, int Count) Pair) : IHasClerkId, IClerk<string>
        {
            private readonly string _clerkUserId = "", cl\u0065rkId;
            /// <summary><see cref="EventTable.ClerkUserId"/> <see cref="Booking.Drizzle.Schema.UserTable"/></summary>
            /// <param name="clerkUserId">An id.</param>
            public async System.Threading.Tasks.Task<string> GetByClerkIdAsync(string clerkUserId, Db db, dynamic any)
            {
                var clerkId = await db.EventTable.Where(e => e.ClerkUserId == clerkUserId).Select(e => new { e.ClerkUserId, ClerkSub = e.Name }).FirstAsync();
                var (clerkSub, _) = (ClerkUserId: clerkId?.ClerkUserId, 1);
                var guest = this with { ClerkUserId = clerkSub!, Inner = { ClerkId = any.ClerkUserId } };
                if (guest is { ClerkUserId: "x", Pair: (ClerkId: "y", _) } or { Pair.ClerkId.Length: > 1 } && any is Old { ClerkUserId: var clerkUserId2 })
                    goto clerkIdEnd;
                await LogAuditEvent(clerkUserId, "a", "b", "c", oldValues: new { ClerkUserId = 1 }, null, userAgent: "x", ipAddress: "y").ConfigureAwait(false);
                Func<string, string> f = clerkId => clerkId, g = LogAuditEvent;
                foreach (var (clerkUserId3, x) in from clerkIdQ in db.Event join c in db?.Meeting on clerkIdQ equals c into clerkIds select clerkIds)
                    Json(value: new { ClerkUserId = x, Items = new[] { new { ClerkUserId = x } } });
                try { string LocalClerkId(string clerkId) => clerkId; LocalClerkId(clerkId: nameof(MeetingTable.ClerkUserId)); }
                catch (Exception clerkIdFailure) when (clerkIdFailure.ClerkUserId is var clerkIdV) { throw; }
            clerkIdEnd:
                return new BlockedDatesTable { ClerkUserId = await Booking.Lib.Utils.Server.Audit.AuditLogger.LogAuditEventAsync(1, 2, 3, 4, 5, 6, 7, 8, ct) }?.ClerkUserId ?? Schema.UserTable.ClerkUserId;
            }
            public string this[string clerkUserId] { get => clerkUserId; }
            public event Action ClerkUserIdChanged { add { } remove { } }
            ~Guest() { }
        }

        public class OldDb : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<EventTable> Event { get; set; } public IQueryable<MeetingTable>? MeetingTable; }
        [Migration("1")] partial class AddClerkUserId : Migration { string ClerkUserId; }
        public enum ClerkIdKind { ClerkUserId }
        public delegate void OnClerkId(string clerkId);
        """;
}
