namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>The ways in which an anonymous object leaves to where its member names are read, and the ways in which it does not.</summary>
public sealed class EscapingObjects
{
    private const string User = """

        class User
        {
            public string ClerkUserId { get; set; } = "user_1";

            public static void Show(object? any) => Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(any));
        }
        """;

    [Theory]
    [InlineData("User.Show((object)new { user.ClerkUserId });", "User.Show((object)new { ClerkUserId = user.WorkosUserId });")]
    [InlineData("User.Show(new { user.ClerkUserId } as object);", "User.Show(new { ClerkUserId = user.WorkosUserId } as object);")]
    [InlineData("Func<object> f = () => new { user.ClerkUserId }; User.Show(f());", "Func<object> f = () => new { ClerkUserId = user.WorkosUserId }; User.Show(f());")]
    [InlineData("object Get() { return new { user.ClerkUserId }; } User.Show(Get());", "object Get() { return new { ClerkUserId = user.WorkosUserId }; } User.Show(Get());")]
    [InlineData("async Task<object> Get() { await Task.Yield(); return new { user.ClerkUserId }; } User.Show(await Get());", "async Task<object> Get() { await Task.Yield(); return new { ClerkUserId = user.WorkosUserId }; } User.Show(await Get());")]
    [InlineData("User.Show(new object[] { new { user.ClerkUserId } });", "User.Show(new object[] { new { ClerkUserId = user.WorkosUserId } });")]
    [InlineData("List<object> list = [new { user.ClerkUserId }]; User.Show(list);", "List<object> list = [new { ClerkUserId = user.WorkosUserId }]; User.Show(list);")]
    [InlineData("var rows = new[] { new { user.ClerkUserId } }; foreach (object row in rows) User.Show(row);", "var rows = new[] { new { ClerkUserId = user.WorkosUserId } }; foreach (object row in rows) User.Show(row);")]
    [InlineData("var rows = new[] { new { user.ClerkUserId } }; User.Show(rows.Cast<object>().First());", "var rows = new[] { new { ClerkUserId = user.WorkosUserId } }; User.Show(rows.Cast<object>().First());")]
    [InlineData("IEnumerable<object> rows = new[] { user }.Select(u => new { u.ClerkUserId }); User.Show(rows);", "IEnumerable<object> rows = new[] { user }.Select(u => new { ClerkUserId = u.WorkosUserId }); User.Show(rows);")]
    [InlineData("Console.WriteLine(new { user.ClerkUserId }.ToString());", "Console.WriteLine(new { ClerkUserId = user.WorkosUserId }.ToString());")]
    [InlineData("var row = new { user.ClerkUserId }; Console.WriteLine(\"row: \" + row);", "var row = new { ClerkUserId = user.WorkosUserId }; Console.WriteLine(\"row: \" + row);")]
    [InlineData("var row = new { user.ClerkUserId }; Console.WriteLine(row.GetType().GetProperties()[0].Name);", "var row = new { ClerkUserId = user.WorkosUserId }; Console.WriteLine(row.GetType().GetProperties()[0].Name);")]
    [InlineData("var row = new { user.ClerkUserId }; if (row is object any) User.Show(any);", "var row = new { ClerkUserId = user.WorkosUserId }; if (row is object any) User.Show(any);")]
    [InlineData("User.Show(new { user?.ClerkUserId });", "User.Show(new { ClerkUserId = user?.WorkosUserId });")]
    [InlineData("var one = new[] { user }; User.Show(new { one?[0]?.ClerkUserId });", "var one = new[] { user }; User.Show(new { ClerkUserId = one?[0]?.WorkosUserId });")]
    public Task The_name_is_written_out_where_the_object_leaves(string before, string after) => Program(
        before: "var user = new User();\n" + before + User,
        after: "var user = new User();\n" + after + User.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal))
        .Reports(ContractKind.Json, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();

    [Theory]
    [InlineData("var row = new { user.ClerkUserId } with { ClerkUserId = \"x\" }; Console.WriteLine(row.ClerkUserId);")]
    [InlineData("var row = new { user.ClerkUserId, N = 1 }; Console.WriteLine(row is { ClerkUserId: \"user_1\", N: var n } ? n : 0);")]
    [InlineData("var rows = new[] { user }.GroupBy(u => new { u.ClerkUserId }).Select(g => g.Key.ClerkUserId); Console.WriteLine(rows.First());")]
    [InlineData("var rows = new[] { user }.Select(u => new { Inner = new { u.ClerkUserId } }).ToList(); Console.WriteLine(rows[0].Inner.ClerkUserId);")]
    [InlineData("var rows = new[] { user }.ToDictionary(u => new { u.ClerkUserId }, u => 1); Console.WriteLine(rows[new { user.ClerkUserId }]);")]
    [InlineData("var row = new { user?.ClerkUserId }; Console.WriteLine(row.ClerkUserId);")]
    [InlineData("var row = new { user.ClerkUserId?.Length }; Console.WriteLine(row.Length);")]
    [InlineData("var row = (user?.ClerkUserId, user!.ClerkUserId.Length); Console.WriteLine(row.ClerkUserId + row.Length);")]
    [InlineData("Console.WriteLine(Of(1, user)); static string Of<T>(T key, User user) where T : notnull { var rows = new[] { user }.ToDictionary(u => key, u => new { u.ClerkUserId }); return rows[key].ClerkUserId; }")]
    public Task The_members_follow_where_the_object_stays(string text) => Rewrites(
        before: "var user = new User();\n" + text + User,
        after: ("var user = new User();\n" + text + User).Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal));

    [Fact]
    public Task Two_inferred_names_that_would_be_one_stay_two() => Program(
        before: """
            var a = new A("a");
            var b = new B("b");
            var row = new { a.ClerkUserId, b.ClerkId };
            var pair = (a.ClerkUserId, b.ClerkId);
            Console.WriteLine(row.ClerkUserId + row.ClerkId + pair.ClerkUserId + pair.ClerkId);

            record A(string ClerkUserId);
            record B(string ClerkId);
            """,
        after: """
            var a = new A("a");
            var b = new B("b");
            var row = new { a.WorkosUserId, ClerkId = b.WorkosUserId };
            var pair = (a.WorkosUserId, ClerkId: b.WorkosUserId);
            Console.WriteLine(row.WorkosUserId + row.ClerkId + pair.WorkosUserId + pair.ClerkId);

            record A(string WorkosUserId);
            record B(string WorkosUserId);
            """)
        .Lists(Reasons.StrongerName("ClerkUserId", "WorkosUserId"))
        .HoldsAsync();
}
