namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>Names that others know: JSON moves and is reported, what is persisted is pinned, routes move with their handlers.</summary>
public sealed class WireNames
{
    [Fact]
    public Task A_JSON_contract_moves_and_is_reported() => Program(
        before: """
            using System.Text.Json;

            var json = JsonSerializer.Serialize(new UserDto { ClerkUserId = "user_1" });
            Console.WriteLine(JsonSerializer.Deserialize<UserDto>(json)!.ClerkUserId);

            class UserDto
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Text.Json;

            var json = JsonSerializer.Serialize(new UserDto { WorkosUserId = "user_1" });
            Console.WriteLine(JsonSerializer.Deserialize<UserDto>(json)!.WorkosUserId);

            class UserDto
            {
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Json, "ClerkUserId", "WorkosUserId")
        .HoldsAsync();

    [Fact]
    public Task A_written_JSON_name_stays() => Program(
        before: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new UserDto("user_1") { GuestClerkId = "user_2" }));

            record UserDto([property: JsonPropertyName("clerkUserId")] string ClerkUserId)
            {
                [JsonPropertyName("guest_clerk_id")]
                public string? GuestClerkId { get; init; }
            }
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new UserDto("user_1") { GuestWorkosUserId = "user_2" }));

            record UserDto([property: JsonPropertyName("clerkUserId")] string WorkosUserId)
            {
                [JsonPropertyName("guest_clerk_id")]
                public string? GuestWorkosUserId { get; init; }
            }
            """)
        .Reports(ContractKind.Json, "clerkUserId", "clerkUserId")
        .HoldsAsync();

    [Fact]
    public Task An_entity_is_pinned_to_its_column_and_its_import_is_added() => Program(
        before: """
            using Microsoft.EntityFrameworkCore;

            var db = new Db();
            db.Users.Add(new User { ClerkUserId = "user_1" });
            db.Meetings.Add(new Meeting("user_2", 30));
            Console.WriteLine(db.Users[0].ClerkUserId + db.Meetings[0].ClerkId);

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                public DbSet<Meeting> Meetings { get; } = [];
            }

            class User
            {
                /// <summary>Whose it is.</summary>
                public string ClerkUserId { get; set; } = "";

                public string ShortClerkUserId => ClerkUserId[..3];
            }

            record Meeting(string ClerkId, int Minutes);
            """,
        after: """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            var db = new Db();
            db.Users.Add(new User { WorkosUserId = "user_1" });
            db.Meetings.Add(new Meeting("user_2", 30));
            Console.WriteLine(db.Users[0].WorkosUserId + db.Meetings[0].WorkosUserId);

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                public DbSet<Meeting> Meetings { get; } = [];
            }

            class User
            {
                /// <summary>Whose it is.</summary>
                [Column("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";

                public string ShortWorkosUserId => WorkosUserId[..3];
            }

            record Meeting([property: Column("ClerkId")] string WorkosUserId, int Minutes);
            """)
        .With(Package.EntityFramework)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .Reports(ContractKind.Persisted, "ClerkId", "ClerkId")
        .HoldsAsync();

