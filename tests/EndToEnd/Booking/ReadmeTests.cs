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
        var before = shown.TakeWhile(line => line != Elision).ToList();
        var after = shown.Skip(before.Count + 1).ToList();
        Assert.Contains(Elision, shown);
        Assert.Equal(before, printed.Take(before.Count));
        Assert.Equal(after, printed.TakeLast(after.Count));
    }

    [Fact]
    public void Links_to_files_that_are_there()
    {
        var links = Lines.SelectMany(line => line.Split("](").Skip(1)).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Repository.Root, link.Split('#')[0])), link));
    }
}
