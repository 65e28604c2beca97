using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>init</c> writes what it finds, where runner and compiler find it again.</summary>
public sealed class InitTests
{
    private const string Schemas = """
        namespace Domain.Schema { public class EventTable { public string ClerkUserId { get; set; } = ""; } public class UserTable { public string ClerkUserId { get; set; } = ""; } }
        namespace Domain.SchemaWorkos { public class EventsTable { public string WorkOSUserId { get; set; } = ""; } public class UsersTable { public string WorkOSUserId { get; set; } = ""; } }
        """;

    private const string DataMigration = """
        using Domain.Schema;
        using Domain.SchemaWorkos;

        namespace App.DataMigration;

        static class Events { public static EventsTable Of(EventTable row) => new() { WorkOSUserId = row.ClerkUserId }; }
        """;

    [Fact]
    public async Task Writes_what_it_finds_and_comments_out_the_rest()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Domain/Schemas.cs", Schemas);
        folder.Write("App/DataMigration/Events.cs", DataMigration);
        var run = await Tool.RunAsync(folder, "init", "Small.slnx");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal($"""
            Wrote {folder[".globalconfig"]}.
              c2w_evidence = on
              c2w_vendor_spelling = WorkOS
              c2w_legacy_schema = Domain.Schema
              c2w_target_schema = Domain.SchemaWorkos
              c2w_legacy_readers = App/DataMigration/*.cs

            """, run.Output, ignoreLineEndingDifferences: true);

        var written = folder.Read(".globalconfig");
        Assert.StartsWith("is_global = true\nglobal_level = 100\n", written, StringComparison.Ordinal);
        Assert.Contains("\n# c2w_stage = migrate\n", written, StringComparison.Ordinal);
        Assert.Contains("\n# As the code spells it already.\nc2w_vendor_spelling = WorkOS\n", written, StringComparison.Ordinal);
        foreach (var option in Analyzers.Map.MigrationOptions.All)
            Assert.Single(written.Split('\n'), line => line.TrimStart('#', ' ').StartsWith(option.Key + " =", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_to_write_over_settings_and_does_it_when_forced()
    {
        using var folder = SmallSolution.CreateOneProject();
        folder.Write(".globalconfig", "is_global = true\nc2w_tables = NoteTable\ndotnet_diagnostic.CA1000.severity = none\n");
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "init")).ShouldRefuse(".globalconfig", "c2w_tables", "--force");
        Assert.Equal(before, folder.Snapshot());

        var forced = await Tool.RunAsync(folder, "init", "--force");
        Assert.True(forced.ExitCode == 0, forced.Error);
        var written = folder.Read(".globalconfig");
        Assert.StartsWith("is_global = true\ndotnet_diagnostic.CA1000.severity = none\n\n# -- clerk2workos init --\n", written, StringComparison.Ordinal);
        Assert.Contains("\n# Set before.\nc2w_tables = NoteTable\n", written, StringComparison.Ordinal);
        Assert.Contains("\nc2w_evidence = on\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_no_evidence()
    {
        using var folder = SmallSolution.CreateOneProject();
        folder.Write("User.cs", "public class Clerk { public string ClerkUserId { get; set; } = \"\"; }");
        var run = await Tool.RunAsync(folder, "init");
        Assert.Equal($"Wrote {folder[".globalconfig"]}.\n", run.Output, ignoreLineEndingDifferences: true);
        Assert.Contains("\n# Not set: a clerk is a person in one of the projects.\n# c2w_evidence = auto\n", folder.Read(".globalconfig"), StringComparison.Ordinal);
    }

    /// <summary>A compiler sees one project: that Clerk is the product is said in another one, and in the file.</summary>
    [Fact]
    public async Task The_compiler_goes_by_it()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Directory.Build.props", $"""<Project><ItemGroup><Analyzer Include="{typeof(Analyzers.AllAnalyzers).Assembly.Location}" /></ItemGroup></Project>""");
        folder.Write("App/Program.cs", "string clerkId = \"user_1\";\nSystem.Console.WriteLine(clerkId + typeof(Domain.User));\n");
        Assert.DoesNotContain("Program.cs(1,8): warning C2W101", Build(folder), StringComparison.Ordinal);
        Assert.Equal(0, (await Tool.RunAsync(folder, "init", "Small.slnx")).ExitCode);
        Assert.Contains("Program.cs(1,8): warning C2W101", Build(folder), StringComparison.Ordinal);

        folder.Write(".globalconfig", folder.Read(".globalconfig").Replace("c2w_evidence = on", "c2w_evidence = maybe", StringComparison.Ordinal));
        Assert.Contains("warning C2W001: 'c2w_evidence = maybe' cannot be used: it takes auto, on, off", Build(folder), StringComparison.Ordinal);
        var check = await Tool.RunAsync(folder, "check", "Small.slnx");
        Assert.Matches(@"(?m)^\.globalconfig\(\d+,1\): warning C2W001: 'c2w_evidence = maybe' cannot be used: it takes auto, on, off\. The setting counts as not set\.\r?$", check.Output);
    }

    private static string Build(TemporaryFolder folder)
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", folder["App/App.csproj"], "--no-incremental", "-tl:off", "-nodeReuse:false"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
        })!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.True(build.ExitCode == 0, output);
        return output;
    }
}
