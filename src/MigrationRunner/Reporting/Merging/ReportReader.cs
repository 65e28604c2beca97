using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Merging;

/// <summary>Reads what <see cref="JsonReport"/> writes. Members that this version does not know are passed over; those that later versions added may be missing.</summary>
internal static class ReportReader
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
    };

    /// <exception cref="CannotRunException">The file cannot be read, or is no report of <c>fix</c> or <c>check</c>.</exception>
    public static RunReport Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schemaVersion", out var version) || !root.TryGetProperty("command", out var command))
                throw NoReport(path, "it has no schemaVersion and command.");
            if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1)
                throw NoReport(path, $"its schemaVersion is {version.GetRawText()}, and this version reads 1.");
            if (command.ValueKind != JsonValueKind.String || command.GetString() is not ("fix" or "check"))
                throw NoReport(path, $"it is about {command.GetRawText()}; reports of fix and check can be merged.");
            return root.Deserialize<Report>(Strict)!.ToRunReport(path);
        }
        catch (JsonException failure)
        {
            throw NoReport(path, Sentence.Of(failure), failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{path}' cannot be read: {Sentence.Of(failure)}", failure);
        }
    }

    private static CannotRunException NoReport(string path, string reason, Exception? failure = null)
    {
        var sentence = $"'{path}' is no JSON report of clerk2workos: {reason}";
        return failure is null ? new(sentence) : new(sentence, failure);
    }

    /// <summary>The serializer takes a null among the elements of a list for one of them.</summary>
    private static T[] Whole<T>(T[] items)
        where T : class => items.Contains(null) ? throw new JsonException("A list in it has an element that is null.") : items;

    private sealed record Report(
        string Command, string Solution, bool DryRun, int ExitCode, Summary Summary, Finding[] Findings, Contract[] Contracts,
        Group[] TakenBack, ChangedFile[] Files, string[] UnloadedProjects, BaselineOf? Baseline, string[] Database, bool Partial = false)
    {
        public RunReport ToRunReport(string path) => new()
        {
            Command = Command,
            Solution = Solution,
            IsDryRun = DryRun,
            IsPartial = Partial,
            ExitCode = ExitCode,
            Findings = [.. Whole(Findings).Select(finding => finding.ToReported(path))],
            Contracts = [.. Whole(Contracts).Select(contract => contract.ToReported(path))],
            TakenBack = [.. Whole(TakenBack).Select(group => new TakenBack(group.What, group.Reason))],
            Files = [.. Whole(Files).Select(file => file.ToReported())],
            UnloadedProjects = [.. Whole(UnloadedProjects)],
            Database = [.. Whole(Database)],
            Baseline = Baseline?.ToReported(),
            ErrorsBefore = Summary.ErrorsBefore,
            ErrorsAfter = Summary.ErrorsAfter,
            ErrorsScope = Summary.ErrorsScope == "affected" ? ProofScope.Affected : ProofScope.Full,
        };
    }

    private sealed record Summary(int? ErrorsBefore, int? ErrorsAfter, string? ErrorsScope = null);

    private sealed record Finding(
        string Rule, string Status, string Path, int Line, int Column, int EndLine, int EndColumn, string Message, string? Reason,
        string? Project = null, string Fingerprint = "", Code? Code = null)
    {
        public ReportedFinding ToReported(string file) => new(Rule, StatusIn(file), Path, Line, Column, EndLine, EndColumn, Message, Reason)
        {
            Project = Project,
            Fingerprint = Fingerprint,
            Code = Code is null ? null : new ReportedCode(Code.FirstLine, Code.Text),
        };

        private FindingStatus StatusIn(string file) => Status switch
        {
            "fixed" or "fixable" => FindingStatus.Fixed,
            "listed" => FindingStatus.Listed,
            "info" => FindingStatus.Info,
            _ => throw NoReport(file, $"a finding's status is '{Status}'."),
        };
    }

    private sealed record Code(int FirstLine, string Text);

    private sealed record Contract(string Kind, string Path, int Line, int Column, string Owner, string OldName, string NewName, string? Advice = null)
    {
        public ReportedContract ToReported(string file) => new(KindIn(file), Path, Line, Column, Owner, OldName, NewName) { Advice = Advice };

        private ContractKind KindIn(string file) => Kind switch
        {
            "persisted" => ContractKind.Persisted,
            "json" => ContractKind.Json,
            "route" => ContractKind.Route,
            "configuration" => ContractKind.Configuration,
            _ => throw NoReport(file, $"a contract's kind is '{Kind}'."),
        };
    }

    private sealed record Group(string What, string Reason);

    private sealed record ChangedFile(string Path, int Edits, Hunk[]? Hunks = null)
    {
        public ReportedFile ToReported() => new(Path, Edits) { Hunks = [.. Whole(Hunks ?? []).Select(hunk => hunk.ToDiff())] };
    }

    private sealed record Hunk(int OldStart, int NewStart, string[] Lines)
    {
        public DiffHunk ToDiff() => new(
            OldStart, Whole(Lines).Count(line => line is not ['+', ..]), NewStart, Lines.Count(line => line is not ['-', ..]),
            [.. Lines.Select(line => line is [' ' or '+' or '-', ..] ? new DiffLine(line[0], line[1..]) : new DiffLine(' ', line))]);
    }

    private sealed record BaselineOf(string Path, int Known, int Stale, bool Updated, Rule[]? Rules = null)
    {
        public ReportedBaseline ToReported() => new(Path, Known, Stale, Updated) { Rules = [.. Whole(Rules ?? []).Select(rule => new BaselineCount(rule.Id, rule.Was, rule.Left, rule.New))] };
    }

    private sealed record Rule(string Id, int Was, int Left, int New);
}
