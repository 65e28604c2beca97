using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing.Journals;

/// <summary>What a run in place was about to write, or has written.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Run">Names the run's own files.</param>
/// <param name="Root">The solution's folder at the time.</param>
/// <param name="Files">Every file that it touches.</param>
/// <param name="Migrations">What <c>dotnet ef</c> may be adding right now; empty once it has ended.</param>
internal sealed record Journal(
    int Version, string Run, string Root, ImmutableArray<JournaledFile> Files, ImmutableArray<ExpectedMigration> Migrations)
{
    /// <summary>The second, in which files can go and folders come.</summary>
    public const int CurrentVersion = 2;

    private const int FirstVersion = 1;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The folders that it makes, the outermost first, relative to the solution's.</summary>
    public ImmutableArray<string> Folders { get; init; } = [];

    /// <summary>The name of the file that holds the originals, one after the other.</summary>
    public string OriginalsName => $"originals-{Run}";

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Where the new text of a file waits for its renaming. Not named after the file: whoever looks for <c>.env*</c> or <c>*.cs</c> must not find it.</summary>
    public string Temporary(string root, int index) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Files[index].Path, root))!, $".c2w-{Run}-{index}");

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Form);

    /// <exception cref="CannotRunException">It is none, one of a later version, or not this folder's.</exception>
    public static Journal Read(string path, string root)
    {
        try
        {
            var journal = JsonSerializer.Deserialize<Journal>(File.ReadAllBytes(path), Form);
            if (journal is null || journal.Version is < FirstVersion or > CurrentVersion || !journal.Run.All(char.IsAsciiHexDigit) || journal.Files.Any(file => file.Offset < 0 || file.Length < 0))
                throw new CannotRunException($"'{path}' is not a journal of this version of clerk2workos; delete it to go on without it.");

            // A journal may have come with a repository: it must not reach beyond the solution that it lies in, unless it was made right here.
            if (journal.Root != root && journal.Files.Select(file => file.Path).Concat(journal.Folders).FirstOrDefault(file => !StaysInside(root, file)) is { } outside)
                throw new CannotRunException($"'{path}' was made in '{journal.Root}' and is about '{outside}', outside of '{root}'; delete it to go on without it.");
            return journal;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{path}' cannot be read: {Sentence.Of(failure)} Delete it to go on without it.", failure);
        }
    }

    private static bool StaysInside(string root, string path)
    {
        for (var at = Path.GetFullPath(path, root); at.Length > root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (!at.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || new FileInfo(at).LinkTarget is not null)
                return false;
            if (Path.GetDirectoryName(at) == root)
                return true;
        }

        return false;
    }
}

/// <summary>A file of a journal.</summary>
/// <param name="Path">Relative to the solution's folder, with forward slashes.</param>
/// <param name="Before">SHA-256 of what it held; <c>null</c> where there was no such file.</param>
/// <param name="After">SHA-256 of what the run writes; <c>null</c> while that is for another program to say, and where the file goes.</param>
/// <param name="Offset">Where the original begins among the originals.</param>
/// <param name="Length">The original's bytes.</param>
internal sealed record JournaledFile(string Path, string? Before, string? After, long Offset, int Length)
{
    /// <summary>Whether the file goes.</summary>
    public bool IsGone { get; init; }

    /// <summary>The permissions that it had, of one whose place another takes or none; <c>null</c> for any other, and where there are none.</summary>
    public int? Mode { get; init; }
}

/// <summary>A migration that another program adds: the new files below a folder whose names end in it.</summary>
internal sealed record ExpectedMigration(string Folder, string Name);
