using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>A file's name in a patch, as git writes and reads it.</summary>
/// <param name="Old">From the repository's top folder, before.</param>
/// <param name="New">The same after; another where the file moves.</param>
/// <param name="IsNew">Whether there is no such file before.</param>
internal readonly record struct PatchedName(string Old, string New, bool IsNew)
{
    /// <summary>What stands above everything else of the file; a file that moves is named to git as one that is renamed.</summary>
    public string Head =>
        $"diff --git {Quoted("a/" + Old)} {Quoted("b/" + New)}\n"
        + (IsNew ? "new file mode 100644\n" : Old == New ? "" : $"rename from {Quoted(Old)}\nrename to {Quoted(New)}\n");

    /// <summary>What stands above its lines.</summary>
    public string Lines => $"--- {(IsNew ? "/dev/null\n" : Ended("a/" + Old))}+++ {Ended("b/" + New)}";

    /// <summary>With the mark at which git looks for the name's end.</summary>
    private static string Ended(string path) => Quoted(path) + (path.Contains(' ', StringComparison.Ordinal) ? "\t\n" : "\n");

    /// <summary>A name in which git would not find its end stands in quotation marks, like a string of C; letters stay as they are.</summary>
    private static string Quoted(string path)
    {
        if (!path.Any(letter => letter is '"' or '\\' or < ' ' or '\u007F'))
            return path;
        var quoted = new StringBuilder("\"");
        foreach (var letter in path)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (letter is < ' ' or '\u007F')
                quoted.Append('\\').Append(Convert.ToString(letter, 8).PadLeft(3, '0'));
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
