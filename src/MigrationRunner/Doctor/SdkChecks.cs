using System.Reflection;
using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>Whether there is an SDK that the solution can be built with, and a compiler in it that this tool keeps up with.</summary>
internal static class SdkChecks
{
    private const string Check = "SDK";
    private const string Download = "https://dotnet.microsoft.com/download";

    private static Version OurRoslyn => typeof(CSharpCompilation).Assembly.GetName().Version!;

    /// <summary>Asks <c>dotnet</c> which SDK it takes.</summary>
    /// <returns>What is to say, and the folder of that SDK; null where none is found.</returns>
    /// <param name="dotnet">The <c>dotnet</c> that is asked.</param>
    /// <param name="folder">The solution's folder, from which <c>global.json</c> is looked for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<(IReadOnlyList<Diagnosis> Diagnoses, string? Folder)> OfAsync(string dotnet, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var (_, listed, _) = await ChildProcess.RunAsync(dotnet, ["--list-sdks"], folder, cancellationToken);
            var installed = Installed(listed);
            if (installed.Count == 0)
                return ([Diagnosis.Problem(Check, $"'{dotnet}' is there, but no .NET SDK.", $"Install one: {Download}.")], null);
            var asked = Patient.Above(folder, "global.json");
            if (asked is not null && Unreadable(asked) is { } why)
                return ([Diagnosis.Problem(Check, $"'{asked}' cannot be read: {why}", "Put it right, or delete it.")], null);

            var (exitCode, chosen, _) = await ChildProcess.RunAsync(dotnet, ["--version"], folder, cancellationToken);
            if (exitCode != 0)
                return ([NotInstalled(asked, [.. installed.Select(sdk => Path.GetFileName(sdk))])], null);
            var version = chosen.Trim();
            var used = installed.FirstOrDefault(sdk => Path.GetFileName(sdk) == version);
            return ([Diagnosis.Ok(Check, $".NET SDK {version}{(asked is null ? "" : $", which '{asked}' allows")}."), .. used is null ? [] : Compiler(OurRoslyn, used)], used);
        }
        catch (CannotRunException)
        {
            return ([Diagnosis.Problem(Check, $"'{dotnet}' cannot be started.", $"Install the .NET SDK ({Download}), or put it on the search path.")], null);
        }
    }

    /// <summary>The compiler of an SDK against the one that this tool analyses with.</summary>
    /// <param name="ours">The version of Roslyn in this tool.</param>
    /// <param name="sdk">The SDK's folder.</param>
    public static IEnumerable<Diagnosis> Compiler(Version ours, string sdk)
    {
        var path = Path.Combine(sdk, "Roslyn", "bincore", "Microsoft.CodeAnalysis.CSharp.dll");
        if (!File.Exists(path))
            yield break;
        var theirs = AssemblyName.GetAssemblyName(path).Version!;
        var known = $"This tool analyses with Roslyn {ours.ToString(2)}, the SDK compiles with {theirs.ToString(2)}";
        yield return theirs.Major > ours.Major || (theirs.Major == ours.Major && theirs.Minor > ours.Minor)
            ? Diagnosis.Warning("compiler", $"{known}: what a newer C# added is read as an error.", "Update the tool: 'dotnet tool update Clerk2WorkOS.Tool'.")
            : Diagnosis.Ok("compiler", $"{known}.");
    }

    /// <summary>The folders of the SDKs: <c>10.0.401 [/usr/share/dotnet/sdk]</c>.</summary>
    private static List<string> Installed(string listed) =>
    [
        .. listed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" [", 2))
            .Where(parts => parts.Length == 2).Select(parts => Path.Combine(parts[1].TrimEnd(']'), parts[0])),
    ];

    private static Diagnosis NotInstalled(string? asked, IReadOnlyList<string> installed)
    {
        var found = Sentence.List(installed, shown: 5);
        if (asked is null || AskedFor(asked) is not { } version)
            return Diagnosis.Problem(Check, $"No SDK can be chosen; installed: {found}.", "'dotnet --version' says why.");
        return Diagnosis.Problem(Check, $"'{asked}' asks for SDK {version}, which is not installed; installed: {found}.", $"Install it ({Download}), or change \"version\" or \"rollForward\" there.");
    }

    private static string? Unreadable(string globalJson)
    {
        try
        {
            AskedFor(globalJson);
            return null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return Sentence.Of(failure);
        }
    }

    private static string? AskedFor(string globalJson)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(globalJson), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("sdk", out var sdk) && sdk.ValueKind == JsonValueKind.Object
            && sdk.TryGetProperty("version", out var version) ? version.ToString() : null;
    }
}
