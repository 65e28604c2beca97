using System.Text.RegularExpressions;
using Clerk2WorkOS.Audit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Runtime.Tests.Guides;

/// <summary>What a guide tells to write compiles, each block as a file of its own in a web project.</summary>
public sealed partial class GuideSnippets
{
    private const string WebUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    // Everything that this test project runs on: the framework, ASP.NET Core, the library.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Theory]
    [InlineData("docs/guides/audit.md", 6)]
    [InlineData("docs/guides/sign-in.md", 6)]
    [InlineData("docs/guides/moving-users.md", 1)]
    [InlineData("src/Runtime/README.md", 2)]
    [InlineData("docs/guides/sessions.md", 6)]
    [InlineData("docs/guides/neon.md", 1)]
    [InlineData("docs/guides/token-hand-over.md", 4)]
    [InlineData("docs/guides/cutover.md", 1)]
    [InlineData("docs/guides/cutover-in-place.md", 1)]
    [InlineData("docs/guides/cutover-blue-green.md", 1)]
    public void Every_block_of_code_compiles(string guide, int least)
    {
        var blocks = Blocks(guide, "csharp");
        Assert.True(blocks.Length >= least, $"{guide} has {blocks.Length} blocks of C#.");
        foreach (var block in blocks)
        {
            var tree = CSharpSyntaxTree.ParseText(block);
            var kind = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
            var compilation = CSharpCompilation.Create(
                "Guide", [tree, CSharpSyntaxTree.ParseText(WebUsings)], References, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));
            Assert.Equal([], compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => $"{diagnostic}\n{block}"));
        }
    }

    [Fact]
    public void The_table_of_the_guide_is_the_one_of_the_library() => Assert.Equal(new AuditTableOptions().CreateScript(), Assert.Single(Blocks("docs/guides/audit.md", "sql")));

    private static string[] Blocks(string guide, string language)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MigrationAnalyzers.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside of the repository.");
        var text = File.ReadAllText(Path.Combine(folder.FullName, guide)).ReplaceLineEndings("\n");
        return [.. Fence().Matches(text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value)];
    }

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
