namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>A meetings table that lacks its guests' columns, with Entity Framework Core and without.</summary>
internal static class GuestSolution
{
    public const string Table = """
        using System.ComponentModel.DataAnnotations.Schema;

        namespace Shop;

        [Table("meetings", Schema = "booking")]
        public class MeetingsTable
        {
            [Column("id")] public Guid Id { get; set; }
            [Column("org_id")] public Guid OrgId { get; set; }
            [Column("workos_user_id")] public string WorkosUserId { get; set; } = "";
            [Column("guest_email")] public string GuestEmail { get; set; } = "";
            [Column("guest_name")] public string GuestName { get; set; } = "";
            [Column("start_time")] public DateTimeOffset StartTime { get; set; }
        }

        """;

    /// <summary>The table after the fix.</summary>
    public static string Fixed { get; } = Table.Replace("""
            [Column("guest_name")] public string GuestName { get; set; } = "";

        """, """
            [Column("guest_name")] public string GuestName { get; set; } = "";
            [Column("guest_workos_user_id")] public string GuestWorkosUserId { get; set; }
            [Column("guest_org_id")] public Guid? GuestOrgId { get; set; }

        """, StringComparison.Ordinal);

    /// <summary>Mapped by attributes alone, as Dapper code has it.</summary>
    public static TemporaryFolder Create()
    {
        var folder = SmallSolution.CreateOneProject();
        File.Delete(folder["User.cs"]);
        folder.Write("MeetingsTable.cs", Table);
        return folder;
    }

    /// <summary>With a context on PostgreSQL, a first migration's snapshot still to come, and the tool in a manifest.</summary>
    public static TemporaryFolder CreateWithContext()
    {
        var folder = new TemporaryFolder();
        folder.Write(".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": { "dotnet-ef": { "version": "10.0.15", "commands": ["dotnet-ef"] } } }""");
        folder.Write("Directory.Build.props", "<Project />");
        folder.Write("Directory.Packages.props", "<Project />");
        folder.Write("Shop.slnx", """<Solution><Project Path="Data/Data.csproj" /><Project Path="Web/Web.csproj" /></Solution>""");
        folder.Write("Data/Data.csproj", SmallSolution.ProjectText.Replace("</Project>", """
              <ItemGroup><PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.*" /></ItemGroup>
            </Project>
            """, StringComparison.Ordinal));
        folder.Write("Data/MeetingsTable.cs", Table);
        folder.Write("Data/ShopDb.cs", """
            using Microsoft.EntityFrameworkCore;

            namespace Shop;

            public class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options)
            {
                public DbSet<MeetingsTable> Meetings => Set<MeetingsTable>();
            }

            """);
        folder.Write("Web/Web.csproj", SmallSolution.ProjectText.Replace("</PropertyGroup>", """
            <OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="..\Data\Data.csproj" />
                <PackageReference Include="Microsoft.EntityFrameworkCore.Design" Version="10.0.15" />
              </ItemGroup>
            """, StringComparison.Ordinal));
        folder.Write("Web/Program.cs", """
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Design;
            using Shop;

            System.Console.WriteLine(typeof(ShopDb));

            public sealed class ShopDbFactory : IDesignTimeDbContextFactory<ShopDb>
            {
                public ShopDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<ShopDb>().UseNpgsql("Host=localhost", npgsql => npgsql.MigrationsAssembly("Data")).Options);
            }

            """);
        return folder;
    }
}
