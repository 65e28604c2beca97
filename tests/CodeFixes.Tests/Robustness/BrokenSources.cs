using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Robustness;

public sealed class BrokenSources
{
    /// <summary>A thousand, the same each time; ten times as many with <c>C2W_SOAK=1</c>.</summary>
    private static int Count => Soak.IsOn ? 10_000 : 1_000;

    [Fact]
    public async Task The_engine_never_throws_on_truncated_files_and_deleted_tokens()
    {
        foreach (var program in Mutations.Programs(Count))
        {
            if (await ThrownByAsync(program) is not { } thrown)
                continue;
            foreach (var alone in Mutations.OneByOne(program))
            {
                if (await ThrownByAsync(alone) is { } thrownAlone)
                    Assert.Fail($"{alone.Files[0].Path}: {thrownAlone}\n{alone.Files[0].Before}");
            }

            Assert.Fail($"{string.Join(", ", program.Files.Select(file => file.Path))} together: {thrown}");
        }
    }

    private static async Task<Exception?> ThrownByAsync(SourceProgram program)
    {
        using var workspace = new AdhocWorkspace();
        return await Record.ExceptionAsync(() =>
            MigrationEngine.RewriteAsync(program.Open(workspace, file => file.Before), new RewriteOptions { Verify = false }));
    }
}
