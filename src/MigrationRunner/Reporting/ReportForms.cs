using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>The forms that a report has, by the extensions that ask for them.</summary>
/// <typeparam name="T">The report.</typeparam>
internal sealed class ReportForms<T>
{
    private readonly Dictionary<string, Func<T, byte[]>> _forms = new(StringComparer.OrdinalIgnoreCase);

    public Func<T, byte[]> this[string extension]
    {
        set => _forms[extension] = value;
    }

    /// <summary>Refuses, before any work is done, what could not be written after it.</summary>
    /// <exception cref="CannotRunException">Says why.</exception>
    public void Check(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!_forms.ContainsKey(Path.GetExtension(path)))
                throw new CannotRunException($"--report '{path}' asks for a form that does not exist; there are {string.Join(", ", _forms.Keys)}.");
            WritablePlace.CheckFile(path, "--report");
        }
    }

    public void Write(IEnumerable<string> paths, T report)
    {
        foreach (var path in paths)
            WritablePlace.Write(path, _forms[Path.GetExtension(path)](report), "--report");
    }
}
