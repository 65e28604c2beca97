using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Consolidation;

/// <summary>
/// Entity Framework Core compares the model with the last snapshot, by table and, where that has another name, by entity: names in a snapshot follow, so that a
/// table that is renamed later is renamed, and not dropped and made. Migrations and their designer files are history.
/// </summary>
public sealed class ModelSnapshotTests : IDisposable
{
    private const string Framework = """
        namespace Microsoft.EntityFrameworkCore.Infrastructure { public abstract class ModelSnapshot; }
        namespace Microsoft.EntityFrameworkCore.Migrations
        {
            public abstract class Migration;
            public class MigrationAttribute(string id) : System.Attribute { public string Id => id; }
        }

        """;

    private const string Snapshot = """
        using Microsoft.EntityFrameworkCore.Infrastructure;

        partial class DbModelSnapshot : ModelSnapshot
        {
            string[] Entities = ["Domain.SchemaWorkos.EventsTable", "Domain.Schema.BlockedDatesTable", "Domain.SchemaWorkos.BlockedDatesTable", "Domain.SchemaOther.X"];
        }

        """;

    private readonly TemporaryFolder _folder = TwoSchemas.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Names_of_entities_follow_in_a_snapshot_and_stay_in_migrations()
    {
        _folder.Write("Domain/Framework.cs", Framework);
        _folder.Write("Domain/Migrations/DbModelSnapshot.cs", Snapshot);
        var designer = Snapshot.Replace("using Microsoft.EntityFrameworkCore.Infrastructure", "using Microsoft.EntityFrameworkCore.Migrations", StringComparison.Ordinal)
            .Replace("partial class DbModelSnapshot : ModelSnapshot", "[Migration(\"1\")]\npartial class First", StringComparison.Ordinal);
        _folder.Write("Domain/Migrations/1_First.Designer.cs", designer);
        _folder.Write("Domain/Migrations/1_First.cs", "using Domain.SchemaWorkos;\nusing Microsoft.EntityFrameworkCore.Migrations;\n\npartial class First : Migration\n{\n    string Table = nameof(EventsTable);\n}\n");

        var done = await Tool.RunAsync(_folder, "schema", "consolidate", ".", "--no-restore");
        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Contains("""["Domain.Schema.EventsTable", "Domain.SchemaLegacy.BlockedDatesTable", "Domain.Schema.BlockedDatesTable", "Domain.SchemaOther.X"]""", _folder.Read("Domain/Migrations/DbModelSnapshot.cs"), StringComparison.Ordinal);
        Assert.Equal(designer, _folder.Read("Domain/Migrations/1_First.Designer.cs"));
        Assert.StartsWith("using Domain.Schema;\n", _folder.Read("Domain/Migrations/1_First.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("Designer.cs", done.Output, StringComparison.Ordinal);
    }
}
