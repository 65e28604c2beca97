using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>The lines around a finding, as they were before the run.</summary>
/// <param name="FirstLine">The number of the first, from 1.</param>
/// <param name="Text">The lines, a line feed between them.</param>
internal sealed partial record ReportedCode(int FirstLine, string Text)
{
    private const int Around = 1;
    private const int LongestLine = 240;

    /// <summary>The lines around a place; <c>null</c> where they could show a value: of a setting (C2W502), or in a file that is no code.</summary>
    /// <param name="rule">The finding's rule.</param>
    /// <param name="path">Its file.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="line">Its line, from 0.</param>
    public static ReportedCode? Of(string rule, string path, SourceText text, int line)
    {
        if (rule == RuleIds.ClerkConfiguration || !IsCode(path) || line >= text.Lines.Count)
            return null;
        var first = Math.Max(0, line - Around);
        var last = Math.Min(text.Lines.Count - 1, line + Around);
        return new ReportedCode(first + 1, string.Join('\n', Enumerable.Range(first, last - first + 1).Select(at => Line(text, at))));
    }

    /// <summary>Whether a file holds code; in others (<c>.env</c>, <c>appsettings.json</c>, compose files) stand the values of settings.</summary>
    public static bool IsCode(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".cs" or ".cshtml" or ".razor" or ".csproj" or ".props" or ".targets" or ".sql" or ".ts" or ".tsx" or ".js" or ".jsx" or ".mjs";

    /// <summary>A line without the secrets that show by their form, wherever they stand: keys of Clerk, WorkOS and Stripe, of webhooks, tokens, passwords of databases.</summary>
    public static string WithoutSecrets(string line) => Secret().Replace(line, "$1…");

    private static string Line(SourceText text, int at)
    {
        var span = text.Lines[at].Span;
        var line = text.ToString(new TextSpan(span.Start, Math.Min(span.Length, LongestLine)));
        return WithoutSecrets(line) + (span.Length > LongestLine ? "…" : "");
    }

    [GeneratedRegex("""(?<![A-Za-z0-9])((?:sk|pk|rk)_(?:live|test)_|whsec_|eyJ(?=[\w-]+\.[\w-]+\.)|(?:Password|Pwd)=(?=[^;"']))[^\s;"'<>`]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
