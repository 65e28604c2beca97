using System.Text;
using System.Text.Json.Nodes;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using NJsonSchema;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>The schema in docs/ is true: each report is valid, and has no member that the schema does not name.</summary>
public sealed class ReportSchemaTests
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "Reporting", "report.schema.json");

    [Fact]
    public async Task A_report_of_fix_is_as_described_and_shows_what_changes()
    {
        using var folder = SmallSolution.CreateOneProject();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--dry-run", "--report", "report.json"]);
        Assert.Empty(await ProblemsAsync(folder.Read("report.json")));
        var hunk = JsonNode.Parse(folder.Read("report.json"))!["files"]![0]!["hunks"]![0]!;
        Assert.Equal(
            """{"oldStart":2,"newStart":2,"lines":[" "," public class User"," {","-    public string ClerkUserId { get; set; } = \"\";","+    public string WorkosUserId { get; set; } = \"\";"," }"]}""",
            hunk.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task A_report_of_check_with_a_baseline_is_as_described()
    {
        using var folder = SmallSolution.CreateOneProject();
        await Tool.RunAsync(folder, new WordEngine(), ["check", ".", "--update-baseline", "--report", "report.json"]);
        Assert.Empty(await ProblemsAsync(folder.Read("report.json")));
    }

    [Fact]
    public async Task A_report_of_everything_is_as_described() =>
        Assert.Empty(await ProblemsAsync(Encoding.UTF8.GetString(JsonReport.Write(ReportTests.Report))));

    [Theory]
    [InlineData("findings", "fingerprint")]
    [InlineData("files", "hunks")]
    public async Task A_member_that_the_schema_does_not_name_is_noticed(string array, string member)
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Path))!;
        schema["properties"]![array]!["items"]!["properties"]!.AsObject().Remove(member);
        Assert.NotEmpty(await ProblemsAsync(Encoding.UTF8.GetString(JsonReport.Write(ReportTests.Report)), schema));
    }

    private static async Task<IEnumerable<string>> ProblemsAsync(string report, JsonNode? schema = null)
    {
        schema ??= JsonNode.Parse(await File.ReadAllTextAsync(Path))!;
        Close(schema);
        return (await JsonSchema.FromJsonAsync(schema.ToJsonString())).Validate(report).Select(problem => problem.ToString());
    }

    /// <summary>Members may be added in a later version, so the schema itself lets them pass.</summary>
    private static void Close(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Close(item);
        }
        else if (node is JsonObject described)
        {
            foreach (var (_, member) in described.ToList())
                Close(member);
            if (described["properties"] is JsonObject && described["type"] is JsonValue)
                described["additionalProperties"] = false;
        }
    }
}
