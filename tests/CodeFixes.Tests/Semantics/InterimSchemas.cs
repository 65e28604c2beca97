namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W303: what still has the interim schema's name after the consolidation.</summary>
public sealed class InterimSchemas
{
    private const string Schema = """
        namespace Booking.Drizzle.Schema;

        public class EventsTable
        {
            public const string TableName = "events";

            public string Name { get; set; } = "";
        }

        public class MeetingsTable
        {
            public int Minutes { get; set; }
        }
        """;

    private static Preservation Consolidated => Files
        .Project("Drizzle")
        .Project("App", "Drizzle")
        .Given("Schema/Tables.cs", Schema, "Drizzle")
        .Configured("c2w_stage = consolidated");

    [Fact]
    public Task Every_form_is_re_pointed() => Consolidated
        .File("Imports.cs", before: "global using Booking.Drizzle.SchemaWorkos;", after: "global using Booking.Drizzle.Schema;")
        .File("Titles.cs",
            before: """
                using Event = Booking.Drizzle.SchemaWorkos.EventsTable;
                using static Booking.Drizzle.SchemaWorkos.EventsTable;

                namespace Booking.App
                {
                    /// <summary>See <see cref="Drizzle.SchemaWorkos.MeetingsTable"/>.</summary>
                    static class Titles
                    {
                        public static string Of(Event e) => TableName + e.Name + new global::Booking.Drizzle.SchemaWorkos.MeetingsTable().Minutes;
                    }
                }
                """,
            after: """
                using Event = Booking.Drizzle.Schema.EventsTable;
                using static Booking.Drizzle.Schema.EventsTable;

                namespace Booking.App
                {
                    /// <summary>See <see cref="Drizzle.Schema.MeetingsTable"/>.</summary>
                    static class Titles
                    {
                        public static string Of(Event e) => TableName + e.Name + new global::Booking.Drizzle.Schema.MeetingsTable().Minutes;
                    }
                }
                """)
        .Rewriting(
            before: """Console.WriteLine(Booking.App.Titles.Of(new EventsTable { Name = "Yoga" }));""",
            after: """Console.WriteLine(Booking.App.Titles.Of(new EventsTable { Name = "Yoga" }));""")
        .StartsWith(["CS0103", "CS0234", "CS0246"], output: "eventsYoga0\n")
        .HoldsAsync();

    [Fact]
    public Task An_import_that_is_there_already_is_not_doubled() => Consolidated.Rewriting(
        before: """
            using Booking.Drizzle.Schema;
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new EventsTable { Name = "Yoga" }.Name);
            """,
        after: """
            using Booking.Drizzle.Schema;

            Console.WriteLine(new EventsTable { Name = "Yoga" }.Name);
            """)
        .StartsWith(["CS0234"], output: "Yoga\n")
        .HoldsAsync();

    [Fact]
    public Task Where_the_interim_namespace_is_still_there_what_only_it_has_is_qualified_and_listed() => Consolidated
        .Given("Leftover.cs", "namespace Booking.Drizzle.SchemaWorkos { public class Leftover { public string Name = \"left\"; } }", "Drizzle")
        .Rewriting(
            before: """
                using Booking.Drizzle.Schema;
                using Booking.Drizzle.SchemaWorkos;

                Console.WriteLine(new EventsTable { Name = "Yoga" }.Name + new Leftover().Name);
                """,
            after: """
                using Booking.Drizzle.Schema;

                Console.WriteLine(new EventsTable { Name = "Yoga" }.Name + new Booking.Drizzle.SchemaWorkos.Leftover().Name);
                """)
        .Lists(Reasons.TableNoTarget("Leftover"))
        .HoldsAsync();

    [Fact]
    public Task Nothing_is_said_before_the_consolidation() => Files
        .Project("Drizzle").Project("App", "Drizzle")
        .Given("Schema/Tables.cs", Schema.Replace("Schema;", "SchemaWorkos;", StringComparison.Ordinal), "Drizzle")
        .Leaving("""
            using Booking.Drizzle.SchemaWorkos;

            Console.WriteLine(new EventsTable { Name = "Yoga" }.Name);
            """)
        .ReportsNothing().HoldsAsync();
}
