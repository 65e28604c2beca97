namespace Clerk2WorkOS.Package.Tests.Setting;

/// <summary>Both packages, packed once from what was built with the tests, in a folder that is a feed.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : IAsyncLifetime, ICollectionFixture<Packages>
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly Lazy<Task<Consumers>> _consumers;

    public Packages() => _consumers = new(() => Consumers.BuildAsync(this));

    /// <summary>A version of this run, which no cache can know.</summary>
    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Everything of this run.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("c2w-packages-").FullName;

    /// <summary>What the analyzers' package became.</summary>
    public string Analyzers => Path.Combine(Feed, $"Clerk2WorkOS.Analyzers.{Version}.nupkg");

    /// <summary>What the runner's package became.</summary>
    public string Tool => Path.Combine(Feed, $"Clerk2WorkOS.Tool.{Version}.nupkg");

    private string Feed => Path.Combine(Root, "feed");

    /// <summary>The projects that use the analyzers' package, built once.</summary>
    internal Task<Consumers> ConsumersAsync() => _consumers.Value;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Write("nuget.config", Sources());
        foreach (var project in new[] { "Package", "MigrationRunner" })
        {
            string[] arguments = ["pack", Path.Combine(Repository.Root, "src", project), "--no-build", "-c", Configuration, "-o", Feed, $"-p:PackageVersion={Version}"];
            (await Command.RunAsync(Root, "dotnet", arguments)).ShouldSucceed();
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs <c>dotnet</c> as on a machine that never saw the packages: caches and settings of its own.</summary>
    internal Task<Command> DotnetAsync(string folder, params string[] arguments) =>
        Command.RunAsync(Path.Combine(Root, folder), "dotnet", arguments, new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(Root, "packages"),
            ["DOTNET_CLI_HOME"] = Path.Combine(Root, "home"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["MSBUILDTERMINALLOGGER"] = "off",
            ["UseSharedCompilation"] = "false",
        });

    internal void Write(string relative, string text)
    {
        var path = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
    }

    /// <summary>The feed beside the machine's own, and what the machine has of other packages, so that nothing is downloaded twice.</summary>
    private string Sources()
    {
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders>{(Directory.Exists(machine) ? $"""<add key="machine" value="{machine}" />""" : "")}</fallbackPackageFolders>
            </configuration>
            """;
    }
}
