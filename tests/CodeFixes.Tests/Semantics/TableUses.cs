namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>The places in which a table type, or a member of it, is named without an import being all there is to it.</summary>
public sealed class TableUses
{
    [Fact]
    public Task Patterns_generics_arrays_and_documentation_name_tables() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.Schema;

            object row = new EventTable { ClerkUserId = "user_1", Name = "Yoga" };
            Console.WriteLine(row is EventTable { ClerkUserId: var clerkUserId, Name.Length: 4 } ? clerkUserId : "none");
            Console.WriteLine(row switch { MeetingTable m => m.ClerkUserId, EventTable { ClerkUserId: "user_1" } e => e.Name, _ => "none" });
            EventTable[] rows = [(EventTable)row, (row as EventTable)!];
            EventTable? none = default(EventTable);
            Console.WriteLine(rows.Length + Titles.Of<EventTable>(rows[0]) + none?.ClerkUserId + new Mine { ClerkUserId = "mine" }.Show());

            /// <summary>Titles of an <see cref="EventTable"/>, by <see cref="EventTable.ClerkUserId"/>.</summary>
            static class Titles
            {
                public static string Of<T>(T row) where T : EventTable => row.Name + row.ClerkUserId;
            }

            class Mine : EventTable
            {
                public string Show() => ClerkUserId + base.ClerkUserId + nameof(ClerkUserId).Length / 100;
            }
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            object row = new EventsTable { WorkosUserId = "user_1", Name = "Yoga" };
            Console.WriteLine(row is EventsTable { WorkosUserId: var workosUserId, Name.Length: 4 } ? workosUserId : "none");
            Console.WriteLine(row switch { MeetingsTable m => m.WorkosUserId, EventsTable { WorkosUserId: "user_1" } e => e.Name, _ => "none" });
            EventsTable[] rows = [(EventsTable)row, (row as EventsTable)!];
            EventsTable? none = default(EventsTable);
            Console.WriteLine(rows.Length + Titles.Of<EventsTable>(rows[0]) + none?.WorkosUserId + new Mine { WorkosUserId = "mine" }.Show());

            /// <summary>Titles of an <see cref="EventsTable"/>, by <see cref="EventsTable.WorkosUserId"/>.</summary>
            static class Titles
            {
                public static string Of<T>(T row) where T : EventsTable => row.Name + row.WorkosUserId;
            }

            class Mine : EventsTable
            {
                public string Show() => WorkosUserId + base.WorkosUserId + nameof(WorkosUserId).Length / 100;
            }
            """).HoldsAsync();

    [Fact]
    public Task A_file_that_names_no_table_follows_through_its_members() => LegacySide.Schemas
        .File("Store.cs",
            before: """
                using Booking.Drizzle.Schema;

                static class Store
                {
                    public static List<BlockedDatesTable> Blocked { get; } = [new() { ClerkUserId = "user_1" }];

                    public static EventTable First() => new() { ClerkUserId = "user_2" };
                }
                """,
            after: """
                using Booking.Drizzle.SchemaWorkos;

                static class Store
                {
                    public static List<BlockedDatesTable> Blocked { get; } = [new() { WorkosUserId = "user_1" }];

                    public static EventsTable First() => new() { WorkosUserId = "user_2" };
                }
                """)
        .Rewriting(
            before: """
                foreach (var row in Store.Blocked.Where(b => b.ClerkUserId != ""))
                    Console.WriteLine(row.ClerkUserId + Store.First().ClerkUserId);
                var rows = Store.Blocked.Select(b => new { b.ClerkUserId, Own = Store.First() is { ClerkUserId: "user_2" } });
                Console.WriteLine(rows.First().ClerkUserId + rows.First().Own);
                """,
            after: """
                foreach (var row in Store.Blocked.Where(b => b.WorkosUserId != ""))
                    Console.WriteLine(row.WorkosUserId + Store.First().WorkosUserId);
                var rows = Store.Blocked.Select(b => new { b.WorkosUserId, Own = Store.First() is { WorkosUserId: "user_2" } });
                Console.WriteLine(rows.First().WorkosUserId + rows.First().Own);
                """)
        .HoldsAsync();

    [Fact]
    public Task A_local_of_the_plural_name_does_not_get_in_the_way_of_the_type() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.Schema;

            Console.WriteLine(Titles.Of(new EventTable { Name = "Yoga" }));

            static class Titles
            {
                private static string EventsTable => "a property";

                public static string Of(EventTable row) => row.Name + EventsTable + EventTable.TableName;
            }
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(Titles.Of(new EventsTable { Name = "Yoga" }));

            static class Titles
            {
                private static string EventsTable => "a property";

                public static string Of(EventsTable row) => row.Name + EventsTable + Booking.Drizzle.SchemaWorkos.EventsTable.TableName;
            }
            """).HoldsAsync();

    [Fact]
    public Task A_type_of_the_plural_name_in_the_files_own_namespace_is_not_taken_for_the_table() => LegacySide.Schemas
        .File("Titles.cs",
            before: """
                using Booking.Drizzle.Schema;

                namespace Booking.Web;

                class EventsTable
                {
                    public string Name => "a control";
                }

                static class Titles
                {
                    public static string Of(EventTable row) => row.Name + new EventsTable().Name;
                }
                """,
            after: """
                using Booking.Drizzle.SchemaWorkos;

                namespace Booking.Web;

                class EventsTable
                {
                    public string Name => "a control";
                }

                static class Titles
                {
                    public static string Of(Booking.Drizzle.SchemaWorkos.EventsTable row) => row.Name + new EventsTable().Name;
                }
                """)
        .Rewriting(
            before: "Console.WriteLine(Booking.Web.Titles.Of(new() { Name = \"Yoga\" }));",
            after: "Console.WriteLine(Booking.Web.Titles.Of(new() { Name = \"Yoga\" }));")
        .HoldsAsync();

    [Fact]
    public Task An_import_that_nothing_uses_is_re_pointed_too() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.Schema;

            Console.WriteLine("nothing of it");
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine("nothing of it");
            """).HoldsAsync();
}
