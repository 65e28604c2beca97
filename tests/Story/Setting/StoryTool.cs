namespace Clerk2WorkOS.Story.Setting;

/// <summary>Runs <c>clerk2workos</c> as its users do, with both databases and WorkOS in its environment.</summary>
internal sealed class StoryTool(StoryWorld world)
{
    private static readonly string Assembly = Path.Combine(Repository.Root, "src", "MigrationRunner", "bin", StoryPackages.Configuration, "net10.0", "clerk2workos.dll");

    public async Task<StoryRun> RunAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string>(world.Packages.Environment)
        {
            ["C2W_LEGACY"] = world.Legacy,
            ["C2W_TARGET"] = world.Target,
            ["WORKOS_API_KEY"] = world.WorkOS.ApiKey,
            ["WORKOS_BASE_URL"] = world.WorkOS.BaseAddress.AbsoluteUri,
        };
        return new StoryRun(await Command.RunAsync(world.Root, "dotnet", [Assembly, .. arguments], environment));
    }
}

/// <summary>What a run of the tool came to.</summary>
internal sealed record StoryRun(Command Command)
{
    /// <exception cref="InvalidOperationException">It ended otherwise; with all that it said.</exception>
    public StoryRun ShouldExit(int code) => Command.ExitCode == code ? this : throw new InvalidOperationException($"Not {code}, but {Command.Everything}");

    /// <exception cref="InvalidOperationException">It did not say so; with all that it said.</exception>
    public StoryRun ShouldSay(string text) =>
        Command.Output.Contains(text, StringComparison.Ordinal) ? this : throw new InvalidOperationException($"'{text}' is not in: {Command.Everything}");
}
