namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W402: what the new columns and their table are called in the database, as far as the code says.</summary>
public sealed class GuestMappings
{
    private const string Table = """
        namespace App.Data
        {
            using System.ComponentModel.DataAnnotations.Schema;

            public class MeetingsTable
            {
                public string GuestEmail { get; set; } = "";
                public string GuestName { get; set; } = "";
                public DateTime StartTime { get; set; }
            }
        }
        """;

    private const string Builders = """
        namespace Microsoft.EntityFrameworkCore
        {
            public class ModelBuilder
            {
                public EntityTypeBuilder<T> Entity<T>() => new();
                public ModelBuilder Entity<T>(Action<EntityTypeBuilder<T>> build) => this;
            }

            public class EntityTypeBuilder<T>
            {
                public EntityTypeBuilder<T> ToTable() => this;
                public EntityTypeBuilder<T> ToTable(string name) => this;
                public EntityTypeBuilder<T> ToTable(string name, string? schema) => this;
                public EntityTypeBuilder<T> HasKey(Func<T, object> member) => this;
                public PropertyBuilder Property(Func<T, object> member) => new();
            }

            public class PropertyBuilder
            {
                public PropertyBuilder HasColumnName() => this;
                public PropertyBuilder HasColumnName(string name) => this;
                public void SetColumnName(string name) { }
            }

            public interface IEntityTypeConfiguration<T> { void Configure(EntityTypeBuilder<T> builder); }
            public interface IOther<T> { }
        }
        """;

    private const string UnnamedTable = "App.Data.MeetingsTable in /booking/App/App.csproj: -.Meetings(GuestWorkosUserId text, GuestOrgId uuid) of App.Data.Db in /booking/App/App.csproj";

    private static string Named(string name) => UnnamedTable.Replace("-.Meetings", name, StringComparison.Ordinal);

    private static string Context(string model = "", string sets = "public DbSet<MeetingsTable> Meetings => new(this);") => $$"""
        using Microsoft.EntityFrameworkCore;

        namespace App.Data
        {
            public class OtherTable { public string Title { get; set; } = ""; public string GuestEmail { get; set; } = ""; }

            public class Db : DbContext
            {
                private const string Constant = "constant";
                public DbSet<OtherTable> Others => new(this);
                {{sets}}
                public int Count => 1;
                public void Build(ModelBuilder model)
                {
                    {{model}}
                }
            }
        }
        """;

