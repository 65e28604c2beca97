using System.Globalization;
using System.Text;
using Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>The result as Markdown, and whether it is what was promised.</summary>
internal sealed record Figures(IReadOnlyList<Contestant> Contestants, IReadOnlyList<Goal> Goals, Tally Tally, int Runs, string Machine)
{
    public const string Begin = "<!-- whole-process: begin -->";
    public const string End = "<!-- whole-process: end -->";

    public bool MeetGoals => Goals.All(goal => goal.IsMet);

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
    /// <param name="large">How many files the large one had; 0 without one.</param>
    /// <param name="isPublishedElsewhere">The runner was given, not published from this repository.</param>
    public string Write(SolutionSize size, int large, bool isPublishedElsewhere)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine}. Medians of {Runs} runs, in turn.\n\n");
        text.Append("```\n").Append(CommandLine(size, large, isPublishedElsewhere)).Append("\n```\n\n");
        text.Append(CultureInfo.InvariantCulture, $"The solution: {size.Projects} projects, {Tally}.\n\n");
        text.Append("| command | CPU s | (least to most) | wall s | peak MB |\n|---|---|---|---|---|\n");
        foreach (var contestant in Contestants)
            text.Append(CultureInfo.InvariantCulture, $"| {contestant.Name} | {contestant.Cpu:0.0} | {contestant.CpuFrom:0.0} to {contestant.CpuTo:0.0} | {contestant.Wall:0.0} | {contestant.PeakMegabytes:0} |\n");
        text.Append("\n| | measured | goal | |\n|---|---|---|---|\n");
        foreach (var goal in Goals)
            text.Append(CultureInfo.InvariantCulture, $"| {goal.What} | {goal.Measured:0.##} | at most {goal.Limit:0.##} | {(goal.IsMet ? "met" : "**missed**")} |\n");
        return text.ToString();
    }

    private string CommandLine(SolutionSize size, int large, bool isPublishedElsewhere)
    {
        var standard = new SolutionSize(10, 100, 0.28, IsStranger: false, SolutionOddities.None);
        var line = new StringBuilder("dotnet run --project benchmarks/WholeProcess -c Release -- compare");
        line.Append(CultureInfo.InvariantCulture, $" --runs {Runs}");
        if (size != standard)
            line.Append(CultureInfo.InvariantCulture, $" --projects {size.Projects} --files {size.Files} --hits {size.Hits}");
        if (size.Oddities != standard.Oddities)
            line.Append(CultureInfo.InvariantCulture, $" --frameworks '{size.Oddities.Frameworks}' --linked {size.Oddities.Linked} --crlf {size.Oddities.WindowsLines} --bom {size.Oddities.Marked} --windows-1252 {size.Oddities.Western}");
        if (large != 10_000)
            line.Append(CultureInfo.InvariantCulture, $" --large {large}");
        return line.Append(isPublishedElsewhere ? " --runner DIR" : "").ToString();
    }
}

/// <summary>What was promised, and what came of it.</summary>
/// <param name="What">In words.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Limit">What it may be at most.</param>
internal sealed record Goal(string What, double Measured, double Limit)
{
    public bool IsMet => Measured <= Limit;
}
