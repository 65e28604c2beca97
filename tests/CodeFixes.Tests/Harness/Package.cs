using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>A referenced assembly that is no part of the solution, compiled from as much source as a program needs.</summary>
internal sealed partial class Package
{
    private Package(string name, string source, params IEnumerable<Package> references)
    {
        Name = name;
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using System.Linq;\n" + source)],
            Net100.References.All.Concat(references.Select(package => package.Reference)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics));
        Image = image.ToArray();
        Reference = MetadataReference.CreateFromImage(ImmutableArray.Create(Image));
    }

    /// <summary>A real assembly, which the tests themselves refer to.</summary>
    private Package(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        Image = [];
        IsReal = true;
        Reference = MetadataReference.CreateFromFile(path);
    }

    /// <summary>Whether it is loaded as it is, and not from <see cref="Image"/>.</summary>
    public bool IsReal { get; }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    public byte[] Image { get; }

    public MetadataReference Reference { get; }

    /// <summary>An SDK that speaks of Clerk itself and that nobody here can change.</summary>
    public static Package PartnerSdk { get; } = new("Partner.Sdk", """
        namespace Partner.Sdk;
        public interface IOwned { string ClerkUserId { get; } }
        public class Envelope { public virtual string Sender(string clerkUserId) => clerkUserId; public string ClerkSub { get; set; } = ""; }
        """);
}
