using System.Diagnostics;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>A solution of two projects that needs no package: App uses Domain.</summary>
internal static class SmallSolution
{
    public const string ProjectText = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>

        """;

    public const string DomainUser = """
        namespace Domain;

        public class User
        {
            public string ClerkUserId { get; set; } = "";
        }

        """;

    public const string AppProgram = """
        using Domain;

        var user = new User { ClerkUserId = "user_1" };
        System.Console.WriteLine(user.ClerkUserId);

        """;

    /// <summary>Restored once; every other one takes a copy of what that made.</summary>
    private static readonly Lazy<TemporaryFolder> Template = new(() =>
    {
        var folder = CreateUnrestored();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        using var restore = Process.Start(new ProcessStartInfo("dotnet", ["restore", folder["Small.slnx"], "--verbosity", "quiet"]) { RedirectStandardOutput = true, WorkingDirectory = folder.Root })!;
        restore.StandardOutput.ReadToEnd();
        restore.WaitForExit();
        return folder;
    });

    public static TemporaryFolder Create()
    {
        var folder = CreateUnrestored();
        CopyAssets("App", folder["App/obj"], "App");
        CopyAssets("Domain", folder["Domain/obj"], "Domain");
        return folder;
    }

    private static TemporaryFolder CreateUnrestored()
    {
        var folder = new TemporaryFolder();
        folder.Write("Small.slnx", """<Solution><Project Path="App/App.csproj" /><Project Path="Domain/Domain.csproj" /></Solution>""");
        folder.Write("Domain/Domain.csproj", ProjectText);
        folder.Write("Domain/User.cs", DomainUser);
        folder.Write("App/App.csproj", ProjectText.Replace("</PropertyGroup>", """
            <OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup><ProjectReference Include="..\Domain\Domain.csproj" /></ItemGroup>
            """, StringComparison.Ordinal));
        folder.Write("App/Program.cs", AppProgram);
        return folder;
    }

    /// <summary>The same as one project without a solution: the quickest to restore and load.</summary>
    public static TemporaryFolder CreateOneProject(string project = ProjectText)
    {
        var folder = new TemporaryFolder();
        folder.Write("One.csproj", project);
        if (project == ProjectText)
            CopyAssets("Domain", folder["obj"], "One");
        folder.Write("User.cs", DomainUser);
        return folder;
    }

    private static void CopyAssets(string project, string to, string name)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(Template.Value[$"{project}/obj"]))
            File.WriteAllText(Path.Combine(to, Path.GetFileName(file).Replace(project, name, StringComparison.Ordinal)), File.ReadAllText(file));
    }
}
