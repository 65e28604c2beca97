using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>Which types are persisted, and what their members are called there.</summary>
public sealed class ColumnTests
{
    [Theory]
    [InlineData("public class Db : DbContext { public DbSet<User> Users => Set<User>(); }", true)]
    [InlineData("public abstract class Base : DbContext { } public class Db : Base { public DbSet<User> Users => Set<User>(); }", true)]
    [InlineData("public class AppDbContext { } public class Db : AppDbContext { public DbSet<User>? Users { get; } }", true)]
    [InlineData("public class Db { public DbSet<User>? Users { get; } }", false)]
    [InlineData("public class Db : DbContext { public List<User> Users => new(); }", false)]
    [InlineData("public class Db : DbContext { public DbSet<Team> Teams => Set<Team>(); } public class Team { public User? Owner { get; set; } }", true)]
    [InlineData("public class Db : DbContext { public DbSet<Team> Teams => Set<Team>(); } public class Team { public List<User> Members { get; set; } = new(); }", true)]
    [InlineData("public class Db : DbContext { public DbSet<Team> Teams => Set<Team>(); } public class Team { public Dictionary<int, User> Members { get; set; } = new(); }", false)]
    [InlineData("public class Db : DbContext { public DbSet<Team> Teams => Set<Team>(); } public class Team { public User? Owner; }", false)]
    [InlineData("public class Db : DbContext { public DbSet<Heir> Heirs => Set<Heir>(); } public class Heir : User { }", true)]
    [InlineData("public class Db : DbContext { protected override void OnModelCreating(ModelBuilder model) => model.Entity<User>(); }", true)]
    [InlineData("public class Db : DbContext { protected override void OnModelCreating(ModelBuilder model) => model.Owned<User>(); }", true)]
    [InlineData("public class Db : DbContext { protected override void OnModelCreating(ModelBuilder model) => model.Ignore<User>(); }", false)]
    [InlineData("public class Db { protected void OnModelCreating(ModelBuilder model) => model.Entity<User>(); }", false)]
    [InlineData("public class UserMap : IEntityTypeConfiguration<User> { public void Configure(EntityTypeBuilder<User> builder) { } }", true)]
    [InlineData("public class UserMap : IComparer<User> { public int Compare(User? a, User? b) => 0; }", false)]
    [InlineData("[Table(\"users\")] public class Other { public User? User { get; set; } }", true)]
    [InlineData("[Ours.Table] public class Other { public User? User { get; set; } } namespace Ours { public class TableAttribute : Attribute { } }", false)]
    [InlineData("[Serializable] public class Other { public User? User { get; set; } }", false)]
    public async Task A_type_is_an_entity_where_a_context_or_a_configuration_has_it(string types, bool isEntity)
    {
        var snapshot = await SmallProgram.ReadAsync(Model(types));
        Assert.Equal(isEntity, new ColumnNames(snapshot, CancellationToken.None).IsEntity(SmallProgram.TypeOf(snapshot, "User")));
    }

    [Fact]
    public async Task Only_classes_of_the_solution_are_entities()
    {
        var snapshot = await SmallProgram.ReadAsync(Model("public struct Point { public User? User { get; set; } } public class Db : DbContext { public DbSet<Team> Teams => Set<Team>(); } public class Team { public Point At { get; set; } public string Name { get; set; } = \"\"; }"));
        var columns = new ColumnNames(snapshot, CancellationToken.None);
        Assert.True(columns.IsEntity(SmallProgram.TypeOf(snapshot, "Team")));
        Assert.False(columns.IsEntity(SmallProgram.TypeOf(snapshot, "Point")));
        Assert.False(columns.IsEntity(SmallProgram.TypeOf(snapshot, "User")));
        Assert.False(columns.IsEntity(snapshot.Projects[0].Compilation.GetSpecialType(SpecialType.System_String)));
    }

