namespace Clerk2WorkOS.CodeFixes.Tests.Names;

/// <summary>What keeps a name from its new one, each beside the nearly identical program in which nothing does.</summary>
public sealed class ConflictsOfNames
{
    public static TheoryData<string, string> Members => new()
    {
        { "class C { string ClerkUserId = \"\"; int WorkosUserId; }", Reasons.NameTaken("WorkosUserId", "C") },
        { "class C { string ClerkUserId = \"\"; class WorkosUserId { } }", Reasons.NameTaken("WorkosUserId", "C") },
        { "class C<T> { string ClerkUserId = \"\"; T? WorkosUserId; }", Reasons.NameTaken("WorkosUserId", "C<T>") },
        { "namespace N { class C { string ClerkUserId = \"\"; int WorkosUserId; } }", Reasons.NameTaken("WorkosUserId", "C") },
        { "class WorkosUserId { string ClerkUserId = \"\"; }", Reasons.NameTaken("WorkosUserId", "WorkosUserId") },
        { "class C { void ByClerkUserId(string a) { } void ByWorkosUserId(string b) { } }", Reasons.NameTaken("ByWorkosUserId", "C") },
        { "class C { void ByClerkUserId(string a) { } void ByWorkosUserId(int b) { } }", Reasons.MeetsOverload("C.ByWorkosUserId(int)") },
        { "class C { void ByClerkUserId(string a, int b) { } void ByWorkosUserId(string a, string b) { } }", Reasons.MeetsOverload("C.ByWorkosUserId(string, string)") },
        { "class C { void ByClerkUserId(string a) { } void ByWorkosUserId(string a, string b) { } }", Reasons.MeetsOverload("C.ByWorkosUserId(string, string)") },
        { "class C { void ByClerkUserId(string a) { } void ByWorkosUserId<T>(string a) { } }", Reasons.MeetsOverload("C.ByWorkosUserId<T>(string)") },
        { "class C { void ByClerkUserId() { } void ByWorkosUserId() { } }", Reasons.NameTaken("ByWorkosUserId", "C") },
        { "class C { void ByClerkUserId() { } int ByWorkosUserId; }", Reasons.NameTaken("ByWorkosUserId", "C") },
        { "enum E { ClerkUserId, WorkosUserId }", Reasons.NameTaken("WorkosUserId", "E") },
        { "record R(string ClerkUserId) { public string WorkosUserId => \"\"; }", Reasons.NameTaken("WorkosUserId", "R") },
        { "class P { protected string WorkosUserId = \"\"; } class C : P { string ClerkUserId = \"\"; }", Reasons.MeetsBase("P.WorkosUserId") },
        { "class O { internal int WorkosUserId() => 1; } class P : O { } class C : P { string ClerkUserId = \"\"; }", Reasons.MeetsBase("O.WorkosUserId()") },
        { "class P { public string ClerkUserId = \"\"; } class C : P { int WorkosUserId; }", Reasons.MeetsBase("C.WorkosUserId") },
        { "class P { protected string ClerkUserId = \"\"; } class Q : P { } class C : Q { int WorkosUserId() => 1; }", Reasons.MeetsBase("C.WorkosUserId()") },
        { "interface I { string ClerkUserId { get; } } interface J : I { int WorkosUserId { get; } }", Reasons.MeetsBase("J.WorkosUserId") },
        { "interface I { int WorkosUserId { get; } } interface J : I { string ClerkUserId { get; } }", Reasons.MeetsInterface("I.WorkosUserId") },
        { "abstract class P { public abstract string ClerkUserId { get; } } class C : P { public override string ClerkUserId => \"\"; int WorkosUserId; }", Reasons.MeetsBase("C.WorkosUserId") },
        { "abstract class P { public abstract void ByClerkUserId(); } class C : P { public override void ByClerkUserId() { } int ByWorkosUserId; }", Reasons.MeetsBase("C.ByWorkosUserId") },
        { "abstract class P { public abstract event Action? ClerkUserId; } class C : P { public override event Action? ClerkUserId; int WorkosUserId; }", Reasons.MeetsBase("C.WorkosUserId") },
        { "interface I { int WorkosUserId => 1; } class C : I { string ClerkUserId => \"\"; }", Reasons.MeetsInterface("I.WorkosUserId") },
        { "interface I { int WorkosUserId => 1; } class P : I { } class C : P { string ClerkUserId => \"\"; }", Reasons.MeetsInterface("I.WorkosUserId") },
        { "interface I { int WorkosUserId => 1; } class P { public string ClerkUserId => \"\"; } class C : P, I { }", Reasons.MeetsInterface("I.WorkosUserId in C") },
        { "interface I { int WorkosUserId => 1; } interface J : I { } class P { public string ClerkUserId => \"\"; } class Q : P { } class C : Q, J { }", Reasons.MeetsInterface("I.WorkosUserId in C") },
        { "interface I<T> { T WorkosUserId => default!; } class P { public string ClerkUserId => \"\"; } class C : P, I<int> { }", Reasons.MeetsInterface("I<T>.WorkosUserId in C") },
        { "using static O;\nstatic class O { public static int WorkosUserId; } class C { string ClerkUserId = \"\"; int M() => WorkosUserId; }", Reasons.NameCaptured("WorkosUserId", "'M'") },
        { "using static O;\nstatic class O { public static int WorkosUserId; } class C { string ClerkUserId = \"\"; class D { int N => WorkosUserId; } }", Reasons.NameCaptured("WorkosUserId", "'N'") },
        { "using static O;\nstatic class O { public static int WorkosUserId; } class P { public string ClerkUserId = \"\"; } class C : P { C() { _ = WorkosUserId; } }", Reasons.NameCaptured("WorkosUserId", "'C'") },
        { "using static O;\nstatic class O { public static int WorkosUserId; } class C { string ClerkUserId = \"\"; int n = WorkosUserId; }", Reasons.NameCaptured("WorkosUserId", "this scope") },
        { "class O { protected int WorkosUserId; class C { string ClerkUserId = \"\"; } class D : C { int M(O o) => o.WorkosUserId; static int N() => nameof(WorkosUserId).Length; } }", Reasons.NameCaptured("WorkosUserId", "'N'") },
        { "using static O;\nstatic class O { public const string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; [System.ComponentModel.Description(WorkosUserId)] int n; }", Reasons.NameCaptured("WorkosUserId", "this scope") },
        { "using static O;\nstatic class O { public const string WorkosUserId = \"\"; } class C { string ClerkUserId = \"\"; [System.ComponentModel.Description(WorkosUserId)] void M() { } }", Reasons.NameCaptured("WorkosUserId", "'M'") },
        { "class C { string ClerkUserId = \"\"; object M() => WorkosUserId.New(); } class WorkosUserId { public static object New() => 1; }", Reasons.NameCaptured("WorkosUserId", "'M'") },
        { "class C { int M() { var WorkosUserId = 1; return WorkosUserId; } string N() { var WorkosUserId = 1; return ClerkUserId + WorkosUserId; } string ClerkUserId = \"\"; }", Reasons.NameCaptured("WorkosUserId", "'N'") },
        { "class C { string clerkUserId = \"\"; string M(string workosUserId) => clerkUserId; }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class P { protected static string clerkUserId = \"\"; } class C : P { class D { string workosUserId = \"\"; string M() => clerkUserId; } }", Reasons.NameCaptured("workosUserId", "'M'") },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public Task A_member_stays(string code, string reason) => StaysAsync(code, reason);

    [Theory]
    [InlineData("class C { string ClerkUserId = \"\"; } class D { int WorkosUserId; }")]
    [InlineData("class C { string ClerkUserId = \"\"; int workosUserId; }")]
    [InlineData("class C { void ByClerkUserId(string a) { } void ByWorkosUserIds(string b) { } }")]
    [InlineData("class P { string WorkosUserId = \"\"; } class C : P { string ClerkUserId = \"\"; }")]
    [InlineData("class P { string ClerkUserId = \"\"; } class C : P { int WorkosUserId; }")]
    [InlineData("class P { public string ClerkUserId = \"\"; } class C { int WorkosUserId; }")]
    [InlineData("interface I { string WorkosUserId { get; } } class C : I { string ClerkUserId => \"\"; string I.WorkosUserId => \"\"; }")]
    [InlineData("interface I { string WorkosUserId { get; } } class P { public string ClerkUserId => \"\"; } class C : P, I { string I.WorkosUserId => \"\"; }")]
    [InlineData("interface I { void WorkosUserId(); } class P { public string ClerkUserId => \"\"; } class C : P, I { void I.WorkosUserId() { } }")]
    [InlineData("interface I { event Action WorkosUserId; } class P { public string ClerkUserId => \"\"; } class C : P, I { event Action I.WorkosUserId { add { } remove { } } }")]
    [InlineData("interface I { int WorkosUserId => 1; } class P { public string ClerkUserId => \"\"; } class C : I { }")]
    [InlineData("interface I { int WorkosUserId => 1; } class P { public string ClerkUserId => \"\"; } class C : P { }")]
    [InlineData("interface I { int WorkosUserId => 1; } class P { string ClerkUserId => \"\"; } class C : P, I { }")]
    [InlineData("interface I { int WorkosUserId { get; } } interface J { string ClerkUserId { get; } }")]
    [InlineData("using static O;\nstatic class O { public static int WorkosUserId; } class C { string ClerkUserId = \"\"; int M() => O.WorkosUserId; }")]
    [InlineData("using static O;\nstatic class O { public static int WorkosUserId; } class C { string ClerkUserId = \"\"; } class D { int M() => WorkosUserId; }")]
    [InlineData("using static O;\nstatic class O { public static int WorkosUserId; } class D { class C { string ClerkUserId = \"\"; } int M() => WorkosUserId; }")]
    [InlineData("class C(string workosUserId) { string M() => workosUserId; } class D { string clerkUserId = \"\"; }")]
    [InlineData("class C { string clerkUserId = \"\"; string M(string workosUserId) => workosUserId; }")]
    [InlineData("class C { string clerkUserId = \"\"; string M(string workosUserId) => this.clerkUserId; }")]
    [InlineData("class C { WorkosUserId ClerkUserId = new(); object M() => WorkosUserId.New(); } class WorkosUserId { public static object New() => 1; }")]
    [InlineData("class C { WorkosUserId ClerkUserId => new(); object M() => WorkosUserId.New(); } class WorkosUserId { public static object New() => 1; }")]
    [InlineData("class C { string ClerkUserId = \"\"; WorkosUserId M(WorkosUserId a) => (WorkosUserId)a; } class WorkosUserId { }")]
    [InlineData("using U = WorkosUserId;\nclass C { string ClerkUserId = \"\"; U? u; } class WorkosUserId { }")]
    [InlineData("class C { int M() { var WorkosUserId = 1; return WorkosUserId; } string N() => ClerkUserId; string ClerkUserId = \"\"; }")]
    [InlineData("class C { string ClerkUserId = \"\"; object M(D d) => new D { WorkosUserId = d.WorkosUserId }; } class D { public int WorkosUserId; }")]
    [InlineData("class C { string ClerkUserId = \"\"; bool M(D d) => d is { WorkosUserId: 1 }; } class D { public int WorkosUserId; }")]
    [InlineData("class C { string ClerkUserId = \"\"; int? M(D? d) => d?.WorkosUserId; } class D { public int WorkosUserId; }")]
    public Task A_member_moves(string code) => MovesAsync(code);

    public static TheoryData<string, string> Locals => new()
    {
        { "class C { string M(string clerkUserId, int workosUserId) => clerkUserId; }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { string this[string clerkUserId, int workosUserId] => clerkUserId; }", Reasons.NameTaken("workosUserId", "this scope") },
        { "class C { C(string clerkUserId) { var workosUserId = clerkUserId; } }", Reasons.NameTaken("workosUserId", "'C'") },
        { "class C { void M(string clerkUserId) { { int workosUserId = 1; } } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M(string a) { { var clerkUserId = a; } int workosUserId = 1; } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M(string[] a) { foreach (var clerkUserId in a) { int workosUserId = 1; } } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M(string[] a) { foreach (var (clerkUserId, workosUserId) in a.Zip(a)) { } } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M() { for (var clerkUserId = \"\"; ;) { var workosUserId = 1; } } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M(object a) { if (a is string clerkUserId) { var workosUserId = 1; } } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M(int a) { switch (a) { case 1: var clerkUserId = \"\"; break; case 2: var workosUserId = 1; break; } } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M() { try { } catch (Exception clerkUserId) { var workosUserId = 1; } } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { object M(string[] a) => from clerkUserId in a let workosUserId = 1 select clerkUserId; }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { object M(string[] a) => from b in a join clerkUserId in a on b equals clerkUserId let workosUserId = 1 select b; }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C<workosUserId> { void M<clerkUserId>(clerkUserId a, workosUserId b) { } }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C { void M() { void ClerkUserId() { } void WorkosUserId() { } } }", Reasons.NameTaken("WorkosUserId", "'M'") },
        { "class C { int workosUserId; int M(string clerkUserId) => workosUserId; }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C { int workosUserId; int M() { var clerkUserId = \"\"; return workosUserId; } }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C { void M(int workosUserId) { Func<string, int> f = clerkUserId => workosUserId; } }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C { void M(int workosUserId) { Func<string, int> f = (string clerkUserId) => workosUserId; } }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C { void M(int workosUserId) { Func<string, string> f = clerkUserId => { int G() => workosUserId; return \"\"; }; } }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C(string clerkUserId, int workosUserId) { string M() => clerkUserId; }", Reasons.NameTaken("workosUserId", "'C'") },
        { "class C(string clerkUserId) { int workosUserId; string M() => clerkUserId; }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C(string clerkUserId) { string M(int workosUserId) => clerkUserId; }", Reasons.NameCaptured("workosUserId", "'M'") },
        { "class C { void M(int workosUserId) { Func<string, string> f = clerkUserId => clerkUserId; } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M(int workosUserId) { Func<string, string> f = delegate (string clerkUserId) { return clerkUserId; }; } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "class C { void M(int workosUserId) { string F(string clerkUserId) => clerkUserId; } }", Reasons.NameTaken("workosUserId", "'M'") },
        { "var clerkUserId = \"\"; { var workosUserId = 1; }", Reasons.NameTaken("workosUserId", "this scope") },
    };

    [Theory]
    [MemberData(nameof(Locals))]
    public Task A_local_stays(string code, string reason) => StaysAsync(code, reason);

    [Theory]
    [InlineData("class C { string M(string clerkUserId) => clerkUserId; int N(int workosUserId) => workosUserId; }")]
    [InlineData("class C { void M(string a) { { var clerkUserId = a; } { int workosUserId = 1; } } }")]
    [InlineData("class C { void M(string[] a) { foreach (var clerkUserId in a) { } foreach (var workosUserId in a) { } } }")]
    [InlineData("class C { void M() { for (var clerkUserId = \"\"; ;) { } } void N() { for (var workosUserId = 1; ;) { } } }")]
    [InlineData("class C { void M() { for (var clerkUserId = \"\"; clerkUserId != \"\";) { } for (var workosUserId = 1; workosUserId < 2;) { } } }")]
    [InlineData("class C { void M() { using (var clerkUserId = new StringReader(\"\")) { } using (var workosUserId = new StringReader(\"\")) { } } }")]
    [InlineData("class C { void M() { try { } catch (Exception clerkUserId) { } try { } catch (Exception workosUserId) { } } }")]
    [InlineData("class C { object M(object a) => a switch { string clerkUserId => clerkUserId, int workosUserId => workosUserId, _ => a }; }")]
    [InlineData("class C { void M(int workosUserId) { Func<string, string> f = clerkUserId => \"\"; } }")]
    [InlineData("class C { void M(int workosUserId) { Func<string, string> f = delegate (string clerkUserId) { return \"\"; }; } }")]
    [InlineData("class C { void M(string[] a) { _ = from clerkUserId in a select clerkUserId; _ = from workosUserId in a select workosUserId; } }")]
    [InlineData("class C { string M(string clerkUserId) { var n = new { workosUserId = 1 }; return clerkUserId + n.workosUserId; } }")]
    [InlineData("class C { int workosUserId; string M(string clerkUserId) => clerkUserId + this.workosUserId; }")]
    [InlineData("class C { int workosUserId; object M(string clerkUserId) => new C { workosUserId = 1 }; }")]
    [InlineData("class C { int workosUserId; object M(string clerkUserId, C c) => c is { workosUserId: 1 }; }")]
    [InlineData("class C { int workosUserId; string M(string clerkUserId) => clerkUserId; int N() => workosUserId; }")]
    [InlineData("class C { void M(string clerkUserId) { N(workosUserId: 1); } void N(int workosUserId) { } }")]
    [InlineData("class C { string M(string clerkUserId) { Func<int, int> f = workosUserId => workosUserId; return clerkUserId; } }")]
    [InlineData("class C(string clerkUserId) { string M() => clerkUserId; int N(int workosUserId) => workosUserId; }")]
    [InlineData("class C(string clerkUserId) { int workosUserId; int N() => workosUserId; }")]
    [InlineData("class C(string clerkUserId) { string M() => clerkUserId; class D(int workosUserId) { int N() => workosUserId; } }")]
    [InlineData("var clerkUserId = \"\"; Console.WriteLine(clerkUserId); class C { int workosUserId; int M() => workosUserId; }")]
    [InlineData("var workosUserId = \"\"; Console.WriteLine(workosUserId); class C { string clerkUserId = \"\"; string M() => clerkUserId; }")]
    [InlineData("int workosUserId() => 1; Console.WriteLine(workosUserId()); class C { string clerkUserId = \"\"; string M() => clerkUserId; }")]
    public Task A_local_moves(string code) => MovesAsync(code);

    public static TheoryData<string, string> Shapes => new()
    {
        { "class C { (string ClerkUserId, int WorkosUserId) M() => default; }", Reasons.NameTaken("WorkosUserId", "(string ClerkUserId, int WorkosUserId)") },
        { "class C { void M() { var a = new { ClerkUserId = \"\", WorkosUserId = 1 }; } }", Reasons.NameTaken("WorkosUserId", "the anonymous object") },
        { "class C { void M() { var a = (ClerkUserId: \"\", WorkosUserId: 1); } }", Reasons.NameTaken("WorkosUserId", "(string ClerkUserId, int WorkosUserId)") },
        { "namespace A { class ClerkUserId { } class WorkosUserId { } }", Reasons.NameTaken("WorkosUserId", "A") },
        { "namespace A { class ClerkUserId<T> { } struct WorkosUserId<T> { } }", Reasons.NameTaken("WorkosUserId", "A") },
        { "using A;\nnamespace A { class ClerkUserId { } } namespace B { class WorkosUserId { } class C { WorkosUserId? a; } }", Reasons.NameCaptured("WorkosUserId", "Program.cs") },
        { "using A; using B;\nnamespace A { public class ClerkUserId { } } namespace B { public class WorkosUserId { } } class C { object a = new WorkosUserId(); }", Reasons.NameCaptured("WorkosUserId", "Program.cs") },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public Task A_type_or_a_part_of_one_stays(string code, string reason) => StaysAsync(code, reason);

    [Theory]
    [InlineData("class C { (string ClerkUserId, int Workos) M() => default; (int WorkosUserId, int Other) N() => default; }")]
    [InlineData("class C { void M() { var a = new { ClerkUserId = \"\", Workos = 1 }; var b = new { WorkosUserId = 1 }; } }")]
    [InlineData("namespace A { class ClerkUserId { } } namespace B { class WorkosUserId { } }")]
    [InlineData("namespace A { class ClerkUserId { } class WorkosUserId<T> { } }")]
    [InlineData("namespace A { public class ClerkUserId { } } namespace B { public class WorkosUserId { } class C { WorkosUserId? a; } }")]
    [InlineData("using A;\nnamespace A { public class ClerkUserId { } } namespace B { public class WorkosUserId { } } class C { B.WorkosUserId? a; }")]
    public Task A_type_or_a_part_of_one_moves(string code) => MovesAsync(code);

    public static TheoryData<string, string> Calls => new()
    {
        { "static class E { public static int ByClerkUserId(this string a) => 1; } class C { void ByWorkosUserId() { } int M(D d) => d.ToString()!.ByClerkUserId(); } static class F { public static int ByWorkosUserId(this string a) => 2; public static int N() => \"\".ByWorkosUserId(); } class D { }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "static class E { public static int ByClerkUserId(this D d) => 1; } class D { public int ByWorkosUserId() => 2; } class C { int M(D d) => d.ByClerkUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "static class E { public static int ByClerkUserId(this object d) => 1; } static class F { public static int ByWorkosUserId(this string a) => 2; public static int N() => \"\".ByWorkosUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "static class E { public static int ByClerkUserId<T>(this T d) => 1; } static class F { public static int ByWorkosUserId(this string a) => 2; public static int N() => \"\".ByWorkosUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "static class E { public static int ByClerkUserId(this IEnumerable<char> d) => 1; } static class F { public static int ByWorkosUserId(this string a) => 2; public static int N() => \"\".ByWorkosUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "static class E { public static int ByClerkUserId(this P d) => 1; } class P { } class D : P { } static class F { public static int ByWorkosUserId(this D a) => 2; public static int N(D d) => d.ByWorkosUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "class D { public int ByClerkUserId() => 1; } static class F { public static int ByWorkosUserId(this D a) => 2; public static int N(D d) => d.ByWorkosUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "class P { public int ByClerkUserId() => 1; } class D : P { } static class F { public static int ByWorkosUserId(this D a) => 2; public static int N(D d) => d.ByWorkosUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "interface I { int ByClerkUserId() => 1; } interface J : I { } static class F { public static int ByWorkosUserId(this J a) => 2; public static int N(J d) => d.ByWorkosUserId(); }", Reasons.NameCaptured("ByWorkosUserId", "Program.cs") },
        { "class C { void M(string clerkUserId) { } void M(string workosUserId, int n = 0) { } void N() { M(clerkUserId: \"\"); } }", Reasons.MeetsOverload("C.M(string, int)") },
        { "class C { void M(string clerkUserId) { } void M(string workosUserId, int n = 0) { } void N() { M(workosUserId: \"\"); } }", Reasons.MeetsOverload("C.M(string, int)") },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public Task What_a_call_would_choose_otherwise_stays(string code, string reason) => StaysAsync(code, reason);

    [Theory]
    [InlineData("static class E { public static int ByClerkUserId(this D d) => 1; } class D { } class O { public int ByWorkosUserId() => 2; } class C { int M(D d) => d.ByClerkUserId(); }")]
    [InlineData("static class E { public static int ByClerkUserId(this D d) => 1; } class D { public int ByWorkosUserId() => 2; } class C { int M(D d) => E.ByClerkUserId(d); }")]
    [InlineData("static class E { public static int ByClerkUserId(this int d) => 1; } static class F { public static int ByWorkosUserId(this string a) => 2; public static int N() => \"\".ByWorkosUserId(); }")]
    [InlineData("static class E { public static int ByClerkUserId(this object d) => 1; } static class F { public static int ByWorkosUserId(this string a) => 2; public static int N() => F.ByWorkosUserId(\"\"); }")]
    [InlineData("static class E { public static int ByClerkUserId(string d) => 1; } static class F { public static int ByWorkosUserId(this string a) => 2; public static int N() => \"\".ByWorkosUserId(); }")]
    [InlineData("class O { public int ByClerkUserId() => 1; } class D { } static class F { public static int ByWorkosUserId(this D a) => 2; public static int N(D d) => d.ByWorkosUserId(); }")]
    [InlineData("class C { void M(string clerkUserId) { } void M(string workosUserId, int n = 0) { } void N() { M(\"\"); } }")]
    [InlineData("class C { void M(string clerkUserId) { } void M(string other, int n = 0) { } void N() { M(clerkUserId: \"\"); } }")]
    [InlineData("class C { void M(string clerkUserId) { } void O(string workosUserId, int n = 0) { } void N() { M(clerkUserId: \"\"); O(workosUserId: \"\"); } }")]
    public Task What_a_call_chooses_as_before_moves(string code) => MovesAsync(code);

    [Theory]
    [InlineData("class C { string ClerkId = \"\"; string ClerkUserId = \"\"; }", "class C { string ClerkId = \"\"; string WorkosUserId = \"\"; }", "ClerkUserId")]
    [InlineData("class C { string M(string clerkId, string clerkUserId) => clerkId; }", "class C { string M(string clerkId, string workosUserId) => clerkId; }", "clerkUserId")]
    [InlineData("class C { void M(string clerkUserId) { { var clerkId = 1; } } }", "class C { void M(string workosUserId) { { var clerkId = 1; } } }", "clerkUserId")]
    [InlineData("class ClerkUserId { string ClerkId = \"\"; }", "class WorkosUserId { string ClerkId = \"\"; }", "ClerkUserId")]
    [InlineData("class ClerkId { string ClerkUserId = \"\"; }", "class ClerkId { string WorkosUserId = \"\"; }", "ClerkUserId")]
    public async Task Of_two_that_would_be_one_the_stronger_moves(string code, string after, string winner)
    {
        var outcome = await UnprovenRun.OfAsync(code);
        Assert.Equal(after, outcome.Text);
        Assert.Equal([Reasons.StrongerName(winner, winner[0] == 'c' ? "workosUserId" : "WorkosUserId")], outcome.Reasons);
    }

    [Theory]
    [InlineData("class C { string ClerkId = \"\"; } class D { string ClerkUserId = \"\"; }")]
    [InlineData("class C { string M(string clerkId) => clerkId; string N(string clerkUserId) => clerkUserId; }")]
    [InlineData("class C { void M() { { var clerkId = 1; } { var clerkUserId = 1; } } }")]
    [InlineData("class C { void M(string clerkUserId) { Func<string, string> f = clerkId => clerkId; } }")]
    [InlineData("class C { string clerkUserId = \"\"; string M(string clerkId) => this.clerkUserId + clerkId; }")]
    [InlineData("class C { string clerkUserId = \"\"; string M(string clerkId) => clerkId; string N() => clerkUserId; }")]
    [InlineData("interface I { string ClerkUserId { get; } } class C : I { string ClerkId = \"\"; string I.ClerkUserId => \"\"; }")]
    [InlineData("class C { (string ClerkId, int A) M() => default; (string ClerkUserId, int A) N() => default; }")]
    public Task Two_that_never_meet_both_move(string code) => MovesAsync(code);

    [Fact]
    public async Task A_local_that_would_hide_a_member_that_is_read_beside_it_stays()
    {
        var outcome = await UnprovenRun.OfAsync("class C { string clerkUserId = \"\"; string M(string clerkId) => clerkUserId + clerkId; }");
        Assert.Equal("class C { string workosUserId = \"\"; string M(string clerkId) => workosUserId + clerkId; }", outcome.Text);
        Assert.Equal([Reasons.NameCaptured("workosUserId", "'M'")], outcome.Reasons);
    }

    [Theory]
    [InlineData("interface I { string ClerkUserId { get; } int WorkosUserId { get; } } abstract class C : I { public string ClerkUserId => \"\"; int I.WorkosUserId => 1; }", "WorkosUserId", "I")]
    [InlineData("interface I { string ClerkUserId { get; } int WorkosUserId { get; } } class C : I { string I.ClerkUserId => \"\"; int I.WorkosUserId => 1; }", "WorkosUserId", "I")]
    [InlineData("interface I { void ByClerkUserId(); void ByWorkosUserId(); } class C : I { void I.ByClerkUserId() { } void I.ByWorkosUserId() { } }", "ByWorkosUserId", "I")]
    [InlineData("interface I { event Action ClerkUserId; int WorkosUserId { get; } } class C : I { event Action I.ClerkUserId { add { } remove { } } int I.WorkosUserId => 1; }", "WorkosUserId", "I")]
    [InlineData("interface I { string ClerkUserId { get; } int WorkosUserId { get; } } struct C : I { public string ClerkUserId => \"\"; int I.WorkosUserId => 1; }", "WorkosUserId", "I")]
    [InlineData("interface I { static abstract string ClerkUserId { get; } int WorkosUserId { get; } } class C : I { public static string ClerkUserId => \"\"; int I.WorkosUserId => 1; }", "WorkosUserId", "I")]
    [InlineData("record R(string ClerkUserId) { public string ClerkUserId { get; } = ClerkUserId; int WorkosUserId; }", "WorkosUserId", "R")]
    [InlineData("record P(string ClerkUserId) { private int WorkosUserId; } record R(string ClerkUserId) : P(ClerkUserId);", "WorkosUserId", "P")]
    public Task What_shares_its_name_with_another_stays_where_that_stays(string code, string taken, string where) => StaysAsync(code, Reasons.NameTaken(taken, where));

    [Theory]
    [InlineData("abstract class P { public abstract string M(string clerkUserId); } class C : P { public override string M(string clerkUserId) { var workosUserId = 1; return \"\"; } }")]
    [InlineData("interface I { string M(string clerkUserId); } class C : I { public string M(string clerkUserId) { var workosUserId = 1; return \"\"; } }")]
    [InlineData("abstract class P { public abstract string this[string clerkUserId] { get; } } class C : P { public override string this[string clerkUserId] { get { var workosUserId = 1; return \"\"; } } }")]
    [InlineData("partial class C { partial void M(string clerkUserId); } partial class C { partial void M(string clerkUserId) { var workosUserId = 1; } }")]
    public async Task Parameters_of_one_cascade_stay_together(string code)
    {
        var outcome = await UnprovenRun.OfAsync(code);
        Assert.Equal(code, outcome.Text);
        Assert.Equal(Reasons.NameTaken("workosUserId", code.Contains("this[", StringComparison.Ordinal) ? "this scope" : "'M'"), Assert.Single(outcome.Reasons));
    }

    [Fact]
    public async Task A_member_that_hides_another_is_a_name_of_its_own()
    {
        const string Code = "class P { public string ClerkUserId => \"\"; } class C : P { public new string ClerkUserId => \"\"; int WorkosUserId; }";
        var outcome = await UnprovenRun.OfAsync(Code);
        Assert.Equal(Code, outcome.Text);
        Assert.Equal([Reasons.MeetsBase("C.WorkosUserId"), Reasons.NameTaken("WorkosUserId", "C")], outcome.Reasons);
    }

    /// <summary>An object or a tuple beside which a name of the same spelling stands: the inferred one is written out.</summary>
    [Theory]
    [InlineData("new { a.ClerkUserId, WorkosUserId = 1 }", "new { ClerkUserId = a.WorkosUserId, WorkosUserId = 1 }", "the anonymous object")]
    [InlineData("new { WorkosUserId = 1, a.ClerkUserId }", "new { WorkosUserId = 1, ClerkUserId = a.WorkosUserId }", "the anonymous object")]
    [InlineData("new { a.ClerkUserId, o.WorkosUserId }", "new { ClerkUserId = a.WorkosUserId, o.WorkosUserId }", "the anonymous object")]
    [InlineData("new { a?.ClerkUserId, o?.WorkosUserId }", "new { ClerkUserId = a?.WorkosUserId, o?.WorkosUserId }", "the anonymous object")]
    [InlineData("(a.ClerkUserId, WorkosUserId: 1)", "(ClerkUserId: a.WorkosUserId, WorkosUserId: 1)", "the tuple")]
    [InlineData("(a.ClerkUserId, o.WorkosUserId)", "(ClerkUserId: a.WorkosUserId, o.WorkosUserId)", "the tuple")]
    [InlineData("(o?.WorkosUserId, a?.ClerkUserId)", "(o?.WorkosUserId, ClerkUserId: a?.WorkosUserId)", "the tuple")]
    [InlineData("(a.ClerkUserId, (a.ClerkUserId, o.WorkosUserId))", "(a.WorkosUserId, (ClerkUserId: a.WorkosUserId, o.WorkosUserId))", "the tuple")]
    public async Task An_inferred_name_that_is_taken_is_written_out(string before, string after, string where)
    {
        var outcome = await UnprovenRun.OfAsync("class C { void M(A a, O o) { var row = " + before + "; } } class A { public string ClerkUserId = \"\"; } class O { public int WorkosUserId; }");
        Assert.Equal("class C { void M(A a, O o) { var row = " + after + "; } } class A { public string WorkosUserId = \"\"; } class O { public int WorkosUserId; }", outcome.Text);
        Assert.Equal([Reasons.NameTaken("WorkosUserId", where)], outcome.Reasons);
    }

    [Theory]
    [InlineData("new { a.ClerkUserId, workosUserId = 1 }")]
    [InlineData("new { a.ClerkUserId, Inner = new { WorkosUserId = 1 } }")]
    [InlineData("new { a.ClerkUserId, o.WorkosUserId.Value }")]
    [InlineData("new { a.ClerkUserId, N = o.WorkosUserId }")]
    [InlineData("new { N = a.ClerkUserId, o.WorkosUserId }")]
    [InlineData("(N: a.ClerkUserId, o.WorkosUserId)")]
    [InlineData("(a.ClerkUserId, N: o.WorkosUserId)")]
    [InlineData("(a.ClerkUserId, o.WorkosUserId + 1)")]
    [InlineData("(a.ClerkUserId.Length, o.WorkosUserId)")]
    [InlineData("(a.ClerkUserId + 1, o.WorkosUserId)")]
    [InlineData("(a?.ClerkUserId, 1)")]
    [InlineData("new { a?.ClerkUserId }")]
    [InlineData("Tuple.Create(a.ClerkUserId, o.WorkosUserId)")]
    public Task An_inferred_name_that_is_free_moves(string row) => MovesAsync("class C { void M(A a, O o) { var row = " + row + "; } } class A { public string ClerkUserId = \"\"; } class O { public int? WorkosUserId; }");

    /// <summary>What no question before the edits asks is seen by the proof, which takes the name back.</summary>
    [Theory]
    [InlineData("class C(string workosUserId) { string clerkUserId = \"\"; public string M() => workosUserId; }", "'workosUserId' would bind to something else in Program.cs.")]
    [InlineData("class WorkosUserId { class ClerkUserId { } }", "The result would not compile (CS0542: 'WorkosUserId': member names cannot be the same as their enclosing type).")]
    [InlineData(
        "interface I { string ClerkUserId { get; } int WorkosUserId { get; } } class P { public string ClerkUserId => \"\"; } class C : P, I { int I.WorkosUserId => 1; }",
        "I already has 'WorkosUserId'.", "The result would not compile (CS0535: 'C' does not implement interface member 'I.ClerkUserId').")]
    public async Task What_only_the_proof_sees_stays_too(string code, params string[] reasons)
    {
        var outcome = await UnprovenRun.OfAsync(Unchanged(code), new RewriteOptions());
        Assert.Equal(code, outcome.Text);
        Assert.Equal(reasons, outcome.Reasons);
        Assert.Equal(reasons[^1], Assert.Single(outcome.Result.TakenBack).Reason);
    }

    [Fact]
    public async Task A_field_may_be_set_from_the_primary_constructors_parameter_of_its_new_name()
    {
        var outcome = await UnprovenRun.OfAsync(Unchanged("class C(string workosUserId) { string clerkUserId = workosUserId; }"), new RewriteOptions());
        Assert.Equal("class C(string workosUserId) { string workosUserId = workosUserId; }", outcome.Text);
        Assert.Empty(outcome.Left);
    }

    private static async Task StaysAsync(string code, string reason)
    {
        var outcome = await UnprovenRun.OfAsync(code);
        Assert.Equal([reason], outcome.Reasons);
        Assert.Equal(code, outcome.Text);
    }

    private static async Task MovesAsync(string code)
    {
        var outcome = await UnprovenRun.OfAsync(code);
        Assert.Empty(outcome.Left);
        Assert.Equal(code.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal).Replace("clerkUserId", "workosUserId", StringComparison.Ordinal)
            .Replace("ClerkId", "WorkosUserId", StringComparison.Ordinal).Replace("clerkId", "workosUserId", StringComparison.Ordinal), outcome.Text);
    }
}
