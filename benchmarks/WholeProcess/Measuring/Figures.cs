using System.Globalization;
using System.Text;
using Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>The result as Markdown, and whether it is what was promised.</summary>
internal sealed record Figures(Contestant Format, Contestant Fix, Contestant Check, Tally Tally, int Runs, string Machine)
{
    public const string Begin = "<!-- whole-process: begin -->";
    public const string End = "<!-- whole-process: end -->";

    private IEnumerable<(string What, double Ratio, double Goal)> Ratios =>
    [
        ("`fix` / `dotnet format`, CPU", Fix.Cpu / Format.Cpu, 0.35),
        ("`fix` / `dotnet format`, wall", Fix.Wall / Format.Wall, 0.40),
        ("`check` / `dotnet format`, CPU", Check.Cpu / Format.Cpu, 0.20),
    ];

    public bool MeetGoals => Ratios.All(ratio => ratio.Ratio <= ratio.Goal);

    /// <summary>Puts <paramref name="section"/> in place of what stands between the marks.</summary>
    public static void Replace(string path, string section)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new BrokenRunException($"'{path}' has no lines '{Begin}' and '{End}'.");
        File.WriteAllText(path, string.Concat(text.AsSpan(0, begin + Begin.Length), "\n", section, text.AsSpan(end)));
    }

    /// <param name="size">What was generated.</param>
    /// <param name="isPublishedElsewhere">The runner was given, not published from this repository.</param>
    public string Write(SolutionSize size, bool isPublishedElsewhere)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine}. Medians of {Runs} runs, in turn.\n\n");
        text.Append("```\n").Append(CommandLine(size, isPublishedElsewhere)).Append("\n```\n\n");
        text.Append(CultureInfo.InvariantCulture, $"The solution: {size.Projects} projects, {Tally}.\n\n");
        text.Append("| command | CPU s | (least to most) | wall s | peak MB |\n|---|---|---|---|---|\n");
        foreach (var (what, contestant) in new[] { ("`dotnet format analyzers --diagnostics CA1834 --severity info`: one built-in rule", Format), ("`clerk2workos fix`: all rules, full compile and binding check", Fix), ("`clerk2workos check`: all rules", Check) })
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {contestant.Cpu:0.0} | {contestant.CpuFrom:0.0} to {contestant.CpuTo:0.0} | {contestant.Wall:0.0} | {contestant.PeakMegabytes:0} |\n");
        text.Append("\n| ratio | measured | goal | |\n|---|---|---|---|\n");
        foreach (var (what, ratio, goal) in Ratios)
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {ratio:0.00} | at most {goal:0.00} | {(ratio <= goal ? "met" : "**missed**")} |\n");
        return text.ToString();
    }

    private string CommandLine(SolutionSize size, bool isPublishedElsewhere)
    {
        var standard = new SolutionSize(10, 100, 0.28, IsStranger: false);
        var line = new StringBuilder("dotnet run --project benchmarks/WholeProcess -c Release -- compare");
        line.Append(CultureInfo.InvariantCulture, $" --runs {Runs}");
        if (size != standard)
            line.Append(CultureInfo.InvariantCulture, $" --projects {size.Projects} --files {size.Files} --hits {size.Hits}");
        return line.Append(isPublishedElsewhere ? " --runner DIR" : "").ToString();
    }
}
