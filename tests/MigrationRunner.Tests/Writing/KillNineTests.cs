using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;
using Xunit.Abstractions;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>
/// The program itself, killed as <c>kill -9</c> does while it writes a few hundred files: each is as before or as after, the same command again ends as an
/// undisturbed run does, and <c>undo</c> leads to the start. All trials with <c>C2W_SOAK=1</c>, a short form always.
/// </summary>
public sealed class KillNineTests(ITestOutputHelper output)
{
    private const int Files = 300;
    private const int Lanes = 2;

    [Fact]
    public async Task Kill_9_in_a_fix_leaves_whole_files_and_it_can_be_run_again_or_undone()
    {
        var trials = Soak.IsOn ? 100 : 3;
        var (before, after, length) = await UndisturbedAsync();
        var inTheMiddle = 0;
        var partly = 0;
        var tried = 0;
        // On a busy machine a moment of milliseconds is easily missed; then it is tried again.
        for (; tried < 5 * trials && inTheMiddle < trials / 3; tried += trials)
            await Parallel.ForEachAsync(Enumerable.Range(tried + 1, trials), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, (number, _) => TryAsync(number));
        output.WriteLine($"{tried} kills, {inTheMiddle} of them between the journal and the end of the run, {partly} with a part of the files written.");
        Assert.True(inTheMiddle >= trials / 3, $"{inTheMiddle} of {tried} kills hit a run that was writing.");

        async ValueTask TryAsync(int number)
        {
            var random = new Random(number);
            using var folder = Create();
            using (var fix = Tool.Start(folder, "fix", ".", "--no-restore"))
                await KillAsync(fix, folder, random, length, number);
            if (JournalFolder.HasUnfinished(folder.Root))
                Interlocked.Increment(ref inTheMiddle);
            if (ShouldBeWhole(folder) is > 0 and < Files)
                Interlocked.Increment(ref partly);

            if (number % 2 == 0)
            {
                var undone = await Tool.RunAsync(folder, "undo");
                Assert.True(undone.ExitCode == 0, undone.Error);
                Assert.Equal(before, folder.Snapshot());
            }

            if (number % 2 == 0 && !Soak.IsOn)
                return;
            var again = await Tool.RunAsync(folder, "fix", ".", "--no-restore");
            Assert.True(again.ExitCode == 0, again.Error);
            Assert.Equal(after, folder.Snapshot());
        }
    }

    [Fact]
    public async Task Kill_9_in_an_undo_leaves_whole_files_and_the_next_goes_on()
    {
        using var folder = Create();
        var before = folder.Snapshot();
        for (var number = 1; number <= (Soak.IsOn ? 100 : 4); number++)
        {
            var random = new Random(number);
            Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--no-restore"])).ExitCode);
            using (var undo = Tool.Start(folder, "undo"))
            {
                while (!JournalFolder.HasUnfinished(folder.Root) && !undo.HasExited)
                    await Task.Delay(1);
                await Task.WhenAny(undo.WaitForExitAsync(), Task.Delay(random.Next(400)));
                await KillAsync(undo);
            }

            ShouldBeWhole(folder);
            Assert.Equal(0, (await Tool.RunAsync(folder, "undo")).ExitCode);
            Assert.Equal(before, folder.Snapshot());
        }
    }

    private static async Task<(string Before, string After, TimeSpan Length)> UndisturbedAsync()
    {
        using var folder = Create();
        var before = folder.Snapshot();
        var began = Stopwatch.GetTimestamp();
        using var fix = Tool.Start(folder, "fix", ".", "--no-restore");
        var said = await fix.StandardError.ReadToEndAsync();
        await fix.WaitForExitAsync();
        Assert.True(fix.ExitCode == 0, said);
        Assert.Equal(Files, ShouldBeWhole(folder));
        return (before, folder.Snapshot(), Stopwatch.GetElapsedTime(began));
    }

    private static TemporaryFolder Create()
    {
        var folder = SmallSolution.CreateOneProject();
        File.Delete(folder["User.cs"]);
        for (var number = 0; number < Files; number++)
            folder.Write($"F{number}.cs", Text(number, "ClerkUserId"));
        return folder;
    }

    private static string Text(int number, string name) => $"class F{number} {{ public string {name} = \"{number}\"; }}\n";

    /// <summary>Kills it in turn while it renames, while it writes beside the files, and anywhere.</summary>
    private static async Task KillAsync(Process fix, TemporaryFolder folder, Random random, TimeSpan length, int number)
    {
        var at = random.Next(1, Files);
        if (number % 3 == 0)
            await Task.WhenAny(fix.WaitForExitAsync(), Task.Delay(random.NextDouble() * length));
        else
            while (!fix.HasExited && Waiting(folder) < (number % 3 == 1 ? Files : at))
                await Task.Yield();
        if (number % 3 == 1)
            while (!fix.HasExited && Waiting(folder) > at)
                await Task.Yield();
        await KillAsync(fix);
    }

    /// <summary>How many new texts lie beside their files.</summary>
    private static int Waiting(TemporaryFolder folder) => Directory.EnumerateFiles(folder.Root, ".c2w-*").Count();

    private static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>How many files are as after the run; every other is as before.</summary>
    private static int ShouldBeWhole(TemporaryFolder folder)
    {
        var written = 0;
        for (var number = 0; number < Files; number++)
        {
            var text = folder.Read($"F{number}.cs");
            if (text == Text(number, "WorkosUserId"))
                written++;
            else
                Assert.Equal(Text(number, "ClerkUserId"), text);
        }

        return written;
    }
}
