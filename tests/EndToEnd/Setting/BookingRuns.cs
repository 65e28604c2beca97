namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>
/// Every run of the real program on copies of the sample, each made once for all tests. The four stories run side by side, but that the last waits for the first; a test
/// awaits the one that it is about.
/// </summary>
public sealed class BookingRuns : IAsyncLifetime
{
    private const string Solution = "Booking.sln";

    private readonly string _root = Directory.CreateTempSubdirectory("c2w-booking-").FullName;
    private readonly Tool _tool;

    public BookingRuns()
    {
        _tool = new Tool(_root);
        Source = Tree.OfSources(Repository.Booking);
    }

    internal Tree Source { get; }

    internal Task<MainJob> MainJob { get; private set; } = null!;

    internal Task<InPlace> InPlace { get; private set; } = null!;

    internal Task<Stages> Stages { get; private set; } = null!;

    internal Task<Consolidation> Consolidation { get; private set; } = null!;

    public Task InitializeAsync()
    {
        MainJob = DoMainJobAsync();
        InPlace = WorkInPlaceAsync();
        Stages = WorkInStagesAsync();
        Consolidation = ConsolidateAsync();
        return Task.CompletedTask;      // a story that fails, fails in its own tests
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(MainJob, InPlace, Stages, Consolidation).ContinueWith(_ => { }, TaskScheduler.Default);
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>A copy, then <c>check</c>, <c>fix</c> once more and the sample's own tests on it.</summary>
    private async Task<MainJob> DoMainJobAsync()
    {
        var source = CopyTo("source");
        var output = Path.Combine(_root, "output");
        var fix = await _tool.RunAsync("fix", Path.Combine(source, Solution), "--output", output);
        var result = Tree.OfSources(output);
        var sourceAfter = Tree.OfEverything(source);

        var check = await _tool.RunAsync("check", Path.Combine(output, Solution));
        var again = await _tool.RunAsync("fix", Path.Combine(output, Solution));
        var resultAfter = Tree.OfSources(output);

        var tests = await Command.RunAsync(output, "dotnet", ["test", Solution, "--no-restore"]);
        return new MainJob(fix, result, sourceAfter, check, again, resultAfter, tests);
    }

    /// <summary>Elsewhere on the disk: tried out first, then in place on one processor.</summary>
    private async Task<InPlace> WorkInPlaceAsync()
    {
        var folder = CopyTo("a rather/different place");
        var solution = Path.Combine(folder, Solution);
        var diff = Path.Combine(_root, "booking.diff");
        var dryRun = await _tool.RunAsync("fix", solution, "--dry-run", "--diff", diff);
        var afterDryRun = Tree.OfSources(folder);

        var patched = CopyTo("patched");
        (await Command.RunAsync(patched, "git", ["init", "--quiet"])).ShouldSucceed();
        var apply = await Command.RunAsync(patched, "git", ["apply", diff]);

        var errors = await CompilerErrors.CountAsync(solution);
        var fix = await _tool.RunOnOneProcessorAsync("fix", solution);
        return new InPlace(dryRun, afterDryRun, apply, Tree.OfSources(patched), errors, fix, Tree.OfSources(folder));
    }

    /// <summary>Not all at once: rule by rule, and folder by folder.</summary>
    private async Task<Stages> WorkInStagesAsync()
    {
        var byRule = Path.Combine(CopyTo("by-rule"), Solution);
        await _tool.RunAsync("fix", byRule, "--rules", "C2W101");
        await _tool.RunAsync("fix", byRule, "--rules", "C2W201,C2W202,C2W301,C2W302");
        var lastRules = await _tool.RunAsync("fix", byRule, "--rules", "C2W101");

        var byFolder = Path.Combine(CopyTo("by-folder"), Solution);
        await _tool.RunAsync("fix", byFolder, "--include", "src/Booking.Contracts/Schema/**");
        await _tool.RunAsync("fix", byFolder, "--include", "src/Booking.Server/Actions/**");
        var lastFolders = await _tool.RunAsync("fix", byFolder);
        return new Stages(lastRules, Tree.OfSources(Path.GetDirectoryName(byRule)!), lastFolders, Tree.OfSources(Path.GetDirectoryName(byFolder)!));
    }

    /// <summary>What <c>fix</c> made of the sample, consolidated in place, and back.</summary>
    private async Task<Consolidation> ConsolidateAsync()
    {
        var folder = (await MainJob).Result.CopyTo(Path.Combine(_root, "consolidated"));
        var solution = Path.Combine(folder, Solution);
        var run = await _tool.RunAsync("schema", "consolidate", solution);
        var result = Tree.OfSources(folder);
        var check = await _tool.RunAsync("check", solution);
        var undo = await _tool.RunPlainAsync("undo", solution);
        return new Consolidation(run, result, check, undo, Tree.OfSources(folder));
    }

    private string CopyTo(string folder) => Source.CopyTo(Path.Combine(_root, folder));
}

/// <summary><c>fix --output</c>, and what then was done with the copy that it made.</summary>
internal sealed record MainJob(ToolRun Fix, Tree Result, Tree SourceAfter, ToolRun Check, ToolRun Again, Tree ResultAfter, Command Tests);

/// <summary><c>fix --dry-run --diff</c>, the diff applied by git, the compiler's errors, and <c>fix</c> in place.</summary>
internal sealed record InPlace(
    ToolRun DryRun, Tree AfterDryRun, Command Apply, Tree Patched, SortedDictionary<string, int> ErrorsBefore, ToolRun Fix, Tree Result);

/// <summary><c>schema consolidate</c> on the migrated sample, <c>check</c>, and <c>undo</c>.</summary>
internal sealed record Consolidation(ToolRun Run, Tree Result, ToolRun Check, Command Undo, Tree AfterUndo);

/// <summary>Where several runs, each of a part of the work, end.</summary>
internal sealed record Stages(ToolRun LastOfRules, Tree ByRule, ToolRun LastOfFolders, Tree ByFolder);

/// <summary>The tests that share the runs.</summary>
[CollectionDefinition(nameof(BookingRuns))]
public sealed class SharedRuns : ICollectionFixture<BookingRuns>;
