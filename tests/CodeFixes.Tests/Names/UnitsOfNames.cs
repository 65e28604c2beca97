namespace Clerk2WorkOS.CodeFixes.Tests.Names;

/// <summary>Which names are one unit, and which only look alike.</summary>
public sealed class UnitsOfNames
{
    /// <summary>An override may call its parameter otherwise than its base does: then it goes by itself.</summary>
    [Fact]
    public async Task Parameters_of_two_overrides_are_not_tied_by_a_base_that_calls_them_otherwise()
    {
        const string Text = """
            class Base { public virtual string M(string id) => id; }
            class A : Base { public override string M(string clerkUserId) { var workosUserId = "x"; return clerkUserId + workosUserId; } }
            class B : Base { public override string M(string clerkUserId) => clerkUserId; }
            class C { public override bool Equals(object? clerkUserId) => clerkUserId is C; public override int GetHashCode() => 0; }
            """;
        var outcome = await UnprovenRun.OfAsync(Text);
        Assert.Equal(
            Text.Replace("M(string clerkUserId) => clerkUserId", "M(string workosUserId) => workosUserId", StringComparison.Ordinal)
                .Replace("Equals(object? clerkUserId) => clerkUserId", "Equals(object? workosUserId) => workosUserId", StringComparison.Ordinal),
            outcome.Text);
        Assert.Equal([$"Program.cs:2 C2W101 Listed: {Reasons.NameTaken("workosUserId", "'M'")}"], outcome.Left);
    }

    /// <summary>A name that is out of reach is still the declaration's, and stays with it.</summary>
    [Fact]
    public async Task A_use_that_is_not_allowed_goes_with_its_declaration()
    {
        const string Text = "class A { string ClerkUserId = \"\"; string WorkosUserId = \"\"; }\nclass B { object M(A a) => a.ClerkUserId; }";
        var outcome = await UnprovenRun.OfAsync(Text);
        Assert.Equal(Text, outcome.Text);
        Assert.Equal([$"Program.cs:1 C2W101 Listed: {Reasons.NameTaken("WorkosUserId", "A")}"], outcome.Left);

        const string Free = "class A { string ClerkUserId = \"\"; }\nclass B { object M(A a) => a.ClerkUserId; }";
        Assert.Equal(Free.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal), (await UnprovenRun.OfAsync(Free)).Text);
    }
}
