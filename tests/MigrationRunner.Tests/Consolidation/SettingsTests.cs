using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Consolidation;

/// <summary>Stage, schemas and paths in the settings follow, and nothing else in them changes.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = TwoSchemas.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_init_wrote_follows()
    {
        Assert.Equal(0, (await Tool.RunAsync(_folder, "init", ".", "--no-restore")).ExitCode);
        var before = _folder.Read(".globalconfig");
        Assert.Contains("c2w_legacy_schema = Domain.Schema\n", before, StringComparison.Ordinal);
        Assert.Contains("# c2w_stage = migrate\n", before, StringComparison.Ordinal);

        await ConsolidateAsync();
        Assert.Equal(
            before.Replace("c2w_legacy_schema = Domain.Schema\n", "c2w_legacy_schema = Domain.SchemaLegacy\n", StringComparison.Ordinal)
                .Replace("c2w_target_schema = Domain.SchemaWorkos\n", "c2w_target_schema = Domain.Schema\n", StringComparison.Ordinal)
                .Replace("# c2w_stage = migrate\n", "c2w_stage = consolidated\n", StringComparison.Ordinal),
            _folder.Read(".globalconfig"));
        Assert.Equal(0, (await Tool.RunAsync(_folder, "check", ".", "--no-restore", "--rules", "C2W301,C2W302,C2W303")).ExitCode);
    }

    [Fact]
    public async Task Globs_of_what_moved_and_the_stage_of_an_editorconfig_follow()
    {
        _folder.Write(".globalconfig", "is_global = true\r\nc2w_legacy_readers = Domain/Schema/*.cs, App/Script.cs # on purpose\r\n\r\n[*.cs]\r\nother = Domain/Schema/x\r\n");
        _folder.Write(".editorconfig", "root = true\n[*.cs]\nc2w_stage = migrate\nindent_size = 4\n");
        await ConsolidateAsync();
        Assert.Equal("is_global = true\r\nc2w_legacy_readers = Domain/SchemaLegacy/*.cs, App/Script.cs # on purpose\r\n\r\n[*.cs]\r\nother = Domain/Schema/x\r\n", _folder.Read(".globalconfig"));
        Assert.Equal("root = true\n[*.cs]\nc2w_stage = consolidated\nindent_size = 4\n", _folder.Read(".editorconfig"));
    }

    [Fact]
    public async Task A_stage_is_added_before_the_first_section()
    {
        _folder.Write(".globalconfig", "is_global = true\n\n[*.cs]\nother = 1\n");
        await ConsolidateAsync();
        Assert.Equal("is_global = true\n\nc2w_stage = consolidated\n\n[*.cs]\nother = 1\n", _folder.Read(".globalconfig"));
    }

    [Fact]
    public async Task A_WorkOS_schema_of_another_name_takes_the_legacy_one_and_stays_known_by_its_own()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".cs" or ".csproj").ToList())
            _folder.Write(Path.GetRelativePath(_folder.Root, file), _folder.Read(Path.GetRelativePath(_folder.Root, file)).Replace("SchemaWorkos", "Fresh", StringComparison.Ordinal));
        Directory.Move(_folder["Domain/SchemaWorkos"], _folder["Domain/Fresh"]);
        await ConsolidateAsync();
        Assert.True(File.Exists(_folder["Domain/Schema/EventsTable.cs"]));
        Assert.Contains("c2w_target_schema = Domain.Fresh\n", _folder.Read(".globalconfig"), StringComparison.Ordinal);

        _folder.Write("App/Straggler.cs", "using Domain.Fresh;\n\nclass Straggler : EventsTable;\n");
        Assert.Contains("App/Straggler.cs(1,14): warning C2W303", (await Tool.RunAsync(_folder, "check", ".", "--no-restore")).Output, StringComparison.Ordinal);
    }

    private async Task ConsolidateAsync()
    {
        var done = await Tool.RunAsync(_folder, "schema", "consolidate", ".", "--no-restore", "--force");
        Assert.True(done.ExitCode == 0, done.Error);
    }
}
