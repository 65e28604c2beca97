using System.Diagnostics;

namespace Clerk2WorkOS.Testing;

/// <summary>
/// A shell that waits for the end of its input, which comes when this process closes it or dies, and then stops the server and deletes its folder.
/// A signal for the death of the parent would not do: Linux sends that one when the thread ends that started the child.
/// </summary>
internal sealed class ServerKeeper : IAsyncDisposable
{
    // An interrupt at the terminal goes to everyone; the keeper stays until this process has ended. It holds none of this process's outputs open.
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP QUIT
        folder=$1
        shift
        read -r line
        "$@"
        rm -rf -- "$folder"
        """;

    private readonly Process _shell;

    public ServerKeeper(string folder, IReadOnlyList<string> stop)
    {
        var start = LocalProgram.Start(["/bin/sh", "-c", Script, "c2w-postgresql", folder, .. stop]);
        start.RedirectStandardInput = true;
        start.WorkingDirectory = "/";
        _shell = LocalProgram.Started(start);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
