using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>A solution whose code has moved to the WorkOS schema; only its data migration still reads the legacy one. It names the two in every way that there is.</summary>
internal static class TwoSchemas
{
    public const string LegacyBlockedDates = "namespace Domain.Schema;\n\npublic class BlockedDatesTable\n{\n    public string ClerkUserId { get; set; } = \"\";\n    public DateTime Date { get; set; }\n}\n";

    public const string BlockedDates = "namespace Domain.SchemaWorkos;\r\n\r\n/// <summary>Für später.</summary>\r\npublic class BlockedDatesTable\r\n{\r\n    public string WorkosUserId { get; set; } = \"\";\r\n    public DateTime Date { get; set; }\r\n    public string? Reason { get; set; }\r\n}\r\n";

    private const string Db = """
        using System.ComponentModel.DataAnnotations.Schema;
        using Domain.SchemaWorkos;
        using Views = Domain.SchemaWorkos.Views;

        namespace Domain
        {
            /// <summary>Has <see cref="Domain.SchemaWorkos.EventsTable"/> and <see cref="SchemaWorkos.MeetingsTable.Event"/>.</summary>
            [Table("db")]
            public class Db
            {
                public List<EventsTable> Events { get; } = [];

                public List<SchemaWorkos.BlockedDatesTable> BlockedDates { get; } = [];

                public Views.EventView? View { get; set; }

                public string Name => nameof(Domain.SchemaWorkos) + nameof(SchemaWorkos.Views.EventView);

                /// <summary>No schema of a database.</summary>
                public int Schema { get; set; }

                public Type? Found => Type.GetType("Domain.SchemaWorkos.EventsTable, Domain");
            }
        }

        """;

    private const string Script = """
        using Domain.Schema;
        using Domain.SchemaWorkos;
        using LegacyBlockedDates = Domain.Schema.BlockedDatesTable;

        namespace App;

        public static class Script
        {
            public static EventsTable Of(EventTable row) => new() { WorkosUserId = row.ClerkUserId };

            public static MeetingsTable Of(MeetingTable row) => new() { Event = Of(row.Event!) };

            public static Domain.SchemaWorkos.BlockedDatesTable Of(LegacyBlockedDates row) => new() { WorkosUserId = row.ClerkUserId, Date = row.Date };
        }

        """;

    private const string Program = """
        using Domain;

        var db = new Db { Schema = 1 };
        db.Events.Add(new EventsTable { WorkosUserId = "user_1" });
        db.BlockedDates.Add(new global::Domain.SchemaWorkos.BlockedDatesTable());
        System.Console.WriteLine(db.Name);

        """;

    public static TemporaryFolder Create()
    {
        var folder = SmallSolution.Create();
        File.Delete(folder["Domain/User.cs"]);
        folder.Write("Domain/Domain.csproj", SmallSolution.ProjectText.Replace("</Project>", """
              <ItemGroup>
                <EmbeddedResource Include="SchemaWorkos\seed.sql" />
                <Compile Update="Schema/*Table.cs" Visible="true" />
              </ItemGroup>
            </Project>
            """, StringComparison.Ordinal));
        folder.Write("Domain/Schema/EventTable.cs", Table("Schema", "EventTable", "public string ClerkUserId { get; set; } = \"\";"));
        folder.Write("Domain/Schema/MeetingTable.cs", Table("Schema", "MeetingTable", "public EventTable? Event { get; set; }"));
        folder.Write("Domain/Schema/BlockedDatesTable.cs", LegacyBlockedDates);
        folder.Write("Domain/SchemaWorkos/EventsTable.cs", Table("SchemaWorkos", "EventsTable", "public string WorkosUserId { get; set; } = \"\";"));
        folder.Write("Domain/SchemaWorkos/MeetingsTable.cs", Table("SchemaWorkos", "MeetingsTable", "public EventsTable? Event { get; set; }"));
        folder.Write("Domain/SchemaWorkos/BlockedDatesTable.cs", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(BlockedDates)]);
        folder.Write("Domain/SchemaWorkos/Views/EventView.cs", Encoding.Latin1.GetBytes("// Übersicht\nnamespace Domain.SchemaWorkos.Views;\n\npublic record EventView(EventsTable Event);\n"));
        folder.Write("Domain/SchemaWorkos/seed.sql", "INSERT INTO events DEFAULT VALUES;\n");
        folder.Write("Domain/Db.cs", Db);
        folder.Write("App/App.csproj", folder.Read("App/App.csproj").Replace("</Project>", """
              <ItemGroup>
                <Using Include="Domain.SchemaWorkos" />
                <Using Include="Domain.SchemaWorkos.EventsTable" Alias="Events" />
                <None Include="..\Domain\SchemaWorkos\seed.sql" Link="SchemaWorkos\seed.sql" />
              </ItemGroup>
            </Project>
            """, StringComparison.Ordinal));
        folder.Write("App/Script.cs", Script);
        folder.Write("App/Program.cs", Program);
        return folder;
    }

    /// <summary>How many compiler errors a solution has.</summary>
    public static async Task<string> ErrorsAsync(TemporaryFolder folder)
    {
        var looked = await Tool.RunAsync(folder, "fix", ".", "--dry-run", "--no-restore", "--verify", "full", "--report", "obj/errors.json");
        Assert.True(looked.ExitCode is 0 or 1, looked.Error);
        using var report = System.Text.Json.JsonDocument.Parse(folder.Read("obj/errors.json"));
        return report.RootElement.GetProperty("summary").GetProperty("errorsBefore").ToString();
    }

    private static string Table(string space, string name, string member) => $$"""
        namespace Domain.{{space}};

        public class {{name}}
        {
            public Guid Id { get; set; }

            {{member}}

            public DateTimeOffset CreatedAt { get; set; }
        }

        """;
}
