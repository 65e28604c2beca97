using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>Fix All in a document, a project and the solution.</summary>
public sealed class FixAllScopes
{
    [Theory]
    [MemberData(nameof(IdePrograms.Names), MemberType = typeof(IdePrograms))]
    public async Task Nothing_of_the_family_is_left_to_fix_in_the_scope(string program)
    {
        using var workspace = new AdhocWorkspace();
        var solution = IdePrograms.Open(workspace, program);
        var families = new Dictionary<string, Offer>();
        foreach (var squiggle in await LightBulb.SquigglesAsync(solution))
        {
            foreach (var offer in await LightBulb.OffersAsync(squiggle))
                families.TryAdd(offer.Key, offer);
        }

        Assert.NotEmpty(families);
        foreach (var offer in families.Values)
        {
            foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
            {
                var after = await LightBulb.ApplyAsync((await LightBulb.FixAllAsync(offer, scope))!);
                var document = after.GetDocument(offer.Squiggle.Document.Id)!;
                foreach (var left in (await LightBulb.SquigglesAsync(after)).Where(squiggle => squiggle.Diagnostic.Id == offer.Squiggle.Diagnostic.Id && scope switch
                {
                    FixAllScope.Document => squiggle.Document.FilePath == document.FilePath,
                    FixAllScope.Project => squiggle.Document.Project.Id == document.Project.Id,
                    _ => true,
                }))
                {
                    Assert.True((await LightBulb.OffersAsync(left)).IsEmpty, $"{scope}, {offer.Key}: still fixable is {left}");
                }
            }
        }
    }

    [Fact]
    public async Task A_documents_fix_follows_its_names_elsewhere_and_leaves_the_names_of_other_documents()
    {
        var program = Files
            .Given("User.cs", "public class User { public string ClerkUserId = \"\"; public string? ClerkSub; }")
            .Given("Owner.cs", "public class Owner { public string AdminClerkUserId = new User().ClerkUserId; }");
        Assert.Equal(
            [
                "public class Owner { public string AdminClerkUserId = new User().WorkosUserId; }",
                "public class User { public string WorkosUserId = \"\"; public string? ClerkSub; }",
            ],
            await AfterAsync(program, "/booking/App/User.cs", FixAllScope.Document));
    }

    [Fact]
    public async Task A_projects_fix_follows_its_names_into_dependents_and_leaves_their_own()
    {
        var program = Files.Project("Core").Project("App", "Core")
            .Given("User.cs", "public class User { public string ClerkUserId = \"\"; }", "Core")
            .Given("Claims.cs", "public class Claims { public string ClerkSubject = \"\"; }", "Core")
            .Given("Owner.cs", "public class Owner { public string AdminClerkUserId = new User().ClerkUserId + new Claims().ClerkSubject; }", "App");
        Assert.Equal(
            [
                "public class Owner { public string AdminClerkUserId = new User().WorkosUserId + new Claims().WorkosUserId; }",
                "public class Claims { public string WorkosUserId = \"\"; }",
                "public class User { public string WorkosUserId = \"\"; }",
            ],
            await AfterAsync(program, "/booking/Core/User.cs", FixAllScope.Project));
    }

    [Fact]
    public async Task The_family_and_not_only_the_rule_is_fixed()
    {
        var program = LegacySide.Audits.Given("Notes.cs", """
            using App.Lib.Utils.Server.Audit;

            public static class Notes
            {
                public static Task Add(string ip) => AuditLogger.LogAuditEvent("user_1", "create", "note", "n1", null, null, ip);
            }
            """);
        Assert.Equal("""
            using App.Lib.Utils.Server.AuditWorkos;

            public static class Notes
            {
                public static Task Add(string ip) => AuditLogger.LogAuditEvent("create", "note", "n1");
            }
            """, (await AfterAsync(program, "/booking/App/Notes.cs", FixAllScope.Document))[0]);
    }

    private static async Task<List<string>> AfterAsync(Preservation program, string document, FixAllScope scope)
    {
        using var workspace = new AdhocWorkspace();
        var first = (await LightBulb.SquigglesAsync(program.Open(workspace))).First(squiggle => squiggle.Document.FilePath == document);
        var fixAll = await LightBulb.FixAllAsync((await LightBulb.OffersAsync(first))[0], scope);
        Assert.Equal("Fix all Clerk leftovers of this kind", fixAll!.Title);
        var texts = await LightBulb.TextsAsync(await LightBulb.ApplyAsync(fixAll));
        return [.. texts.Where(text => !text.Key.EndsWith(".g.cs", StringComparison.Ordinal)).Select(text => text.Value)];
    }
}
