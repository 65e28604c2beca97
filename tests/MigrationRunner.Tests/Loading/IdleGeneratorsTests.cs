using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Loading.Compiler;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>A generator of .NET's own is run where a file has its attribute's name, however it is written, and nowhere else.</summary>
public sealed class IdleGeneratorsTests
{
    private const string Regex = "System.Text.RegularExpressions.Generator";
    private const string Json = "System.Text.Json.SourceGeneration";

    private static readonly string[] All =
    [
        "Microsoft.Interop.ComInterfaceGenerator", "Microsoft.Interop.JavaScript.JSImportGenerator", "Microsoft.Interop.LibraryImportGenerator", Json, Regex,
        "Microsoft.Extensions.Logging.Generators", "Microsoft.Extensions.Options.SourceGeneration",
    ];

    [Theory]
    [InlineData("partial class Words { [GeneratedRegex(\"a\")] private static partial System.Text.RegularExpressions.Regex A(); }", Regex)]
    [InlineData("[JsonSerializable(typeof(int))] partial class Numbers : System.Text.Json.Serialization.JsonSerializerContext;", Json)]
    [InlineData("using Words = System.Text.RegularExpressions.GeneratedRegexAttribute;", Regex)]
    [InlineData("class Numbers { int @LoggerMessage; }", "Microsoft.Extensions.Logging.Generators")]
    [InlineData("class Numbers { int _generatedRegex; }")]
    public void Runs_where_its_attribute_is_named(string code, params string[] kept) => Assert.Equal(kept, Kept(code));

    [Theory]
    [InlineData(@"\u0052")]
    [InlineData(@"\U00000052")]
    public void All_run_where_a_name_may_be_escaped(string escaped) => Assert.Equal(All.Order(), Kept($"partial class Words {{ [Generated{escaped}egex(\"a\")] private static partial Regex A(); }}"));

    [Fact]
    public void All_run_where_a_file_cannot_be_read() => Assert.Equal(All.Order(), Kept(code: null));

    [Fact]
    public void One_project_s_attribute_is_not_another_s()
    {
        using var folder = new TemporaryFolder();
        using var workspace = new AdhocWorkspace();
        var solution = With(With(workspace.CurrentSolution, folder.Write("A.cs", "[GeneratedRegex]")), folder.Write("B.cs", "[JsonSerializable]"));
        Assert.Equal([[Json], [Regex]], IdleGenerators.Without(solution, default).Projects.Select(Names).OrderBy(names => names[0]));
    }

    /// <summary>What the list of attributes says of the generators that are installed: without an attribute they write nothing at all.</summary>
    [Fact]
    public void Those_that_are_left_out_would_write_nothing()
    {
        var code = CSharpSyntaxTree.ParseText("""
            using System.Text.Json;
            using System.Text.RegularExpressions;

            /// <summary>What the generators are about, without their attributes.</summary>
            public sealed partial class User
            {
                public string? Name { get; init; }
                public bool IsValid() => new Regex("[a-z]+").IsMatch(Name ?? "");
                public string Text() => JsonSerializer.Serialize(this);
                [System.Runtime.InteropServices.DllImport("c")] public static extern int getpid();
            }

            [System.Runtime.InteropServices.ComImport, System.Runtime.InteropServices.Guid("00000000-0000-0000-C000-000000000046")] public interface IUnknown;
            """);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("App", [code], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var generators = Paths().SelectMany(path => new AnalyzerFileReference(path, Loader()).GetGenerators(LanguageNames.CSharp)).ToList();

        var result = CSharpGeneratorDriver.Create(generators).RunGenerators(compilation).GetRunResult();

        Assert.True(generators.Count >= All.Length);
        Assert.All(result.Results, generator => Assert.Null(generator.Exception));
        Assert.Empty(result.GeneratedTrees);
    }

    private static string[] Kept(string? code)
    {
        using var folder = new TemporaryFolder();
        using var workspace = new AdhocWorkspace();
        return Names(IdleGenerators.Without(With(workspace.CurrentSolution, code is null ? folder["Missing.cs"] : folder.Write("Code.cs", code)), default).Projects.Single());
    }

    private static string[] Names(Project project) => [.. project.AnalyzerReferences.Select(reference => Path.GetFileNameWithoutExtension(reference.FullPath!)).Order(StringComparer.Ordinal)];

    private static Solution With(Solution solution, string file)
    {
        var id = ProjectId.CreateNewId();
        return solution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, file, file, LanguageNames.CSharp, analyzerReferences: Paths().Select(path => new AnalyzerFileReference(path, Loader()))))
            .AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(file), "", filePath: file);
    }

    private static AnalyzerLoader Loader() => new();

    /// <summary>Those that the SDK brings.</summary>
    private static List<string> Paths()
    {
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)!)!)!;
        var packs = Path.Combine(Path.GetDirectoryName(shared)!, "packs");
        return [.. All.Select(name => Directory.EnumerateFiles(packs, name + ".dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last())];
    }
}
