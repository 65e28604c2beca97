namespace Clerk2WorkOS.Package.Tests.Setting;

/// <summary>Projects that take the package in every usual way, built together once; each test then builds one of them again.</summary>
internal sealed class Consumers
{
    /// <summary>A property that C2W101 reports, in line 5 and column 19.</summary>
    public const string User = """
        namespace Shop;

        public class User
        {
            public string ClerkUserId { get; set; } = "";
        }
        """;

    /// <summary>A call that C2W201 reports, in line 7 and column 21, and what it calls.</summary>
    public const string Visits = """
        namespace Shop;

        public static class Visits
        {
            public static void Record(string userId)
            {
                AuditLogger.LogAuditEvent(userId, "visit", "shop", "1", "", "", "::1", "browser");
            }
        }

        public static class AuditLogger
        {
            public static void LogAuditEvent(
                string workosUserId, string action, string resourceType, string resourceId,
                string oldValues, string newValues, string ipAddress, string userAgent)
            {
            }
        }
        """;

    private const string Folder = "consumers";

    private readonly Packages _packages;

    private Consumers(Packages packages, Command build, string log) => (_packages, Build, Log) = (packages, build, log);

    /// <summary>The first build of all of them, in the default mode, with the analyzers timed.</summary>
    public Command Build { get; }

    /// <summary>The same in all detail.</summary>
    public string Log { get; }

    public static async Task<Consumers> BuildAsync(Packages packages)
    {
        WriteAll(packages);
        var log = Path.Combine(packages.Root, "build.log");
        var build = await packages.DotnetAsync(Folder, "build", "Consumers.slnx", "-p:ReportAnalyzer=true", $"-flp:logfile={log};verbosity=detailed");
        return new Consumers(packages, build, await File.ReadAllTextAsync(log));
    }

    /// <summary>Builds a project again, without restoring it again.</summary>
    public Task<Command> BuildAsync(string project, params string[] arguments) =>
        _packages.DotnetAsync(Folder, ["build", project, "--no-restore", .. arguments]);

    /// <summary>The names of a project's items after a target, or as they are evaluated where none is named.</summary>
    public async Task<IReadOnlyList<string>> ItemsAsync(string project, string item, params string[] arguments)
    {
        var command = await _packages.DotnetAsync(Folder, ["msbuild", project, $"-getItem:{item}", .. arguments]);
        using var items = System.Text.Json.JsonDocument.Parse(command.ShouldSucceed().Output);
        return [.. items.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray().Select(found => found.GetProperty("Filename").GetString()!)];
    }

    public void Write(string relative, string text) => _packages.Write(Path.Combine(Folder, relative), text);

    public string Read(string relative) => File.ReadAllText(Path.Combine(_packages.Root, Folder, relative));

    public DateTime Written(string relative)
    {
        var path = Path.Combine(_packages.Root, Folder, relative);
        Assert.True(File.Exists(path), path);
        return File.GetLastWriteTimeUtc(path);
    }

    private static void WriteAll(Packages packages)
    {
        var reference = $"""<PackageReference Include="Clerk2WorkOS.Analyzers" Version="{packages.Version}" PrivateAssets="all" />""";

        Project("Plain", "net8.0;net10.0", reference);

        Project("Central", "net10.0", """<PackageReference Include="Clerk2WorkOS.Analyzers" />""");
        Write("Central/Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="Clerk2WorkOS.Analyzers" Version="{packages.Version}" /></ItemGroup>
            </Project>
            """);

        Project("Everywhere/One", "netstandard2.0", "");
        Write("Everywhere/Directory.Build.props", $"<Project><ItemGroup>{reference}</ItemGroup></Project>");

        Project("Narrow", "net10.0", reference.Replace("PrivateAssets", """IncludeAssets="analyzers;build" PrivateAssets""", StringComparison.Ordinal));

        Project("Configured", "net10.0", reference, "<Clerk2WorkOSMode>Enforce</Clerk2WorkOSMode>");
        Write("Configured/.globalconfig", "is_global = true\ndotnet_diagnostic.C2W201.severity = none\n");
        Write("Configured/.editorconfig", "root = true\n[*.cs]\nc2w_evidence = off\n");

        Project("Clean", "net10.0", reference, "<Clerk2WorkOSMode>enforce</Clerk2WorkOSMode>");
        Write("Clean/User.cs", User.Replace("Clerk", "Workos", StringComparison.Ordinal));
        File.Delete(Path.Combine(packages.Root, Folder, "Clean", "Visits.cs"));

        string[] projects = ["Plain/Plain", "Central/Central", "Everywhere/One/One", "Narrow/Narrow", "Configured/Configured", "Clean/Clean"];
        Write("Consumers.slnx", $"<Solution>{string.Concat(projects.Select(project => $"""<Project Path="{project}.csproj" />"""))}</Solution>");

        void Project(string folder, string frameworks, string items, string properties = "")
        {
            var target = frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework";
            Write($"{folder}/{Path.GetFileName(folder)}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><{target}>{frameworks}</{target}><LangVersion>12.0</LangVersion>{properties}</PropertyGroup>
                  <ItemGroup>{items}</ItemGroup>
                </Project>
                """);
            Write($"{folder}/User.cs", User);
            Write($"{folder}/Visits.cs", Visits);
        }

        void Write(string relative, string text) => packages.Write(Path.Combine(Folder, relative), text);
    }
}
