using System.Collections;

namespace Clerk2WorkOS.MigrationRunner.Loading.DesignTime;

/// <summary>What MSBuild changes of the process that it runs in, variables and current folder, put back at the end: programs started later must not inherit it.</summary>
internal sealed class ProcessState : IDisposable
{
    /// <summary>Who works with MSBuild, or starts a program that inherits what it has changed for the moment: one at a time in a process.</summary>
    public static readonly SemaphoreSlim Turn = new(1);

    private readonly Dictionary<string, string?> _variables = Variables();
    private readonly string _folder = Directory.GetCurrentDirectory();

    public void Dispose()
    {
        foreach (var name in Variables().Keys.Where(name => !_variables.ContainsKey(name)))
            Environment.SetEnvironmentVariable(name, null);
        foreach (var (name, value) in _variables)
        {
            if (Environment.GetEnvironmentVariable(name) != value)
                Environment.SetEnvironmentVariable(name, value);
        }

        if (Directory.Exists(_folder))
            Directory.SetCurrentDirectory(_folder);
    }

    private static Dictionary<string, string?> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value, StringComparer.Ordinal);
}
