using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Package.Tests;

/// <summary>What is in the analyzers' package.</summary>
[Collection(nameof(Packages))]
public sealed class ContentTests(Packages packages)
{
    [Fact]
    public void Holds_two_assemblies_presets_and_build_files()
    {
        using var package = ZipFile.OpenRead(packages.Analyzers);
        var expected = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Package", "buildTransitive")).Select(file => $"buildTransitive/{Path.GetFileName(file)}")
            .Concat([
                "README.md",
                "analyzers/dotnet/cs/Clerk2WorkOS.Analyzers.dll",
                "analyzers/dotnet/cs/Clerk2WorkOS.CodeFixes.dll",
                "build/Clerk2WorkOS.Analyzers.props",
                "build/Clerk2WorkOS.Analyzers.targets",
                "buildTransitive/Enforce.globalconfig",
                "buildTransitive/Suggest.globalconfig",
                "icon.png",
            ]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Names(package).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Depends_on_nothing_and_is_for_development_only()
    {
        using var package = ZipFile.OpenRead(packages.Analyzers);
        using var nuspec = package.GetEntry("Clerk2WorkOS.Analyzers.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Null(Value("dependencies"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));

        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    [Theory]
    [InlineData("Clerk2WorkOS.Analyzers")]
    [InlineData("Clerk2WorkOS.CodeFixes")]
    public void An_assembly_is_signed_and_deterministic_and_has_its_symbols(string name)
    {
        using var package = ZipFile.OpenRead(packages.Analyzers);
        using var assembly = new MemoryStream(Bytes(package, $"analyzers/dotnet/cs/{name}.dll"));
        using var image = new PEReader(assembly);
        Assert.True(image.PEHeaders.CorHeader!.Flags.HasFlag(CorFlags.StrongNameSigned));
        var definition = image.GetMetadataReader().GetAssemblyDefinition();
        Assert.Equal(new Version(0, 1, 0, 0), definition.Version);
        Assert.NotEmpty(image.GetMetadataReader().GetBlobBytes(definition.PublicKey));
        var debug = image.ReadDebugDirectory().Select(entry => entry.Type).ToList();
        Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, debug);
        Assert.Contains(DebugDirectoryEntryType.Reproducible, debug);
    }

    [Theory]
    [InlineData("Suggest", "suggestion")]
    [InlineData("Enforce", "error")]
    public void A_preset_has_every_rule_once_below_what_a_user_configures(string mode, string severity)
    {
        using var package = ZipFile.OpenRead(packages.Analyzers);
        var preset = System.Text.Encoding.UTF8.GetString(Bytes(package, $"buildTransitive/{mode}.globalconfig"));
        var rules = AllAnalyzers.Create().SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            ["is_global = true", "global_level = -1", .. rules.Select(rule => $"dotnet_diagnostic.{rule}.severity = {severity}")],
            preset.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#')));
    }

    /// <summary>A severity is set by id: what is only information under the id of a warning would fail a build under Enforce.</summary>
    [Fact]
    public void What_is_only_information_is_out_of_the_presets_reach()
    {
        var lifted = AllAnalyzers.Create().SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(rule => rule.DefaultSeverity < DiagnosticSeverity.Warning && !rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        Assert.Empty(lifted.Select(rule => $"{rule.Id}: {rule.MessageFormat}"));
    }

    /// <summary>The files that are somebody's, without those that make a zip a package.</summary>
    private static IEnumerable<string> Names(ZipArchive package) => package.Entries.Select(entry => entry.FullName)
        .Where(name => name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal)
            && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal));

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var bytes = new MemoryStream();
        using var entry = package.GetEntry(name)!.Open();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
