namespace Clerk2WorkOS.Story.Setting;

/// <summary>The analyzers and the companion library as packages, packed from what was built with the tests, for a sample that never saw them.</summary>
internal sealed class StoryPackages(string root)
{
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    private static readonly string Machine = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>What the sample runs on; the other framework may not have been built. That is what NU5128 finds.</summary>
    private static readonly string[] OnlyTheSamplesFramework = ["-p:TargetFrameworks=net10.0", "-p:NoWarn=NU1603%3BNU5128"];

    /// <summary>A version of this run, which no cache can know.</summary>
    private readonly string _version = $"0.1.0-story.{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>A cache of its own; what the machine has of other packages is not downloaded again.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(root, "packages"),
        ["Clerk2WorkOSVersion"] = _version,
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["UseSharedCompilation"] = "false",
    };

    private string Feed => Path.Combine(root, "feed");

    public async Task PackAsync()
    {
        foreach (var project in new[] { "Package", "Runtime", "RuntimeEntityFrameworkCore" })
        {
            string[] arguments =
            [
                "pack", Path.Combine(Repository.Root, "src", project), "--no-build", "-c", Configuration, "-o", Feed, $"-p:PackageVersion={_version}",
                .. project.StartsWith("Runtime", StringComparison.Ordinal) ? OnlyTheSamplesFramework : [],
            ];
            (await Command.RunAsync(root, "dotnet", arguments)).ShouldSucceed();
        }
    }

    /// <summary>Tells a solution where the packages are.</summary>
    public Task ConfigureAsync(string folder) => File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <packageSources><add key="story" value="{Feed}" /></packageSources>
          <fallbackPackageFolders>{(Directory.Exists(Machine) ? $"""<add key="machine" value="{Machine}" />""" : "")}</fallbackPackageFolders>
        </configuration>
        """);

    public Task<Command> DotnetAsync(string folder, params string[] arguments) => Command.RunAsync(folder, "dotnet", arguments, Environment);
}
