using System.Text.RegularExpressions;

namespace Clerk2WorkOS.MigrationRunner.Loading.DesignTime;

/// <summary>The .NET SDK that <c>global.json</c> picks for a folder.</summary>
internal static partial class InstalledSdk
{
    /// <summary>The version that counts in a folder; null where no <c>global.json</c> has a say, and any will do.</summary>
    /// <exception cref="CannotRunException">The one that is asked for is not installed.</exception>
    public static async Task<string?> ForAsync(string folder, CancellationToken cancellationToken)
    {
        if (GlobalJson(folder) is not { } file)
            return null;

        var (exitCode, output, error) = await ChildProcess.RunAsync(ChildProcess.Dotnet, ["--version"], folder, cancellationToken);
        if (exitCode == 0)
            return output.Trim();
        var asked = Requested().Match(error + "\n" + output) is { Success: true } match ? match.Groups["version"].Value.Trim() : null;
        throw new CannotRunException(asked is null
            ? $"'{file}' asks for a .NET SDK that cannot be had: {Commands.Sentence.Of((error + "\n" + output).Trim())}"
            : $"'{file}' asks for the .NET SDK {asked}, which is not installed{Installed(error + "\n" + output)}; install it, or change the file.");
    }

    private static string? GlobalJson(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, "global.json") is var file && File.Exists(file))
                return file;
        }

        return null;
    }

    private static string Installed(string said)
    {
        var versions = Version().Matches(said).Select(match => match.Groups["version"].Value).ToList();
        return versions.Count == 0 ? "" : $" (but {Commands.Sentence.List(versions)} {(versions.Count == 1 ? "is" : "are")})";
    }

    [GeneratedRegex(@"^Requested SDK version:(?<version>.*)$", RegexOptions.Multiline)]
    private static partial Regex Requested();

    [GeneratedRegex(@"^(?<version>\d+\.\d+\.\d+\S*) \[.+\]\s*$", RegexOptions.Multiline)]
    private static partial Regex Version();
}
