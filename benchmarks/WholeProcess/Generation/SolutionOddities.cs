using System.Text;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>What makes a solution unlike the plain one; which files have it is told by their number, so that the same options give the same bytes.</summary>
/// <param name="Frameworks">Target frameworks of every project.</param>
/// <param name="Linked">Files that every project links.</param>
/// <param name="WindowsLines">The share of files with Windows line endings.</param>
/// <param name="Marked">The share of files with a byte order mark.</param>
/// <param name="Western">The share of files in windows-1252.</param>
/// <param name="Broken">Projects that do not load.</param>
internal sealed record SolutionOddities(string Frameworks, int Linked, double WindowsLines, double Marked, double Western, int Broken)
{
    public static SolutionOddities None { get; } = new("net10.0", 0, 0, 0, 0, 0);

    /// <summary>The bytes of file number <paramref name="file"/>.</summary>
    public byte[] Encode(string text, int file)
    {
        text = text.ReplaceLineEndings(Has(WindowsLines, file) ? "\r\n" : "\n");
        if (Has(Western, file))
            return Encoding.Latin1.GetBytes("// Geb\u00FChr, pr\u00E9vu" + (text.Contains('\r') ? "\r\n" : "\n") + text.Replace("\u2026", "...", StringComparison.Ordinal));
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(Has(Marked, file) ? "\uFEFF" + text : text);
    }

    /// <summary>A linked file: a type of every project's own, in one place.</summary>
    public static string LinkedFile(int number) => $$"""
        namespace Bench.Shared;

        internal sealed record Link{{number:000}}(string ClerkUserId, int Total)
        {
            public static Link{{number:000}} Of(string clerkUserId) => new(clerkUserId, {{number}});

            public bool IsOf(string clerkUserId) => ClerkUserId == clerkUserId;
        }

        """;

    /// <summary>Spread evenly: true for this share of any run of numbers.</summary>
    private static bool Has(double share, int number) => (int)((number + 1) * share) > (int)(number * share);
}
