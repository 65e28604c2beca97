using System.Text.Json;

namespace Clerk2WorkOS.Mutants;

/// <summary>A change that Stryker built into the assembly, behind a switch of its number.</summary>
/// <param name="Id">The number.</param>
/// <param name="File">The file, below the project's folder.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Kind">Stryker's name for what was changed.</param>
/// <param name="Replacement">The code that takes the original's place.</param>
internal sealed record Mutant(int Id, string File, int Line, string Kind, string Replacement)
{
    /// <summary>The mutants of a report of Stryker's that compile, without those in the argument of <c>ConfigureAwait</c>, which no test can tell apart.</summary>
    public static List<Mutant> Read(string report)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(report));
        var root = document.RootElement.GetProperty("projectRoot").GetString()!;
        return
        [
            .. from file in document.RootElement.GetProperty("files").EnumerateObject()
               let lines = file.Value.GetProperty("source").GetString()!.Split('\n')
               from mutant in file.Value.GetProperty("mutants").EnumerateArray()
               where mutant.GetProperty("status").GetString() != "CompileError"
               where !IsAwaitSetting(lines, mutant.GetProperty("location").GetProperty("start"))
               let id = int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture)
               orderby id
               select new Mutant(
                   id,
                   Path.GetRelativePath(root, Path.Combine(root, file.Name)).Replace('\\', '/'),
                   mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32(),
                   mutant.GetProperty("mutatorName").GetString()!,
                   mutant.GetProperty("replacement").GetString()!),
        ];
    }

    private static bool IsAwaitSetting(string[] lines, JsonElement start)
    {
        var line = lines[start.GetProperty("line").GetInt32() - 1];
        return line[..(start.GetProperty("column").GetInt32() - 1)].EndsWith("ConfigureAwait(", StringComparison.Ordinal);
    }
}