    [Theory]
    [InlineData("", "ClerkUserId")]
    [InlineData("options.UseSnakeCaseNamingConvention();", "clerk_user_id")]
    [InlineData("options.UseUpperSnakeCaseNamingConvention();", "CLERK_USER_ID")]
    [InlineData("options.UseCamelCaseNamingConvention();", "clerkUserId")]
    [InlineData("options.UseLowerCaseNamingConvention();", "clerkuserid")]
    [InlineData("options.UseUpperCaseNamingConvention();", "CLERKUSERID")]
    [InlineData("options.UseSnakeCaseNamingConvention(); options.UseSnakeCaseNamingConvention();", "clerk_user_id")]
    [InlineData("options.UseSnakeCaseNamingConvention(); options.UseLowerCaseNamingConvention();", null)]
    [InlineData("// NamingConvention", "ClerkUserId")]
    public async Task A_column_is_named_by_the_convention(string configure, string? column)
    {
        var snapshot = await SmallProgram.ReadAsync(Model($$"""
            public class Db : DbContext
            {
                public DbSet<User> Users => Set<User>();
                protected override void OnConfiguring(DbContextOptionsBuilder options)
                {
                    {{configure}}
                }
            }
            """));
        Assert.Equal(column, new ColumnNames(snapshot, CancellationToken.None).Column(SmallProgram.TypeOf(snapshot, "User"), "ClerkUserId"));
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("abstract ", "", "clerk_user_id")]
    [InlineData("", "options.UseSnakeCaseNamingConvention();", "clerk_user_id")]
    [InlineData("", "options.UseLowerCaseNamingConvention();", null)]
    public async Task Where_only_some_contexts_have_a_convention_no_column_is_known(string modifier, string other, string? column)
    {
        var snapshot = await SmallProgram.ReadAsync(Model($$"""
            public class Db : DbContext
            {
                public DbSet<User> Users => Set<User>();
                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSnakeCaseNamingConvention();
            }
            public {{modifier}}class Other : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) { {{other}} } }
            """));
        Assert.Equal(column, new ColumnNames(snapshot, CancellationToken.None).Column(SmallProgram.TypeOf(snapshot, "User"), "ClerkUserId"));
    }

    [Fact]
    public async Task Without_entities_no_convention_counts()
    {
        var snapshot = await SmallProgram.ReadAsync(Model("static class Other { public static void Do(DbContextOptionsBuilder options) => options.UseSnakeCaseNamingConvention(); }"));
        Assert.Equal("ClerkUserId", new ColumnNames(snapshot, CancellationToken.None).Column(SmallProgram.TypeOf(snapshot, "User"), "ClerkUserId"));
    }

    [Theory]
    [InlineData("model.Entity<Team>().OwnsOne(t => t.Owner);", "Owner_ClerkUserId")]
    [InlineData("model.Entity<Team>().ComplexProperty(t => t.Owner);", "Owner_ClerkUserId")]
    [InlineData("model.Entity<Team>().OwnsOne(t => t.Owner); model.Entity<Team>().OwnsOne(t => t.Owner);", "Owner_ClerkUserId")]
    [InlineData("model.Entity<Team>().OwnsOne(t => t.Owner); model.Entity<Team>().OwnsOne(t => t.Guest);", null)]
    [InlineData("model.Entity<Team>().OwnsMany(t => t.Places, places => places.OwnsOne(p => p.Owner));", null)]
    [InlineData("model.Entity<Team>().OwnsOne(t => t.Place, place => place.OwnsOne(p => p.Owner));", null)]
    [InlineData("model.Entity<Team>().ComplexProperty(t => t.Place, place => place.ComplexProperty(p => p.Owner));", null)]
    [InlineData("model.Entity<Team>(team => team.OwnsOne(t => t.Owner));", "Owner_ClerkUserId")]
    [InlineData("model.Entity<Team>().HasOne(t => t.Owner);", "ClerkUserId")]
    [InlineData("model.Entity<Team>().OwnsOne(typeof(User), \"Owner\");", "ClerkUserId")]
    public async Task An_owned_types_column_is_named_after_its_one_navigation(string configure, string? column)
    {
        var snapshot = await SmallProgram.ReadAsync(Model($$"""
            public class Team { public int Id { get; set; } public User Owner { get; set; } = new(); public User Guest { get; set; } = new(); public Place Place { get; set; } = new(); public List<Place> Places { get; set; } = new(); }
            public class Place { public User Owner { get; set; } = new(); }
            public class Db : DbContext
            {
                public DbSet<Team> Teams => Set<Team>();
                protected override void OnModelCreating(ModelBuilder model) { {{configure}} }
            }
            """));
        Assert.Equal(column, new ColumnNames(snapshot, CancellationToken.None).Column(SmallProgram.TypeOf(snapshot, "User"), "ClerkUserId"));
    }

