namespace Clerk2WorkOS.Testing;

/// <summary>Whom the server runs as: who runs this process, or, since PostgreSQL refuses root, an ordinary user that every Linux has.</summary>
internal sealed class OrdinaryUser
{
    private readonly string? _name;

    private OrdinaryUser(string? name, IReadOnlyList<string> prefix) => (_name, Prefix) = (name, prefix);

    /// <summary>What stands before a command.</summary>
    public IReadOnlyList<string> Prefix { get; }

    public static OrdinaryUser Current()
    {
        if (!Environment.IsPrivilegedProcess)
            return new OrdinaryUser(null, []);
        var setpriv = LocalProgram.Find("setpriv")
            ?? throw new LocalPostgreSqlException("PostgreSQL refuses to run as root and setpriv (package util-linux), which starts it as another user, is not there; run as an ordinary user.");
        foreach (var name in (string[])["postgres", "nobody"])
        {
            if (Entry(name) is [_, _, var user, var group, ..])
                return new OrdinaryUser(name, [setpriv, $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"]);
        }

        throw new LocalPostgreSqlException("PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody to run it as; run as an ordinary user.");
    }

    /// <summary>A new folder for temporary files that only this user (and root) can enter.</summary>
    public async Task<string> CreateFolderAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("c2w-postgresql-").FullName;
        await OwnAsync(folder, cancellationToken);
        return folder;
    }

    /// <summary>Writes a file that only this user (and root) can read.</summary>
    public async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        var onlyMine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            onlyMine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(file, onlyMine))
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        await OwnAsync(file, cancellationToken);
    }

    private async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (_name is null)
            return;
        var outcome = await LocalProgram.RunAsync(["chown", _name, path], cancellationToken);
        if (outcome.ExitCode != 0)
            throw new LocalPostgreSqlException($"{path} cannot be given to the user {_name}, who is to run PostgreSQL: {outcome.Tail}");
    }

    private static string[]? Entry(string name) =>
        File.Exists("/etc/passwd")
            ? File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 3 && fields[0] == name)
            : null;
}
