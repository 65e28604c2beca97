using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>A program that reads its settings from the files beside it, through .NET's own configuration: <c>Host.Configuration</c>.</summary>
internal sealed class KeyProgram
{
    private const string Root = "/booking/";

    private readonly List<(string Path, string Text)> _beside = [];
    private Preservation _code = Files.With(Package.RealAspNetCore).With(Package.JwtBearer);

    /// <summary>A program with <c>c2w_configuration_keys = rename</c>.</summary>
    public static KeyProgram Of(string code) => new KeyProgram().Configured("c2w_configuration_keys = rename").Code("Program.cs", code);

    public KeyProgram Configured(string line)
    {
        _code = _code.Configured(line);
        return this;
    }

    /// <summary>A file of the project <c>App</c>.</summary>
    public KeyProgram Code(string path, string text)
    {
        _code = _code.Given(path, text);
        return this;
    }

    /// <summary>A file beside the code, by its path below the solution's folder.</summary>
    public KeyProgram Beside(string path, string text)
    {
        _beside.Add((Root + path, text));
        return this;
    }

    /// <summary>Renames the keys; a second run has to change nothing.</summary>
    public async Task<KeyRun> RunAsync(RewriteOptions? options = null)
    {
        using var workspace = new AdhocWorkspace();
        var before = Open(workspace);
        var result = await MigrationEngine.RewriteAsync(before, options ?? new RewriteOptions { Verify = true });
        Assert.Empty(result.TakenBack);
        var second = await MigrationEngine.RewriteAsync(result.Solution, options ?? new RewriteOptions { Verify = true });
        Assert.Empty(second.Files);
        Assert.Empty(second.Contracts);
        return new KeyRun(before, result);
    }

    /// <summary>Renames the keys, and the program prints the same with the files before and after.</summary>
    public async Task<KeyRun> ReadsTheSameAsync()
    {
        var run = await RunAsync();
        var printed = await PrintedAsync(run.Before);
        Assert.False(string.IsNullOrWhiteSpace(printed), "The program prints nothing.");
        Assert.Equal(printed, await PrintedAsync(run.Result.Solution));
        return run;
    }

    private static async Task<string> PrintedAsync(Solution solution)
    {
        var files = new List<(string Path, string Text)>();
        foreach (var document in solution.Projects.SelectMany(project => project.AdditionalDocuments))
            files.Add((document.FilePath!, (await document.GetTextAsync()).ToString()));
        var project = solution.Projects.Single(project => project.Name == "App");
        return await Execution.RunAsync(project.Documents.Single(document => document.Name == "Host.cs").WithText(SourceText.From(HostOf(files))).Project.Solution, [.. Package.RealAspNetCore, Package.JwtBearer]);
    }

    private Solution Open(AdhocWorkspace workspace)
    {
        // While the keys are renamed, the host reads nothing.
        var solution = _code.Given("Host.cs", HostOf([])).Open(workspace);
        var project = solution.Projects.Single(project => project.Name == "App").Id;
        foreach (var (path, text) in _beside)
        {
            solution = solution.AddAdditionalDocument(DocumentInfo.Create(
                DocumentId.CreateNewId(project), Path.GetFileName(path), loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text, Encoding.UTF8), VersionStamp.Create())), filePath: path));
        }

        return solution;
    }

    /// <summary>What <c>Host.CreateApplicationBuilder</c> does with those files; their texts do not show in the code.</summary>
    private static string HostOf(IEnumerable<(string Path, string Text)> files)
    {
        var settings = files.Where(file => Path.GetFileName(file.Path).StartsWith("appsettings", StringComparison.Ordinal)).Select(file => Literal(file.Text));
        var variables = files.Where(file => Path.GetFileName(file.Path).StartsWith(".env", StringComparison.Ordinal)).Select(file => Literal(file.Text));
        return $$"""
            using System.Text;
            using Microsoft.Extensions.Configuration;

            static class Host
            {
                public static IConfiguration Configuration { get; } = Build();

                static IConfiguration Build()
                {
                    var builder = new ConfigurationBuilder();
                    foreach (var json in new string[] { {{string.Join(", ", settings)}} })
                        builder.AddJsonStream(new MemoryStream(Convert.FromBase64String(json)));
                    foreach (var lines in new string[] { {{string.Join(", ", variables)}} })
                    {
                        builder.AddInMemoryCollection(Encoding.UTF8.GetString(Convert.FromBase64String(lines)).Split('\n')
                            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
                            .Select(pair => KeyValuePair.Create(pair[0].Trim().Replace("__", ":"), (string?)pair[1].Trim())));
                    }

                    return builder.Build();
                }
            }
            """;
    }

    private static string Literal(string text) => $"\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\"";
}

/// <summary>What became of the keys.</summary>
internal sealed record KeyRun(Solution Before, RewriteResult Result)
{
    /// <summary>The text of a file after the run.</summary>
    public string this[string path] => Result.Solution.Projects
        .SelectMany(project => project.Documents.Concat(project.AdditionalDocuments))
        .First(document => document.FilePath == "/booking/" + path).GetTextAsync().Result.ToString();

    /// <summary>The keys that moved.</summary>
    public IReadOnlyList<string> Moved =>
        [.. Result.Contracts.Where(contract => contract.Kind == ContractKind.Configuration).Select(contract => $"{contract.OldName} -> {contract.NewName}").Order(StringComparer.Ordinal)];

    /// <summary>What is left of rule C2W502: file, line and reason.</summary>
    public IReadOnlyList<(string Place, string? Reason)> Left =>
        [.. Result.Findings.Where(finding => finding is { RuleId: "C2W502", Status: FindingStatus.Listed }).Select(finding => ($"{finding.Path["/booking/".Length..]}:{finding.Line.Start.Line + 1}", finding.Reason))];
}
