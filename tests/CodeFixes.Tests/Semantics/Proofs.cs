using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What the proof says of a rewrite that should not have been made, whoever let it through.</summary>
public sealed class Proofs
{
    private const string Elsewhere = "' would bind to something else in A.cs.";

    private static Task<ForcedRewrite> ForcedAsync(string text, params string[] others)
    {
        var program = Preservation.Files.Given("A.cs", text);
        for (var i = 0; i < others.Length; i++)
            program = program.Given($"{(char)('B' + i)}.cs", others[i]);
        return ForcedRewrite.OfAsync(program);
    }

    /// <summary>A name that was there already, or one that moves, comes to mean another thing.</summary>
    [Theory]
    [InlineData("class A { string workosUserId = \"\"; string M(string clerkUserId) => workosUserId + clerkUserId; }", "clerkUserId → workosUserId: 'workosUserId" + Elsewhere)]
    [InlineData("class A { string workosUserId = \"\"; string M() { var clerkUserId = \"\"; return workosUserId + clerkUserId; } }", "clerkUserId → workosUserId: 'workosUserId" + Elsewhere)]
    [InlineData("class A { string clerkUserId = \"\"; string M(string workosUserId) => workosUserId + clerkUserId; }", "clerkUserId → workosUserId: 'workosUserId" + Elsewhere)]
    [InlineData("class Base { protected string WorkosUserId = \"\"; } class A : Base { string ClerkUserId = \"\"; string M() => WorkosUserId + ClerkUserId; }", "ClerkUserId → WorkosUserId: 'WorkosUserId" + Elsewhere)]
    [InlineData("class A { Func<string, string> F(string clerkUserId) => workosUserId => workosUserId + clerkUserId; }", "clerkUserId → workosUserId: 'workosUserId" + Elsewhere)]
    [InlineData("class A { string workosUserId = \"\"; string M(string clerkUserId) => this.workosUserId + clerkUserId; }", "")]
    [InlineData("class A { string M(string clerkUserId) => clerkUserId; string N(string workosUserId) => workosUserId; }", "")]
    [InlineData("class A { object M(string clerkUserId) => new { clerkUserId }.clerkUserId + new { workosUserId = 1 }.workosUserId; }", "")]
    [InlineData("class A { string M((string clerkUserId, string name) pair) => pair.clerkUserId + pair.name; }", "")]
    [InlineData("class A { void M(string clerkUserId) { } void N() => M(clerkUserId: \"\"); }", "")]
    [InlineData("class ClerkUserId { public ClerkUserId() { } ~ClerkUserId() { } static ClerkUserId Make() => new ClerkUserId(); }", "")]
    public async Task A_name_that_would_mean_something_else_is_found(string text, string faults) => Assert.Equal(faults, await (await ForcedAsync(text)).BindingsAsync());

    [Fact]
    public async Task Only_what_is_called_so_where_it_is_seen_is_to_blame()
    {
        const string Text = "class A { string workosUserId = \"\"; string M(string clerkUserId) => workosUserId + clerkUserId; string N(string guestClerkUserId) => guestClerkUserId; }";
        Assert.Equal(
            "clerkUserId → workosUserId: 'workosUserId" + Elsewhere,
            await (await ForcedAsync(Text, "class B { string M(string clerkUserId) => clerkUserId; }")).BindingsAsync());
        Assert.Equal(
            "ClerkUserId → WorkosUserId: 'WorkosUserId" + Elsewhere,
            await (await ForcedAsync(
                "class A : Middle { string M() => WorkosUserId; }",
                "class Base { protected string WorkosUserId = \"\"; } class Middle : Base { protected new string ClerkUserId = \"\"; }".Replace("new ", "", StringComparison.Ordinal),
                "class C { string M(string ClerkUserId) => ClerkUserId; }")).BindingsAsync());
    }

    [Fact]
    public async Task A_member_of_a_package_is_the_same_afterwards_unless_it_is_hidden()
    {
        Assert.Equal("", await (await ForcedRewrite.OfAsync(Preservation.Files.With(Package.Vendor)
            .Given("A.cs", "class A : Vendor.Account { string M(string clerkUserId) => WorkosUserId + this.WorkosUserId + clerkUserId; } class B { string ClerkUserId = \"\"; }"))).BindingsAsync());
        Assert.Equal(
            "ClerkUserId → WorkosUserId: 'WorkosUserId" + Elsewhere,
            await (await ForcedRewrite.OfAsync(Preservation.Files.With(Package.Vendor)
                .Given("A.cs", "class A : Vendor.Account { string ClerkUserId = \"\"; string M() => WorkosUserId + ClerkUserId; }"))).BindingsAsync());
    }

