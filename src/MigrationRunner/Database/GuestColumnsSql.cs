using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Database;

/// <summary>The columns of C2W402 as SQL for PostgreSQL; running it again changes nothing.</summary>
internal static class GuestColumnsSql
{
    public static string Of(IEnumerable<AddedColumns> tables)
    {
        var text = new StringBuilder();
        text.Append("-- The guest's user and organization (C2W402). Names are those of the code's mapping; running this again changes nothing.\n");
        text.Append("BEGIN;\n");
        foreach (var table in tables)
        {
            text.Append($"\n-- {table.Type}\n");
            foreach (var column in table.Columns)
                text.Append($"ALTER TABLE {Name(table)} ADD COLUMN IF NOT EXISTS {Quoted(column.Name)} {column.Type};\n");
        }

        return text.Append("\nCOMMIT;\n").ToString();
    }

    private static string Name(AddedColumns table) => table.Schema is null ? Quoted(table.Table) : $"{Quoted(table.Schema)}.{Quoted(table.Table)}";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
