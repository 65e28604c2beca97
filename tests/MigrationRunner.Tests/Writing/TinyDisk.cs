using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>A test that needs a file system of its own, which only an administrator of Linux can have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTinyDiskAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using var folder = new TemporaryFolder();
        using var disk = TinyDisk.TryMount(folder);
        return disk is not null;
    });

    public NeedsTinyDiskAttribute()
    {
        if (!CanMount.Value)
            Skip = "It mounts a small file system to fill it, which is not allowed here.";
    }
}

/// <summary>A file system of 1 MiB in memory.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TemporaryFolder _folder;

    private TinyDisk(TemporaryFolder folder) => _folder = folder;

    public static TinyDisk? TryMount(TemporaryFolder folder) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.Root) ? new TinyDisk(folder) : null;

    /// <summary>Fills it but for so many bytes.</summary>
    public void LeaveFree(long bytes)
    {
        File.Delete(_folder["ballast"]);
        var free = new DriveInfo(_folder.Root).AvailableFreeSpace;
        File.WriteAllBytes(_folder["ballast"], new byte[Math.Max(0, free - bytes)]);
    }

    public void Dispose() => Run("umount", "--lazy", _folder.Root);

    /// <summary>Runs a program of the system; whether it succeeded.</summary>
    public static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that makes files immutable, which holds for an administrator, too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsImmutableFilesAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanChange = new(() =>
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a", "");
        return OperatingSystem.IsLinux() && TinyDisk.Run("chattr", "+i", file) && TinyDisk.Run("chattr", "-i", file);
    });

    public NeedsImmutableFilesAttribute()
    {
        if (!CanChange.Value)
            Skip = string.Create(CultureInfo.InvariantCulture, $"'chattr +i' is not allowed on {Path.GetTempPath()}.");
    }
}
