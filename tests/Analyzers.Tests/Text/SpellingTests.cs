using Clerk2WorkOS.Analyzers.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Text;

/// <summary>Did you mean …?</summary>
public class SpellingTests
{
    [Theory]
    [InlineData("check", "check", "check")]
    [InlineData("chek", "check, fix", "check")]
    [InlineData("checks", "check, fix", "check")]
    [InlineData("chcek", "check, fix", "check")]
    [InlineData("xheck", "check, fix", "check")]
    [InlineData("a", "b", "b")]
    [InlineData("abcd", "abxy", "abxy")]
    [InlineData("cat", "bat, cut", "cut")]
    [InlineData("CAT", "BAT, cAT", "cAT")]
    [InlineData("ab", "xab, abz", "abz")]
    [InlineData("abc", "zab, ab", "ab")]
    [InlineData("bat", "bar, bag", "bag")]
    public void The_nearest_is_meant(string typed, string candidates, string meant) => Assert.Equal(meant, Spelling.Nearest(typed, candidates.Split(", ")));

    [Theory]
    [InlineData("abcd", "axyz")]
    [InlineData("ab", "xy")]
    [InlineData("", "ab")]
    [InlineData("abcdefgh", "ab")]
    public void What_is_further_than_half_is_not_meant(string typed, string candidate) => Assert.Null(Spelling.Nearest(typed, [candidate]));

    [Fact]
    public void Nothing_is_meant_where_there_is_nothing() => Assert.Null(Spelling.Nearest("abc", []));
}
