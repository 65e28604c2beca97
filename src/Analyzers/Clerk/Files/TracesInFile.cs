using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Files;

/// <summary>Finds what is Clerk's in a file beside the code. Of values only addresses are told, and of those only what every instance shares.</summary>
internal static class TracesInFile
{
    private const string Clerk = "clerk";

    /// <summary>The traces of a file, in order.</summary>
    public static List<ClerkTrace> Of(BesideKind kind, string text)
    {
        var found = new List<ClerkTrace>();
        var sections = new List<(int Index, string Path)>();
        foreach (var part in FilePart.Of(kind, text))
        {
            if (part.Role == PartRole.Key)
                AddKey(part, text, found, sections);
            else if (text.IndexOf(Clerk, part.Span.Start, part.Span.Length, StringComparison.OrdinalIgnoreCase) >= 0)
                AddTraces(part, text, found);
        }

        return found;
    }

    private static void AddTraces(FilePart part, string text, List<ClerkTrace> found)
    {
        foreach (var trace in ClerkTraces.In(text.Substring(part.Span.Start, part.Span.Length)))
        {
            var span = new TextSpan(part.Span.Start + trace.Span.Start, trace.Span.Length);
            var counts = trace.What != ClerkTrace.Setting || (part.Role == PartRole.Any && (trace.Strength > TraceStrength.Weak || IsKeyPosition(text, span)));
            if (counts)
                found.Add(trace with { Span = span });
        }
    }

    /// <summary>A key may be a whole one (<c>CLERK_SECRET_KEY</c>, <c>Clerk:SecretKey</c>), a section's name, or a key of such a section.</summary>
    private static void AddKey(FilePart part, string text, List<ClerkTrace> found, List<(int Index, string Path)> sections)
    {
        var key = text.Substring(part.Span.Start, part.Span.Length);
        var path = part.Section.Length == 0 ? key : part.Section + ":" + key;
        if (ClerkKey.IsSection(key) && part.OpensSection)
        {
            sections.Add((found.Count, path));
            found.Add(new(part.Span, key, ClerkTrace.Section, ClerkTrace.Use("WorkOS"), TraceStrength.Weak));
            return;
        }

        var above = sections.FindLastIndex(section => section.Path == part.Section);
        if (above < 0)
        {
            if (!ClerkNames.Default.Holds(key) && ClerkKey.Read(key) is var (setting, replacement))
                found.Add(new(part.Span, key, ClerkTrace.Setting, setting.AdviceFor(replacement), setting.Strength));
            else if (ClerkKey.IsSection(key))
                found.Add(new(part.Span, key, ClerkTrace.Setting, "WorkOS's are 'WorkOS:ApiKey' and 'WorkOS:ClientId'", TraceStrength.Weak));
            return;
        }

        if (ClerkSetting.Of(key) is not { IsKnown: true } known || ClerkKey.Read(path) is not var (_, whole))
            return;
        found.Add(new(part.Span, path, ClerkTrace.Setting, known.AdviceFor(whole), known.Strength));
        var index = sections[above].Index;
        if (found[index].Strength < known.Strength)
            found[index] = found[index] with { Strength = known.Strength };     // what stands in a section says whose it is
    }

    /// <summary>Whether a word is one that is set or read: <c>NAME=</c>, <c>NAME:</c>, <c>${NAME}</c>, <c>env.NAME</c>.</summary>
    internal static bool IsKeyPosition(string text, TextSpan span)
    {
        var before = span.Start;
        while (before > 0 && text[before - 1] is '"' or '\'')
            before--;
        if (before > 0 && (text[before - 1] == '{' || (before > 3 && string.CompareOrdinal(text, before - 4, "env.", 0, 4) == 0) || (before > 3 && string.CompareOrdinal(text, before - 4, "env[", 0, 4) == 0)))
            return true;
        var after = span.End;
        while (after < text.Length && text[after] is '"' or '\'' or ' ')
            after++;
        return after < text.Length && text[after] is '=' or ':';
    }
}
