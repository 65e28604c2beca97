using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>
/// A program that is rewritten and has to stay what it was: it compiles and prints the same before and after,
/// every text is exactly as expected, what is left is listed with its reason, and a second run changes nothing.
/// </summary>
internal sealed partial class Preservation
{
    /// <summary>Stands for any words in an expected reason.</summary>
    public const string Any = "*";

    private const string DefaultProject = "App";
    private const string DefaultPath = "/booking/App/Program.cs";

    private SourceProgram _program = new([], [], []);
    private ImmutableArray<ExpectedFinding> _findings = [];
    private ImmutableArray<ExpectedContract> _contracts = [];
    private ImmutableArray<string> _errorsBefore = [];
    private ImmutableArray<string> _errorsAfter = [];
    private string? _output;
    private bool _reportsNothing;

    /// <summary>A program in one file, of which all is rewritten and nothing listed.</summary>
    public static Task Rewrites(string before, string after) => Program(before, after).HoldsAsync();

    /// <summary>A program whose main file is rewritten.</summary>
    public static Preservation Program(string before, string after) => new Preservation().File("Program.cs", before, after);

    /// <summary>A program whose main file stays as it is.</summary>
    public static Preservation Unchanged(string text) => Program(text, text);

    /// <summary>A program that is made of the files that are added.</summary>
    public static Preservation Files => new();

    /// <summary>Another file, in the project or projects named; relative paths are inside the project's folder.</summary>
    public Preservation File(string path, string before, string after, params string[] projects)
    {
        var owners = projects.Length == 0 ? [DefaultProject] : projects;
        foreach (var owner in owners)
        {
            if (!_program.Projects.Any(project => project.Name == owner))
                Project(owner);
        }

        _program = _program with { Files = _program.Files.Add(new SourceFile(Rooted(path, owners[0]), before, after, [.. owners])) };
        return this;
    }

    /// <summary>A file that has to stay as it is.</summary>
    public Preservation Given(string path, string text, params string[] projects) => File(path, text, text, projects);

    /// <summary>A project and the projects that it refers to.</summary>
    public Preservation Project(string name, params string[] references) => Add(new SourceProject(name, [], [.. references]));

    /// <summary>A project, or a flavour of one, that is compiled with preprocessor symbols.</summary>
    public Preservation Flavour(string name, params string[] symbols) => Add(new SourceProject(name, [.. symbols], []));

    /// <summary>A referenced assembly.</summary>
    public Preservation With(Package package)
    {
        _program = _program with { Packages = _program.Packages.Add(package) };
        return this;
    }

    /// <summary>Real referenced assemblies.</summary>
    public Preservation With(ImmutableArray<Package> packages)
    {
        _program = _program with { Packages = _program.Packages.AddRange(packages) };
        return this;
    }

    /// <summary>A line of the root <c>.globalconfig</c>: <c>c2w_evidence = on</c>.</summary>
    public Preservation Configured(string line)
    {
        _program = _program with { Configuration = _program.Configuration.Add(line) };
        return this;
    }

    /// <summary>The main file has something that is left as it is, for (one of) these reasons.</summary>
    public Preservation Lists(params string[] reasons) => Expect(FindingStatus.Listed, DefaultPath, reasons);

    /// <summary>The same for another file.</summary>
    public Preservation ListsIn(string path, params string[] reasons) => Expect(FindingStatus.Listed, Rooted(path, DefaultProject), reasons);

    /// <summary>The main file has something that is left on purpose.</summary>
    public Preservation Notes(params string[] reasons) => Expect(FindingStatus.Info, DefaultPath, reasons);

    /// <summary>The same for another file.</summary>
    public Preservation NotesIn(string path, params string[] reasons) => Expect(FindingStatus.Info, Rooted(path, DefaultProject), reasons);

    /// <summary>A name on the wire that was kept, or moved.</summary>
    public Preservation Reports(ContractKind kind, string oldName, string newName)
    {
        _contracts = _contracts.Add(new ExpectedContract(kind, oldName, newName));
        return this;
    }

    /// <summary>The rules have nothing to say about this program.</summary>
    public Preservation ReportsNothing()
    {
        _reportsNothing = true;
        return this;
    }

    /// <summary>The program does not compile before: exactly these errors, each id once. So it cannot run before; after, it prints <paramref name="output"/>.</summary>
    public Preservation StartsWith(string[] errors, string output)
    {
        _errorsBefore = [.. errors];
        _output = output;
        return this;
    }

    /// <summary>The program does not compile before, and these errors are left.</summary>
    public Preservation StartsWith(string[] errors, string[] left)
    {
        _errorsBefore = [.. errors];
        _errorsAfter = [.. left];
        return this;
    }

    /// <summary>The program before, for a test that runs the engine itself.</summary>
    public Solution Open(AdhocWorkspace workspace) => _program.Open(workspace, file => file.Before);

    private Preservation Add(SourceProject project)
    {
        _program = _program with { Projects = _program.Projects.Add(project) };
        return this;
    }

    private Preservation Expect(FindingStatus status, string path, string[] reasons)
    {
        _findings = _findings.Add(new ExpectedFinding(status, path, reasons));
        return this;
    }

    private static string Rooted(string path, string project) =>
        path.StartsWith('/') ? path : $"/booking/{project.Split('(')[0]}/{path}";
}
