namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>The plan's starting state: the schema is renamed, and everything that uses it does not compile.</summary>
public sealed class BrokenCode
{
    [Fact]
    public Task Members_of_a_renamed_table_are_found_by_their_receiver() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.SchemaWorkos;

            var clerkUserId = "user_1";
            var events = new List<EventsTable> { new() { ClerkUserId = clerkUserId, Name = "Yoga" } };
            var mine = events.Where(e => e.ClerkUserId == clerkUserId).Select(e => new { e.ClerkUserId, e.Name }).Single();
            Console.WriteLine(mine.ClerkUserId + mine.Name + (events[0] is { ClerkUserId: "user_1" }));
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            var workosUserId = "user_1";
            var events = new List<EventsTable> { new() { WorkosUserId = workosUserId, Name = "Yoga" } };
            var mine = events.Where(e => e.WorkosUserId == workosUserId).Select(e => new { e.WorkosUserId, e.Name }).Single();
            Console.WriteLine(mine.WorkosUserId + mine.Name + (events[0] is { WorkosUserId: "user_1" }));
            """)
        .StartsWith(["CS0117", "CS1061"], "user_1YogaTrue\n")
        .HoldsAsync();

    [Fact]
    public Task A_plural_table_behind_the_old_import_is_found() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.Schema;

            var meeting = new MeetingsTable { ClerkUserId = "user_1", Minutes = 30 };
            Console.WriteLine(meeting.ClerkUserId + meeting.Minutes + new EventTable { Name = "Yoga" }.Name);
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            var meeting = new MeetingsTable { WorkosUserId = "user_1", Minutes = 30 };
            Console.WriteLine(meeting.WorkosUserId + meeting.Minutes + new EventsTable { Name = "Yoga" }.Name);
            """)
        .StartsWith(["CS0246"], "user_130Yoga\n")
        .HoldsAsync();

    [Fact]
    public Task An_import_and_tables_that_are_gone_are_mapped_to_what_took_their_place() => LegacySide.NewSchemaAlone.Rewriting(
        before: """
            using Booking.Drizzle.Schema;

            var events = new List<EventTable> { new EventTable { ClerkUserId = "user_1", Name = "Yoga" } };
            foreach (EventTable e in events.Where(e => e.ClerkUserId != ""))
                Console.WriteLine(e.ClerkUserId + e.Name + Titles.Of(new Booking.Drizzle.Schema.MeetingTable { Minutes = 30 }));

            static class Titles { public static int Of(MeetingTable meeting) => meeting.Minutes; }
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            var events = new List<EventsTable> { new EventsTable { WorkosUserId = "user_1", Name = "Yoga" } };
            foreach (EventsTable e in events.Where(e => e.WorkosUserId != ""))
                Console.WriteLine(e.WorkosUserId + e.Name + Titles.Of(new Booking.Drizzle.SchemaWorkos.MeetingsTable { Minutes = 30 }));

            static class Titles { public static int Of(MeetingsTable meeting) => meeting.Minutes; }
            """)
        .StartsWith(["CS0234", "CS0246"], "user_1Yoga30\n")
        .HoldsAsync();

    [Fact]
    public Task An_audit_whose_old_side_is_gone_is_rewritten_by_the_documented_order() => LegacySide.NewAuditAlone.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            string clerkUserId = "user_1", before = "a";
            await AuditLogger.LogAuditEvent(clerkUserId, "create", "meeting", "m1", before, null, "127.0.0.1", "agent");
            Console.WriteLine(clerkUserId);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            string workosUserId = "user_1", before = "a";
            await AuditLogger.LogAuditEvent("create", "meeting", "m1", new { oldValues = before, newValues = (object?)null });
            Console.WriteLine(workosUserId);
            """)
        .StartsWith(["CS0103", "CS0234"], "create meeting m1: \"a\" -> null\nuser_1\n")
        .HoldsAsync();

    [Fact]
    public Task An_old_call_under_the_new_import_is_rewritten() => LegacySide.NewAuditAlone.Rewriting(
        before: """
            using App.Lib.Utils.Server.AuditWorkos;

            await AuditLogger.LogAuditEvent(workosUserId: "user_1", action: "create", resourceType: "meeting", resourceId: "m1", oldValues: null, newValues: 1, ipAddress: null, userAgent: null);
            await AuditLogger.LogAuditEvent("user_1", "update", "meeting", "m1", null, 2, "127.0.0.1", "agent");
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await AuditLogger.LogAuditEvent(action: "create", resourceType: "meeting", resourceId: "m1", changes: new { oldValues = (object?)null, newValues = 1 });
            await AuditLogger.LogAuditEvent("update", "meeting", "m1", new { oldValues = (object?)null, newValues = 2 });
            """)
        .StartsWith(["CS1501", "CS1739"], "create meeting m1: null -> 1\nupdate meeting m1: null -> 2\n")
        .HoldsAsync();

    [Fact]
    public Task A_form_that_fills_the_old_name_from_the_new_one_is_mended() => Files
        .File("MeetingForm.cs",
            before: """
                class MeetingForm
                {
                    public string WorkosUserId { get; set; } = "";

                    public Request ToRequest(string workosUserId) => new() { ClerkUserId = workosUserId, GuestClerkId = this.ClerkUserId };
                }

                class Request
                {
                    public string WorkosUserId { get; set; } = "";

                    public string GuestWorkosUserId { get; set; } = "";
                }
                """,
            after: """
                class MeetingForm
                {
                    public string WorkosUserId { get; set; } = "";

                    public Request ToRequest(string workosUserId) => new() { WorkosUserId = workosUserId, GuestWorkosUserId = this.WorkosUserId };
                }

                class Request
                {
                    public string WorkosUserId { get; set; } = "";

                    public string GuestWorkosUserId { get; set; } = "";
                }
                """)
        .Given("Program.cs", """
            var request = new MeetingForm { WorkosUserId = "user_1" }.ToRequest("user_2");
            Console.WriteLine(request.WorkosUserId + request.GuestWorkosUserId);
            """)
        .StartsWith(["CS0117", "CS1061"], "user_2user_1\n")
        .HoldsAsync();

    [Fact]
    public Task A_name_that_would_not_be_found_either_is_listed() => Files
        .File("Program.cs",
            before: """
                var user = new User("user_1");
                Console.WriteLine(user.ClerkUserId + user.Address.ClerkUserId);

                record User(string ClerkUserId) { public Address Address => new(); }

                class Address;
                """,
            after: """
                var user = new User("user_1");
                Console.WriteLine(user.WorkosUserId + user.Address.ClerkUserId);

                record User(string WorkosUserId) { public Address Address => new(); }

                class Address;
                """)
        .StartsWith(["CS1061"], left: ["CS1061"])
        .Lists(Reasons.Unresolved("WorkosUserId"), Reasons.Unresolved("ClerkUserId"))
        .HoldsAsync();

    [Fact]
    public Task A_table_of_a_package_that_was_not_restored_is_not_touched() => LegacySide.NewSchemaAlone.File("Program.cs",
            before: """
                using Fancy.UI.Controls;

                var table = new EventTable();
                Console.WriteLine(new Booking.Drizzle.SchemaWorkos.EventsTable { ClerkUserId = "user_1" });
                """,
            after: """
                using Fancy.UI.Controls;

                var table = new EventTable();
                Console.WriteLine(new Booking.Drizzle.SchemaWorkos.EventsTable { WorkosUserId = "user_1" });
                """)
        .StartsWith(["CS0246", "CS0117"], left: ["CS0246"])
        .HoldsAsync();
}
