using System.Text;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>A file with nothing to fix: the larger part of every solution.</summary>
internal sealed class ModelFile(string area, int number, int seed)
{
    public string Write()
    {
        var text = new StringBuilder($$"""
            using System.Globalization;
            using System.Text;

            namespace Bench.{{area}};

            /// <summary>Part {{number}} of the model of {{area.ToLowerInvariant()}}.</summary>
            public sealed class {{area}}Model{{number:000}}
            {
                public {{area}}Model{{number:000}}? Next { get; init; }

                public string Title { get; init; } = "";

                public int Depth => Next is null ? {{seed % 7}} : Next.Depth + 1;

            """);
        PlainMembers.Fill(text, new Random(seed), closing: "}\n");
        return text.ToString();
    }
}
