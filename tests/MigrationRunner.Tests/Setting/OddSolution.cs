using System.Diagnostics;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>
/// A solution that has one of everything that makes loading difficult: target frameworks, links, shared projects, files above, aliases, references for the order
/// only, other languages, source generators, Razor, a path with spaces and letters that are not ASCII, an output folder of its own.
/// </summary>
internal static class OddSolution
{
    /// <summary>Where it lies in its temporary folder.</summary>
    public const string Path = "Zürich – 2 Häuser/Odd.slnx";

    private const string Plain = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""";

    public static TemporaryFolder Create()
    {
        var folder = new TemporaryFolder();
        foreach (var (file, text) in Files)
            folder.Write($"Zürich – 2 Häuser/{file}", text);
        File.CreateSymbolicLink(folder["Zürich – 2 Häuser/App/Linked.cs"], "../Outside/Linked.cs");
        Restore(folder[Path]);
        return folder;
    }

    /// <summary>As the runner does before it loads.</summary>
    public static void Restore(string path)
    {
        using var restore = Process.Start(new ProcessStartInfo("dotnet", ["restore", path, "--verbosity", "quiet", "-nodeReuse:false"]) { RedirectStandardOutput = true, WorkingDirectory = System.IO.Path.GetDirectoryName(path) })!;
        var said = restore.StandardOutput.ReadToEnd();
        restore.WaitForExit();
        Assert.True(restore.ExitCode == 0, said);
    }

    private static readonly (string File, string Text)[] Files =
    [
        ("Odd.slnx", """
            <Solution>
              <Project Path="App/App.csproj" /><Project Path="Multi/Multi.csproj" /><Project Path="Web/Web.csproj" /><Project Path="First/First.csproj" />
              <Project Path="Basic/Basic.vbproj" /><Project Path="Functional/Functional.fsproj" />
            </Solution>
            """),
        ("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <UseArtifactsOutput>true</UseArtifactsOutput><Nullable>enable</Nullable><DefineConstants>$(DefineConstants);FROM_ABOVE</DefineConstants>
              </PropertyGroup>
            </Project>
            """),
        ("Directory.Build.targets", """<Project><ItemGroup><Compile Include="$(MSBuildThisFileDirectory)Outside/Everywhere.cs" Link="Everywhere.cs" Condition="'$(Language)' == 'C#'" /></ItemGroup></Project>"""),
        (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CS0168.severity = error\n"),
        (".globalconfig", "is_global = true\nc2w_comments = ignore\n"),
        ("App/Deep/.editorconfig", "[*.cs]\ndotnet_diagnostic.CS0168.severity = none\n"),
        ("Outside/Everywhere.cs", "internal static class Everywhere;\n"),
        ("Outside/Linked.cs", "namespace App;\n\npublic class Linked { public string ClerkUserId = \"\"; }\n"),
        ("Shared/Shared.shproj", """<Project><Import Project="Shared.projitems" Label="Shared" /></Project>"""),
        ("Shared/Shared.projitems", """<Project><ItemGroup><Compile Include="$(MSBuildThisFileDirectory)Shared.cs" /></ItemGroup></Project>"""),
        ("Shared/Shared.cs", "internal class Shared { public string? ClerkUserId; }\n"),
        ("Multi/Multi.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks><RootNamespace>Several</RootNamespace></PropertyGroup>
              <ItemGroup><InternalsVisibleTo Include="App" /></ItemGroup>
              <Import Project="..\Shared\Shared.projitems" Label="Shared" />
            </Project>
            """),
        ("Multi/User.cs", """
            namespace Several;

            public class User { public string ClerkUserId = ""; internal int Hidden; }

            #if NET10_0_OR_GREATER
            public class Newer;
            #endif

            """),
        ("First/First.csproj", Plain),
        ("First/First.cs", "namespace Before;\n\npublic class First;\n"),
        ("Basic/Basic.vbproj", Plain),
        ("Basic/Basic.vb", "Public Class Basic\nEnd Class\n"),
        ("Functional/Functional.fsproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><Compile Include="F.fs" /></ItemGroup></Project>
            """),
        ("Functional/F.fs", "module F\n\nlet x = 1\n"),
        ("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings>
                <NoWarn>CS0414</NoWarn><WarningsAsErrors>nullable</WarningsAsErrors><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow><LangVersion>13</LangVersion>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="..\Multi\Multi.csproj" Aliases="several" />
                <ProjectReference Include="..\First\First.csproj" ReferenceOutputAssembly="false" />
                <ProjectReference Include="..\Basic\Basic.vbproj" />
                <ProjectReference Include="..\Functional\Functional.fsproj" />
                <ProjectReference Include="..\Unlisted\Unlisted.csproj" />
                <AdditionalFiles Include="notes.txt" />
              </ItemGroup>
            </Project>
            """),
        ("App/notes.txt", "CLERK_SECRET_KEY\n"),
        ("App/Deep/Quiet.cs", "internal class Quiet { void M() { int unused; } }\n"),
        ("App/Program.cs", """
            extern alias several;
            using System.Text.RegularExpressions;

            Console.WriteLine(new several::Several.User { Hidden = 1 }.ClerkUserId + new several::Several.Newer() + new Unlisted.Thing() + new App.Linked().ClerkUserId);
            Console.WriteLine(Names.Digits().IsMatch("1"));
            int loud;
            Console.WriteLine(new Before.First());

            internal static partial class Names
            {
                [GeneratedRegex("[0-9]+")]
                public static partial Regex Digits();
            }

            """),
        ("Unlisted/Unlisted.csproj", Plain),
        ("Unlisted/Thing.cs", "namespace Unlisted;\n\npublic class Thing;\n"),
        ("Web/Web.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><ProjectReference Include="..\Multi\Multi.csproj" /></ItemGroup>
            </Project>
            """),
        ("Web/Program.cs", "using Several;\n\nWebApplication.Create(args).Run();\npublic class Model { public Newer? New; }\n"),
        ("Web/Pages/Index.cshtml", "@page\n<p>@(new Several.User().ClerkUserId)</p>\n"),
        ("Web/Part.razor", "<p>@ClerkUserId</p>\n@code { public string ClerkUserId = \"\"; }\n"),
    ];
}
