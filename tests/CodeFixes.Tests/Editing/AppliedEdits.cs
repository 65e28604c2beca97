using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Editing;

/// <summary>The edits of one file, put together: what nests, what overlaps, and where each place ends up.</summary>
public sealed class AppliedEdits
{
    private const string Before = "abcdefghij";

    [Theory]
    [InlineData("2+3=X", "abXfghij")]
    [InlineData("0+0=X", "Xabcdefghij")]
    [InlineData("10+0=X", "abcdefghijX")]
    [InlineData("0+10=X", "X")]
    [InlineData("2+3=", "abfghij")]
    [InlineData("5+2=Y 2+3=X", "abXYhij")]
    [InlineData("2+3=X 2+0=Y", "abYXfghij")]
    [InlineData("5+0=Y 2+3=X", "abXYfghij")]
    [InlineData("2+3=X 2+3=Y", "abXfghij")]
    [InlineData("2+3=X 4+3=Y", "abXfghij")]
    [InlineData("2+5=X 3+1=Y", "abXhij")]
    [InlineData("2+2=X 8+1=Z", "abXefghZj")]
    [InlineData("2+2=cd 8+1=Z", "abcdefghZj")]
    public void Edits_are_applied_in_their_order_and_of_two_that_overlap_the_first(string edits, string after) => Assert.Equal(after, Apply(Parse(edits))!.After.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("2+3=cde")]
    [InlineData("0+0=")]
    public void What_changes_nothing_is_no_rewrite(string edits) => Assert.Null(Apply(Parse(edits)));

    [Fact]
    public void A_change_that_changes_nothing_is_not_among_the_changes() =>
        Assert.Equal([(new TextSpan(8, 1), "Z")], Apply(Parse("2+2=cd 8+1=Z"))!.Changes.Select(change => (change.Span, change.NewText)));

    [Fact]
    public void An_outer_edit_carries_the_inner_ones_in_the_pieces_that_it_keeps()
    {
        var outer = new Edit(new TextSpan(1, 8), [Piece.Of("<"), Piece.Of(new TextSpan(5, 4)), Piece.Of("|"), Piece.Of(new TextSpan(2, 2)), Piece.Of(">")]);
        var rewrite = Apply([outer, .. Parse("6+1=G 2+1=C 4+1=lost")])!;
        Assert.Equal("a<fGhi|Cd>j", rewrite.After.ToString());
        Assert.Equal([0, -1, 7, 8, -1, 2, 3, 4, 5, 10], Enumerable.Range(0, 10).Select(rewrite.NewPosition));
        Assert.Equal([0, -1, 5, 6, 7, 8, -1, 2, 3, -1, 9], Enumerable.Range(0, 11).Select(rewrite.OldPosition));
    }

    [Fact]
    public void A_copy_has_the_inner_edits_and_is_no_place()
    {
        var outer = new Edit(new TextSpan(2, 3), [Piece.Of(new TextSpan(2, 3)), Piece.Of("="), Piece.CopyOf(new TextSpan(2, 3))]);
        var rewrite = Apply([outer, .. Parse("3+1=DD")])!;
        Assert.Equal("abcDDe=cDDefghij", rewrite.After.ToString());
        Assert.Equal([0, 1, 2, 3, 5, 11, 12, 13, 14, 15], Enumerable.Range(0, 10).Select(rewrite.NewPosition));
    }

    [Fact]
    public void Places_move_with_the_text_around_them_and_a_replaced_one_stands_for_its_first_character()
    {
        var rewrite = Apply(Parse("0+0=>> 2+3=XXXXX 7+2="))!;
        Assert.Equal(">>abXXXXXfgj", rewrite.After.ToString());
        Assert.Equal([2, 3, 4, -1, -1, 9, 10, -1, -1, 11], Enumerable.Range(0, 10).Select(rewrite.NewPosition));
        Assert.Equal(-1, rewrite.NewPosition(10));
        Assert.Equal([-1, -1, 0, 1, 2, -1, -1, -1, -1, 5, 6, 9], Enumerable.Range(0, 12).Select(rewrite.OldPosition));
        Assert.Equal(-1, rewrite.OldPosition(12));
    }

    [Theory]
    [InlineData(2, 3, true)]
    [InlineData(3, 1, true)]
    [InlineData(1, 3, false)]
    [InlineData(6, 1, false)]
    [InlineData(7, 1, true)]
    public void Text_is_replaced_where_an_edit_writes_over_it_and_carries_it_nowhere(int start, int length, bool isReplaced)
    {
        var wrap = new Edit(new TextSpan(5, 4), [Piece.Of("("), Piece.Of(new TextSpan(5, 2)), Piece.Of(")")]);
        var replaced = new ReplacedText([.. Parse("2+3=X").Append(wrap).Select(edit => new PlannedEdit("/a.cs", edit, new Move("it")))]);
        Assert.Equal(isReplaced, replaced.Holds("/a.cs", new TextSpan(start, length)));
        Assert.False(replaced.Holds("/b.cs", new TextSpan(start, length)));
    }

    private static FileRewrite? Apply(IEnumerable<Edit> edits) => FileRewrite.Apply("/a.cs", SourceText.From(Before), edits);

    /// <summary><c>2+3=X</c>: three characters from the third on become <c>X</c>.</summary>
    private static IEnumerable<Edit> Parse(string edits) => edits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(edit =>
    {
        var parts = edit.Split('+', '=');
        return new Edit(new TextSpan(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)), parts[2]);
    });
}
