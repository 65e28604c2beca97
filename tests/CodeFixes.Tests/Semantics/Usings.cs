namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class Usings
{
    [Fact]
    public Task An_import_follows_its_tables_and_their_members() => LegacySide.Schemas.Rewriting(
        before: """
            // the old schema
            using Booking.Drizzle.Schema;
            using System.Text;

            var events = new List<EventTable> { new() { ClerkUserId = "user_1", Name = "Yoga" }, new EventTable() };
            Console.WriteLine(new StringBuilder(events.Single(e => e.ClerkUserId == "user_1").Name + EventTable.TableName));
            Console.WriteLine(new BlockedDatesTable { ClerkUserId = "user_2" }.ClerkUserId + typeof(MeetingTable).IsClass + nameof(UserTable).Length / 9);
            """,
        after: """
            // the old schema
            using Booking.Drizzle.SchemaWorkos;
            using System.Text;

            var events = new List<EventsTable> { new() { WorkosUserId = "user_1", Name = "Yoga" }, new EventsTable() };
            Console.WriteLine(new StringBuilder(events.Single(e => e.WorkosUserId == "user_1").Name + EventsTable.TableName));
            Console.WriteLine(new BlockedDatesTable { WorkosUserId = "user_2" }.WorkosUserId + typeof(MeetingsTable).IsClass + nameof(UsersTable).Length / 9);
            """).HoldsAsync();

    [Fact]
    public Task An_import_that_is_there_already_is_not_doubled() => LegacySide.Schemas.Rewriting(
        before: """
            using System.Text;
            using Booking.Drizzle.Schema;
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new StringBuilder(new EventTable { Name = "Yoga" }.Name + new MeetingsTable { Minutes = 3 }.Minutes));
            """,
        after: """
            using System.Text;
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new StringBuilder(new EventsTable { Name = "Yoga" }.Name + new MeetingsTable { Minutes = 3 }.Minutes));
            """).HoldsAsync();

    [Fact]
    public Task A_global_import_moves_where_it_stands() => LegacySide.Schemas
        .File("Imports.cs",
            before: """
                global using System.Text;
                global using Booking.Drizzle.Schema;
                """,
            after: """
                global using System.Text;
                global using Booking.Drizzle.SchemaWorkos;
                """)
        .File("Titles.cs",
            before: "static class Titles { public static string Of(EventTable e) => e.Name; }",
            after: "static class Titles { public static string Of(EventsTable e) => e.Name; }")
        .Rewriting(
            before: """
                using Booking.Drizzle.SchemaWorkos;

                Console.WriteLine(Titles.Of(new EventTable { Name = "Yoga" }) + new MeetingsTable().Minutes);
                """,
            after: """
                using Booking.Drizzle.SchemaWorkos;

                Console.WriteLine(Titles.Of(new EventsTable { Name = "Yoga" }) + new MeetingsTable().Minutes);
                """)
        .HoldsAsync();

    [Fact]
    public Task Static_and_alias_imports_name_the_new_type() => LegacySide.Schemas.Rewriting(
        before: """
            using static Booking.Drizzle.Schema.EventTable;
            using Meeting = Booking.Drizzle.Schema.MeetingTable;
            using Old = Booking.Drizzle.Schema;
            using Rows = System.Collections.Generic.List<Booking.Drizzle.Schema.UserTable>;

            Rows rows = [new() { ClerkUserId = "user_1" }, new Old.UserTable()];
            Console.WriteLine(TableName + new Meeting { Minutes = 30 }.Minutes + rows[0].ClerkUserId + new Old::EventTable().Name);
            """,
        after: """
            using static Booking.Drizzle.SchemaWorkos.EventsTable;
            using Meeting = Booking.Drizzle.SchemaWorkos.MeetingsTable;
            using Old = Booking.Drizzle.SchemaWorkos;
            using Rows = System.Collections.Generic.List<Booking.Drizzle.SchemaWorkos.UsersTable>;

            Rows rows = [new() { WorkosUserId = "user_1" }, new Old.UsersTable()];
            Console.WriteLine(TableName + new Meeting { Minutes = 30 }.Minutes + rows[0].WorkosUserId + new Old::EventsTable().Name);
            """).HoldsAsync();

    [Fact]
    public Task Imports_inside_a_namespace_and_qualified_names_move() => LegacySide.Schemas
        .File("Titles.cs",
            before: """
                namespace Booking.Titles
                {
                    using Drizzle.Schema;

                    static class Title
                    {
                        public static string Of(EventTable e) => e.Name + Drizzle.Schema.EventTable.TableName;

                        public static int Of(global::Booking.Drizzle.Schema.MeetingTable m) => m.Minutes;
                    }
                }
                """,
            after: """
                namespace Booking.Titles
                {
                    using Drizzle.SchemaWorkos;

                    static class Title
                    {
                        public static string Of(EventsTable e) => e.Name + Drizzle.SchemaWorkos.EventsTable.TableName;

                        public static int Of(global::Booking.Drizzle.SchemaWorkos.MeetingsTable m) => m.Minutes;
                    }
                }
                """)
        .Rewriting(
            before: """
                using Booking.Titles;

                Console.WriteLine(Title.Of(new Booking.Drizzle.Schema.EventTable { Name = "Yoga" }) + Title.Of(new Booking.Drizzle.Schema.MeetingTable { Minutes = 30 }));
                """,
            after: """
                using Booking.Titles;

                Console.WriteLine(Title.Of(new Booking.Drizzle.SchemaWorkos.EventsTable { Name = "Yoga" }) + Title.Of(new Booking.Drizzle.SchemaWorkos.MeetingsTable { Minutes = 30 }));
                """)
        .HoldsAsync();

    [Fact]
    public Task What_has_no_counterpart_keeps_the_old_schema_under_its_full_name() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.Schema;

            Console.WriteLine(new EventTable { Name = "Yoga" }.Name + LegacyClock.Now);
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new EventsTable { Name = "Yoga" }.Name + Booking.Drizzle.Schema.LegacyClock.Now);
            """)
        .Lists(Reasons.TableNoTarget("LegacyClock"))
        .HoldsAsync();

    [Fact]
    public Task A_table_whose_member_has_no_counterpart_stays_and_is_listed() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.Schema;

            Console.WriteLine(new EventTable { Colour = "red" }.Colour + new MeetingTable { Minutes = 30 }.Minutes);
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new Booking.Drizzle.Schema.EventTable { Colour = "red" }.Colour + new MeetingsTable { Minutes = 30 }.Minutes);
            """)
        .Lists(Reasons.Unresolved("Colour"))
        .HoldsAsync();

    [Fact]
    public Task A_file_that_reads_both_schemas_is_left_alone_and_another_is_not() => LegacySide.Schemas
        .Given("Copy.cs", """
            using Booking.Drizzle.Schema;
            using Booking.Drizzle.SchemaWorkos;

            static class Copy
            {
                public static string Run()
                {
                    var old = new EventTable { ClerkUserId = "user_1", Name = "Yoga" };
                    return new EventsTable { WorkosUserId = "workos_" + old.ClerkUserId, Name = old.Name }.WorkosUserId;
                }
            }
            """)
        .NotesIn("Copy.cs", Reasons.LegacyReader)
        .Rewriting(
            before: """
                using Booking.Drizzle.Schema;

                Console.WriteLine(Copy.Run() + new MeetingTable().Minutes);
                """,
            after: """
                using Booking.Drizzle.SchemaWorkos;

                Console.WriteLine(Copy.Run() + new MeetingsTable().Minutes);
                """)
        .HoldsAsync();

    [Fact]
    public Task Members_that_hold_tables_take_the_plural() => LegacySide.Schemas
        .With(Package.EntityFramework)
        .File("Db.cs",
            before: """
                using Booking.Drizzle.Schema;
                using Microsoft.EntityFrameworkCore;

                public class Db : DbContext
                {
                    public DbSet<EventTable> Event { get; } = [];

                    public DbSet<MeetingTable> MeetingTable { get; } = [];
                }
                """,
            after: """
                using Booking.Drizzle.SchemaWorkos;
                using Microsoft.EntityFrameworkCore;

                public class Db : DbContext
                {
                    public DbSet<EventsTable> Events { get; } = [];

                    public DbSet<MeetingsTable> MeetingsTable { get; } = [];
                }
                """)
        .Rewriting(
            before: """
                var db = new Db();
                db.Event.Add(new() { ClerkUserId = "user_1", Name = "Yoga" });
                db.MeetingTable.Add(new() { ClerkUserId = "user_1", Minutes = 30 });
                var rows = from e in db.Event
                           join m in db.MeetingTable on e.ClerkUserId equals m.ClerkUserId
                           select new { e.ClerkUserId, e.Name, m.Minutes };
                foreach (var row in rows)
                    Console.WriteLine(row.ClerkUserId + row.Name + row.Minutes);
                """,
            after: """
                var db = new Db();
                db.Events.Add(new() { WorkosUserId = "user_1", Name = "Yoga" });
                db.MeetingsTable.Add(new() { WorkosUserId = "user_1", Minutes = 30 });
                var rows = from e in db.Events
                           join m in db.MeetingsTable on e.WorkosUserId equals m.WorkosUserId
                           select new { e.WorkosUserId, e.Name, m.Minutes };
                foreach (var row in rows)
                    Console.WriteLine(row.WorkosUserId + row.Name + row.Minutes);
                """)
        .HoldsAsync();

    [Fact]
    public Task The_last_import_goes_with_its_line_and_keeps_what_stands_above() => LegacySide.Schemas.Rewriting(
        before: """
            // Copyright (c) Booking
            using Booking.Drizzle.Schema; // tables
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new EventTable { Name = "Yoga" }.Name);
            """.ReplaceLineEndings("\r\n"),
        after: """
            // Copyright (c) Booking
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new EventsTable { Name = "Yoga" }.Name);
            """.ReplaceLineEndings("\r\n")).HoldsAsync();
}
