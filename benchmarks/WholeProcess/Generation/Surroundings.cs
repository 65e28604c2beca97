using System.Security.Cryptography;
using System.Text;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>What a solution has besides code.</summary>
internal static class Surroundings
{
    public static string BuildProperties(SolutionOddities oddities) => $"""
        <Project>

          <PropertyGroup>
            {(oddities.Frameworks.Contains(';', StringComparison.Ordinal) ? $"<TargetFrameworks>{oddities.Frameworks}</TargetFrameworks>" : $"<TargetFramework>{oddities.Frameworks}</TargetFramework>")}
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <Deterministic>true</Deterministic>
          </PropertyGroup>
        {(oddities.Linked == 0 ? "" : Links)}
        </Project>

        """;

    private const string Links = """

          <ItemGroup>
            <Compile Include="$(MSBuildThisFileDirectory)Shared\*.cs" LinkBase="Shared" />
          </ItemGroup>

        """;

    public static string Solution(IReadOnlyList<string> projects)
    {
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine("Microsoft Visual Studio Solution File, Format Version 12.00");
        text.AppendLine("# Visual Studio Version 17");
        foreach (var project in projects)
        {
            text.AppendLine($"Project(\"{{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}}\") = \"{project}\", \"{project}\\{project}.csproj\", \"{Id(project)}\"");
            text.AppendLine("EndProject");
        }

        text.AppendLine("Global");
        text.AppendLine("\tGlobalSection(SolutionConfigurationPlatforms) = preSolution");
        text.AppendLine("\t\tDebug|Any CPU = Debug|Any CPU");
        text.AppendLine("\tEndGlobalSection");
        text.AppendLine("\tGlobalSection(ProjectConfigurationPlatforms) = postSolution");
        foreach (var id in projects.Select(Id))
        {
            text.AppendLine($"\t\t{id}.Debug|Any CPU.ActiveCfg = Debug|Any CPU");
            text.AppendLine($"\t\t{id}.Debug|Any CPU.Build.0 = Debug|Any CPU");
        }

        text.AppendLine("\tEndGlobalSection");
        text.AppendLine("EndGlobal");
        return text.ToString();
    }

    private static string Id(string project) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(project)).AsSpan(0, 16)).ToString("B").ToUpperInvariant();
}
