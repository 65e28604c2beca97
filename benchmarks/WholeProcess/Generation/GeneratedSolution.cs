using System.Text;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>How large the solution is.</summary>
/// <param name="Projects">Projects.</param>
/// <param name="Files">Files in each.</param>
/// <param name="Hits">The share of files with something to fix.</param>
/// <param name="IsStranger">Whether nothing in it is named after Clerk: no rule has anything to report.</param>
/// <param name="Oddities">What is not plain in it.</param>
internal sealed record SolutionSize(int Projects, int Files, double Hits, bool IsStranger, SolutionOddities Oddities);

/// <summary>
/// A solution that compiles, with both schemas and both audits side by side: the first project holds them, project <c>i</c> uses it and
/// project <c>i / 2</c>, the last one uses all. The same size gives the same bytes.
/// </summary>
internal sealed record GeneratedSolution(string Folder, Tally Tally)
{
    public const string FileName = "Bench.sln";

    private static readonly string[] Areas =
        ["Core", "Events", "Schedules", "Profiles", "Categories", "Meetings", "Records", "Payments", "Reports", "App"];

    public string SolutionPath => Path.Combine(Folder, FileName);

    public static GeneratedSolution Write(string folder, SolutionSize size)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new BrokenRunException($"'{folder}' is not empty.");

        var tally = new Tally();
        var written = 0;
        for (var project = 0; project < size.Projects; project++)
        {
            var files = Files(project, size);
            foreach (var (path, text) in files)
                Add(path, Path.Combine(folder, Name(project), path), text);

            WriteText(Path.Combine(folder, Name(project), Name(project) + ".csproj"), ProjectFile(project, size.Projects));
        }

        for (var link = 0; link < size.Oddities.Linked; link++)
            Add($"Shared/Link{link:000}.cs", Path.Combine(folder, "Shared", $"Link{link:000}.cs"), SolutionOddities.LinkedFile(link));
        var broken = Enumerable.Range(0, size.Oddities.Broken).Select(project => "Bench.Broken" + project).ToList();
        foreach (var project in broken)
            WriteText(Path.Combine(folder, project, project + ".csproj"), """<Project Sdk="No.Such.Sdk" />""" + "\n");

        WriteText(Path.Combine(folder, "Directory.Build.props"), Surroundings.BuildProperties(size.Oddities));
        WriteText(Path.Combine(folder, "Directory.Packages.props"), "<Project />\n");
        WriteText(Path.Combine(folder, ".editorconfig"), "root = true\n");
        WriteText(Path.Combine(folder, FileName), Surroundings.Solution([.. Enumerable.Range(0, size.Projects).Select(Name), .. broken]));
        return new GeneratedSolution(folder, tally);

        void Add(string path, string file, string content)
        {
            var text = size.IsStranger ? content.Replace("ClerkUserId", "PersonId", StringComparison.Ordinal).Replace("clerkUserId", "personId", StringComparison.Ordinal) : content;
            tally.Add(path, text);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, size.Oddities.Encode(text, written++));
        }
    }

    /// <summary>The project's own contracts first; files with something to fix are spread evenly over the rest.</summary>
    private static List<(string Path, string Text)> Files(int project, SolutionSize size)
    {
        List<(string Path, string Text)> files = project == 0 ? [.. Foundation.Files()] : [];
        files.Add(("Contracts.cs", Foundation.Contracts(Area(project))));

        var rest = size.Files - files.Count;
        var hits = size.IsStranger ? 0 : Math.Min(rest, (int)Math.Round(size.Files * size.Hits));
        for (var i = 0; i < rest; i++)
        {
            var isHit = (i + 1) * hits / rest > i * hits / rest;
            var seed = (project * size.Files) + i;
            files.Add(isHit
                ? ($"Actions/{Area(project)}Actions{i:000}.cs", new ActionsFile(Area(project), Area(Parent(project)), i, seed).Write())
                : ($"Model/{Area(project)}Model{i:000}.cs", new ModelFile(Area(project), i, seed).Write()));
        }

        return files;
    }

    private static int Parent(int project) => project / 2;

    private static string Area(int project) => project < Areas.Length ? Areas[project] : "Area" + project;

    private static string Name(int project) => "Bench." + Area(project);

    private static string ProjectFile(int project, int projects)
    {
        int[] used = project == 0 ? [] : project == projects - 1 ? [.. Enumerable.Range(0, project)] : [.. new[] { 0, Parent(project) }.Distinct()];
        var references = string.Concat(used.Select(other => $"    <ProjectReference Include=\"..\\{Name(other)}\\{Name(other)}.csproj\" />\n"));
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">

              <ItemGroup>
            {references.TrimEnd('\n')}
              </ItemGroup>

            </Project>

            """;
    }

    private static void WriteText(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
