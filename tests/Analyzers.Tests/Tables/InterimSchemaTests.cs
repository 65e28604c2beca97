namespace Clerk2WorkOS.Analyzers.Tests.Tables;

/// <summary>C2W303, and what C2W301 and C2W302 make of a consolidated solution.</summary>
public class InterimSchemaTests
{
    /// <summary>After the consolidation: the plural tables have taken the schema's name, the singular ones are the back-up.</summary>
    private static readonly string Consolidated =
        Schemas.Workos.Replace("SchemaWorkos", "Schema", StringComparison.Ordinal) + Schemas.Legacy.Replace("Drizzle.Schema", "Drizzle.SchemaLegacy", StringComparison.Ordinal);

    private static RuleProject Project(params string[] files) => RuleProject.Of(files).Referring(Consolidated).Configured("c2w_stage", "consolidated");

    [Fact]
    public Task Finds_the_interim_name_where_it_resolves_to_nothing() => Project("""
        using {|C2W303:Booking.Drizzle.SchemaWorkos|};
        using Tables = {|C2W303:Booking.Drizzle.SchemaWorkos|};
        using Event = {|C2W303:Booking.Drizzle.SchemaWorkos|}.EventsTable;
        using static {|C2W303:Booking.Drizzle.SchemaWorkos|}.EventsTable;

        class C { EventsTable e; {|C2W303:Booking.Drizzle.SchemaWorkos|}.MeetingsTable m; }
        """,
        """
        namespace Booking.Web
        {
            using {|C2W303:Booking.Drizzle.SchemaWorkos|};

            /// <summary><see cref="{|C2W303:global::Booking.Drizzle.SchemaWorkos|}.UsersTable"/></summary>
            class D { {|C2W303:Drizzle.SchemaWorkos|}.UsersTable user; }
        }
        """).ShowsThoughBroken();

    [Theory]
    [InlineData("global using {|C2W303:Booking.Drizzle.SchemaWorkos|};", "")]
    [InlineData("", "using {|C2W303:Booking.Drizzle.SchemaWorkos|};")]
    [InlineData("", "using {|C2W303:global::Booking.Drizzle.SchemaWorkos|};")]
    [InlineData("", "using Booking.Drizzle.Schema;")]
    public Task An_import_of_the_interim_schema_explains_a_table_that_is_gone(string global, string import) => RuleProject.Of(
            global, $"{import} public class Uses {{ public {{|C2W301:EventTable|}} Event; }}")
        .Referring(Schemas.Workos.Replace("SchemaWorkos", "Schema", StringComparison.Ordinal)).Configured("c2w_stage", "consolidated").ShowsThoughBroken();

    [Fact]
    public Task Finds_a_global_import() => Project("global using {|C2W303:Booking.Drizzle.SchemaWorkos|};", "class C { EventsTable e; }").ShowsThoughBroken();

    [Fact]
    public Task Finds_it_where_somebody_left_the_namespace_in_place() => RuleProject.Of("""
        using {|C2W303:Booking.Drizzle.SchemaWorkos|};
        using Booking.Drizzle.Schema;

        class C { EventsTable e; Leftover l; }
        """)
        .Referring(Consolidated + "namespace Booking.Drizzle.SchemaWorkos { public class Leftover { } }")
        .Configured("c2w_stage", "consolidated").Shows();

    [Fact]
    public Task The_plural_schema_is_never_legacy() => Project("""
        using Booking.Drizzle.Schema;

        class C { EventsTable e; MeetingsTable m; Booking.Drizzle.Schema.BlockedDatesTable b; }
        """).Configured("c2w_legacy_schema", "Booking.Drizzle.Schema").Configured("c2w_target_schema", "Booking.Drizzle.SchemaWorkos").Shows();

    [Fact]
    public Task The_back_up_is_legacy_and_a_data_migration_reads_it_on_purpose() => Project("""
        using {|C2W302:Booking.Drizzle.SchemaLegacy|};

        class C { {|C2W301:EventTable|} e; }
        """,
        """
        using Booking.Drizzle.Schema;
        using Booking.Drizzle.SchemaLegacy;

        class DataMigration { EventTable before; EventsTable after; string Id(EventTable e) => e.ClerkUserId; }
        """).Shows();

    [Fact]
    public Task The_declarations_of_the_back_up_are_left_alone() => RuleProject.Of(
        Schemas.Workos.Replace("SchemaWorkos", "Schema", StringComparison.Ordinal),
        Schemas.Legacy.Replace("Drizzle.Schema", "Drizzle.SchemaLegacy", StringComparison.Ordinal)).Configured("c2w_stage", "consolidated").Shows();

    [Fact]
    public Task A_configured_interim_name_may_be_any() => RuleProject.Of("""
        using {|C2W303:Booking.NewModel|};

        class C { EventsTable e; }
        """).Referring(Consolidated).Configured("c2w_stage", "consolidated").Configured("c2w_target_schema", "Booking.NewModel").ShowsThoughBroken();

    [Fact]
    public Task Before_the_consolidation_the_interim_name_is_right() => RuleProject.Of("""
        using Booking.Drizzle.SchemaWorkos;

        class C { EventsTable e; }
        """).Referring(Schemas.Both).Shows();

    [Fact]
    public Task Other_namespaces_that_end_alike_are_left_alone() => Project("""
        using Other.SchemaWorkos;

        class C { Thing t; }
        """).Referring("namespace Other.SchemaWorkos { public class Thing { } }", name: "Other").Shows();

    [Fact]
    public async Task Names_both_namespaces() => Assert.Equal(
        ["C2W303: 'Booking.Drizzle.SchemaWorkos' is the WorkOS schema's interim name; use 'Booking.Drizzle.Schema'"],
        await Project("using Booking.Drizzle.SchemaWorkos;").Messages());
}
