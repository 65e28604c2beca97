using System.ComponentModel;
using System.Diagnostics;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;

/// <summary>A test that needs the official emulator, which is a Node program: skipped, with the reason, where Node is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmulatorFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Look);

    public EmulatorFactAttribute() => Skip = Missing.Value;

    private static string? Look()
    {
        foreach (var program in new[] { "node", "npm" })
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(Emulator.Program(program), ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                process.WaitForExit();
                if (process.ExitCode != 0)
                    return $"The official emulator cannot run: {program} --version ended with {process.ExitCode}.";
            }
            catch (Win32Exception)
            {
                return $"The official emulator cannot run: {program} is not installed.";
            }
        }

        return null;
    }
}