    [Fact]
    public Task A_column_that_is_named_already_is_not_pinned_again() => Program(
        before: """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(string.Join(",", new Db().Build().Names) + new User { ClerkUserId = "a", GuestClerkUserId = "b" }.ClerkUserId);

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<User>().Property(u => u.GuestClerkUserId).HasColumnName("guest_clerk_user_id");
                    modelBuilder.Entity<User>().HasIndex(u => u.ClerkUserId);
                }
            }

            class User
            {
                [Column("clerk_user_id")]
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(string.Join(",", new Db().Build().Names) + new User { WorkosUserId = "a", GuestWorkosUserId = "b" }.WorkosUserId);

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<User>().Property(u => u.GuestWorkosUserId).HasColumnName("guest_clerk_user_id");
                    modelBuilder.Entity<User>().HasIndex(u => u.WorkosUserId);
                }
            }

            class User
            {
                [Column("clerk_user_id")]
                public string WorkosUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .With(Package.EntityFramework)
        .Reports(ContractKind.Persisted, "clerk_user_id", "clerk_user_id")
        .Reports(ContractKind.Persisted, "guest_clerk_user_id", "guest_clerk_user_id")
        .HoldsAsync();

    [Fact]
    public Task A_string_form_of_the_model_blocks_the_rename() => Program(
        before: """
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(string.Join(",", new Db().Build().Names) + new User { ClerkUserId = "a" }.ClerkUserId + new Input("b").ClerkUserId);

            record Input(string ClerkUserId);

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<User>().HasIndex("ClerkUserId");
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(string.Join(",", new Db().Build().Names) + new User { ClerkUserId = "a" }.ClerkUserId + new Input("b").WorkosUserId);

            record Input(string WorkosUserId);

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<User>().HasIndex("ClerkUserId");
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """)
        .With(Package.EntityFramework)
        .Lists(Reasons.EfString(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task Dapper_parameters_keep_their_names_and_its_results_block_the_rename() => Program(
        before: """
            using System.Data;
            using Dapper;

            IDbConnection connection = null!;
            var clerkUserId = "user_1";
            connection.Execute("update users set seen = 1 where clerk_user_id = @clerkUserId and sub = @ClerkSub", new { clerkUserId, ClerkSub = "s" });
            var row = connection.Query<Row>("select ClerkUserId, Name from users").First();
            Console.WriteLine(row.ClerkUserId + row.Name + new Other { ClerkUserId = "other" }.ClerkUserId);

            class Row
            {
                public string ClerkUserId { get; set; } = "";

                public string Name { get; set; } = "";
            }

            class Other
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Data;
            using Dapper;

            IDbConnection connection = null!;
            var workosUserId = "user_1";
            connection.Execute("update users set seen = 1 where clerk_user_id = @clerkUserId and sub = @ClerkSub", new { clerkUserId = workosUserId, ClerkSub = "s" });
            var row = connection.Query<Row>("select ClerkUserId, Name from users").First();
            Console.WriteLine(row.ClerkUserId + row.Name + new Other { WorkosUserId = "other" }.WorkosUserId);

            class Row
            {
                public string ClerkUserId { get; set; } = "";

                public string Name { get; set; } = "";
            }

            class Other
            {
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .With(Package.Dapper)
        .Reports(ContractKind.Json, "clerkUserId", "clerkUserId")
        .Reports(ContractKind.Json, "ClerkSub", "ClerkSub")
        .Lists(Reasons.DapperResult(Any))
        .Lists(Reasons.TextOutside)
        .Lists(Reasons.TextElsewhere)
        .HoldsAsync();

    [Fact]
    public Task A_document_is_pinned_to_its_field() => Program(
        before: """
            using System.Reflection;
            using MongoDB.Bson.Serialization.Attributes;

            Console.WriteLine(new User { ClerkUserId = "user_1" }.ClerkUserId + typeof(User).GetProperties().Count(p => p.GetCustomAttribute<BsonIdAttribute>() != null));

            class User
            {
                [BsonId]
                public string Id { get; set; } = "";

                public string ClerkUserId { get; set; } = "";

                [BsonElement("guest")]
                public string GuestClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Reflection;
            using MongoDB.Bson.Serialization.Attributes;

            Console.WriteLine(new User { WorkosUserId = "user_1" }.WorkosUserId + typeof(User).GetProperties().Count(p => p.GetCustomAttribute<BsonIdAttribute>() != null));

            class User
            {
                [BsonId]
                public string Id { get; set; } = "";

                [BsonElement("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";

                [BsonElement("guest")]
                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .With(Package.MongoDB)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();

    [Fact]
    public Task A_document_that_only_its_collection_names_is_pinned() => Program(
        before: """
            using MongoDB.Driver;

            Console.WriteLine(new User { ClerkUserId = "user_1" }.ClerkUserId + typeof(Users).GetProperties().Length);

            class Users
            {
                public IMongoCollection<User>? All { get; set; }
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using MongoDB.Bson.Serialization.Attributes;
            using MongoDB.Driver;

            Console.WriteLine(new User { WorkosUserId = "user_1" }.WorkosUserId + typeof(Users).GetProperties().Length);

            class Users
            {
                public IMongoCollection<User>? All { get; set; }
            }

            class User
            {
                [BsonElement("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .With(Package.MongoDB)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();
}
