namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>How a property comes to be a column, and what says so.</summary>
public sealed class PersistedNames
{
    private static Preservation Entity(string before, string after) => Program(before, after).With(Package.EntityFramework);

    [Fact]
    public Task Inherited_and_navigated_properties_are_columns_too() => Entity(
        before: """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            var meeting = new Meeting { ClerkUserId = "a", Guest = new Guest { ClerkId = "b" }, ShownClerkId = "c" };
            Console.WriteLine(meeting.ClerkUserId + meeting.Guest.ClerkId + meeting.ShownClerkId + new Db().Meetings.Count);

            class Db : DbContext { public DbSet<Meeting> Meetings { get; } = []; }

            abstract class Owned
            {
                public string ClerkUserId { get; set; } = "";
            }

            class Meeting : Owned
            {
                public Guest? Guest { get; set; }

                [NotMapped]
                public string ShownClerkId { get; set; } = "";
            }

            class Guest
            {
                public string ClerkId { get; set; } = "";
            }
            """,
        after: """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            var meeting = new Meeting { WorkosUserId = "a", Guest = new Guest { WorkosUserId = "b" }, ShownWorkosUserId = "c" };
            Console.WriteLine(meeting.WorkosUserId + meeting.Guest.WorkosUserId + meeting.ShownWorkosUserId + new Db().Meetings.Count);

            class Db : DbContext { public DbSet<Meeting> Meetings { get; } = []; }

            abstract class Owned
            {
                [Column("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";
            }

            class Meeting : Owned
            {
                public Guest? Guest { get; set; }

                [NotMapped]
                public string ShownWorkosUserId { get; set; } = "";
            }

            class Guest
            {
                [Column("ClerkId")]
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .Reports(ContractKind.Persisted, "ClerkId", "ClerkId")
        .HoldsAsync();

    [Fact]
    public Task An_entity_that_only_the_model_names_is_pinned() => Entity(
        before: """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(new User { ClerkUserId = "a" }.ClerkUserId + new Db().Build().Names.Count);

            class Db : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<User>().HasIndex(u => u.ClerkUserId);
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(new User { WorkosUserId = "a" }.WorkosUserId + new Db().Build().Names.Count);

            class Db : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<User>().HasIndex(u => u.WorkosUserId);
            }

            class User
            {
                [Column("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();

    [Fact]
    public Task A_column_that_is_named_by_nameof_keeps_its_name() => Entity(
        before: """
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Reflection;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(typeof(User).GetProperties()[0].GetCustomAttribute<ColumnAttribute>()!.Name + string.Join(",", new Db().Build().Names));

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                protected override void OnModelCreating(ModelBuilder modelBuilder) =>
                    modelBuilder.Entity<User>().Property(u => u.GuestClerkId).HasColumnName(nameof(User.GuestClerkId));
            }

            class User
            {
                [Column(nameof(ClerkUserId))]
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkId { get; set; } = "";
            }
            """,
        after: """
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Reflection;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(typeof(User).GetProperties()[0].GetCustomAttribute<ColumnAttribute>()!.Name + string.Join(",", new Db().Build().Names));

            class Db : DbContext
            {
                public DbSet<User> Users { get; } = [];

                protected override void OnModelCreating(ModelBuilder modelBuilder) =>
                    modelBuilder.Entity<User>().Property(u => u.GuestWorkosUserId).HasColumnName("GuestClerkId");
            }

            class User
            {
                [Column("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .Reports(ContractKind.Persisted, "GuestClerkId", "GuestClerkId")
        .HoldsAsync();

    [Fact]
    public Task A_foreign_key_names_a_property() => Entity(
        before: """
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Reflection;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(typeof(Meeting).GetProperty(typeof(Meeting).GetProperty("Owner")!.GetCustomAttribute<ForeignKeyAttribute>()!.Name) is null ? "lost" : "found");

            class Db : DbContext { public DbSet<Meeting> Meetings { get; } = []; }

            class User { public string Id { get; set; } = ""; }

            class Meeting
            {
                public string ClerkUserId { get; set; } = "";

                [ForeignKey("ClerkUserId")]
                public User? Owner { get; set; }

                [NotMapped]
                public string ShownClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Reflection;
            using Microsoft.EntityFrameworkCore;

            Console.WriteLine(typeof(Meeting).GetProperty(typeof(Meeting).GetProperty("Owner")!.GetCustomAttribute<ForeignKeyAttribute>()!.Name) is null ? "lost" : "found");

            class Db : DbContext { public DbSet<Meeting> Meetings { get; } = []; }

            class User { public string Id { get; set; } = ""; }

            class Meeting
            {
                public string ClerkUserId { get; set; } = "";

                [ForeignKey("ClerkUserId")]
                public User? Owner { get; set; }

                [NotMapped]
                public string ShownWorkosUserId { get; set; } = "";
            }
            """)
        .Lists(Reasons.AttributeString(Any), Reasons.EfString(Any))
        .Lists(Reasons.TextAtRunTime)
        .HoldsAsync();

    [Fact]
    public Task A_type_that_is_passed_to_Dapper_keeps_its_parameters_names() => Program(
        before: """
            using System.Data;
            using Dapper;

            IDbConnection connection = null!;
            connection.Execute("delete from users where id = @ClerkUserId", new Arguments { ClerkUserId = "user_1" });
            Console.WriteLine(new Other { ClerkUserId = "other" }.ClerkUserId);

            class Arguments
            {
                public string ClerkUserId { get; set; } = "";
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
            connection.Execute("delete from users where id = @ClerkUserId", new Arguments { ClerkUserId = "user_1" });
            Console.WriteLine(new Other { WorkosUserId = "other" }.WorkosUserId);

            class Arguments
            {
                public string ClerkUserId { get; set; } = "";
            }

            class Other
            {
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .With(Package.Dapper)
        .Lists(Reasons.DapperResult(Any), "*Dapper*")
        .Lists(Reasons.TextElsewhere)
        .HoldsAsync();

    [Fact]
    public Task A_deserialized_constructor_and_the_property_it_fills_stay_together() => Program(
        before: """
            using System.Text.Json;

            Console.WriteLine(JsonSerializer.Deserialize<User>("{\"ClerkUserId\":\"user_1\"}")!.ClerkUserId);
            Console.WriteLine(typeof(User).GetProperty("ClerkUserId")!.Name.Length + Other.Show("x").Length);

            class User(string clerkUserId)
            {
                public string ClerkUserId { get; } = clerkUserId;
            }

            static class Other { public static string Show(string clerkUserId) => clerkUserId; }
            """,
        after: """
            using System.Text.Json;

            Console.WriteLine(JsonSerializer.Deserialize<User>("{\"ClerkUserId\":\"user_1\"}")!.ClerkUserId);
            Console.WriteLine(typeof(User).GetProperty("ClerkUserId")!.Name.Length + Other.Show("x").Length);

            class User(string clerkUserId)
            {
                public string ClerkUserId { get; } = clerkUserId;
            }

            static class Other { public static string Show(string workosUserId) => workosUserId; }
            """)
        .Lists(Any)
        .HoldsAsync();
}
