using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Configuration;

/// <summary>A setting as <c>init</c> writes it.</summary>
/// <param name="Option">The setting.</param>
/// <param name="Value">Its value; <c>null</c> where it is only shown, as a comment.</param>
/// <param name="Remark">Why it has that value, or none; empty where there is nothing to say.</param>
internal sealed record FoundSetting(MigrationOption Option, string? Value, string Remark);

/// <summary>What a survey of the solution comes to in settings.</summary>
internal static class FoundSettings
{
    /// <summary>Every setting, in the order of the documentation.</summary>
    /// <param name="survey">What the code says.</param>
    /// <param name="root">The folder of the file that is written.</param>
    /// <param name="files">The solution's files.</param>
    /// <param name="before">What was set before: it stays where the code says nothing.</param>
    public static ImmutableArray<FoundSetting> Of(
        SolutionSurvey survey, string root, IReadOnlyCollection<string> files, IReadOnlyDictionary<string, string> before)
    {
        var readers = LegacyReaderGlobs.Of(survey.LegacyReaders, files, root);
        var found = new Dictionary<MigrationOption, (string? Value, string Remark)>
        {
            [MigrationOptions.Stage] = survey.Stage == Stage.Consolidated ? ("consolidated", "The plural tables have the schema's name.") : (null, ""),
            [MigrationOptions.Evidence] = (survey.UsesClerk, survey.HasPerson) switch
            {
                (_, true) => (null, "Not set: a clerk is a person in one of the projects."),
                (true, _) => ("on", "Clerk the product is used in this solution."),
                _ => (null, ""),
            },
            [MigrationOptions.Vendor] = survey.Vendor == MigrationOptions.Vendor.Default ? (null, "") : (survey.Vendor, "As the code spells it already."),
            [MigrationOptions.LegacySchema] = TheOnlyOne(survey.LegacySchemas),
            [MigrationOptions.TargetSchema] = TheOnlyOne(survey.TargetSchemas),
            [MigrationOptions.LegacyAudit] = TheOnlyOne(survey.LegacyAudits),
            [MigrationOptions.TargetAudit] = TheOnlyOne(survey.TargetAudits),
            [MigrationOptions.LegacyReaders] = readers.IsEmpty ? (null, "") : (string.Join(", ", readers), "They use both tables of a pair, or declare what such a file reads."),
        };
        return
        [
            .. MigrationOptions.All.Select(option =>
            {
                var (value, remark) = found.GetValueOrDefault(option, (null, ""));
                return value is null && before.TryGetValue(option.Key, out var set) && set.Length > 0
                    ? new FoundSetting(option, set, "Set before.")
                    : new FoundSetting(option, value, remark);
            }),
        ];
    }

    /// <summary>The lines of the section.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FoundSetting> settings)
    {
        yield return "# What the IDE, the compiler and clerk2workos go by; edit it as you like.";
        yield return "# https://github.com/clerk2workos/clerk2workos/blob/main/docs/configuration.md";
        foreach (var (option, value, remark) in settings)
        {
            yield return "";
            yield return $"# {option.Meaning} ({option.Values})";
            if (remark.Length > 0)
                yield return $"# {remark}";
            yield return value is not null ? $"{option.Key} = {value}"
                : option.Default.Length == 0 || option.Default.Contains(' ', StringComparison.Ordinal) ? $"# {option.Key} ="
                : $"# {option.Key} = {option.Default}";
        }
    }

    private static (string? Value, string Remark) TheOnlyOne(ImmutableArray<string> names) => names switch
    {
        [] => (null, ""),
        [var name] => (name, ""),
        _ => (null, $"Not set: there are several, {string.Join(", ", names)}."),
    };
}
