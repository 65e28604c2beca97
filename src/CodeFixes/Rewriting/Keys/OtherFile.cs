using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A file that is no part of the solution given, where a key of Clerk's settings may stand nevertheless: nothing edits it, and so it is named.</summary>
/// <param name="Path">The physical file.</param>
/// <param name="Text">What it says; empty where it could not be read.</param>
public sealed record OtherFile(string Path, string Text)
{
    private static readonly Regex IniSection = new(@"^[ \t]*\[(?:[^\]\r\n]*:)?(?<section>Clerk\w*)(?::[^\]\r\n]*)?\]", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant);
    private static readonly Regex XmlSection = new(@"(?:<|\bName\s*=\s*[""'])(?<section>Clerk\w*)(?=[\s/>""'])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Why it could not be read, as a clause without a full stop; <c>null</c> where it was.</summary>
    public string? Unread { get; init; }

    /// <summary>Whether it lies outside of the solution's folder, where it may be another application's.</summary>
    public bool IsOutside { get; init; }

    /// <summary>Whether it is of a kind that a run edits where it belongs to the solution, or that .NET's configuration reads.</summary>
    private bool IsOfSettings => BesideFiles.IsWanted(Path) || Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>What would be left behind, as an obstacle for all keys; <c>null</c> where there is nothing.</summary>
    internal string? Obstacle()
    {
        if (IsOutside)
            return null;
        if (SectionElsewhere() is { } section)
            return Reasons.KeyInOtherFile(section.Value, KeyPlace.Of(Path, SourceText.From(Text), section.Index));
        if (!IsOfSettings)
            return null;
        if (Unread is not null)
            return Reasons.KeysUnread(Path, Unread);
        return Keys().FirstOrDefault() is { } trace ? Reasons.KeyInOtherFile(trace.Shown, KeyPlace.Of(Path, SourceText.From(Text), trace.Span.Start)) : null;
    }

    /// <summary>What is to be done by hand there: of files of other kinds, and of those outside, nobody can say what reads them.</summary>
    internal IEnumerable<Finding> Findings()
    {
        if (IsOfSettings && !IsOutside)
            yield break;
        if (Unread is not null)
            yield return new Finding(RuleIds.ClerkConfiguration, FindingStatus.Listed, Path, default, default, "Nobody knows whether the file names a key of Clerk's settings.", Reasons.FileUnread(Unread));
        var lines = SourceText.From(Text).Lines;
        foreach (var trace in Keys())
        {
            var message = string.Format(CultureInfo.InvariantCulture, Rules.ClerkConfiguration.MessageFormat.ToString(CultureInfo.InvariantCulture), trace.Shown, trace.What, trace.Advice);
            yield return new Finding(
                RuleIds.ClerkConfiguration, FindingStatus.Listed, Path, trace.Span, lines.GetLinePositionSpan(trace.Span), message + ".",
                IsOutside ? Reasons.KeyOutside : Reasons.KeyInOtherKind);
        }
    }

    /// <summary>The section in a file of the other formats that .NET's configuration reads: INI and XML.</summary>
    private Group? SectionElsewhere()
    {
        var heads = System.IO.Path.GetExtension(Path).ToUpperInvariant() switch
        {
            ".INI" => IniSection,
            ".XML" or ".CONFIG" => XmlSection,
            _ => null,
        };
        return heads?.Matches(Text).Cast<Match>().Select(match => match.Groups["section"]).FirstOrDefault(section => ClerkPath.Read(section.Value) is { Setting: null });
    }

    private IEnumerable<ClerkTrace> Keys()
    {
        if (Text.IndexOf("clerk", StringComparison.OrdinalIgnoreCase) < 0)
            return ImmutableArray<ClerkTrace>.Empty;
        var traces = IsOfSettings ? TracesInFile.Of(BesideFiles.KindOf(Path) ?? BesideKind.Settings, Text) : KeysInFiles.Settings(Text);
        return traces.Where(trace => trace.What == ClerkTrace.Setting && trace.Strength == TraceStrength.Certain && ClerkKey.Read(trace.Shown) is { Replacement: not null });
    }
}
