using System.Text.RegularExpressions;

namespace Clerk2WorkOS.Package.Tests;

/// <summary>The files beside the code, which the package passes to the compiler by itself.</summary>
[Collection(nameof(Packages))]
public sealed partial class AdditionalFilesTests(Packages packages)
{
    /// <summary>A solution of two projects that lies in no other's folder; both have the package, one for two target frameworks.</summary>
    private const string Folder = "beside";

    [Fact]
    public async Task Warns_once_at_the_place_and_never_from_what_others_wrote()
    {
        Write();
        var build = (await packages.DotnetAsync(Folder, "build", "Beside.slnx")).ShouldSucceed();
        Assert.Equal(
            [
                ".env(1,1) C2W502 Web net8.0", "Lib/appsettings.json(2,4) C2W502 Lib", "Lib/appsettings.json(3,6) C2W502 Lib", "Web/.env.local(1,8) C2W502 Web net8.0",
                "Web/Sql/rls.sql(2,45) C2W502 Web net8.0", "front/package.json(1,22) C2W502 Web net8.0",
            ],
            Warnings(build));
        Assert.DoesNotContain("sk_live", build.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("AD0001", build.Everything, StringComparison.Ordinal);

        // Without a change nothing is compiled; a file that changes, comes or goes is looked at.
        Assert.Empty(Warnings((await Build()).ShouldSucceed()));
        packages.Write(Path.Combine(Folder, "Lib/appsettings.json"), "{ \"CLERK_API_KEY\": \"\" }");
        Assert.Equal(["Lib/appsettings.json(1,4) C2W502 Lib"], Warnings((await Build()).ShouldSucceed()));
        File.Delete(Path.Combine(packages.Root, Folder, "Lib/appsettings.json"));
        Assert.Contains("-> ", (await Build("-v:n")).ShouldSucceed().Output, StringComparison.Ordinal);

        Assert.Empty(Warnings((await Build("--no-incremental", "-p:Clerk2WorkOSAdditionalFiles=false")).ShouldSucceed()));
        Assert.Equal(["Web/.env.local(1,8) C2W502 Web net8.0", "Web/Sql/rls.sql(2,45) C2W502 Web net8.0", ".env(1,1) C2W502 Lib", "front/package.json(1,22) C2W502 Lib"],
            Warnings((await Build("--no-incremental", "-p:Clerk2WorkOSRootProject=Lib")).ShouldSucceed()).OrderByDescending(place => place.Contains("Web", StringComparison.Ordinal)));

        Task<Command> Build(params string[] arguments) => packages.DotnetAsync(Folder, ["build", "Beside.slnx", "--no-restore", .. arguments]);
    }

    private void Write()
    {
        const string Key = "CLERK_SECRET_KEY=sk_live_1\n";
        Write("Beside.slnx", """<Solution><Project Path="Web/Web.csproj" /><Project Path="Lib/Lib.csproj" /></Solution>""");
        foreach (var (project, frameworks) in new[] { ("Web", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>"), ("Lib", "<TargetFramework>net10.0</TargetFramework>") })
        {
            Write($"{project}/{project}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>{frameworks}</PropertyGroup>
                  <ItemGroup><PackageReference Include="Clerk2WorkOS.Analyzers" Version="{packages.Version}" PrivateAssets="all" /></ItemGroup>
                </Project>
                """);
            Write($"{project}/Nothing.cs", "namespace Nothing;");
        }

        Write("Directory.Build.props", "<Project />");
        Write(".env", Key);
        Write("front/package.json", """{ "dependencies": { "@clerk/nextjs": "^6.0.0" } }""");
        Write("Lib/appsettings.json", "{\n  \"Clerk\": {\n    \"SecretKey\": \"sk_live_2\"\n  }\n}\n");
        Write("Web/.env.local", "export " + Key);
        Write("Web/Sql/rls.sql", "-- clerk_user_id\nselect name from users where active and x = clerk_user_id;\n");
        foreach (var path in new[] { "front/node_modules/x/a.ts", "Web/node_modules/x/.env", "Web/dist/a.js", "Lib/bin/.env", "front/a.min.js", "front/package-lock.json" })
            Write(path, "@clerk/nextjs CLERK_SECRET_KEY=1");

        // Video in segments, which a compiler that is handed one as text refuses.
        foreach (var folder in new[] { "Web/media", "front/media" })
        {
            Write($"{folder}/film.m3u8", "#EXTM3U\n");
            File.WriteAllBytes(Path.Combine(packages.Root, Folder, folder, "film1.ts"), [0x47, 0x40, 0, 0, 0, 0, 0, 0]);
        }

        void Write(string relative, string text) => packages.Write(Path.Combine(Folder, relative), text);
    }

    /// <summary>Every warning of these rules, each once: place from the solution's folder, rule, project and target framework.</summary>
    private static IEnumerable<string> Warnings(Command build) => Warning().Matches(build.Output)
        .Select(warning => $"{warning.Groups["place"].Value} {warning.Groups["id"].Value} {warning.Groups["project"].Value} {warning.Groups["framework"].Value}".TrimEnd())
        .Distinct()
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*\S*/beside/(?<place>\S+\(\d+,\d+\)): warning (?<id>C2W\d+): .* \[\S*/(?<project>\w+)\.csproj(::TargetFramework=(?<framework>\S+))?\]$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Warning();
}