    private static Preservation With(string table, string context, params string[] more)
    {
        var program = Preservation.Files.Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework).Given("Builders.cs", Builders)
            .Given("Table.cs", table).Given("Db.cs", context);
        for (var i = 0; i < more.Length; i++)
            program = program.Given($"More{i}.cs", more[i]);
        return program;
    }

    private static async Task<string> ColumnsAsync(Preservation program) => (await EngineRun.OfAsync(program)).Columns;

    [Theory]
    [InlineData("", "-.Meetings")]
    [InlineData("model.Entity<MeetingsTable>().ToTable(\"visits\");", "-.visits")]
    [InlineData("model.Entity<MeetingsTable>().ToTable(\"visits\", \"booking\");", "booking.visits")]
    [InlineData("model.Entity<MeetingsTable>().HasKey(m => m.GuestEmail).ToTable(\"visits\");", "-.visits")]
    [InlineData("model.Entity<App.Data.MeetingsTable>().ToTable(\"visits\");", "-.visits")]
    [InlineData("model.Entity<MeetingsTable>(meeting => meeting.ToTable(\"visits\"));", "-.visits")]
    [InlineData("model.Entity<MeetingsTable>(meeting => { meeting.HasKey(m => m.GuestName); meeting.ToTable(\"visits\"); });", "-.visits")]
    [InlineData("model.Entity<OtherTable>().ToTable(\"others\"); model.Entity<MeetingsTable>().ToTable(\"visits\");", "-.visits")]
    [InlineData("model.Entity<OtherTable>(other => other.ToTable(\"others\"));", "-.Meetings")]
    [InlineData("model.Entity<MeetingsTable>().ToTable(); model.Entity<MeetingsTable>().ToTable(\"visits\");", "-.visits")]
    [InlineData("model.Entity<MeetingsTable>().ToTable(Constant); model.Entity<MeetingsTable>().ToTable(\"visits\");", "-.visits")]
    [InlineData("model.Entity<MeetingsTable>().ToTable(\"visits\"); model.Entity<MeetingsTable>().ToTable(\"second\");", "-.visits")]
    [InlineData("model.Entity<MeetingsTable>().ToTable(\"visits\", Constant);", "-.visits")]
    [InlineData("Tuple.Create<MeetingsTable>(null!); new EntityTypeBuilder<OtherTable>().ToTable(\"others\");", "-.Meetings")]
    public async Task The_table_is_called_as_the_context_maps_it(string model, string table) => Assert.Equal(Named(table), await ColumnsAsync(With(Table, Context(model))));

    [Theory]
    [InlineData("IEntityTypeConfiguration<MeetingsTable>", "-.visits")]
    [InlineData("IOther<int>, IEntityTypeConfiguration<MeetingsTable>", "-.visits")]
    [InlineData("IOther<MeetingsTable>, IEntityTypeConfiguration<OtherTable>", "-.Meetings")]
    [InlineData("IOther<MeetingsTable>", "-.Meetings")]
    public async Task The_table_is_called_as_its_configuration_class_maps_it(string bases, string table) => Assert.Equal(Named(table), await ColumnsAsync(With(Table, Context(), $$"""
        using App.Data;
        using Microsoft.EntityFrameworkCore;

        public class Mapping : {{bases}}
        {
            public void Configure(EntityTypeBuilder<MeetingsTable> builder) => builder.ToTable("visits");
            public void Configure(EntityTypeBuilder<OtherTable> builder) { }
        }
        """)));

    [Fact]
    public async Task A_mapping_in_a_class_without_bases_is_nobodys() => Assert.Equal(UnnamedTable, await ColumnsAsync(With(Table, Context(), """
        public class Mapping
        {
            public void Configure(Microsoft.EntityFrameworkCore.EntityTypeBuilder<App.Data.MeetingsTable> builder) => builder.ToTable("visits");
        }
        """)));

    [Fact]
    public async Task What_a_tool_generated_maps_nothing() => Assert.Equal(UnnamedTable, await ColumnsAsync(With(Table, Context(), """
        // <auto-generated/>
        public class Mapping
        {
            public void Configure(Microsoft.EntityFrameworkCore.ModelBuilder model) => model.Entity<App.Data.MeetingsTable>().ToTable("visits");
        }
        """)));

    [Fact]
    public async Task A_method_of_that_name_without_a_receiver_maps_nothing() => Assert.Equal(UnnamedTable, await ColumnsAsync(With(Table, Context(), """
        public class Mapping : Microsoft.EntityFrameworkCore.IOther<App.Data.MeetingsTable>, IEntity<App.Data.MeetingsTable>
        {
            public void Configure() => ToTable("visits");
            private static void ToTable(string name) { }
        }
        public interface IEntity<T>;
        """)));

    [Theory]
    [InlineData("[Table(\"visits\")]", "-.visits")]
    [InlineData("[Table(\"visits\", Schema = \"booking\")]", "booking.visits")]
    [InlineData("[Serializable, Table(\"visits\")]", "-.visits")]
    public async Task An_attribute_names_the_table_before_the_context_does(string attribute, string table) =>
        Assert.Equal(Named(table), await ColumnsAsync(With(Mapped(type: attribute), Context("model.Entity<MeetingsTable>().ToTable(\"other\");"))));

    [Theory]
    [InlineData("[Column(\"guestEmail\")]", "", "guestWorkosUserId text, guestOrgId uuid")]
    [InlineData("[Obsolete, Column(\"guestEmail\")]", "", "guestWorkosUserId text, guestOrgId uuid")]
    [InlineData("[Column]", "", "GuestWorkosUserId text, GuestOrgId uuid")]
    [InlineData("", "model.Entity<MeetingsTable>().Property(m => m.GuestEmail).HasColumnName(\"guest_email\");", "guest_workos_user_id text, guest_org_id uuid")]
    [InlineData("", "model.Entity<MeetingsTable>().Property(m => m.GuestName).HasColumnName(\"guest_name\");", "GuestWorkosUserId text, GuestOrgId uuid")]
    [InlineData("", "model.Entity<OtherTable>().Property(m => m.GuestEmail).HasColumnName(\"guest_email\");", "GuestWorkosUserId text, GuestOrgId uuid")]
    [InlineData("", "model.Entity<MeetingsTable>().Property(m => m.GuestEmail).HasColumnName(); model.Entity<MeetingsTable>().Property(m => m.GuestEmail).HasColumnName(\"guestEmail\");", "guestWorkosUserId text, guestOrgId uuid")]
    [InlineData("", "model.Entity<MeetingsTable>().Property(m => m.GuestEmail).HasColumnName(Constant); model.Entity<MeetingsTable>().Property(m => m.GuestEmail).HasColumnName(\"guestEmail\");", "guestWorkosUserId text, guestOrgId uuid")]
    [InlineData("[Column(\"guestEmail\")]", "model.Entity<MeetingsTable>().Property(m => m.GuestEmail).HasColumnName(\"guest_email\");", "guestWorkosUserId text, guestOrgId uuid")]
    public async Task The_columns_are_called_as_the_emails_is(string attribute, string model, string columns) =>
        Assert.Equal(UnnamedTable.Replace("GuestWorkosUserId text, GuestOrgId uuid", columns, StringComparison.Ordinal), await ColumnsAsync(With(Mapped(email: attribute), Context(model))));

    [Fact]
    public async Task An_email_in_snake_case_says_that_all_are() => Assert.Equal(Snake("meetings"), await ColumnsAsync(With(Mapped(email: "[Column(\"guest_email\")]"), Context())));

    [Theory]
    [InlineData("[Column(\"starts_at\")]", true)]
    [InlineData("[Obsolete, Column(\"starts_at\")]", true)]
    [InlineData("[Column(\"start\")]", false)]
    [InlineData("[Column]", false)]
    [InlineData("[Obsolete(\"starts_at\")]", false)]
    public async Task Another_column_in_snake_case_says_that_all_are(string attribute, bool isSnake) =>
        Assert.Equal(isSnake ? Snake("meetings") : UnnamedTable, await ColumnsAsync(With(Mapped(start: attribute), Context())));

    [Theory]
    [InlineData("class Options { void Use() { UseSnakeCaseNamingConvention(); } void UseSnakeCaseNamingConvention() { } }", true)]
    [InlineData("class Options { void Use(Microsoft.EntityFrameworkCore.PropertyBuilder p) => p.SetColumnName(Snake(\"\")); string Snake(string n) => n; }", true)]
    [InlineData("/* snake */ class Options { void Use(Microsoft.EntityFrameworkCore.PropertyBuilder p) => p.SetColumnName(\"\"); }", true)]
    [InlineData("snake", true)]
    [InlineData("class Options { void Use(Microsoft.EntityFrameworkCore.PropertyBuilder p) => p.SetColumnName(\"\"); }", false)]
    [InlineData("class Options { string Snake(string n) => n; }", false)]
    public async Task A_naming_convention_says_that_all_are(string options, bool isSnake)
    {
        var text = options == "snake" ? "class Snake { void Use(Microsoft.EntityFrameworkCore.PropertyBuilder p) => p.SetColumnName(\"\"); }".Replace("class Snake", "namespace snake; class Snake", StringComparison.Ordinal) : options;
        Assert.Equal(isSnake ? Snake("meetings") : UnnamedTable, await ColumnsAsync(With(Table, Context(), text)));
    }

    [Fact]
    public async Task A_name_that_is_given_stays_in_snake_case_too() =>
        Assert.Equal(Snake("Visits"), await ColumnsAsync(With(Mapped(type: "[Table(\"Visits\")]", start: "[Column(\"starts_at\")]"), Context())));

    [Fact]
    public async Task The_set_names_the_table_else_the_type()
    {
        const string Nowhere = "App.Data.MeetingsTable in /booking/App/App.csproj: -.MeetingsTable(GuestWorkosUserId text, GuestOrgId uuid) of - in -";
        Assert.Equal(
            "App.Data.MeetingsTable in /booking/App/App.csproj: -.BookedMeetings(GuestWorkosUserId text, GuestOrgId uuid) of App.Data.Db in /booking/App/App.csproj",
            await ColumnsAsync(With(Table, Context(sets: "public DbSet<MeetingsTable> BookedMeetings => new(this); public DbSet<MeetingsTable> Again => new(this);"))));

        var entity = Mapped(type: "[Marker.Table]") + "\nnamespace App.Data.Marker { public class TableAttribute : Attribute; }";
        Assert.Equal(Nowhere, await ColumnsAsync(With(entity, Context("model.Entity<MeetingsTable>().ToTable(\"visits\");", sets: ""))));
        Assert.Equal(
            Nowhere.Replace("MeetingsTable(GuestWorkosUserId text, GuestOrgId uuid)", "meetings_table(guest_workos_user_id text, guest_org_id uuid)", StringComparison.Ordinal),
            await ColumnsAsync(With(entity.Replace("public DateTime", "[Column(\"starts_at\")] public DateTime", StringComparison.Ordinal), Context(sets: ""))));
    }

    [Theory]
    [InlineData("string", "text")]
    [InlineData("int", "integer")]
    [InlineData("int?", "integer")]
    [InlineData("long", "bigint")]
    [InlineData("Guid", "uuid")]
    public async Task The_type_of_the_column_is_that_of_the_organizations_id(string type, string column) => Assert.Equal(
        UnnamedTable.Replace("uuid", column, StringComparison.Ordinal),
        await ColumnsAsync(With(Table.Replace("public DateTime", $"public {type} OrgId {{ get; set; }} = default!; public DateTime", StringComparison.Ordinal), Context())));

    [Theory]
    [InlineData("public string? GuestWorkosUserId { get; set; }", "GuestOrgId uuid")]
    [InlineData("public Guid? GuestOrgId { get; set; }", "GuestWorkosUserId text")]
    public async Task Only_what_was_missing_is_new(string there, string columns) => Assert.Equal(
        UnnamedTable.Replace("GuestWorkosUserId text, GuestOrgId uuid", columns, StringComparison.Ordinal),
        await ColumnsAsync(With(Table.Replace("public DateTime", there + " public DateTime", StringComparison.Ordinal), Context())));

    [Fact]
    public async Task The_context_may_be_in_another_project() => Assert.Equal(
        "App.Data.MeetingsTable in /booking/App/App.csproj: -.Meetings(GuestWorkosUserId text, GuestOrgId uuid) of Web.Db in /booking/Web/Web.csproj",
        await ColumnsAsync(Preservation.Files.Project("App").Project("Web", "App").Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework)
            .Given("Table.cs", Mapped(type: "[Marker.Table]") + "\nnamespace App.Data.Marker { public class TableAttribute : Attribute; }")
            .Given("Db.cs", "namespace Web; public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<App.Data.MeetingsTable> Meetings => new(this); }", "Web")));

    [Fact]
    public async Task A_type_that_is_compiled_twice_has_its_columns_once() => Assert.Equal(
        UnnamedTable,
        await ColumnsAsync(Preservation.Files.Flavour("App(net8.0)").Flavour("App(net10.0)")
            .Given("Library.cs", GuestSources.Library, "App(net8.0)", "App(net10.0)").Given("Framework.cs", GuestSources.Framework, "App(net8.0)", "App(net10.0)")
            .Given("Builders.cs", Builders, "App(net8.0)", "App(net10.0)").Given("Table.cs", Table, "App(net8.0)", "App(net10.0)").Given("Db.cs", Context(), "App(net8.0)", "App(net10.0)")));

    private static string Snake(string table) => $"App.Data.MeetingsTable in /booking/App/App.csproj: -.{table}(guest_workos_user_id text, guest_org_id uuid) of App.Data.Db in /booking/App/App.csproj";

    private static string Mapped(string type = "", string email = "", string start = "") => Table
        .Replace("public class", type + " public class", StringComparison.Ordinal)
        .Replace("public string GuestEmail", email + " public string GuestEmail", StringComparison.Ordinal)
        .Replace("public DateTime", start + " public DateTime", StringComparison.Ordinal);
}
