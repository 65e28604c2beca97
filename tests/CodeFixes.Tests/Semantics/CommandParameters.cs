namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>The name of an SQL parameter: it follows where one method shows all of the command, and stays where anybody else may know it.</summary>
public sealed class CommandParameters
{
    private const string Command = """

        class Cmd : System.Data.IDbCommand
        {
            public Cmd(string text = "") { }
            public Pars Parameters => null!;
            public string CommandText { get; set; } = "";
            public object ExecuteScalar() => 1;
            public object? Tag;
        }
        class Pars { public void AddWithValue(string name, object value) { } public void Add(object parameter) { } public void Clear() { } public P this[string name] => null!; }
        class P { public P(string name, int value = 0) { } public object? Value; }
        class Con { public Cmd CreateCommand(int timeout = 0) => null!; public Cmd Make() => null!; }
        """;

    [Theory]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("Cmd c = new(\"where id = @ClerkUserId\"); c.Parameters.Add(new P(\"@ClerkUserId\", 1));")]
    [InlineData("var c = new Cmd(); c.CommandText = \"where id = @ClerkUserId\"; c.Parameters[\"ClerkUserId\"].Value = 1;")]
    [InlineData("var c = con.CreateCommand(); c.CommandText = \"where id = @ClerkUserId\"; c.Parameters.AddWithValue(\"@ClerkUserId\", 1);")]
    [InlineData("using (var c = new Cmd(\"where id = @ClerkUserId\")) { c.Parameters.AddWithValue(\"ClerkUserId\", 1); c.ExecuteScalar(); }")]
    [InlineData("System.Data.IDbCommand c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.Add(new P(\"ClerkUserId\")); c.CommandTimeout = 1; c.Prepare(); c.Dispose();")]
    [InlineData("var c = new Cmd(\"where (@ClerkUserId)=id or id=@ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); c.Parameters[\"@ClerkUserId\"].Value = 2;")]
    [InlineData("var c = new Cmd(\"@ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); { var d = new Cmd(); d.Tag = c.ExecuteScalar(); }")]
    public async Task A_parameter_follows_in_the_text_and_in_the_code(string code)
    {
        var text = $"class C {{ void M(Con con) {{ {code} }} }}{Command}";
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Equal(text.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal), outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("var c = con.Make(); c.CommandText = \"where id = @ClerkUserId\"; c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = con.CreateCommand(1); c.CommandText = \"where id = @ClerkUserId\"; c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd { CommandText = \"where id = @ClerkUserId\" }; c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("Cmd c; c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.CommandText = \"where id = @ClerkUserId\"; c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(); c.CommandText += \"where id = @ClerkUserId\"; c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); c.Parameters.Clear();")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); var p = c.Parameters;")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); con.Equals(c);")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); c.Tag = 1;")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); c = null!;")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1); var n = \"x\"; c.Parameters.AddWithValue(n, 1);")]
    [InlineData("var c = new Cmd(\"declare @x int; where id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"call f(@ClerkUserId)\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"EXECUTE f @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"where id = 'x@y' or id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId or id = @WorkosUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"where id = @id\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"where id = @ClerkUserId_\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(\"where id = @@ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd(); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = new Cmd($\"where {con} id = @ClerkUserId\"); c.Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    [InlineData("var c = con; c.Make().Parameters.AddWithValue(\"ClerkUserId\", 1);")]
    public async Task A_parameter_that_others_may_know_stays(string code)
    {
        var text = $"class C {{ void M(Con con) {{ {code} }} }}{Command}";
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Equal(text, outcome.Text);
        Assert.NotEmpty(outcome.Left);
    }
}
