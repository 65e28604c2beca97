using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The keys in a file beside the code. What a setting is set to is never looked into for one.</summary>
internal static class KeysInFiles
{
    private const string Clerk = "clerk";
    private const string EnvironmentVariables = ":environmentVariables";

    /// <summary>Every place that may be a key, sure or not.</summary>
    public static IEnumerable<KeyUse> In(FileView file, bool clerkElsewhere)
    {
        var text = file.Text.ToString();
        if (file.Kind == BesideKind.Sql || text.IndexOf(Clerk, StringComparison.OrdinalIgnoreCase) < 0)
            return Array.Empty<KeyUse>();
        var rules = file.Project.AsRulesSeeIt(clerkElsewhere);
        var sure = new HashSet<int>(TracesInFile.Of(file.Kind, text).Where(trace => rules.Counts(trace.Strength)).Select(trace => trace.Span.Start));
        return FilePart.Of(file.Kind, text)
            .SelectMany(part => part.Role switch
            {
                PartRole.Value => Array.Empty<KeyUse>(),
                PartRole.Key => OfKey(file, text, part),
                _ => OfText(file, text, part),
            })
            .Select(use => use with { IsSure = sure.Contains(use.Span.Start) });
    }

    /// <summary>Whether a file is <c>launchSettings.json</c>, which sets variables.</summary>
    public static bool IsLaunchSettings(FileView file) => Plan.FileName(file.Path).Equals("launchSettings.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a key is that of a setting: a profile of <c>launchSettings.json</c> has others, too.</summary>
    public static bool SetsSomething(FileView file, FilePart part) => !IsLaunchSettings(file) || part.Section.EndsWith(EnvironmentVariables, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyUse> OfKey(FileView file, string text, FilePart part)
    {
        var key = text.Substring(part.Span.Start, part.Span.Length);
        if (!SetsSomething(file, part))
            return Array.Empty<KeyUse>();
        if (file.Kind == BesideKind.Environment || IsLaunchSettings(file))
            return Whole(file, part.Span, key);
        var isAlone = part.Section.Length == 0 || key.IndexOf("__", StringComparison.Ordinal) >= 0;
        if (ClerkPath.Read(isAlone ? key : part.Section + ":" + key) is not { } way)
            return Whole(file, part.Span, key);
        return way.Setting is null && !part.OpensSection
            ? Array.Empty<KeyUse>()
            : new[] { Of(file, part.Span) with { Way = way, Parts = isAlone ? way.Length : key.Split(':').Length, Stays = StaysOf(way) } };
    }

    private static IEnumerable<KeyUse> OfText(FileView file, string text, FilePart part) => Settings(text.Substring(part.Span.Start, part.Span.Length))
        .SelectMany(trace => Whole(file, new TextSpan(part.Span.Start + trace.Span.Start, trace.Span.Length), trace.Shown));

    /// <summary>The settings that any text names. A user id in a section of Clerk's is none by itself, and moves with the section.</summary>
    public static IEnumerable<ClerkTrace> Settings(string text)
    {
        foreach (var trace in Analyzers.Clerk.Configuration.ClerkTraces.In(text).Where(trace => trace.What == ClerkTrace.Setting))
            yield return trace;
        for (var at = text.IndexOf(Clerk, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Clerk, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var span = Analyzers.Clerk.Configuration.ClerkTraces.KeyAt(text, at);
            var key = text.Substring(span.Start, span.Length);
            if (ClerkNames.Default.Holds(key) && ClerkPath.Read(key) is { Setting: not null })
                yield return new ClerkTrace(span, key, ClerkTrace.Setting, "", TraceStrength.Weak);
        }
    }

    /// <summary>A key that is written out: <c>CLERK_SECRET_KEY</c>, <c>Clerk__SecretKey</c>.</summary>
    private static IEnumerable<KeyUse> Whole(FileView file, TextSpan span, string key)
    {
        if (Read(Of(file, span), key) is { } use)
            yield return use;
    }

    /// <summary>What a whole key is; <c>null</c> when it is none.</summary>
    public static KeyUse? Read(KeyUse place, string key)
    {
        if (ClerkPath.Read(key) is { Setting: not null } way)
            return place with { Way = way, Parts = way.Length, Stays = StaysOf(way) };
        if (ClerkNames.Default.Holds(key))
            return null;
        if (ClerkKey.ReadVariable(key) is var (_, replacement))
            return place with { NewVariable = replacement, Stays = replacement is null ? Reasons.KeyHasNoCounterpart : null };
        return ClerkKey.Read(key) is null ? null : place with { Stays = Reasons.KeyIsWord };
    }

    public static string? StaysOf(ClerkPath way) => way.IsOfScheme ? Reasons.KeyOfScheme : null;

    private static KeyUse Of(FileView file, TextSpan span) => new(file.Path, file.Text, span) { File = file };
}
