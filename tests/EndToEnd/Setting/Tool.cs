namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>Runs <c>clerk2workos</c> as its users do, and reads the report that it writes.</summary>
/// <param name="folder">Where the reports go.</param>
internal sealed class Tool(string folder)
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "clerk2workos.dll");

    private int _runs;

    public Task<ToolRun> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <summary>One processor: the thread pool schedules everything differently.</summary>
    public Task<ToolRun> RunOnOneProcessorAsync(params string[] arguments) =>
        RunAsync(new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" }, arguments);

    /// <summary>A command that writes no report.</summary>
    public Task<Command> RunPlainAsync(params string[] arguments) => Command.RunAsync(folder, "dotnet", [Assembly, .. arguments]);

    private async Task<ToolRun> RunAsync(Dictionary<string, string> environment, string[] arguments)
    {
        var report = Path.Combine(folder, $"report-{Interlocked.Increment(ref _runs)}");
        string[] all = [Assembly, .. arguments, "--report", report + ".json", "--report", report + ".md"];
        var command = await Command.RunAsync(folder, "dotnet", all, environment);
        return command.ExitCode is 0 or 1
            ? new ToolRun(command, Report.Read(report + ".json"), await File.ReadAllTextAsync(report + ".json"), await File.ReadAllTextAsync(report + ".md"))
            : throw new InvalidOperationException(command.Everything);
    }
}

/// <summary>What a run printed and reported.</summary>
internal sealed record ToolRun(Command Command, Report Report, string Json, string Markdown)
{
    public int ExitCode => Command.ExitCode;
}
