using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.Analyzers.Tests.Harness;

/// <summary>What every compilation of a test refers to: .NET, and as much of Entity Framework Core as a schema needs.</summary>
internal static class TestPlatform
{
    private const string EntityFramework = """
        using System.Collections;
        using System.Linq.Expressions;

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext { }

            public abstract class DbSet<T> : System.Linq.IQueryable<T> where T : class
            {
                public System.Type ElementType => typeof(T);
                public Expression Expression => null;
                public System.Linq.IQueryProvider Provider => null;
                public System.Collections.Generic.IEnumerator<T> GetEnumerator() => null;
                IEnumerator IEnumerable.GetEnumerator() => null;
                public void Add(T entity) { }
            }
        }

        namespace Microsoft.EntityFrameworkCore.Infrastructure
        {
            public abstract class ModelSnapshot { }
            public sealed class DbContextAttribute : System.Attribute { public DbContextAttribute(System.Type type) { } }
        }

        namespace Microsoft.EntityFrameworkCore.Migrations
        {
            public abstract class Migration { protected abstract void Up(MigrationBuilder migrationBuilder); }
            public sealed class MigrationAttribute : System.Attribute { public MigrationAttribute(string id) { } }
            public class MigrationBuilder { public void AddColumn<T>(string name, string table) { } }
        }
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> AllReferences = new(
        () => [.. Net100.References.All, Compile("Microsoft.EntityFrameworkCore", EntityFramework, []).ToMetadata()]);

    public static ImmutableArray<MetadataReference> References => AllReferences.Value;

    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Preview, DocumentationMode.Parse);

    public static CSharpCompilation Compile(string assembly, string code, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        assembly,
        [CSharpSyntaxTree.ParseText(code, ParseOptions, $"/src/{assembly}.cs")],
        [.. Net100.References.All, .. references],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    public static MetadataReference ToMetadata(this CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
