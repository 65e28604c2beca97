namespace Clerk2WorkOS.CodeFixes.Tests.Names;

/// <summary>Whether an anonymous object is read by the names of its members: its name is written out then, and follows else.</summary>
public sealed class LeavingObjects
{
    private const string Row = "new { user.ClerkUserId }";

    [Theory]
    [InlineData("Of(ROW); void Of<T>(T any) { }")]
    [InlineData("Of(1, ROW); void Of<T>(int n, T any) { }")]
    [InlineData("Of(any: ROW, n: 1); void Of<T>(int n, T any) { }")]
    [InlineData("new More().Of(ROW);")]
    [InlineData("More.With(1, ROW);")]
    [InlineData("1.With(ROW);")]
    [InlineData("1.With(b: ROW);")]
    [InlineData("ROW.Whole();")]
    [InlineData("var row = ROW; row.Whole();")]
    [InlineData("_ = $\"{ROW}\";")]
    [InlineData("_ = ROW.ToString();")]
    [InlineData("_ = ROW.GetType();")]
    [InlineData("_ = (object)ROW;")]
    [InlineData("_ = (System.Collections.IEnumerable)new[] { ROW };")]
    [InlineData("_ = ROW as object;")]
    [InlineData("_ = ROW is object any;")]
    [InlineData("_ = ROW.Equals(ROW);")]
    [InlineData("dynamic row = ROW;")]
    [InlineData("object[] rows = { ROW };")]
    [InlineData("object[] rows = new[] { ROW };")]
    [InlineData("object?[][] rows = new[] { new[] { ROW } };")]
    [InlineData("System.Collections.IEnumerable rows = new[] { ROW };")]
    [InlineData("IEnumerable<object> rows = new[] { ROW };")]
    [InlineData("IEnumerable<IEnumerable<object>> rows = new[] { new[] { ROW } };")]
    [InlineData("(object, int) pair = (ROW, 1);")]
    [InlineData("Delegate f = () => ROW;")]
    [InlineData("MulticastDelegate f = () => ROW;")]
    [InlineData("object f = () => ROW;")]
    [InlineData("Delegate f = () => new[] { ROW };")]
    [InlineData("Func<object> f = () => ROW;")]
    [InlineData("} object Get(User user) => ROW; void N() {")]
    [InlineData("} object Get(User user) { return ROW; } void N() {")]
    public async Task The_name_is_written_out(string code)
    {
        var outcome = await UnprovenRun.OfAsync(Whole(code));
        Assert.Equal(Whole(code).Replace(Row, "new { ClerkUserId = user.WorkosUserId }", StringComparison.Ordinal).Replace("string ClerkUserId", "string WorkosUserId", StringComparison.Ordinal), outcome.Text);
        Assert.Equal(
            [("anonymous object", "ClerkUserId", "ClerkUserId")],
            outcome.Result.Contracts.Where(contract => contract.Kind == ContractKind.Json && contract.Owner == "anonymous object").Select(contract => (contract.Owner, contract.OldName, contract.NewName)).Distinct());
    }

    [Theory]
    [InlineData("var row = ROW; _ = row.ClerkUserId;")]
    [InlineData("_ = ROW.GetHashCode();")]
    [InlineData("_ = ROW is { } any;")]
    [InlineData("_ = ROW is { ClerkUserId: \"\" };")]
    [InlineData("var rows = new[] { ROW }; var row = rows[0];")]
    [InlineData("var rows = new[] { ROW }.ToList(); rows.Add(ROW);")]
    [InlineData("var rows = new[] { ROW }; _ = rows.Length;")]
    [InlineData("var rows = new[] { ROW }; _ = rows.First().ClerkUserId;")]
    [InlineData("var pair = (ROW, 1);")]
    [InlineData("var pair = (ROW, (object)1); object other = 1;")]
    [InlineData("var f = () => ROW;")]
    [InlineData("Delegate f = () => ROW.ClerkUserId;")]
    [InlineData("Func<int> f = () => ROW.ClerkUserId.Length;")]
    [InlineData("System.Linq.Expressions.Expression<Func<User, object>> key = user => ROW;")]
    [InlineData("_ = new[] { user }.Select(user => ROW).Where(row => row.ClerkUserId != \"\");")]
    [InlineData("Of(1, ROW.ClerkUserId); void Of<T>(T any, string text) { }")]
    [InlineData("_ = new Dictionary<string, int> { [ROW.ClerkUserId] = 1 };")]
    public async Task The_member_follows(string code)
    {
        var outcome = await UnprovenRun.OfAsync(Whole(code));
        Assert.Equal(Whole(code).Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal), outcome.Text);
        Assert.DoesNotContain(outcome.Result.Contracts, contract => contract.Owner == "anonymous object");
    }

    private static string Whole(string code) =>
        "class C { void M(User user) { " + code.Replace("ROW", Row, StringComparison.Ordinal) + " } } class User { public string ClerkUserId = \"\"; } class More { public void Of<T>(T any) { } public static void With<T>(int n, T any) { } }"
        + " static class Extensions { public static void With<T>(this int a, T b) { } public static void Whole<T>(this T any) { } }";
}
