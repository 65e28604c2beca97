using System.Globalization;

namespace Clerk2WorkOS.Mutants;

/// <summary>What became of a mutant.</summary>
internal enum Outcome
{
    /// <summary>A case failed.</summary>
    Killed,

    /// <summary>A case did not end.</summary>
    TimedOut,

    /// <summary>The process ended.</summary>
    Crashed,

    /// <summary>Every case that reaches it passed.</summary>
    Survived,

    /// <summary>No case reaches it.</summary>
    NoCoverage,
}

internal static class Outcomes
{
    /// <summary>Whether the tests tell the mutant from the original.</summary>
    public static bool IsNoticed(this Outcome outcome) => outcome is Outcome.Killed or Outcome.TimedOut or Outcome.Crashed;
}

/// <summary>A file of results, a line each, appended as it goes.</summary>
internal static class Results
{
    public static void Begin(string path, int id) => File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"begin\t{id}\n"));

    /// <summary>Notes that the case which killed a mutant fails without it, too, in this process.</summary>
    public static void Spoil(string path, int id) => File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"spoilt\t{id}\n"));

    public static void Append(string path, int id, Outcome outcome, string by) =>
        File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{outcome}\t{id}\t{by.ReplaceLineEndings(" ")}\n"));

    /// <returns>The outcomes; the mutant that was begun last, unless it is known why it did not end; those that a new process has to repeat.</returns>
    public static (Dictionary<int, Outcome> Done, int? Begun, HashSet<int> Spoilt) Read(string path)
    {
        Dictionary<int, Outcome> done = [];
        HashSet<int> spoilt = [];
        int? begun = null;
        foreach (var fields in File.Exists(path) ? File.ReadLines(path).Select(line => line.Split('\t')) : [])
        {
            var id = int.Parse(fields[1], CultureInfo.InvariantCulture);
            switch (fields[0])
            {
                case "begin":
                    begun = id;
                    break;
                case "spoilt":
                    spoilt.Add(id);
                    begun = null;
                    break;
                default:
                    done[id] = Enum.Parse<Outcome>(fields[0]);
                    break;
            }
        }

        return (done, begun, spoilt);
    }
}
