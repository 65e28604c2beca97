namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class UnrelatedNames
{
    [Fact]
    public Task A_clerk_who_is_a_person_is_left_alone()
    {
        static string Shop(string clerk, string id) => $$"""
            Console.WriteLine(new Sale("user_1").{{id}});

            record Sale(string {{id}});
            record {{clerk}}(string Name);
            """;
        return Task.WhenAll(
            Unchanged(Shop("Clerk", "ClerkUserId")).ReportsNothing().HoldsAsync(),
            Rewrites(Shop("Seller", "ClerkUserId"), Shop("Seller", "WorkosUserId")));
    }

    [Theory]
    [InlineData("int", "7")]
    [InlineData("long?", "7")]
    [InlineData("Guid", "Guid.Empty")]
    public Task An_id_with_a_number_or_a_Guid_is_a_persons(string type, string value)
    {
        var shop = $$"""
            Console.WriteLine(new Sale({{value}}, "user_1").ClerkUserName);

            record Sale({{type}} ClerkId, string ClerkUserId) { public string ClerkUserName => ClerkUserId; }
            """;
        return Task.WhenAll(
            Unchanged(shop).ReportsNothing().HoldsAsync(),
            Rewrites(shop.Replace(type + " ClerkId", type + " SellerId", StringComparison.Ordinal),
                shop.Replace(type + " ClerkId", type + " SellerId", StringComparison.Ordinal).Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal)));
    }

    [Fact]
    public Task Other_words_with_clerk_are_no_user_id() => Rewrites(
        before: """
            var clerkUserName = "Ada";
            var clerkIdentity = new ClerkOptions { ClerkUser = clerkUserName, ClerkUserId = "user_1", ClerkUserIdentity = "x", ClerkSubscription = "y" };
            Console.WriteLine(HandleClerkWebhook(clerkIdentity.ClerkUser + clerkIdentity.ClerkUserId + clerkIdentity.ClerkUserIdentity + clerkIdentity.ClerkSubscription));

            static string HandleClerkWebhook(string clerk) => clerk;

            class ClerkOptions
            {
                public string ClerkUser = "", ClerkUserId = "", ClerkUserIdentity = "", ClerkSubscription = "";
            }
            """,
        after: """
            var clerkUserName = "Ada";
            var clerkIdentity = new ClerkOptions { ClerkUser = clerkUserName, WorkosUserId = "user_1", ClerkUserIdentity = "x", ClerkSubscription = "y" };
            Console.WriteLine(HandleClerkWebhook(clerkIdentity.ClerkUser + clerkIdentity.WorkosUserId + clerkIdentity.ClerkUserIdentity + clerkIdentity.ClerkSubscription));

            static string HandleClerkWebhook(string clerk) => clerk;

            class ClerkOptions
            {
                public string ClerkUser = "", WorkosUserId = "", ClerkUserIdentity = "", ClerkSubscription = "";
            }
            """);

    [Fact]
    public Task A_method_of_the_same_name_and_another_shape_is_no_audit_call() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, null, null);
            new Journal().LogAuditEvent(new { Action = "create" });
            new Journal().LogAuditEvent("a", "b", "c", "d", "e", "f", "g", "h");

            class Journal
            {
                public void LogAuditEvent(object entry) => Console.WriteLine(entry);

                public void LogAuditEvent(string a, string b, string c, string d, string e, string f, string g, string h) => Console.WriteLine(a + b + c + d + e + f + g + h);
            }
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await AuditLogger.LogAuditEvent("create", "meeting", "m1");
            new Journal().LogAuditEvent(new { Action = "create" });
            new Journal().LogAuditEvent("a", "b", "c", "d", "e", "f", "g", "h");

            class Journal
            {
                public void LogAuditEvent(object entry) => Console.WriteLine(entry);

                public void LogAuditEvent(string a, string b, string c, string d, string e, string f, string g, string h) => Console.WriteLine(a + b + c + d + e + f + g + h);
            }
            """).HoldsAsync();

    [Fact]
    public Task Types_of_a_user_interface_that_are_named_like_tables_stay() => LegacySide.Schemas.Rewriting(
        before: """
            using Booking.Drizzle.Schema;
            using Booking.Web;

            Console.WriteLine(new RecordTable().Rows + new ScheduleTable<EventTable>().Rows + new Booking.Web.Seating.EventTable().Seats + new UserTable { ClerkUserId = "user_1" }.ClerkUserId);

            namespace Booking.Web
            {
                class RecordTable { public int Rows => 1; }

                class ScheduleTable<T> { public int Rows => 2; }
            }

            namespace Booking.Web.Seating
            {
                class EventTable { public int Seats => 8; }
            }
            """,
        after: """
            using Booking.Drizzle.SchemaWorkos;
            using Booking.Web;

            Console.WriteLine(new RecordTable().Rows + new ScheduleTable<EventsTable>().Rows + new Booking.Web.Seating.EventTable().Seats + new UsersTable { WorkosUserId = "user_1" }.WorkosUserId);

            namespace Booking.Web
            {
                class RecordTable { public int Rows => 1; }

                class ScheduleTable<T> { public int Rows => 2; }
            }

            namespace Booking.Web.Seating
            {
                class EventTable { public int Seats => 8; }
            }
            """).HoldsAsync();

    [Fact]
    public Task Entity_Framework_migrations_and_snapshots_are_never_edited() => Program(
        before: """
            using Microsoft.EntityFrameworkCore.Migrations;

            new Booking.Migrations.AddUsers().Apply(new MigrationBuilder());
            Console.WriteLine(new Booking.User { ClerkUserId = "user_1" }.ClerkUserId);
            """,
        after: """
            using Microsoft.EntityFrameworkCore.Migrations;

            new Booking.Migrations.AddUsers().Apply(new MigrationBuilder());
            Console.WriteLine(new Booking.User { WorkosUserId = "user_1" }.WorkosUserId);
            """)
        .With(Package.EntityFramework)
        .File("User.cs",
            before: """
                using System.ComponentModel.DataAnnotations.Schema;
                using Microsoft.EntityFrameworkCore;

                namespace Booking;

                [Table("users")]
                public class User
                {
                    public string ClerkUserId { get; set; } = "";
                }

                public class Db : DbContext
                {
                    public DbSet<User> Users { get; } = [];
                }
                """,
            after: """
                using System.ComponentModel.DataAnnotations.Schema;
                using Microsoft.EntityFrameworkCore;

                namespace Booking;

                [Table("users")]
                public class User
                {
                    [Column("ClerkUserId")]
                    public string WorkosUserId { get; set; } = "";
                }

                public class Db : DbContext
                {
                    public DbSet<User> Users { get; } = [];
                }
                """)
        .Given("Migrations/20240101000000_AddUsers.cs", """
            using Microsoft.EntityFrameworkCore.Migrations;

            namespace Booking.Migrations;

            public partial class AddUsers : Migration
            {
                public void Apply(MigrationBuilder migrationBuilder) => Up(migrationBuilder);

                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    string clerkUserIdType = "text";
                    migrationBuilder.CreateTable(
                        name: "users",
                        columns: table => new
                        {
                            ClerkUserId = table.Column<string>(type: clerkUserIdType, nullable: false),
                        });
                }
            }
            """)
        .Given("Migrations/DbModelSnapshot.cs", """
            // <auto-generated />
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;

            namespace Booking.Migrations;

            [DbContext(typeof(Db))]
            partial class DbModelSnapshot : ModelSnapshot
            {
                protected override void BuildModel(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity("Booking.User", b =>
                    {
                        b.Property<string>("ClerkUserId");
                        b.HasIndex("ClerkUserId");
                    });
                }
            }
            """)
        .Reports(ContractKind.Persisted, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();
}
