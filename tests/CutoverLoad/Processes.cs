using System.Diagnostics;

namespace Clerk2WorkOS.CutoverLoad;

/// <summary>This program as another process, with what it says redirected.</summary>
internal static class Processes
{
    public static Process Start(IEnumerable<string> arguments, params (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        foreach (var argument in (string[])["exec", typeof(Processes).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