    /// <summary>A legacy table whose counterpart lacks a member.</summary>
    [Fact]
    public async Task A_member_that_the_new_table_does_not_have_is_laid_at_the_tables_door()
    {
        const string Schemas = "namespace App.Schema { public class EventTable { public string ClerkUserId = \"\"; } public class MeetingTable { public string ClerkUserId = \"\"; } } "
            + "namespace App.SchemaWorkos { public class EventsTable { public string WorkosUserId = \"\"; } public class MeetingsTable { public string Id = \"\"; } }";
        var forced = await ForcedAsync("class A { string M(App.Schema.MeetingTable meeting, App.Schema.EventTable one) => meeting.ClerkUserId + one.ClerkUserId; }", Schemas);
        Assert.Equal("MeetingTable: " + Reasons.Unresolved("WorkosUserId"), await forced.BindingsAsync());
    }

    /// <summary>A table that no declaration was found for: its new name is looked up where it stands.</summary>
    [Theory]
    [InlineData("using App.SchemaWorkos; class A { MeetingTable one; }", null)]
    [InlineData("using App.SchemaWorkos; class A { Missing.MeetingTable one; }", null)]
    [InlineData("using App.SchemaWorkos; class A { EventsTable.MeetingTable one; }", "MeetingTable")]
    [InlineData("using App.SchemaWorkos; class A { MeetingTable one; EventsTable.MeetingTable other; EventTable last; }", "MeetingTable")]
    public async Task A_table_without_a_declaration_is_looked_up_again(string text, string? table)
    {
        const string Schema = "namespace App.SchemaWorkos { public class EventsTable { public string Id = \"\"; } public class MeetingsTable { public string Id = \"\"; } }";
        Assert.Equal(table is null ? "" : $"{table}: {Reasons.Unresolved("MeetingsTable")}", await (await ForcedAsync(text, Schema)).BindingsAsync());
    }

    /// <summary>A name that no declaration was found for: what it becomes has none either, which is said.</summary>
    [Theory]
    [InlineData("class A { object M() => ClerkUserId; }", "ClerkUserId → WorkosUserId: ")]
    [InlineData("class A { object M() => Missing.ClerkUserId; }", "")]
    [InlineData("class A { object M() => this.ClerkUserId; object WorkosUserId = 1; }", "")]
    public async Task A_name_without_a_declaration_is_looked_up_again(string text, string fault) =>
        Assert.Equal(fault.Length == 0 ? "" : fault + Reasons.Unresolved("WorkosUserId"), await (await ForcedAsync(text)).BindingsAsync());

    [Fact]
    public async Task A_member_of_a_table_that_moves_is_its_counterparts()
    {
        const string Schemas = "namespace App.Schema { public class EventTable { public string Id = \"\"; } public class MeetingTable { public string WorkosUserId = \"\"; } } "
            + "namespace App.SchemaWorkos { public class EventsTable { public string Id = \"\"; } public class MeetingsTable { public string WorkosUserId = \"\"; } }";
        var run = await EngineRun.OfAsync(Preservation.Files.Given("Schemas.cs", Schemas).Given("Use.cs", """
            using App.Schema;

            class Use
            {
                public string ClerkUserId = "";
                public string Of(MeetingTable meeting) => meeting.WorkosUserId;
            }
            """));
        Assert.Equal("", run.Left);
        Assert.Equal(
            """
            using App.SchemaWorkos;

            class Use
            {
                public string WorkosUserId = "";
                public string Of(MeetingsTable meeting) => meeting.WorkosUserId;
            }
            """,
            await run.TextAsync("Use.cs"));
    }

    /// <summary>Errors are laid at the door of what was edited there, else of what they name, else of all in the file.</summary>
    [Theory]
    [InlineData(
        "class A { string ClerkUserId = \"\"; string WorkosUserId = \"\"; string M() => ClerkUserId; }",
        "ClerkUserId → WorkosUserId: The result would not compile (CS0102: The type 'A' already contains a definition for 'WorkosUserId').\n"
        + "ClerkUserId → WorkosUserId: The result would not compile (CS0229: Ambiguity between 'A.WorkosUserId' and 'A.WorkosUserId').")]
    [InlineData(
        "class A { void M(string clerkUserId, string workosUserId) { } void N(string guestClerkUserId) { } }",
        "clerkUserId → workosUserId: The result would not compile (CS0100: The parameter name 'workosUserId' is a duplicate).")]
    [InlineData("class A { void M(string clerkUserId) { } string N(string clerkUserId) => clerkUserId; }", "")]
    public async Task A_new_error_is_laid_at_the_door_of_the_edit(string text, string faults) => Assert.Equal(faults, await (await ForcedAsync(text)).ErrorsAsync());

    /// <summary>An error that names nothing that moved: what was edited in its statement is to blame, where that is known, else all in the file.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("int P() => Missing();", false)]
    public async Task An_error_that_names_nothing_is_laid_at_the_door_of_its_statement(string other, bool isAll)
    {
        const string Error = ": The result would not compile (CS0029: Cannot implicitly convert type 'string' to 'int').";
        var text = $$"""
            class A
            {
                static string WorkosUserId(int id) => "";
                static int ClerkUserId(long id) => 1;
                int M() { int n = A.ClerkUserId(1); return n; }
                string N(string guestClerkUserId) => guestClerkUserId;
                {{other}}
            }
            """;
        Assert.Equal("ClerkUserId → WorkosUserId" + Error + (isAll ? "\nguestClerkUserId → guestWorkosUserId" + Error : ""), await (await ForcedAsync(text, "class B { string O(string hostClerkUserId) => hostClerkUserId; }")).ErrorsAsync());
    }