    [Theory]
    [InlineData("[Owned]", "public Held Owner { get; set; } = new();", "Owner_ClerkUserId")]
    [InlineData("[ComplexType]", "public Held Owner { get; set; } = new();", "Owner_ClerkUserId")]
    [InlineData("[Owned]", "public Held Owner { get; set; } = new(); public Held Guest { get; set; } = new();", null)]
    [InlineData("[Keyless]", "public Held Owner { get; set; } = new();", "ClerkUserId")]
    [InlineData("[Owned]", "public int Number { get; set; }", "ClerkUserId")]
    public async Task An_attribute_makes_a_type_owned(string attribute, string member, string? column)
    {
        var snapshot = await SmallProgram.ReadAsync(Model($$"""
            {{attribute}} public class Held { public string ClerkUserId { get; set; } = ""; }
            public class Team { public int Id { get; set; } {{member}} }
            public class Db : DbContext { public DbSet<Team> Teams => Set<Team>(); }
            """));
        Assert.Equal(column, new ColumnNames(snapshot, CancellationToken.None).Column(SmallProgram.TypeOf(snapshot, "Held"), "ClerkUserId"));
    }

    [Theory]
    [InlineData("public class Db { public IMongoCollection<User>? Users { get; } }", true)]
    [InlineData("public class Db { public IMongoCollection<User>? Users; }", true)]
    [InlineData("public class Db { public IMongoCollection<User>? Users() => null; }", true)]
    [InlineData("public class Db { public IMongoCollection<Team>? Teams { get; } } public class Team { public User? Owner { get; set; } }", true)]
    [InlineData("public class Db { public List<User>? Users { get; } }", false)]
    [InlineData("public class Db { public event Action<IMongoCollection<User>>? Users; public void Raise() => Users?.Invoke(null!); }", false)]
    public async Task A_collection_makes_a_type_a_document(string types, bool isDocument)
    {
        var snapshot = await SmallProgram.ReadAsync(Documents(types));
        Assert.Equal(isDocument, new ColumnNames(snapshot, CancellationToken.None).IsDocument(SmallProgram.TypeOf(snapshot, "User")));
    }

    [Theory]
    [InlineData("public class Other { [BsonId] public string Id { get; set; } = \"\"; }", true)]
    [InlineData("public class Other { [Obsolete] public string Id { get; set; } = \"\"; }", false)]
    [InlineData("[Whole] public class Other { } public class WholeAttribute : BsonIdAttribute { }", false)]
    public async Task An_attribute_of_MongoDB_makes_a_type_a_document(string type, bool isDocument)
    {
        var snapshot = await SmallProgram.ReadAsync(Documents(type));
        Assert.Equal(isDocument, new ColumnNames(snapshot, CancellationToken.None).IsDocument(SmallProgram.TypeOf(snapshot, "Other")));
    }

