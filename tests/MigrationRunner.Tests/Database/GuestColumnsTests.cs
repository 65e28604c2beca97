using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Database;

/// <summary>The step in the database that belongs to C2W402.</summary>
public sealed class GuestColumnsTests
{
    private const string Script = """
        -- The guest's user and organization (C2W402). Names are those of the code's mapping; running this again changes nothing.
        BEGIN;

        -- Shop.MeetingsTable
        ALTER TABLE "booking"."meetings" ADD COLUMN IF NOT EXISTS "guest_workos_user_id" text;
        ALTER TABLE "booking"."meetings" ADD COLUMN IF NOT EXISTS "guest_org_id" uuid;

        COMMIT;

        """;

    [Fact]
    public async Task Without_Entity_Framework_a_script_is_written_and_reported()
    {
        using var folder = GuestSolution.Create();
        var tried = await Tool.RunAsync(folder, "fix", ".", "--dry-run");
        Assert.Contains("Database: 'Migrations/add_guest_columns.sql' adds the columns", tried.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["Migrations/add_guest_columns.sql"]));

        var done = await Tool.RunAsync(folder, "fix", ".", "--report", "obj/report.json", "--report", "obj/report.md");
        Assert.True(done.ExitCode == 0, done.Output + done.Error);
        Assert.Equal(GuestSolution.Fixed, folder.Read("MeetingsTable.cs"));
        Assert.Equal(Script, folder.Read("Migrations/add_guest_columns.sql"));
        Assert.Contains("Database: 'Migrations/add_guest_columns.sql' adds the columns", done.Output, StringComparison.Ordinal);
        Assert.Contains("Migrations/add_guest_columns.sql", folder.Read("obj/report.md"), StringComparison.Ordinal);
        using (var report = JsonDocument.Parse(folder.Read("obj/report.json")))
            Assert.Equal(1, report.RootElement.GetProperty("database").GetArrayLength());

        var after = folder.Snapshot();
        Assert.Equal(0, (await Tool.RunAsync(folder, "fix", ".")).ExitCode);
        Assert.Equal(after, folder.Snapshot());
    }

    [Fact]
    public async Task On_request_nothing_is_written_but_the_code()
    {
        using var folder = GuestSolution.Create();
        var done = await Tool.RunAsync(folder, "fix", ".", "--guest-columns", "none");
        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Contains("Database: 'meetings' needs new columns: guest_workos_user_id text, guest_org_id uuid.", done.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["Migrations"]));
    }

    [Fact]
    public async Task A_migration_is_refused_where_no_context_holds_the_table()
    {
        using var folder = GuestSolution.Create();
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".", "--guest-columns", "ef")).ShouldRefuse("Shop.MeetingsTable", "--guest-columns sql");
        (await Tool.RunAsync(folder, "fix", ".", "--guest-columns", "yes")).ShouldRefuse("--guest-columns takes ef, sql or none");
        (await Tool.RunAsync(folder, "fix", ".", "--startup-project", "Nowhere.csproj")).ShouldRefuse("--startup-project", "Nowhere.csproj");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_script_of_somebody_else_is_never_replaced()
    {
        using var folder = GuestSolution.Create();
        folder.Write("Migrations/add_guest_columns.sql", "-- ours\n");
        Assert.Equal(0, (await Tool.RunAsync(folder, "fix", ".")).ExitCode);
        Assert.Equal("-- ours\n", folder.Read("Migrations/add_guest_columns.sql"));
        Assert.Equal(Script, folder.Read("Migrations/add_guest_columns_2.sql"));
    }

    [Fact]
    public async Task Dotnet_ef_adds_a_migration_on_request_and_without_it_the_command_is_named()
    {
        using var folder = GuestSolution.CreateWithContext();
        const string Command = "dotnet ef migrations add AddGuestColumns --project Data/Data.csproj --startup-project Web/Web.csproj --context Shop.ShopDb";
        var before = folder.Snapshot();
        var tried = await Tool.RunAsync(folder, "fix", ".", "--dry-run");
        Assert.True(tried.ExitCode == 0, tried.Error);
        Assert.Contains($"Database: the new columns need a migration: run '{Command}'", tried.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());

        var done = await Tool.RunAsync(folder, "fix", ".", "--guest-columns", "ef", "--output", folder["../" + Path.GetFileName(folder.Root) + "-out"]);
        var output = folder.Root + "-out";
        try
        {
            Assert.True(done.ExitCode == 0, done.Error);
            Assert.Equal(before, folder.Snapshot());
            var migration = Assert.Single(Directory.EnumerateFiles(Path.Combine(output, "Data", "Migrations"), "*_AddGuestColumns.cs"));
            var text = await File.ReadAllTextAsync(migration);
            Assert.Contains("guest_workos_user_id = table.Column<string>(type: \"text\", nullable: true)", text, StringComparison.Ordinal);
            Assert.Contains("guest_org_id = table.Column<Guid>(type: \"uuid\", nullable: true)", text, StringComparison.Ordinal);
            Assert.Contains($"Database: 'Data/Migrations/{Path.GetFileName(migration)}' was added by '{Command}'", done.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    [Fact]
    public async Task A_tool_that_cannot_be_restored_is_named_with_the_reason()
    {
        using var folder = GuestSolution.CreateWithContext();
        folder.Write(".config/dotnet-tools.json", folder.Read(".config/dotnet-tools.json").Replace("10.0.15", "10.0.9999", StringComparison.Ordinal));
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".", "--guest-columns", "ef")).ShouldRefuse("'dotnet ef' cannot be run", "'dotnet tool restore' failed (", "dotnet-ef", "nothing was written");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_code_as_it_was()
    {
        using var folder = GuestSolution.CreateWithContext();
        folder.Write("Web/Program.cs", folder.Read("Web/Program.cs").Replace("new(new DbContextOptionsBuilder", "throw new System.NotSupportedException(\"no model here\"); ShopDb Never() => new(new DbContextOptionsBuilder", StringComparison.Ordinal)
            .Replace("CreateDbContext(string[] args) => ", "CreateDbContext(string[] args) { ", StringComparison.Ordinal).Replace(".Options);", ".Options); }", StringComparison.Ordinal));
        var before = folder.Snapshot();
        var refused = await Tool.RunAsync(folder, "fix", ".", "--guest-columns", "ef");
        refused.ShouldRefuse("dotnet ef migrations add AddGuestColumns", "nothing was written");
        Assert.Equal(before, folder.Snapshot());
    }
}
