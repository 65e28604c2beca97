using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.RowLevelSecurity.Neon;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary>What <c>rls neon</c> shows, and what it ends with.</summary>
internal sealed class NeonRun(TextWriter output, IReadOnlyList<string> reports)
{
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private bool _isAnnounced;

    /// <summary>The calls that would be made.</summary>
    public int Rehearsed(NeonTarget target, IReadOnlyList<(string When, NeonCall Call)> calls, IReadOnlyList<NeonFinding> findings)
    {
        var problems = Problems(findings);
        return Show(
            problems == 0 ? ExitCode.Done : ExitCode.Leftovers,
            $"{calls.Count} calls, of which none was made{(problems == 0 ? "" : $"; {Things(problems)} to be mended first")}.",
            new ReportTable("calls", "Calls", [new("when", "When"), new("call", "Call")], [.. calls.Select(call => new object?[] { call.When, call.Call.ToString() })]),
            Seen(findings), Left([Template(target), .. Advice()]));
    }

    /// <summary>What is about to be changed and what was looked at, before anybody is asked.</summary>
    public Task AnnounceAsync(NeonPlan plan, IReadOnlyList<NeonFinding> findings)
    {
        _isAnnounced = true;
        var document = new ReportDocument("rls neon", "These calls follow:", _startedAt, TimeSpan.Zero, ExitCode.Done) { Tables = [Settings(plan), Seen(findings)] };
        return output.WriteAsync($"{DocumentConsole.Write(document)}{string.Concat(plan.Calls.Select(call => $"  {call}\n"))}");
    }

    /// <summary>How it ended.</summary>
    /// <param name="target">What was wanted.</param>
    /// <param name="plan">How it was, and what was to be done.</param>
    /// <param name="now">How it is; the same plan where nothing was done.</param>
    /// <param name="findings">What was looked at.</param>
    public int Done(NeonTarget target, NeonPlan plan, NeonPlan now, IReadOnlyList<NeonFinding> findings)
    {
        var problems = Problems(findings);
        var ofRole = findings.Where(finding => finding.About == NeonFinding.Role).ToList();
        var givesRole = ofRole.Exists(finding => finding.Verdict == NeonVerdict.Fine) && !ofRole.Exists(finding => finding.Verdict == NeonVerdict.Problem);
        var verdict = (problems, plan.IsAsWanted, now.IsAsWanted) switch
        {
            ( > 0, _, _) => plan.SwitchesOn ? $"Nothing was changed: {Things(problems)} to be mended first." : $"Nothing was changed, and the Data API is on all the same: {Things(problems)} to be mended.",
            (_, true, _) => $"Already so: the Data API of '{target.Database}' takes WorkOS's tokens.",
            (_, _, true) => $"Set: the Data API of '{target.Database}' takes WorkOS's tokens{(now.Url is null ? "" : $", at {now.Url}")}.",
            _ => "Neon took the calls, but it is not as wanted yet: see what is left.",
        };
        if (problems == 0 && !givesRole)
            verdict += $" Whether they name its role was not seen: set {RlsNeonCommand.WorkOSKey}, or give --token.";
        List<string> left = [];
        if (problems == 0 && !now.IsAsWanted)
            left.Add($"Neon's console, Data API, Settings: provider {NeonTarget.ProviderName}, JWKS URL {target.JwksUrl}, JWT role claim key {target.RoleClaim} (remove another provider first).");
        if (!givesRole)
            left.Add(Template(target));
        if (plan.SwitchesOn)
            left.AddRange(Advice());
        return Show(problems == 0 && now.IsAsWanted && givesRole ? ExitCode.Done : ExitCode.Leftovers, verdict, Settings(plan) with { IsForReports = _isAnnounced }, Seen(findings) with { IsForReports = _isAnnounced }, Left(left));
    }

    private int Show(int exitCode, string verdict, params ReportTable[] tables)
    {
        var document = new ReportDocument("rls neon", verdict, _startedAt, TimeProvider.System.GetElapsedTime(_began), exitCode) { Tables = tables };
        DocumentFiles.Write(reports, document);
        output.Write(DocumentConsole.Write(document));
        return exitCode;
    }

    private static ReportTable Settings(NeonPlan plan) => new(
        "settings", "At Neon", [new("setting", "Setting"), new("before", "Before"), new("after", "After")],
        [.. plan.Settings.Select(setting => new object?[] { setting.Name, setting.Before, setting.Changes ? setting.After : "the same" })]);

    private static ReportTable Seen(IReadOnlyList<NeonFinding> findings) => new(
        "findings", "What was looked at", [new("about", "About"), new("verdict", "How"), new("seen", "Seen"), new("mend", "Mended by")],
        [.. findings.OrderByDescending(finding => finding.Verdict).Select(finding => new object?[] { finding.About, Word(finding.Verdict), finding.Sentence, finding.Mend ?? "" })]);

    private static ReportTable Left(IReadOnlyList<string> steps) => new("left", "Left to you", [new("step", "What")], [.. steps.Select(step => new object?[] { step })]);

    /// <summary>Source: https://workos.com/docs/authkit/jwt-templates</summary>
    private static string Template(NeonTarget target)
    {
        var text = string.Join(' ', WorkOSJwtTemplate.Text(target.RoleClaim, target.Audience).Split('\n', StringSplitOptions.TrimEntries));
        return $"WorkOS's dashboard, Authentication, Features (Sessions in older ones), JWT Template: {text} (beside what it has; tokens have it from their next refresh on).";
    }

    /// <summary>Source: https://neon.com/docs/data-api/get-started</summary>
    private static string[] Advice() =>
    [
        "Neon's console, Data API: leave out 'Grant public schema access', which opens every table of the schema to whoever signed in.",
        "Neon's console, Data API, Settings, Advanced settings, CORS allowed origins: the application's own; empty allows every site.",
    ];

    private static int Problems(IReadOnlyList<NeonFinding> findings) => findings.Count(finding => finding.Verdict == NeonVerdict.Problem);

    private static string Things(int count) => count == 1 ? "one thing has" : $"{ReportText.Of(count)} things have";

    private static string Word(NeonVerdict verdict) => verdict switch { NeonVerdict.Fine => "fine", NeonVerdict.Note => "note", _ => "problem" };
}
