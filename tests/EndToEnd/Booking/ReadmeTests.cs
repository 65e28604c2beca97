namespace Clerk2WorkOS.EndToEnd.Booking;

/// <summary>What the repository's README shows.</summary>
[Collection(nameof(BookingRuns))]
public sealed class ReadmeTests(BookingRuns runs)
{
    private const string Elision = "  …";

    private static readonly IReadOnlyList<string> Lines = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public async Task Shows_what_the_tool_prints()
    {
        var shown = Lines.SkipWhile(line => line != "```text").Skip(1).TakeWhile(line => line != "```").ToList();
        var printed = (await runs.MainJob).Fix.Command.Output.TrimEnd('\n').Split('\n');
        Assert.Contains(Elision, shown);
        var pieces = Pieces(shown);
        Assert.Equal(pieces[0], printed.Take(pieces[0].Count));
        Assert.Equal(pieces[^1], printed.TakeLast(pieces[^1].Count));
        var at = pieces[0].Count;
        foreach (var piece in pieces[1..^1])
        {
            at = Array.IndexOf(printed, piece[0], at);
            Assert.True(at >= 0, piece[0]);
            Assert.Equal(piece, printed.Skip(at).Take(piece.Count));
            at += piece.Count;
        }
    }

    private static List<List<string>> Pieces(List<string> shown)
    {
        List<List<string>> pieces = [[]];
        foreach (var line in shown)
        {
            if (line == Elision)
                pieces.Add([]);
            else
                pieces[^1].Add(line);
        }

        return pieces;
    }

    [Fact]
    public void Links_to_files_that_are_there()
    {
        var links = Lines.SelectMany(line => line.Split("](").Skip(1)).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Repository.Root, link.Split('#')[0])), link));
    }
}
