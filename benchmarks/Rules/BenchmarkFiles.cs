namespace Clerk2WorkOS.Benchmarks.Rules;

/// <summary>What a file has for the rules.</summary>
public enum FileKind
{
    /// <summary>None of the words.</summary>
    Miss,

    /// <summary>The words, and nothing to report: a project that has been migrated.</summary>
    Near,

    /// <summary>Something to report.</summary>
    Hit,
}

/// <summary>Files of a hundred lines or so.</summary>
internal static class BenchmarkFiles
{
    public static IEnumerable<string> Of(FileKind kind, int count) => Enumerable.Range(0, count).Select(number => One(kind, number));

    private static string One(FileKind kind, int number)
    {
        var (id, table) = kind switch
        {
            FileKind.Miss => ("PersonId", "Rows"),
            FileKind.Near => ("WorkosUserId", "UsersTable"),
            _ => ("ClerkUserId", "UsersTable"),
        };
        var parameter = char.ToLowerInvariant(id[0]) + id[1..];
        var methods = string.Concat(Enumerable.Range(0, 8).Select(i => $$"""

                /// <summary>Finds what belongs to somebody.</summary>
                public string Find{{i}}(string {{parameter}}, int limit)
                {
                    var found = new List<string>();
                    foreach (var row in _rows)
                    {
                        if (row.{{id}} == {{parameter}} && found.Count < limit)
                            found.Add($"{row.Name} ({limit - {{i}}})");
                    }

                    return string.Join(", ", found);
                }

            """));
        return $$"""
            using System.Collections.Generic;

            namespace App.Part{{number}};

            public sealed class {{table}} { public string {{id}} { get; set; } = ""; public string Name { get; set; } = ""; }

            public sealed class Finder(List<{{table}}> rows)
            {
                private readonly List<{{table}}> _rows = rows;
            {{methods}}
            }
            """;
    }
}
