namespace Clerk2WorkOS.CodeFixes.Tests.Proving;

/// <summary>
/// How names and types travel: A is edited, and B, which does not name what was edited, breaks. Between them may be M, which stays as it is and compiles.
/// </summary>
public sealed class ReachOfEdits
{
    private const string Row = "public class Old { public string Text = \"\"; } public class New { public int Text; }";

    /// <summary>A before, A after, M, B.</summary>
    public static TheoryData<string, string, string, string, string> Ways => new()
    {
        { "a field's type", "public class A { public Old Row = new(); }", "public class A { public New Row = new(); }", Row, "class B { string F(A a) => a.Row.Text; }" },
        { "a method's type, held in var", "public class A { public Old Get() => new(); }", "public class A { public New Get() => new(); }", Row, "class B { string F(A a) { var row = a.Get(); return row.Text; } }" },
        { "a generic type's argument", "public class A { public List<Old> All = []; }", "public class A { public List<New> All = []; }", Row, "class B { IEnumerable<string> F(A a) => a.All.Select(x => x.Text); }" },
        { "a lambda's parameter", "public class A { public event Action<Old>? Changed; public void Run() => Changed?.Invoke(new()); }", "public class A { public event Action<New>? Changed; public void Run() => Changed?.Invoke(new()); }", Row, "class B { void F(A a) => a.Changed += row => { string text = row.Text; }; }" },
        { "a delegate", "public delegate void Change(Old row);", "public delegate void Change(New row);", Row + " public class M { public event Change? Changed; public void Run() => Changed?.Invoke(new()); }".Replace("?.Invoke(new())", "?.ToString()", StringComparison.Ordinal), "class B { void F(M m) => m.Changed += row => { string text = row.Text; }; }" },
        { "a base list, by inheritance", "public class A : Old { }", "public class A : New { }", Row + " public class M { public A Get() => new(); }", "class B { string F(M m) => m.Get().Text; }" },
        { "a base list, two types on", "public class A : Old { }", "public class A : New { }", Row + " public class Mid : A { } public class M { public Mid Get() => new(); }", "class B { string F(M m) => m.Get().Text; }" },
        { "a conversion to a base", "public class A : Old { }", "public class A : New { }", Row + " public class M { public A Get() => new(); public void Take(Old row) { } }", "class B { void F(M m) => m.Take(m.Get()); }" },
        { "foreach", "public class A { public List<Old>.Enumerator GetEnumerator() => default; }", "public class A { public List<New>.Enumerator GetEnumerator() => default; }", Row + " public class M { public A Rows = new(); }", "class B { string F(M m) { foreach (var row in m.Rows) return row.Text; return \"\"; } }" },
        { "an extension's foreach", "public static class A { public static IEnumerator<Old> GetEnumerator(this M m) => null!; }", "public static class A { public static IEnumerator<New> GetEnumerator(this M m) => null!; }", Row + " public class M { } public class N { public M Rows = new(); }", "class B { string F(N n) { foreach (var row in n.Rows) return row.Text; return \"\"; } }" },
        { "an indexer", "public class A { public Old this[int i] => new(); }", "public class A { public New this[int i] => new(); }", Row + " public class M { public A Rows = new(); }", "class B { string F(M m) => m.Rows[0].Text; }" },
        { "an operator", "public class A { public static Old operator +(A a, A b) => new(); }", "public class A { public static New operator +(A a, A b) => new(); }", Row + " public class M { public A One = new(); }", "class B { string F(M m) => (m.One + m.One).Text; }" },
        { "an implicit conversion", "public class A { public static implicit operator string(A a) => \"\"; }", "public class A { public static implicit operator long(A a) => 1; }", "public class M { public A One = new(); }", "class B { string F(M m) => m.One; }" },
        { "deconstruction", "public class A { public void Deconstruct(out string text, out int number) => (text, number) = (\"\", 1); }", "public class A { public void Deconstruct(out int text, out int number) => (text, number) = (1, 1); }", "public class M { public A One = new(); }", "class B { string F(M m) { var (text, _) = m.One; return text; } }" },
        { "a record's parameters", "public record A(string Text, int Number);", "public record A(int Text, int Number);", "public class M { public A One = new(default!, 1); }", "class B { string F(M m) => m.One is var (x, _) ? x : \"\"; }" },
        { "a record's parameters, made by new()", "public record A(string Text);", "public record A(string Text, int Number);", "public class M { public void Take(A a) { } }", "class B { void F(M m) => m.Take(new(\"\")); }" },
        { "a collection's Add", "public class A : System.Collections.IEnumerable { public void Add(string text) { } public System.Collections.IEnumerator GetEnumerator() => null!; }", "public class A : System.Collections.IEnumerable { public void Add(int text) { } public System.Collections.IEnumerator GetEnumerator() => null!; }", "public class M { public A Rows { get; set; } = new(); }", "class B { M F() => new() { Rows = { \"\" } }; }" },
        { "a query", "public class A { public string Select(Func<int, string> f) => \"\"; }", "public class A { public int Select(Func<int, string> f) => 1; }", "public class M { public A Rows = new(); }", "class B { string F(M m) => from row in m.Rows select \"\"; }" },
        { "await", "public class A { public System.Runtime.CompilerServices.TaskAwaiter<string> GetAwaiter() => default; }", "public class A { public System.Runtime.CompilerServices.TaskAwaiter<int> GetAwaiter() => default; }", "public class M { public A One = new(); }", "class B { async Task<string> F(M m) => await m.One; }" },
        { "using", "public class A : IDisposable { public void Dispose() { } }", "public class A { public void Dispose() { } }", "public class M { public A One = new(); }", "class B { void F(M m) { using var one = m.One; } }" },
        { "a target-typed new", "public class A { public A(string text) { } }", "public class A { public A(int text) { } }", "public class M { public void Take(A a) { } }", "class B { void F(M m) => m.Take(new(\"\")); }" },
        { "a base constructor", "public class A { public A(string text) { } }", "public class A { public A(int text) { } }", "public partial class M : A { }", "public partial class M { public M() : base(\"\") { } }" },
        { "a base constructor that is not written", "public class A { }", "public class A { public A(int text) { } }", "public partial class M : A { }", "public partial class M { public M(string other) { } }" },
        { "a primary constructor", "public class A(string text) { public string Text => text; }", "public class A(int text) { public string Text => text.ToString(); }", "public class M { public void Take(A a) { } }", "class B { void F(M m) => m.Take(new(\"\")); }" },
        { "a constraint's new()", "public class A { }", "public class A { public A(int text) { } }", "public class M { public A One => null!; public T Make<T>(T like) where T : new() => new(); }", "class B { object F(M m) => m.Make(m.One); }" },
        { "an attribute's constructor", "public class AAttribute : Attribute { public AAttribute(string text) { } }", "public class AAttribute : Attribute { public AAttribute(int text) { } }", "", "class B { void F() { [A(\"\")] void Local() { } Local(); } }" },
        { "a constant", "public class A { public const string One = \"1\"; }", "public class A { public const string One = \"2\"; }", "public class M { public const string Again = A.One + \"\"; }", "class B { int F(string text) => text switch { \"2\" => 1, M.Again => 2, _ => 3 }; }" },
        { "an enumeration's member", "public enum A { One, Two }", "public enum A { Zero, One, Two }", "public class M { public const A Again = A.One; }", "class B { int[] F() => new int[1 - (int)M.Again] { 1 }; }".Replace("new int[1 - (int)M.Again]", "new int[(int)M.Again + 1]", StringComparison.Ordinal) },
        { "an alias", "public class A : Old { }", "public class A : New { }", Row + " public class N { }", "class B { string F(Carrier c) => c.Get().Text; }" },
        { "an import", "using First; public class A { public Row Get() => new(); }", "using Second; public class A { public Row Get() => new(); }", "namespace First { public class Row { public string Text = \"\"; } } namespace Second { public class Row { public int Text; } }", "class B { string F(A a) => a.Get().Text; }" },
        { "an import, by inheritance", "using First; public class A : Row { }", "using Second; public class A : Row { }", "namespace First { public class Row { public string Text = \"\"; } } namespace Second { public class Row { public int Text; } } public class M { public A One = new(); }", "class B { string F(M m) => m.One.Text; }" },
        { "a global import", "global using First; public class A { }", "global using Second; public class A { }", "namespace First { public class Row { public string Text = \"\"; } } namespace Second { public class Row { public int Text; } } public class M { }", "class B { string F() { var list = new List<Row> { new() }; return list[0].Text; } }" },
        { "a name that hides", "public class A { public string Other = \"\"; }", "public class A { public int Name = 1; }", "public class Base { public string Name = \"\"; } public class M : A { }", "class B : M { string F() { object o = this.Other; return \"\"; } }" },
        { "an overload that fits better", "public static class A { public static int F(this object o) => 1; }", "public static class A { public static int Get(this string o) => 1; }", "public static class M { public static string Get(this object o) => \"\"; }", "class B { string F() => \"\".Get(); }" },
        { "a new member in the other part", "public partial class A { public string? Text; }", "public partial class A { public string Text; }", "", "public partial class A { public A(int number) { } }" },
        { "a required member", "public class A { public string? Text { get; set; } }", "public class A { public required string? Text { get; set; } }", "public class M { public void Take(A a) { } }", "class B { void F(M m) => m.Take(new()); }" },
        { "a documentation reference", "/// <summary>A.</summary>\npublic class A { /// <summary>One.</summary>\npublic void One() { } }", "/// <summary>A.</summary>\npublic class A { /// <summary>Two.</summary>\npublic void Two() { } }", "", "/// <summary><see cref=\"A.One\"/></summary>\npublic class B { }" },
        { "a name in an escape", "public class A { public void One() { } }", "public class A { public void Two() { } }", "", "class B { void F(A a) => a.\\u004fne(); }" },
        { "a string's handler", "[System.Runtime.CompilerServices.InterpolatedStringHandler] public struct A { public A(int literal, int holes) { } public void AppendLiteral(string text) { } public void AppendFormatted(string text) { } }", "[System.Runtime.CompilerServices.InterpolatedStringHandler] public struct A { public A(int literal, int holes) { } public void AppendLiteral(string text) { } public void AppendFormatted(int text) { } }", "public class M { public void Take(A text) { } }", "class B { void F(M m, string text) => m.Take($\"a{text}\"); }" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_breaks_far_away_is_found(string way, string before, string after, string between, string far)
    {
        if (way == "an alias")
            between += " public class Carrier { public List<N> None = []; public Short Get() => new(); }";
        var aliased = way == "an alias" ? "using Short = A; " : "";
        var program = new EditedProgram([File("A.cs", before, after), File("M.cs", aliased + between, aliased + between), File("B.cs", far, far)])
        {
            IsStrict = way.Contains("part", StringComparison.Ordinal) || way.Contains("documentation", StringComparison.Ordinal),
        };
        var (fresh, missed, _) = await program.ProveAsync();
        Assert.True(fresh.Any(error => error.StartsWith("B.cs", StringComparison.Ordinal)), $"Nothing breaks in B: {string.Join('\n', fresh)}");
        Assert.Empty(missed);
    }

    private static SourceFile File(string path, string before, string after, string project = "App") => new($"/booking/{project}/{path}", before, after, [project]);
}
