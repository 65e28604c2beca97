namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What is persisted keeps its effective name, as Entity Framework Core, MongoDB and the XML serializers themselves see it.</summary>
public sealed class KeptColumns
{
    private const string Show = """
        using var db = new Db();
        foreach (var entity in db.Model.GetEntityTypes().OrderBy(entity => entity.Name))
            Console.WriteLine(entity.GetTableName() + ": " + string.Join(", ", entity.GetProperties().Select(property => property.GetColumnName(Microsoft.EntityFrameworkCore.Metadata.StoreObjectIdentifier.Create(entity, Microsoft.EntityFrameworkCore.Metadata.StoreObjectType.Table)!.Value)).Order()));
        """;

    private static Preservation Model(string before, string after) => Program(before, after).With(Package.RealEntityFramework);

    [Theory]
    [InlineData("", "ClerkUserId", "GuestClerkId")]
    [InlineData(".UseSnakeCaseNamingConvention()", "clerk_user_id", "guest_clerk_id")]
    [InlineData(".UseCamelCaseNamingConvention()", "clerkUserId", "guestClerkId")]
    [InlineData(".UseUpperSnakeCaseNamingConvention()", "CLERK_USER_ID", "GUEST_CLERK_ID")]
    public Task The_column_is_the_conventions(string convention, string column, string guest) => Model(
        before: $$"""
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            {{Show}}

            class Db : DbContext
            {
                public DbSet<User> Users => Set<User>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x"){{convention}};
            }

            class User
            {
                public int Id { get; set; }

                public string ClerkUserId { get; set; } = "";

                [Column(TypeName = "text")]
                public string GuestClerkId { get; set; } = "";

                [Column("sub")]
                public string AdminClerkSub { get; set; } = "";
            }
            """,
        after: $$"""
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            {{Show}}

            class Db : DbContext
            {
                public DbSet<User> Users => Set<User>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x"){{convention}};
            }

            class User
            {
                public int Id { get; set; }

                [Column("{{column}}")]
                public string WorkosUserId { get; set; } = "";

                [Column("{{guest}}", TypeName = "text")]
                public string GuestWorkosUserId { get; set; } = "";

                [Column("sub")]
                public string AdminWorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Persisted, column, column)
        .Reports(ContractKind.Persisted, guest, guest)
        .Reports(ContractKind.Persisted, "sub", "sub")
        .HoldsAsync();

    [Fact]
    public Task A_property_that_is_configured_in_code_is_named_there() => Model(
        before: $$"""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Metadata.Builders;

            {{Show}}

            class Db : DbContext
            {
                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");

                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfiguration(new UserMap());
            }

            class UserMap : IEntityTypeConfiguration<User>
            {
                public void Configure(EntityTypeBuilder<User> builder)
                {
                    builder.Property(u => u.ClerkUserId).HasMaxLength(64).IsRequired();
                    builder.Property(u => u.GuestClerkId).HasMaxLength(64).HasColumnName("guest");
                    builder.HasIndex(u => u.ClerkUserId);
                }
            }

            class User
            {
                public int Id { get; set; }

                public string ClerkUserId { get; set; } = "";

                public string GuestClerkId { get; set; } = "";
            }
            """,
        after: $$"""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Metadata.Builders;

            {{Show}}

            class Db : DbContext
            {
                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");

                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfiguration(new UserMap());
            }

            class UserMap : IEntityTypeConfiguration<User>
            {
                public void Configure(EntityTypeBuilder<User> builder)
                {
                    builder.Property(u => u.WorkosUserId).HasColumnName("ClerkUserId").HasMaxLength(64).IsRequired();
                    builder.Property(u => u.GuestWorkosUserId).HasMaxLength(64).HasColumnName("guest");
                    builder.HasIndex(u => u.WorkosUserId);
                }
            }

            class User
            {
                public int Id { get; set; }

                public string WorkosUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .Reports(ContractKind.Persisted, "guest", "guest")
        .HoldsAsync();

    [Fact]
    public Task An_owned_types_column_has_its_navigation_in_front() => Model(
        before: $$"""
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            {{Show}}
            Console.WriteLine(Other.Show(new Place { ClerkId = "x" }));

            class Db : DbContext
            {
                public DbSet<Meeting> Meetings => Set<Meeting>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Meeting>().OwnsOne(m => m.Host);
                    modelBuilder.Entity<Meeting>().OwnsOne(m => m.From);
                    modelBuilder.Entity<Meeting>().OwnsOne(m => m.To);
                }
            }

            class Meeting
            {
                public int Id { get; set; }

                public Person Host { get; set; } = new();

                public Place From { get; set; } = new();

                public Place To { get; set; } = new();
            }

            class Person
            {
                public string ClerkUserId { get; set; } = "";
            }

            class Place
            {
                public string ClerkId { get; set; } = "";
            }

            static class Other { public static string Show(Place clerkIdPlace) => clerkIdPlace.ClerkId; }
            """,
        after: $$"""
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            {{Show}}
            Console.WriteLine(Other.Show(new Place { ClerkId = "x" }));

            class Db : DbContext
            {
                public DbSet<Meeting> Meetings => Set<Meeting>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Meeting>().OwnsOne(m => m.Host);
                    modelBuilder.Entity<Meeting>().OwnsOne(m => m.From);
                    modelBuilder.Entity<Meeting>().OwnsOne(m => m.To);
                }
            }

            class Meeting
            {
                public int Id { get; set; }

                public Person Host { get; set; } = new();

                public Place From { get; set; } = new();

                public Place To { get; set; } = new();
            }

            class Person
            {
                [Column("Host_ClerkUserId")]
                public string WorkosUserId { get; set; } = "";
            }

            class Place
            {
                public string ClerkId { get; set; } = "";
            }

            static class Other { public static string Show(Place workosUserIdPlace) => workosUserIdPlace.ClerkId; }
            """)
        .Lists(Reasons.WireNameUnclear("ClerkId"))
        .HoldsAsync();

    [Fact]
    public Task A_documents_element_is_the_convention_packs() => Program(
        before: """
            using MongoDB.Bson;
            using MongoDB.Bson.Serialization.Attributes;
            using MongoDB.Bson.Serialization.Conventions;

            ConventionRegistry.Register("camel", new ConventionPack { new CamelCaseElementNameConvention() }, _ => true);
            Console.WriteLine(new User { Name = "n", ClerkUserId = "user_1" }.ToBsonDocument().ToJson());

            class User
            {
                [BsonRequired]
                public string Name { get; set; } = "";

                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using MongoDB.Bson;
            using MongoDB.Bson.Serialization.Attributes;
            using MongoDB.Bson.Serialization.Conventions;

            ConventionRegistry.Register("camel", new ConventionPack { new CamelCaseElementNameConvention() }, _ => true);
            Console.WriteLine(new User { Name = "n", WorkosUserId = "user_1" }.ToBsonDocument().ToJson());

            class User
            {
                [BsonRequired]
                public string Name { get; set; } = "";

                [BsonElement("clerkUserId")]
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .With(Package.RealBson)
        .Reports(ContractKind.Persisted, "clerkUserId", "clerkUserId")
        .HoldsAsync();

    [Fact]
    public Task XML_and_data_contracts_are_kept() => Program(
        before: """
            using System.Runtime.Serialization;
            using System.Xml.Serialization;

            var text = new StringWriter();
            new XmlSerializer(typeof(User)).Serialize(text, new User { ClerkUserId = "a", GuestClerkId = "b", MemberClerkIds = ["c"], Seat = new Seat { ClerkSub = "d" }, HiddenClerkId = "e" });
            Console.WriteLine(text);
            var stream = new MemoryStream();
            new DataContractSerializer(typeof(Order)).WriteObject(stream, new Order { ClerkUserId = "f", LastClerkId = "g" });
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));

            public class User
            {
                public string ClerkUserId { get; set; } = "";

                [XmlAttribute]
                public string GuestClerkId { get; set; } = "";

                public List<string> MemberClerkIds { get; set; } = [];

                public Seat? Seat { get; set; }

                [XmlIgnore]
                public string HiddenClerkId { get; set; } = "";
            }

            public class Seat
            {
                public string ClerkSub = "";
            }

            [DataContract(Namespace = "urn:x")]
            public class Order
            {
                [DataMember]
                public string ClerkUserId { get; set; } = "";

                [DataMember(Order = 2)]
                public string LastClerkId { get; set; } = "";

                public string NotWrittenClerkId { get; set; } = "";
            }
            """,
        after: """
            using System.Runtime.Serialization;
            using System.Xml.Serialization;

            var text = new StringWriter();
            new XmlSerializer(typeof(User)).Serialize(text, new User { WorkosUserId = "a", GuestWorkosUserId = "b", MemberWorkosUserIds = ["c"], Seat = new Seat { WorkosUserId = "d" }, HiddenWorkosUserId = "e" });
            Console.WriteLine(text);
            var stream = new MemoryStream();
            new DataContractSerializer(typeof(Order)).WriteObject(stream, new Order { WorkosUserId = "f", LastWorkosUserId = "g" });
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));

            public class User
            {
                [XmlElement("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";

                [XmlAttribute("GuestClerkId")]
                public string GuestWorkosUserId { get; set; } = "";

                [XmlArray("MemberClerkIds")]
                public List<string> MemberWorkosUserIds { get; set; } = [];

                public Seat? Seat { get; set; }

                [XmlIgnore]
                public string HiddenWorkosUserId { get; set; } = "";
            }

            public class Seat
            {
                [XmlElement("ClerkSub")]
                public string WorkosUserId = "";
            }

            [DataContract(Namespace = "urn:x")]
            public class Order
            {
                [DataMember(Name = "ClerkUserId")]
                public string WorkosUserId { get; set; } = "";

                [DataMember(Order = 2, Name = "LastClerkId")]
                public string LastWorkosUserId { get; set; } = "";

                public string NotWrittenWorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Persisted, "GuestClerkId", "GuestClerkId")
        .HoldsAsync();

    [Fact]
    public Task With_change_the_columns_move_and_are_reported() => Model(
        before: """
            using Microsoft.EntityFrameworkCore;

            using var db = new Db();
            Console.WriteLine(db.Model.GetEntityTypes().Count() + new User { ClerkUserId = "a" }.ClerkUserId);

            class Db : DbContext
            {
                public DbSet<User> Users => Set<User>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x").UseSnakeCaseNamingConvention();
            }

            class User
            {
                public int Id { get; set; }

                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using Microsoft.EntityFrameworkCore;

            using var db = new Db();
            Console.WriteLine(db.Model.GetEntityTypes().Count() + new User { WorkosUserId = "a" }.WorkosUserId);

            class Db : DbContext
            {
                public DbSet<User> Users => Set<User>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x").UseSnakeCaseNamingConvention();
            }

            class User
            {
                public int Id { get; set; }

                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Configured("c2w_persisted_names = change")
        .Reports(ContractKind.Persisted, "clerk_user_id", "workos_user_id")
        .HoldsAsync();

    [Theory]
    [InlineData("keep", "keep")]
    [InlineData("keep", "change")]
    [InlineData("change", "keep")]
    [InlineData("change", "change")]
    public Task An_entity_that_is_written_as_JSON_too_goes_by_both_settings(string persisted, string json)
    {
        // What is to change shows only that it is there: a program before and after prints the same.
        var columns = persisted == "keep" ? "string.Join(',', db.Model.GetEntityTypes().Single().GetProperties().Select(p => p.GetColumnName()).Order())" : "db.Model.GetEntityTypes().Count()";
        var part = json == "keep" ? "" : "[..5]";
        var column = persisted == "keep" ? "[Column(\"clerk_user_id\")] " : "";
        var name = json == "keep" ? "[JsonPropertyName(\"clerkUserId\")] " : "";

        string Text(string property, string attributes) => $$"""
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using Microsoft.EntityFrameworkCore;

            using var db = new Db();
            Console.WriteLine({{columns}} + JsonSerializer.Serialize(new User { {{property}} = "a" }, JsonSerializerOptions.Web){{part}});

            class Db : DbContext
            {
                public DbSet<User> Users => Set<User>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x").UseSnakeCaseNamingConvention();
            }

            class User
            {
                public int Id { get; set; } {{attributes}}public string {{property}} { get; set; } = "";
            }
            """;

        return Model(Text("ClerkUserId", ""), Text("WorkosUserId", column + name))
            .Configured($"c2w_persisted_names = {persisted}").Configured($"c2w_json_names = {json}")
            .Reports(ContractKind.Persisted, "clerk_user_id", persisted == "keep" ? "clerk_user_id" : "workos_user_id")
            .Reports(ContractKind.Json, "clerkUserId", json == "keep" ? "clerkUserId" : "workosUserId")
            .HoldsAsync();
    }
}