    [Theory]
    [InlineData("ConventionRegistry.Register(\"camel\", new ConventionPack { new CamelCaseElementNameConvention() }, _ => true);", "clerkUserId")]
    [InlineData("ConventionRegistry.Register(\"camel\", new ConventionPack { new CamelCaseElementNameConvention() }, type => type.Name == \"User\");", null)]
    [InlineData("ConventionRegistry.Register(\"camel\", new ConventionPack { new CamelCaseElementNameConvention() }, _ => false);", null)]
    [InlineData("ConventionRegistry.Register(\"camel\", new ConventionPack { new CamelCaseElementNameConvention() }, _ => true); ConventionRegistry.Register(\"b\", new ConventionPack(), _ => false);", null)]
    [InlineData("var unused = new CamelCaseElementNameConvention();", null)]
    [InlineData("ConventionRegistry.Register(\"other\", new ConventionPack(), _ => true);", "ClerkUserId")]
    public async Task An_element_is_named_by_the_convention_packs(string statements, string? element)
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged($$"""
            using MongoDB.Bson.Serialization.Conventions;
            static class Place { public static void Do() { {{statements}} } }
            """).With(Package.RealBson));
        Assert.Equal(element, new ColumnNames(snapshot, CancellationToken.None).Element("ClerkUserId"));
    }

    [Fact]
    public async Task Two_files_that_disagree_about_elements_leave_them_unknown()
    {
        static string Text(string name, string filter) => $$"""
            using MongoDB.Bson.Serialization.Conventions;
            static class {{name}} { public static void Do() => ConventionRegistry.Register("camel", new ConventionPack { new CamelCaseElementNameConvention() }, {{filter}}); }
            """;
        foreach (var (first, second, element) in new[] { ("_ => true", "_ => true", "clerkUserId"), ("_ => false", "_ => true", null), ("_ => true", "_ => false", null) })
        {
            var snapshot = await SmallProgram.ReadAsync(Files.Given("A.cs", Text("A", first)).Given("B.cs", Text("B", second)).With(Package.RealBson));
            Assert.Equal(element, new ColumnNames(snapshot, CancellationToken.None).Element("ClerkUserId"));
        }
    }

    /// <summary>What a tool generates does not say how the application names its columns and elements.</summary>
    [Theory]
    [InlineData("Db.Generated.g.cs", "ClerkUserId")]
    [InlineData("Db.Configured.cs", "clerk_user_id")]
    public async Task A_convention_in_generated_code_does_not_count(string path, string column)
    {
        var snapshot = await SmallProgram.ReadAsync(Model("public class Db : DbContext { public DbSet<User> Users => Set<User>(); }")
            .Given(path, "using Microsoft.EntityFrameworkCore; static class Other { public static void Do(DbContextOptionsBuilder options) => options.UseSnakeCaseNamingConvention(); }"));
        Assert.Equal(column, new ColumnNames(snapshot, CancellationToken.None).Column(SmallProgram.TypeOf(snapshot, "User"), "ClerkUserId"));
    }

    [Theory]
    [InlineData("Db.Generated.g.cs", "ClerkUserId")]
    [InlineData("Db.Configured.cs", "Owner_ClerkUserId")]
    public async Task An_owner_in_generated_code_does_not_count(string path, string column)
    {
        var snapshot = await SmallProgram.ReadAsync(Model("public class Team { public int Id { get; set; } public User Owner { get; set; } = new(); } public class Db : DbContext { public DbSet<Team> Teams => Set<Team>(); }")
            .Given(path, "using Microsoft.EntityFrameworkCore; static class Other { public static void Do(ModelBuilder model) => model.Entity<Team>().OwnsOne(t => t.Owner); }"));
        Assert.Equal(column, new ColumnNames(snapshot, CancellationToken.None).Column(SmallProgram.TypeOf(snapshot, "User"), "ClerkUserId"));
    }

    [Theory]
    [InlineData("Db.Generated.g.cs", "ClerkUserId")]
    [InlineData("Db.Configured.cs", "clerkUserId")]
    public async Task A_convention_pack_in_generated_code_does_not_count(string path, string element)
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("class App { }").With(Package.RealBson).Given(path, """
            using MongoDB.Bson.Serialization.Conventions;
            static class Place { public static void Do() => ConventionRegistry.Register("camel", new ConventionPack { new CamelCaseElementNameConvention() }, _ => true); }
            """));
        Assert.Equal(element, new ColumnNames(snapshot, CancellationToken.None).Element("ClerkUserId"));
    }

    [Fact]
    public async Task A_collection_of_the_programs_own_is_none_of_MongoDBs()
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("interface IMongoCollection<T> { } class User { public string ClerkUserId = \"\"; } class Db { public IMongoCollection<User>? Users; }"));
        Assert.False(new ColumnNames(snapshot, CancellationToken.None).IsDocument(SmallProgram.TypeOf(snapshot, "User")));
    }

    private static Preservation Model(string types) => Unchanged($$"""
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        public class User { public int Id { get; set; } public string ClerkUserId { get; set; } = ""; }
        {{types}}
        """).With(Package.RealEntityFramework);

    private static Preservation Documents(string types) => Unchanged($$"""
        using MongoDB.Bson.Serialization.Attributes;
        using MongoDB.Driver;
        public class User { public string ClerkUserId { get; set; } = ""; }
        {{types}}
        """).With(Package.MongoDB);
}
