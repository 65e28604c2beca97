using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tests.Harness;

/// <summary>Code in which <c>{|C2W101:name|}</c> says what a rule finds.</summary>
internal static partial class Markup
{
    /// <summary>The code alone.</summary>
    public static string Strip(string marked) => Mark().Replace(marked, match => match.Groups["code"].Value);

    /// <summary>The code with the findings written in.</summary>
    public static string Write(string code, IEnumerable<Diagnostic> findings)
    {
        var result = new StringBuilder();
        var copied = 0;
        foreach (var finding in findings.OrderBy(finding => finding.Location.SourceSpan.Start).ThenBy(finding => finding.Id, StringComparer.Ordinal))
        {
            var span = finding.Location.SourceSpan;
            if (span.Start < copied)
            {
                result.Append("{|").Append(finding.Id).Append(" TWICE|}");
                continue;
            }

            result.Append(code, copied, span.Start - copied).Append("{|").Append(finding.Id).Append(':').Append(code, span.Start, span.Length).Append("|}");
            copied = span.End;
        }

        return result.Append(code, copied, code.Length - copied).ToString();
    }

    [GeneratedRegex(@"\{\|(?<id>C2W\d+):(?<code>.*?)\|\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
