using System.Reflection;
using System.Text.RegularExpressions;

namespace Clerk2WorkOS.CodeFixes.Tests.Documentation;

/// <summary>docs/reasons.md has every reason for which something is listed, word for word. <c>C2W_UPDATE_DOCS=1</c> writes the generated part anew.</summary>
public sealed partial class ReasonsPageTests
{
    private const string Begin = "<!-- generated: do not edit, see tests/CodeFixes.Tests/Documentation -->\n";
    private const string End = "<!-- end of generated -->";

    private static readonly (string Prefix, string Title)[] Subjects =
    [
        ("Guest", "Guests (C2W401, C2W402)"), ("Audit", "Audit calls (C2W201, C2W202)"), ("Table", "Tables (C2W301 to C2W303)"), ("LegacyReader", "Tables (C2W301 to C2W303)"),
        ("Clerk", "Calls of Clerk's SDK (C2W501)"), ("WorkOS", "Calls of Clerk's SDK (C2W501)"), ("Setting", "Settings (C2W001, C2W502)"), ("Key", "Settings (C2W001, C2W502)"),
        ("Razor", "Razor"), ("Component", "Razor"), ("ViewComponent", "Razor"), ("BoundInPage", "Razor"), ("Policy", "Row-level security (C2W601)"), ("", "Names, and in general"),
    ];

    [Fact]
    public void Every_reason_stands_there_as_it_is_said()
    {
        var path = Path.Combine(Repository.Root, "docs", "reasons.md");
        var page = File.ReadAllText(path);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var fresh = page[..begin] + Reference() + page[page.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("C2W_UPDATE_DOCS") == "1" && fresh != page)
            File.WriteAllText(path, page = fresh);
        Assert.Equal(fresh, page);
    }

    private static string Reference() => string.Concat(typeof(Reasons).GetMembers(BindingFlags.Public | BindingFlags.Static)
        .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
        .GroupBy(member => Subjects.First(subject => member.Name.StartsWith(subject.Prefix, StringComparison.Ordinal)).Title)
        .OrderBy(group => Array.FindIndex(Subjects, subject => subject.Title == group.Key) is var at && at == Subjects.Length - 1 ? -1 : at)
        .Select(group => $"## {group.Key}\n\n{string.Concat(group.Select(member => $"- {Said(member)}\n").Order(StringComparer.Ordinal))}\n"));

    private static string Said(MemberInfo member) => member switch
    {
        PropertyInfo property => (string)property.GetValue(null)!,
        MethodInfo method => Placeholder().Replace((string)method.Invoke(null, [.. method.GetParameters().Select(Argument)])!, "*$1*"),
        _ => throw new InvalidOperationException(member.Name),
    };

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType == typeof(int) ? 12 : $"<{parameter.Name}>";

    [GeneratedRegex("<([a-z]+)>", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
