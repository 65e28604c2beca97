using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Package.Presets;

/// <summary>The severities that a value of <c>Clerk2WorkOSMode</c> stands for.</summary>
/// <param name="Mode">The value.</param>
/// <param name="Severity">Every rule's, as an analyzer configuration writes it.</param>
internal sealed record Preset(string Mode, string Severity)
{
    /// <summary>
    /// Every mode that changes what the rules say of themselves. <c>Warn</c> is what they say, and <c>Off</c> does not load them.
    /// </summary>
    public static IReadOnlyList<Preset> All { get; } = [new("Suggest", "suggestion"), new("Enforce", "error")];

    /// <summary>The name of the preset's file.</summary>
    public string FileName => $"{Mode}.globalconfig";

    /// <summary>The file's text: a line a rule.</summary>
    public string Text(IEnumerable<DiagnosticDescriptor> rules)
    {
        // Below 0, the level of a configuration file that names none: whatever the user configures wins.
        var text = new StringBuilder($"""
            # Clerk2WorkOSMode = {Mode}. Made from the rules when the package was built.
            is_global = true
            global_level = -1

            """.ReplaceLineEndings("\n"));
        foreach (var rule in rules.DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n# {rule.Title}\ndotnet_diagnostic.{rule.Id}.severity = {Severity}\n");
        return text.ToString();
    }
}
