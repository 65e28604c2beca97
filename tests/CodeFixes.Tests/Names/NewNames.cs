namespace Clerk2WorkOS.CodeFixes.Tests.Names;

/// <summary>
/// Whether a declaration can take its new name: each program that it cannot beside the nearly identical one that it can. Nothing is proven by a
/// compiler here, so that the plan's own reasons show.
/// </summary>
public sealed class NewNames
{
    private const string New = "WorkosUserId";

    private static string Renamed(string text) => text.Replace("ClerkUserId", New, StringComparison.Ordinal).Replace("clerkUserId", "workosUserId", StringComparison.Ordinal);

    [Theory]
    // members of one type, and of others
    [InlineData("class C { string ClerkUserId = \"\"; } class D { string WorkosUserId = \"\"; }")]
    [InlineData("class C { string clerkUserId = \"\"; string WorkosUserId = \"\"; }")]
    [InlineData("class WorkosUserIds { string ClerkUserId = \"\"; }")]
    [InlineData("class B { private string WorkosUserId = \"\"; } class C : B { string ClerkUserId = \"\"; }")]
    [InlineData("class C { private string ClerkUserId = \"\"; } class D : C { string WorkosUserId = \"\"; }")]
    [InlineData("class C { private class ClerkUserId; } class D : C { class WorkosUserId; }")]
    [InlineData("class C { internal string ClerkUserId = \"\"; } class D { internal string WorkosUserId = \"\"; }")]
    // a static member that is read by its simple name elsewhere
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; } class D { string Read() => WorkosUserId; }")]
    [InlineData("static class Ids { public static string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; string Read() => Ids.WorkosUserId; }")]
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class O { string Read() => WorkosUserId; class C { string ClerkUserId = \"\"; } }")]
    // a local of the new name, which is nearer anyway
    [InlineData("class C { string clerkUserId = \"\"; string Read() { var workosUserId = \"\"; return workosUserId; } }")]
    [InlineData("class C { string clerkUserId = \"\"; string Read() { var workosUserId = \"\"; return workosUserId + this.clerkUserId; } }")]
    // a type of the new name
    [InlineData("class WorkosUserId { } class C { string ClerkUserId = \"\"; WorkosUserId? x; }")]
    [InlineData("class WorkosUserId { public static string Empty = \"\"; } class C { WorkosUserId? ClerkUserId; string Read() => WorkosUserId.Empty; }")]
    [InlineData("class WorkosUserId { public static string Empty = \"\"; } class C { WorkosUserId? ClerkUserId { get; set; } string Read() => WorkosUserId.Empty; }")]
    [InlineData("class ClerkUserId<T> { } class WorkosUserId { }")]
    [InlineData("namespace A { class ClerkUserId { } } namespace B { class WorkosUserId { } }")]
    [InlineData("namespace A { class ClerkUserId { } } namespace B { class WorkosUserId { WorkosUserId? x; } }")]
    // interfaces
    [InlineData("interface I { string WorkosUserId => \"\"; } class C { public string ClerkUserId => \"\"; }")]
    [InlineData("interface I { string WorkosUserId => \"\"; } class B : I { string I.WorkosUserId => \"\"; public string ClerkUserId => \"\"; }")]
    [InlineData("interface A { string WorkosUserId { get; } } interface B { string ClerkUserId { get; } }")]
    [InlineData("interface I { string WorkosUserId => \"\"; } class C { public string ClerkUserId => \"\"; } class D : C { }")]
    [InlineData("interface I { string WorkosUserId => \"\"; } class C { public string ClerkUserId => \"\"; } class D : C, I { string I.WorkosUserId => \"\"; }")]
    [InlineData("interface I { void WorkosUserId() { } } class C { public void ClerkUserId() { } } class D : C, I { void I.WorkosUserId() { } }")]
    [InlineData("interface I { event System.Action WorkosUserId; } class C { public event System.Action? ClerkUserId; } class D : C, I { event System.Action I.WorkosUserId { add { } remove { } } }")]
    [InlineData("interface I { string WorkosUserId => \"\"; } class C { public string ClerkUserId => \"\"; } class D : I { }")]
    // tuples
    [InlineData("class C { (string ClerkUserId, string Name) M() => default; }")]
    [InlineData("class C { (string ClerkUserId, string WorkosId) M() => default; }")]
    // locals and parameters
    [InlineData("class C { void M(string id) { { var clerkUserId = id; } { var workosUserId = id; } } }")]
    [InlineData("class C { void M(string clerkUserId) { } void N(string workosUserId) { } }")]
    [InlineData("class C { string workosUserId = \"\"; string M(string clerkUserId) => this.workosUserId + clerkUserId; }")]
    [InlineData("class C { string workosUserId = \"\"; string M(string clerkUserId) => clerkUserId; string N() => workosUserId; }")]
    [InlineData("class O { public string workosUserId = \"\"; } class C { object M(string clerkUserId) => new O { workosUserId = clerkUserId }; }")]
    [InlineData("record O(string workosUserId); class C { object M(string clerkUserId, O o) => o with { workosUserId = clerkUserId }; }")]
    [InlineData("class C { object M(string clerkUserId) => N(workosUserId: clerkUserId); object N(string workosUserId) => workosUserId; }")]
    [InlineData("class C { bool M(string clerkUserId, O o) => o is { workosUserId: \"\" }; } class O { public string workosUserId = \"\"; }")]
    [InlineData("class C { object? M(string clerkUserId, O? o) => o?.workosUserId + clerkUserId; } class O { public string workosUserId = \"\"; }")]
    [InlineData("class C { void M(string clerkUserId) { void F(string workosUserId) => System.Console.Write(workosUserId); F(clerkUserId); } }")]
    [InlineData("class C { System.Func<string, string> f = clerkUserId => clerkUserId, g = workosUserId => workosUserId; }")]
    [InlineData("class C { void M(string[] ids) { foreach (var clerkUserId in ids) { } foreach (var workosUserId in ids) { } } }")]
    [InlineData("class C { void M(string[] ids) { for (var clerkUserId = 0; clerkUserId < 1; clerkUserId++) { } for (var workosUserId = 0; workosUserId < 1; workosUserId++) { } } }")]
    [InlineData("class C { void M(object o) { switch (o) { case string clerkUserId: break; } switch (o) { case string workosUserId: break; } } }")]
    [InlineData("class C { object M(object o) => o switch { string clerkUserId => clerkUserId, int workosUserId => workosUserId, _ => o }; }")]
    [InlineData("class C { void M() { try { } catch (System.Exception clerkUserId) { System.Console.Write(clerkUserId); } catch { var workosUserId = 1; System.Console.Write(workosUserId); } } }")]
    [InlineData("class C { string clerkUserId => P; string P { get { var workosUserId = \"\"; return workosUserId; } } }")]
    [InlineData("class C { void M(System.IDisposable d) { using (var clerkUserId = d) { } using (var workosUserId = d) { } } }")]
    [InlineData("using System.Linq; class C { void M(string[] a) { var b = from clerkUserId in a select clerkUserId; var c = from workosUserId in a select workosUserId; } }")]
    [InlineData("class C { void M() { void F(string clerkUserId) { void G(string workosUserId) { } } } }")]
    [InlineData("class C { void M((int, int)[] a) { foreach (var (clerkUserId, b) in a) { } foreach (var (workosUserId, b) in a) { } } }")]
    [InlineData("class C { void M() { System.Action f = () => { var clerkUserId = 1; }; System.Action g = () => { var workosUserId = 1; }; } }")]
    // primary constructors
    [InlineData("class C(string clerkUserId) { string M() { var workosUserId = \"\"; return workosUserId; } string N() => clerkUserId; }")]
    // extensions
    [InlineData("static class A { public static void ByClerkUserId(this string x) { } } static class B { public static void ByWorkosUserId(this int x) { } } class C { void M() => 1.ByWorkosUserId(); }")]
    [InlineData("static class A { public static void ByClerkUserId(this object x) { } } static class B { public static void ByWorkosUserId(this int x) { } }")]
    [InlineData("static class A { public static void ByClerkUserId(this System.IDisposable x) { } } static class B { public static void ByWorkosUserId(this System.IComparable x) { } } class C { void M(System.IComparable c) => c.ByWorkosUserId(); }")]
    [InlineData("static class A { public static void ByClerkUserId(string x) { } } static class B { public static void ByWorkosUserId(this string x) { } } class C { void M() => \"\".ByWorkosUserId(); }")]
    [InlineData("class D { public void ByClerkUserId() { } } static class B { public static void ByWorkosUserId(this int x) { } } class C { void M() => 1.ByWorkosUserId(); }")]
    [InlineData("class D { public string ByClerkUserId = \"\"; } static class B { public static void ByWorkosUserId(this D x) { } } class C { void M(D d) => d.ByWorkosUserId(); }")]
    [InlineData("static class A { public static void ByClerkUserId(this D x) { } } class D { public void ById() { } } class C { void M(D d) => d.ByClerkUserId(); }")]
    [InlineData("static class A { public static void ByClerkUserId(this D x) { } } class D { public void ByWorkosUserId() { } } class C { void M(D d) => A.ByClerkUserId(d); }")]
    // overloads that differ by the names of their parameters
    [InlineData("class C { void M(string clerkUserId) { } void M(int a, string workosUserId) { } void R() => M(\"\"); }")]
    [InlineData("class C { void M(string clerkUserId) { } void M(int a, string b) { } void R() => M(clerkUserId: \"\"); }")]
    [InlineData("class C { void M(string clerkUserId) { } void N(int a, string workosUserId) { } void R() => M(clerkUserId: \"\"); }")]
    [InlineData("class C { void M(string clerkUserId) { } void M(int a, string workosUserId) { } void N(string workosUserId) => N(workosUserId: \"\"); }")]
    public async Task A_name_is_taken_where_nothing_else_has_it(string text)
    {
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Empty(outcome.Left);
        Assert.Equal(Renamed(text), outcome.Text);
    }

    [Theory]
    // members of one type, and of others
    [InlineData("class C { string ClerkUserId = \"\"; string WorkosUserId = \"\"; }", "C already has 'WorkosUserId'.")]
    [InlineData("class C<T> { string ClerkUserId = \"\"; string WorkosUserId = \"\"; }", "C<T> already has 'WorkosUserId'.")]
    [InlineData("class C { void ClerkUserId(int a) { } void WorkosUserId(int b) { } }", "C already has 'WorkosUserId'.")]
    [InlineData("class C { void ClerkUserId(int a) { } void WorkosUserId(string b) { } }", "The new name would meet 'C.WorkosUserId(string)' as an overload.")]
    [InlineData("class C { void ClerkUserId(int a) { } void WorkosUserId(int a, int b) { } }", "The new name would meet 'C.WorkosUserId(int, int)' as an overload.")]
    [InlineData("class C { void ClerkUserId<T>(int a) { } void WorkosUserId(int a) { } }", "The new name would meet 'C.WorkosUserId(int)' as an overload.")]
    [InlineData("class C { void ClerkUserId() { } string WorkosUserId = \"\"; }", "C already has 'WorkosUserId'.")]
    [InlineData("class C { string ClerkUserId = \"\"; void WorkosUserId() { } }", "C already has 'WorkosUserId'.")]
    [InlineData("class WorkosUserId { string ClerkUserId = \"\"; }", "WorkosUserId already has 'WorkosUserId'.")]
    [InlineData("class B { protected string WorkosUserId = \"\"; } class C : B { string ClerkUserId = \"\"; }", "The new name would hide or override 'B.WorkosUserId'.")]
    [InlineData("class A { internal string WorkosUserId = \"\"; } class B : A { } class C : B { string ClerkUserId = \"\"; }", "The new name would hide or override 'A.WorkosUserId'.")]
    [InlineData("class C { internal string ClerkUserId = \"\"; } class D : C { string WorkosUserId = \"\"; }", "The new name would hide or override 'D.WorkosUserId'.")]
    [InlineData("class C { internal string ClerkUserId = \"\"; } class D : C { } class E : D { string WorkosUserId = \"\"; }", "The new name would hide or override 'E.WorkosUserId'.")]
    [InlineData("class C<T> { internal string ClerkUserId = \"\"; } class D : C<int> { string WorkosUserId = \"\"; }", "The new name would hide or override 'D.WorkosUserId'.")]
    // a static member that is read by its simple name within
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; string Read() => WorkosUserId; }", "'WorkosUserId' would bind to something else in 'Read'.")]
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; string Read => WorkosUserId; }", "'WorkosUserId' would bind to something else in 'Read'.")]
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; C() => System.Console.Write(WorkosUserId); }", "'WorkosUserId' would bind to something else in 'C'.")]
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; string Read = WorkosUserId; }", "'WorkosUserId' would bind to something else in this scope.")]
    [InlineData("using static Ids; static class Ids { public const int WorkosUserId = 1; } class C { string ClerkUserId = \"\"; enum E { A = WorkosUserId } }", "'WorkosUserId' would bind to something else in this scope.")]
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; class N { string Read() => WorkosUserId; } }", "'WorkosUserId' would bind to something else in 'Read'.")]
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { internal string ClerkUserId = \"\"; } class D : C { string Read() => WorkosUserId; }", "'WorkosUserId' would bind to something else in 'Read'.")]
    [InlineData("using static Ids; static class Ids { public static string WorkosUserId = \"\"; } class C { internal string ClerkUserId = \"\"; } class D : C { class N { string Read() => WorkosUserId; } }", "'WorkosUserId' would bind to something else in 'Read'.")]
    // a type of the new name
    [InlineData("class WorkosUserId { public static string Empty = \"\"; } class C { string ClerkUserId = \"\"; string Read() => WorkosUserId.Empty; }", "'WorkosUserId' would bind to something else in 'Read'.")]
    [InlineData("class ClerkUserId { } class WorkosUserId { }", "<global namespace> already has 'WorkosUserId'.")]
    [InlineData("namespace N { class ClerkUserId { } class WorkosUserId { } }", "N already has 'WorkosUserId'.")]
    [InlineData("class C { class ClerkUserId { } class WorkosUserId { } }", "C already has 'WorkosUserId'.")]
    // interfaces
    [InlineData("interface I { string WorkosUserId => \"\"; } class C : I { public string ClerkUserId => \"\"; }", "The new name would implement 'I.WorkosUserId' by accident.")]
    [InlineData("interface I { string WorkosUserId { get; } } interface J : I { string I.WorkosUserId => \"\"; } class C : J { public string ClerkUserId => \"\"; }", "The new name would implement 'I.WorkosUserId' by accident.")]
    [InlineData("interface A { string WorkosUserId { get; } } interface B : A { string ClerkUserId { get; } }", "The new name would implement 'A.WorkosUserId' by accident.")]
    [InlineData("interface A { string ClerkUserId { get; } } interface B : A { string WorkosUserId { get; } }", "The new name would hide or override 'B.WorkosUserId'.")]
    [InlineData("interface A { string ClerkUserId { get; } } interface N : A { } interface X { } interface B : X, N { string WorkosUserId { get; } }", "The new name would hide or override 'B.WorkosUserId'.")]
    [InlineData("interface I { string WorkosUserId => \"\"; } class C { public string ClerkUserId => \"\"; } class D : C, I { }", "The new name would implement 'I.WorkosUserId in D' by accident.")]
    [InlineData("interface X { } interface I { string WorkosUserId => \"\"; } class C { public string ClerkUserId => \"\"; } class D : C, X, I { }", "The new name would implement 'I.WorkosUserId in D' by accident.")]
    // tuples
    [InlineData("class C { (string ClerkUserId, string WorkosUserId) M() => default; }", "(string ClerkUserId, string WorkosUserId) already has 'WorkosUserId'.")]
    [InlineData("class C { (string Name, string ClerkUserId, string WorkosUserId) M() => default; }", "(string Name, string ClerkUserId, string WorkosUserId) already has 'WorkosUserId'.")]
    // locals and parameters
    [InlineData("class C { void M(string clerkUserId, string workosUserId) { } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M(string clerkUserId) { { var workosUserId = \"\"; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M(string workosUserId) { { var clerkUserId = \"\"; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { C(string clerkUserId, string workosUserId) { } }", "'C' already has 'workosUserId'.")]
    [InlineData("class C { int this[string clerkUserId, string workosUserId] => 1; }", "this scope already has 'workosUserId'.")]
    [InlineData("class C { string P { get { var clerkUserId = \"\"; var workosUserId = \"\"; return \"\"; } } }", "'P' already has 'workosUserId'.")]
    [InlineData("class C { void M(object o) { switch (o) { case string clerkUserId: break; case int workosUserId: break; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M() { for (var clerkUserId = 0; ; ) { var workosUserId = 1; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M(System.IDisposable d) { using (var clerkUserId = d) { var workosUserId = 1; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M(string[] a) { foreach (var clerkUserId in a) { var workosUserId = 1; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { string[] G(out int i) { i = 1; return []; } void M() { foreach (var a in G(out var clerkUserId)) { } var workosUserId = 1; } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M() { try { } catch (System.Exception clerkUserId) { var workosUserId = 1; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M(object o) { if (o is string clerkUserId) { var workosUserId = 1; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M(int i) { switch (i) { case 1: var clerkUserId = 1; break; case 2: var workosUserId = 1; break; } } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M() { void clerkUserId() { } var workosUserId = 1; } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M() { var (clerkUserId, b) = (1, 2); var workosUserId = 1; } }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { System.Func<string, string> f = delegate (string clerkUserId) { var workosUserId = \"\"; return clerkUserId; }; }", "this scope already has 'workosUserId'.")]
    [InlineData("class C { System.Func<string, string> f = clerkUserId => { var workosUserId = \"\"; return clerkUserId; }; }", "this scope already has 'workosUserId'.")]
    [InlineData("class C { System.Func<string, int, string> f = (clerkUserId, i) => { var workosUserId = \"\"; return clerkUserId; }; }", "this scope already has 'workosUserId'.")]
    [InlineData("using System.Linq; class C { object M(string[] a) => from x in a let clerkUserId = x let workosUserId = x select 1; }", "'M' already has 'workosUserId'.")]
    [InlineData("using System.Linq; class C { object M(string[] a) => from x in a join clerkUserId in a on x equals clerkUserId let workosUserId = x select 1; }", "'M' already has 'workosUserId'.")]
    [InlineData("using System.Linq; class C { object M(string[] a) => from x in a join y in a on x equals y into clerkUserId let workosUserId = x select 1; }", "'M' already has 'workosUserId'.")]
    [InlineData("using System.Linq; class C { object M(string[] a) => from x in a group x by x into clerkUserId let workosUserId = 1 select 1; }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { void M<ClerkUserId, WorkosUserId>() { } }", "'M' already has 'WorkosUserId'.")]
    [InlineData("class C<ClerkUserId, WorkosUserId> { }", "'C' already has 'WorkosUserId'.")]
    [InlineData("using System.Linq; class C { object M(string[] a) => from clerkUserId in a from workosUserId in a select 1; }", "'M' already has 'workosUserId'.")]
    [InlineData("class C { string workosUserId = \"\"; string M(string clerkUserId) => workosUserId + clerkUserId; }", "'workosUserId' would bind to something else in 'M'.")]
    [InlineData("class C { string workosUserId = \"\"; string M(string clerkUserId) => workosUserId.Trim(); }", "'workosUserId' would bind to something else in 'M'.")]
    [InlineData("class O { public string? A; } class C { string workosUserId = \"\"; object M(string clerkUserId) => new O { A = workosUserId }; }", "'workosUserId' would bind to something else in 'M'.")]
    [InlineData("class C { static string workosUserId = \"\"; System.Func<string, string> f = clerkUserId => workosUserId + clerkUserId; }", "'workosUserId' would bind to something else in this scope.")]
    // references from where the new name is a nearer one
    [InlineData("class C { string clerkUserId = \"\"; string M(string workosUserId) => clerkUserId; }", "'workosUserId' would bind to something else in 'M'.")]
    [InlineData("class C { void M() { var clerkUserId = \"\"; System.Func<string, string> f = workosUserId => workosUserId + clerkUserId; } }", "'M' already has 'workosUserId'.")]
    [InlineData("class O { static string clerkUserId = \"\"; class N { string workosUserId = \"\"; string M() => clerkUserId; } }", "'workosUserId' would bind to something else in 'M'.")]
    [InlineData("class C(string clerkUserId) { string M() { var workosUserId = \"\"; return clerkUserId; } }", "'workosUserId' would bind to something else in 'M'.")]
    [InlineData("class B { protected string workosUserId = \"\"; } class C(string clerkUserId) : B { string M() => clerkUserId; }", "'workosUserId' would bind to something else in 'M'.")]
    // extensions
    [InlineData("static class A { public static void ByClerkUserId(this object x) { } } static class B { public static void ByWorkosUserId(this int x) { } } class C { void M() => 1.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("static class A { public static void ByClerkUserId<T>(this T x) { } } static class B { public static void ByWorkosUserId(this int x) { } } class C { void M() => 1.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("static class A { public static void ByClerkUserId(this int x) { } } static class B { public static void ByWorkosUserId(this int x) { } } class C { void M() => 1.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("static class A { public static void ByClerkUserId(this System.Exception x) { } } static class B { public static void ByWorkosUserId(this object x) { } } class C { void M(System.ArgumentException e) => e.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("static class A { public static void ByClerkUserId(this System.IComparable x) { } } static class B { public static void ByWorkosUserId(this int x) { } } class C { void M() => 1.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("static class A { public static void ByClerkUserId(this System.Collections.Generic.IEnumerable<int> x) { } } static class B { public static void ByWorkosUserId(this int[] x) { } } class C { void M(int[] a) => a.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("class D { public void ByClerkUserId() { } } static class B { public static void ByWorkosUserId(this D x) { } } class C { void M(D d) => d.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("class D { public void ByClerkUserId() { } } class E : D { } static class B { public static void ByWorkosUserId(this E x) { } } class C { void M(E e) => e.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("interface D { void ByClerkUserId(); } interface E : System.IDisposable, D { } static class B { public static void ByWorkosUserId(this E x) { } } class C { void M(E e) => e.ByWorkosUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    [InlineData("static class A { public static void ByClerkUserId(this D x) { } } class D { public void ByWorkosUserId() { } } class C { void M(D d) => d.ByClerkUserId(); }", "'ByWorkosUserId' would bind to something else in Program.cs.")]
    // overloads that differ by the names of their parameters
    [InlineData("class C { void M(string clerkUserId) { } void M(int a, string workosUserId) { } void R() => M(clerkUserId: \"\"); }", "The new name would meet 'C.M(int, string)' as an overload.")]
    [InlineData("class C { void M(string clerkUserId) { } void M(int a, string workosUserId) { } void R() => M(1, workosUserId: \"\"); }", "The new name would meet 'C.M(int, string)' as an overload.")]
    public async Task A_name_that_something_else_has_is_not_taken(string text, string reason)
    {
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Equal([reason], outcome.Reasons);
        Assert.Equal(text, outcome.Text);
    }

    [Theory]
    [InlineData("class C { string ClerkSub = \"\"; string ClerkUserId = \"\"; }", "class C { string ClerkSub = \"\"; string WorkosUserId = \"\"; }", "'ClerkUserId' becomes 'WorkosUserId' here; two declarations cannot share the name.")]
    [InlineData("class C { string ClerkSub = \"\"; string ClerkSubject = \"\"; }", "class C { string WorkosUserId = \"\"; string ClerkSubject = \"\"; }", "'ClerkSub' becomes 'WorkosUserId' here; two declarations cannot share the name.")]
    [InlineData("class C { string ClerkSub = \"\"; } class D { string ClerkUserId = \"\"; }", "class C { string WorkosUserId = \"\"; } class D { string WorkosUserId = \"\"; }", null)]
    [InlineData("class C { void M(string clerkSub, string clerkUserId) { } }", "class C { void M(string clerkSub, string workosUserId) { } }", "'clerkUserId' becomes 'workosUserId' here; two declarations cannot share the name.")]
    [InlineData("class C { void M(string clerkSub) { { var clerkUserId = 1; } } }", "class C { void M(string clerkSub) { { var workosUserId = 1; } } }", "'clerkUserId' becomes 'workosUserId' here; two declarations cannot share the name.")]
    [InlineData("class C { void M() { { var clerkSub = 1; } { var clerkUserId = 1; } } }", "class C { void M() { { var workosUserId = 1; } { var workosUserId = 1; } } }", null)]
    [InlineData("class C { void M(string clerkSub) { } void N(string clerkUserId) { } }", "class C { void M(string workosUserId) { } void N(string workosUserId) { } }", null)]
    [InlineData("class ClerkSub { string ClerkUserId = \"\"; }", "class ClerkSub { string WorkosUserId = \"\"; }", "'ClerkUserId' becomes 'WorkosUserId' here; two declarations cannot share the name.")]
    [InlineData("class ClerkUserId { string ClerkSub = \"\"; }", "class WorkosUserId { string ClerkSub = \"\"; }", "'ClerkUserId' becomes 'WorkosUserId' here; two declarations cannot share the name.")]
    [InlineData("class C { string clerkSub = \"\"; string M(string clerkUserId) => clerkSub + clerkUserId; }", "class C { string workosUserId = \"\"; string M(string clerkUserId) => workosUserId + clerkUserId; }", "'workosUserId' would bind to something else in 'M'.")]
    [InlineData("class C { string clerkSub = \"\"; string M(string clerkUserId) => this.clerkSub + clerkUserId; }", "class C { string workosUserId = \"\"; string M(string workosUserId) => this.workosUserId + workosUserId; }", null)]
    [InlineData("class C { string clerkSub = \"\"; string M(string clerkUserId) => clerkUserId; string N() => clerkSub; }", "class C { string workosUserId = \"\"; string M(string workosUserId) => workosUserId; string N() => workosUserId; }", null)]
    public async Task Of_two_names_that_would_become_one_the_stronger_is_renamed(string before, string after, string? reason)
    {
        var outcome = await UnprovenRun.OfAsync(before);
        Assert.Equal(after, outcome.Text);
        Assert.Equal(reason is null ? [] : [reason], outcome.Reasons);
    }

    [Theory]
    [InlineData("abstract class A { public abstract string ClerkUserId { get; } } class B : A { public override string ClerkUserId => \"\"; string WorkosUserId = \"\"; }")]
    [InlineData("abstract class A { public abstract void ClerkUserId(); } class B : A { public override void ClerkUserId() { } string WorkosUserId = \"\"; }")]
    [InlineData("abstract class A { public abstract event System.Action ClerkUserId; } class B : A { public override event System.Action ClerkUserId { add { } remove { } } string WorkosUserId = \"\"; }")]
    [InlineData("interface A { string ClerkUserId { get; } } class B : A { string A.ClerkUserId => \"\"; string WorkosUserId = \"\"; }")]
    [InlineData("interface A { void ClerkUserId(); } class B : A { void A.ClerkUserId() { } string WorkosUserId = \"\"; }")]
    [InlineData("interface A { event System.Action ClerkUserId; } class B : A { event System.Action A.ClerkUserId { add { } remove { } } string WorkosUserId = \"\"; }")]
    [InlineData("interface A { string ClerkUserId { get; } } class B : A { public string ClerkUserId => \"\"; string WorkosUserId = \"\"; }")]
    [InlineData("interface A { string ClerkUserId { get; } } struct B : A { public string ClerkUserId => \"\"; string WorkosUserId => \"\"; }")]
    [InlineData("interface X { } interface A { void ClerkUserId(); } class B : X, A { public void ClerkUserId() { } string WorkosUserId = \"\"; }")]
    [InlineData("interface A<T> { void ClerkUserId(T t); } class B : A<int> { public void ClerkUserId(int t) { } string WorkosUserId = \"\"; }")]
    [InlineData("interface A { static abstract void ClerkUserId(); } class B : A { public static void ClerkUserId() { } string WorkosUserId = \"\"; }")]
    [InlineData("abstract class A { public abstract void M(string clerkUserId); } class B : A { public override void M(string clerkUserId) { var workosUserId = 1; } }")]
    [InlineData("interface A { void M(int a, string clerkUserId); } class B : A { public void M(int a, string clerkUserId) { var workosUserId = 1; } }")]
    [InlineData("interface A { int this[string clerkUserId] { get; } } class B : A { public int this[string clerkUserId] { get { var workosUserId = 1; return workosUserId; } } }")]
    [InlineData("partial class A { partial void M(string clerkUserId); } partial class A { partial void M(string clerkUserId) { var workosUserId = 1; } }")]
    [InlineData("record A(string ClerkUserId) { string WorkosUserId => \"\"; }")]
    [InlineData("record A(string ClerkUserId) { public string ClerkUserId { get; init; } = ClerkUserId; string WorkosUserId => \"\"; }")]
    [InlineData("record A(string ClerkUserId); record B(string ClerkUserId) : A(ClerkUserId) { string WorkosUserId => \"\"; }")]
    public async Task What_has_one_name_with_others_keeps_it_with_them(string text)
    {
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Equal(text, outcome.Text);
        Assert.NotEmpty(outcome.Reasons);
    }

    [Theory]
    [InlineData("abstract class A { public abstract void M(string clerkUserId); } class B : A { public override void M(string id) { var workosUserId = 1; } }")]
    [InlineData("interface A { void M(string clerkUserId); } class B : A { void M(string workosUserId) { } void A.M(string id) { } }")]
    [InlineData("class A { public virtual void M(string clerkUserId) { } } class B : A { public void M(int workosUserId) { } }")]
    [InlineData("interface A { string ClerkUserId { get; } } class B { public string ClerkUserId => \"\"; }")]
    [InlineData("class B { public string ClerkUserId => \"\"; static string M(B b) => b.ClerkUserId; }")]
    public async Task What_has_no_name_in_common_does_not_wait(string text)
    {
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Equal(Renamed(text), outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Fact]
    public async Task A_derived_member_of_another_project_is_met_too()
    {
        var outcome = await UnprovenRun.OfAsync(Files.Project("Core").Project("App", "Core")
            .Given("C.cs", "public class C { public string ClerkUserId = \"\"; }", "Core")
            .Given("Program.cs", "class D : C { string WorkosUserId = \"\"; }"));
        Assert.Equal(["The new name would hide or override 'D.WorkosUserId'."], outcome.Reasons);
    }

    [Fact]
    public async Task Code_outside_of_a_base_in_another_project_is_not_met()
    {
        var outcome = await UnprovenRun.OfAsync(Files.Project("Core").Project("App", "Core")
            .Given("C.cs", "public class C { public string ClerkUserId = \"\"; }", "Core")
            .Given("Program.cs", "class D { C? c; string WorkosUserId = \"\"; }"));
        Assert.Empty(outcome.Left);
        Assert.Equal("public class C { public string WorkosUserId = \"\"; }", outcome["/booking/Core/C.cs"]);
    }

    [Fact]
    public void Units_that_are_linked_stop_together_and_go_on_together()
    {
        var (one, two, three) = (new NameUnit(), new NameUnit(), new NameUnit());
        one.Link(one, "itself");
        one.Link(two, "a pair");
        two.Link(three, "another pair");
        one.Block("first");
        one.Block("second");
        Assert.Equal(["first", "a pair", "another pair"], new[] { one, two, three }.Select(unit => unit.Reason));
        one.Release("second");
        Assert.Equal(["first", "a pair", "another pair"], new[] { one, two, three }.Select(unit => unit.Reason));
        one.Release("first");
        Assert.All([one, two, three], unit => Assert.Null(unit.Reason));
    }

    [Theory]
    [InlineData(true, false, "here", "linked")]
    [InlineData(false, true, "linked", "here")]
    [InlineData(false, false, null, null)]
    public void A_unit_that_is_linked_to_one_that_stays_stays(bool oneStays, bool twoStays, string? one, string? two)
    {
        var (left, right) = (new NameUnit(), new NameUnit());
        if (oneStays)
            left.Block("here");
        if (twoStays)
            right.Block("here");
        left.Link(right, "linked");
        Assert.Equal((one, two), (left.Reason, right.Reason));
    }

    [Fact]
    public void A_unit_that_stays_for_another_reason_is_not_pinned()
    {
        var (pinned, blocked) = (new NameUnit(), new NameUnit());
        pinned.Pin("wire");
        pinned.Block("later");
        blocked.Block("taken");
        blocked.Pin("wire");
        Assert.Equal((true, "wire"), (pinned.IsPinned, pinned.Reason));
        Assert.Equal((false, "taken"), (blocked.IsPinned, blocked.Reason));
    }

    [Theory]
    [InlineData("Use(o);", true)]
    [InlineData("object a = o;", true)]
    [InlineData("dynamic a = o;", true)]
    [InlineData("_ = (object)o;", true)]
    [InlineData("_ = o as object;", true)]
    [InlineData("if (o is object a) Use(a);", true)]
    [InlineData("_ = $\"{o}\";", true)]
    [InlineData("_ = o.ToString();", true)]
    [InlineData("_ = o.GetType();", true)]
    [InlineData("Same(o);", true)]
    [InlineData("Two(1, o);", true)]
    [InlineData("Two(b: o, a: 1);", true)]
    [InlineData("o.Print();", true)]
    [InlineData("1.PrintWith(o);", true)]
    [InlineData("object[] a = { o };", true)]
    [InlineData("System.Collections.IEnumerable a = new[] { o };", true)]
    [InlineData("IEnumerable<object> a = new[] { o };", true)]
    [InlineData("(object, int) a = (o, 1);", true)]
    [InlineData("Func<object> a = () => o;", true)]
    [InlineData("Delegate a = () => o;", true)]
    [InlineData("object a = () => o;", true)]
    [InlineData("Delegate a = () => new[] { o };", true)]
    [InlineData("var a = o;", false)]
    [InlineData("var a = o with { };", false)]
    [InlineData("var a = (o, 1);", false)]
    [InlineData("Use(o.ClerkUserId);", false)]
    [InlineData("Same(o.ClerkUserId);", false)]
    [InlineData("Two(b: 1, a: o.ClerkUserId.Length);", false)]
    [InlineData("_ = o.ClerkUserId.ToString();", false)]
    [InlineData("_ = o.GetHashCode();", false)]
    [InlineData("var a = new[] { o }.ToList(); a.Add(o);", false)]
    [InlineData("if (o is { ClerkUserId: \"\" }) { }", false)]
    [InlineData("Func<string> a = () => o.ClerkUserId;", false)]
    [InlineData("Delegate a = () => o.ClerkUserId;", false)]
    [InlineData("var a = () => o;", false)]
    [InlineData("System.Linq.Expressions.Expression<Func<object>> a = () => o;", false)]
    [InlineData("} string N(string id) { var o = new { Other = id }; Use(o); return o.Other;", false)]
    public async Task An_anonymous_object_that_leaves_keeps_its_names(string use, bool leaves)
    {
        var text = "static class P { public static void Print<T>(this T a) { } public static void PrintWith<T>(this int i, T a) { } }\n"
            + "class C { static object? Use(object? a) => a; static T Same<T>(T a) => a; static void Two<T>(int a, T b) { } string M(string id) { var o = new { ClerkUserId = id }; string a1 = o.ClerkUserId; " + use + " return a1; } }";
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Equal(leaves ? text : Renamed(text), outcome.Text);
        Assert.Equal(leaves ? ["ClerkUserId"] : [], outcome.Result.Contracts.Select(contract => contract.NewName));
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("RedirectToAction", false)]
    [InlineData("Other", true)]
    public async Task A_name_that_is_handed_on_as_a_route_value_stays_where_it_is_read(string method, bool isRenamed)
    {
        var text = "class HttpGetAttribute(string template) : System.Attribute { public string Template => template; }\nclass C { object " + method
            + "(string action, object values) => values; object M(string id) => " + method + "(\"Get\", new { clerkUserId = id });\n[HttpGet(\"{clerkUserId}\")] public object Get(string clerkUserId) => clerkUserId; }";
        var outcome = await UnprovenRun.OfAsync(text);
        Assert.Equal(isRenamed ? text.Replace("{clerkUserId}", "{workosUserId}", StringComparison.Ordinal).Replace("string clerkUserId) => clerkUserId", "string workosUserId) => workosUserId", StringComparison.Ordinal) : text, outcome.Text);
    }
}
