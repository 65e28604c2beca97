using Microsoft.Build.Locator;

namespace Clerk2WorkOS.MigrationRunner.Loading.DesignTime;

/// <summary>
/// The MSBuild that this process has taken from an SDK. There can be one only, for as long as the process lives; nothing may touch a type of
/// MSBuild's before it is there.
/// </summary>
internal static class MSBuildInProcess
{
    private static readonly Lock Once = new();
    private static string? _version;

    /// <summary>Takes MSBuild from an SDK.</summary>
    /// <param name="version">The SDK's version; null for any, and then the newest.</param>
    /// <param name="folder">From where SDKs are looked for.</param>
    /// <returns>Whether it is there: not if the SDK needs a newer runtime than this one, or if another one was taken before.</returns>
    public static bool TryTake(string? version, string folder)
    {
        lock (Once)
        {
            if (_version is not null)
                return version is null || version == _version;
            if (!MSBuildLocator.CanRegister)
                return false;

            var query = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = folder };
            var sdk = MSBuildLocator.QueryVisualStudioInstances(query).FirstOrDefault(sdk => version is null || VersionOf(sdk) == version);
            if (sdk is null)
                return false;
            using (new ProcessState())
                MSBuildLocator.RegisterInstance(sdk);
            Variables =
            [
                new("MSBUILD_EXE_PATH", Path.Combine(sdk.MSBuildPath, "MSBuild.dll")),
                new("MSBuildExtensionsPath", sdk.MSBuildPath),
                new("MSBuildSDKsPath", Path.Combine(sdk.MSBuildPath, "Sdks")),
                new("DOTNET_HOST_PATH", Path.GetFullPath(Path.Combine(sdk.MSBuildPath, "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))),
            ];
            _version = VersionOf(sdk);
            return true;
        }
    }

    /// <summary>By which MSBuild finds the rest of its SDK while it works.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Variables { get; private set; } = [];

    /// <summary>The folder has the whole version in its name, the previews' part included.</summary>
    private static string VersionOf(VisualStudioInstance sdk) => Path.GetFileName(Path.TrimEndingDirectorySeparator(sdk.MSBuildPath));
}
