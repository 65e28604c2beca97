using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Files that hold "old NAME" and are to hold "new NAME".</summary>
internal static class PlannedFiles
{
    public static ImmutableArray<PlannedFile> In(TemporaryFolder folder, params string[] names)
    {
        foreach (var name in names)
            folder.Write(name, $"old {name}");
        return PlannedFile.Plan(names.Select(name => Edit(folder, name)), folder.Root, ownCopy: false);
    }

    public static FileEdit Edit(TemporaryFolder folder, string name) =>
        new(folder[name], SourceText.From($"old {name}"), [new TextChange(new TextSpan(0, 3), "new")]);
}