    [Fact]
    public async Task An_error_elsewhere_is_laid_at_the_door_of_what_it_names()
    {
        const string Use = "class C { static string M(One one) => one.WorkosUserId(); string N(string guestClerkUserId) => guestClerkUserId; }";
        const string Extensions = "static class First { public static string ClerkUserId(this One one) => \"\"; } static class Second { public static string WorkosUserId(this One one) => \"\"; } class One { }";
        Assert.Equal(
            "ClerkUserId → WorkosUserId: The result would not compile (CS0121: The call is ambiguous between the following methods or properties: 'First.WorkosUserId(One)' and 'Second.WorkosUserId(One)').",
            await (await ForcedAsync(Extensions, Use)).ErrorsAsync());
    }

    /// <summary>An error at a statement that had one before is no new one, and an error anywhere else is.</summary>
    [Theory]
    [InlineData("class A { void M(string clerkUserId, int workosUserId) { Missing(); } }", false)]
    [InlineData("class A { void N() { Missing(); } void M(string clerkUserId, int workosUserId) { } }", true)]
    [InlineData("class A { void N() { int n = clerkUserId() + Missing(); } int clerkUserId() => 1; int workosUserId() => 2; }", true)]
    [InlineData("class A { void N(string workosUserId) { { string clerkUserId = Missing(); } } }", false)]
    [InlineData("class A { void N(string workosUserId) { { Missing clerkUserId = null; } } }", false)]
    [InlineData("class A { void N(string workosUserId) { Missing(); { string clerkUserId = \"\"; } } }", true)]
    [InlineData("class A { string M(string clerkUserId) => clerkUserId; void N() { Missing(); }", false)]
    [InlineData("class A { string M(string clerkUserId) => clerkUserId;", false)]
    public async Task An_error_where_there_was_one_before_is_not_new(string text, bool isNew) =>
        Assert.Equal(isNew, (await (await ForcedAsync(text)).ErrorsAsync()).Length > 0);

    [Fact]
    public async Task An_error_of_the_project_itself_is_new_only_where_it_was_not_there()
    {
        Assert.Equal("", await ErrorsOfProgramAsync("class A { string M(string clerkUserId) => clerkUserId; }"));
        Assert.Equal(
            "clerkUserId → workosUserId: The result would not compile (CS0100: The parameter name 'workosUserId' is a duplicate).",
            await ErrorsOfProgramAsync("class A { void M(string clerkUserId, string workosUserId) { } }"));
    }

    /// <summary>A program that has no entry point, before or after.</summary>
    private static async Task<string> ErrorsOfProgramAsync(string text)
    {
        using var workspace = new AdhocWorkspace();
        var solution = Preservation.Files.Given("A.cs", text).Open(workspace);
        solution = solution.WithProjectCompilationOptions(solution.ProjectIds[0], solution.Projects.Single().CompilationOptions!.WithOutputKind(OutputKind.ConsoleApplication));
        return await (await ForcedRewrite.OfAsync(solution)).ErrorsAsync();
    }

    [Fact]
    public async Task What_was_let_go_in_vain_is_not_blamed_again_and_then_anything_can_be()
    {
        using var workspace = new AdhocWorkspace();
        var snapshot = await Snapshot.LoadAsync(
            Preservation.Files.Given("A.cs", "class A { string ClerkUserId = \"\"; string WorkosUserId = \"\"; string M(string clerkSub) => clerkSub; }").Open(workspace), null, CancellationToken.None);
        var collected = await Collected.FromAsync(snapshot, usesClerk: true, null, CancellationToken.None);
        var plan = Plan.Make(collected, new RewriteOptions { UsesClerk = true }, CancellationToken.None);
        var member = plan.Names.All.Single(unit => unit.First.OldName == "ClerkUserId");
        var parameter = plan.Names.All.Single(unit => unit.First.OldName == "clerkSub");
        member.Release(member.Reason!);
        var rewritten = Rewritten.Apply(snapshot, plan.Edits());
        var proof = new Proof(snapshot, collected, plan, CancellationToken.None);
        var errors = await proof.ErrorsAsync(rewritten);

        Assert.Equal([member], proof.ErrorFaults(rewritten, errors, []).Select(fault => fault.Move));
        Assert.Equal([parameter], proof.ErrorFaults(rewritten, errors, [member]).Select(fault => fault.Move));
        Assert.Empty(proof.ErrorFaults(rewritten, errors, [member, parameter]));
        parameter.Block("It stays.");
        Assert.Empty(proof.ErrorFaults(rewritten, errors, [member]));
    }
}
