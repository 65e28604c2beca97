using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Consolidation;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Consolidation;

/// <summary>Which files and folders follow their namespaces, and which must not.</summary>
public sealed class SchemaMovesTests : IDisposable
{
    private static readonly SchemaRename Legacy = new("A.Schema", "A.SchemaLegacy", IsLegacy: true);
    private static readonly SchemaRename Current = new("A.SchemaWorkos", "A.Schema", IsLegacy: false);

    private readonly TemporaryFolder _folder = new();
    private readonly List<DeclaringFile> _declaring = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_are_called_after_the_namespaces_change_places()
    {
        Declare("src/Schema.cs", Legacy);
        Declare("src/SchemaWorkos.cs", Current);
        Declare("src/SchemaWorkos.Views.cs", Current);
        Assert.Equal(["src/Schema.cs -> src/SchemaLegacy.cs", "src/SchemaWorkos.Views.cs -> src/Schema.Views.cs", "src/SchemaWorkos.cs -> src/Schema.cs"], Moves());
    }

    [Fact]
    public void What_else_is_in_a_folder_goes_along_and_what_builds_made_there_does_not()
    {
        Declare("src/SchemaWorkos/deep/Table.cs", Current);
        _folder.Write("src/SchemaWorkos/notes.md", "");
        _folder.Write("src/SchemaWorkos/obj/x.json", "");
        _folder.Write("src/Other/SchemaWorkos/notes.md", "");
        Assert.Equal(["src/SchemaWorkos/deep/Table.cs -> src/Schema/deep/Table.cs", "src/SchemaWorkos/notes.md -> src/Schema/notes.md"], Moves());
    }

    [Fact]
    public void Other_code_in_a_folder_stays_there()
    {
        Declare("src/SchemaWorkos/Table.cs", Current);
        Declare("src/SchemaWorkos/Tools.cs");
        Declare("src/SchemaWorkos/Both.cs", Current, elsewhere: true);
        _folder.Write("src/SchemaWorkos/notes.md", "");
        Assert.Equal(["src/SchemaWorkos/Table.cs -> src/Schema/Table.cs"], Moves(out var moves));
        Assert.Contains("'src/SchemaWorkos' holds other code as well", Assert.Single(moves.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_a_project_keeps_its_name()
    {
        Declare("SchemaWorkos/Table.cs", Current);
        _folder.Write("SchemaWorkos/SchemaWorkos.csproj", "");
        Assert.Empty(Moves(out var moves));
        Assert.Equal("'SchemaWorkos' holds 'SchemaWorkos.csproj' and keeps its name.", Assert.Single(moves.Remarks));
    }

    [Fact]
    public void A_place_that_somebody_else_has_is_refused()
    {
        Declare("src/Schema/Table.cs", Legacy);
        _folder.Write("src/SchemaLegacy/Table.cs", "");
        var failure = Assert.Throws<CannotRunException>(() => Moves());
        Assert.Equal("'src/Schema/Table.cs' would become 'src/SchemaLegacy/Table.cs', and that is there already; nothing was written.", failure.Message);
    }

    [Fact]
    public void A_link_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        Declare("src/Schema/Table.cs", Legacy);
        _folder.Write("elsewhere.cs", "");
        File.CreateSymbolicLink(_folder["src/Schema/Link.cs"], _folder["elsewhere.cs"]);
        Assert.Contains("'src/Schema/Link.cs' is a link", Assert.Throws<CannotRunException>(() => Moves()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Compile Include=\"Schema/**/*.cs;..\\src\\SchemaWorkos\\*.cs\" />", "<Compile Include=\"SchemaLegacy/**/*.cs;..\\src\\Schema\\*.cs\" />")]
    [InlineData("<None Update='$(MSBuildThisFileDirectory)SchemaWorkos/Table.cs' Link='SchemaWorkos/Table.cs' />", "<None Update='$(MSBuildThisFileDirectory)Schema/Table.cs' Link='Schema/Table.cs' />")]
    [InlineData("<None Include=\"$(SolutionDir)src/Schema/Table.cs\" Condition=\"'$(X)' != 'Schema'\" />", "<None Include=\"$(SolutionDir)src/SchemaLegacy/Table.cs\" Condition=\"'$(X)' != 'Schema'\" />")]
    [InlineData("<Compile Include=\"../Schema/Table.cs\" Link=\"Schema/Table.cs\" />", "<Compile Include=\"../Schema/Table.cs\" Link=\"Schema/Table.cs\" />")]
    [InlineData("<Using Include=\"A.SchemaWorkos; A.Schema\" /><Using Include=\"A.SchemaWorkos.Views\" Static=\"true\" />", "<Using Include=\"A.Schema; A.SchemaLegacy\" /><Using Include=\"A.Schema.Views\" Static=\"true\" />")]
    [InlineData("<InternalsVisibleTo Include=\"A.SchemaWorkos\" />", "<InternalsVisibleTo Include=\"A.SchemaWorkos\" />")]
    public void Items_of_a_project_follow(string before, string after)
    {
        Declare("src/Schema/Table.cs", Legacy);
        Declare("src/SchemaWorkos/Table.cs", Current);
        Moves(out var moves);
        var project = _folder["src/A.csproj"];
        var text = $"<Project>\r\n  <ItemGroup>{before}</ItemGroup>\r\n</Project>";
        var changes = new ProjectItems([Legacy, Current], new ItemPaths(moves, _folder.Root, [project])).In(project, text);
        Assert.Equal($"<Project>\r\n  <ItemGroup>{after}</ItemGroup>\r\n</Project>", Microsoft.CodeAnalysis.Text.SourceText.From(text).WithChanges(changes).ToString());
    }

    [Fact]
    public void What_all_projects_import_speaks_of_the_folder_of_each()
    {
        Declare("src/SchemaWorkos/Table.cs", Current);
        Moves(out var moves);
        const string text = "<Project><PropertyGroup><RootNamespace>A.SchemaWorkos</RootNamespace></PropertyGroup><ItemGroup><None Include=\"SchemaWorkos/*.sql\" /></ItemGroup></Project>";
        var changes = new ProjectItems([Current], new ItemPaths(moves, _folder.Root, [_folder["src/A.csproj"]])).In(_folder["Directory.Build.props"], text);
        Assert.Equal(text.Replace("SchemaWorkos", "Schema", StringComparison.Ordinal), Microsoft.CodeAnalysis.Text.SourceText.From(text).WithChanges(changes).ToString());
    }

    private void Declare(string path, SchemaRename? rename = null, bool elsewhere = false) =>
        _declaring.Add(new DeclaringFile(_folder.Write(path, ""), rename is null ? [] : [rename], elsewhere || rename is null));

    private string[] Moves() => Moves(out _);

    private string[] Moves(out SchemaMoves moves)
    {
        moves = SchemaMoves.Of(_folder.Root, [Legacy, Current], [.. _declaring], default);
        return [.. moves.Files.Select(file => $"{Path.GetRelativePath(_folder.Root, file.Key)} -> {Path.GetRelativePath(_folder.Root, file.Value)}".Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }
}
