using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>Whether a run could write into the solution's folder, and could be undone.</summary>
internal static class FolderChecks
{
    /// <summary>Less is called nearly full: a run writes each changed file beside the old one first.</summary>
    public const long LeastFree = 256L << 20;

    /// <summary>Whether git could show and undo what a run does.</summary>
    public static async Task<Diagnosis> GitAsync(string root, CancellationToken cancellationToken)
    {
        try
        {
            return await GitGuard.CheckAsync(root, [], cancellationToken) is { } remark
                ? Diagnosis.Warning("git", Sentence.Of(remark), "Run 'git init', 'git add' and 'git commit', or work on a copy: --output.")
                : Diagnosis.Ok("git", "A work tree in which everything is committed.");
        }
        catch (CannotRunException refused)
        {
            // What is wrong, and after the last semicolon what to do.
            var cut = refused.Message.LastIndexOf("; ", StringComparison.Ordinal);
            return cut < 0
                ? Diagnosis.Warning("git", refused.Message, "'git status' says more.")
                : Diagnosis.Warning("git", $"{refused.Message[..cut]}.", char.ToUpperInvariant(refused.Message[cut + 2]) + refused.Message[(cut + 3)..]);
        }
    }

    public static Diagnosis Writable(string root)
    {
        try
        {
            WritablePlace.Check(root, "The folder");
            return Diagnosis.Ok("folder", $"'{root}' can be written to.");
        }
        catch (CannotRunException refused)
        {
            return Diagnosis.Problem("folder", refused.Message, "Give yourself the right to write there, or work on a copy elsewhere: --output.");
        }
    }

    /// <param name="root">The solution's folder.</param>
    /// <param name="least">How many bytes have to be free.</param>
    public static Diagnosis Space(string root, long least)
    {
        var free = new DriveInfo(root).AvailableFreeSpace;
        var shown = $"{free >> 20} MB are free where '{root}' is";
        return free >= least ? Diagnosis.Ok("disk", $"{shown}.") : Diagnosis.Warning("disk", $"Only {shown}.", "Make room, or work elsewhere: --output.");
    }

    /// <summary>Names that some file systems take for one, and files that must not be written.</summary>
    public static IEnumerable<Diagnosis> Files(Patient patient)
    {
        var twins = patient.Files.GroupBy(file => file, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).ToList();
        if (twins.Count > 0)
            yield return Diagnosis.Warning("files", $"{Sentence.List(patient.Shown(twins[0]))} differ in case alone ({Words.Count(twins.Count, "such name")}); Windows and macOS have but one of them.", $"Give one another name: 'git mv {patient.Shown(twins[0].First())} NEW'.");
        var locked = patient.Files.Where(file => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && PlannedFile.IsReadOnly(file)).ToList();
        if (locked.Count > 0)
            yield return Diagnosis.Warning("files", $"{Sentence.List(patient.Shown(locked))} {(locked.Count == 1 ? "is" : "are")} read-only; a 'fix' in place that has to change {(locked.Count == 1 ? "it" : "one")} is refused.", $"Run 'chmod u+w {patient.Shown(locked[0])}', or work on a copy: --output.");
        if (twins.Count == 0 && locked.Count == 0)
            yield return Diagnosis.Ok("files", "No two names differ in case alone, and no code is read-only.");
    }
}
