using Clerk2WorkOS.Analyzers.Names.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A string that names a parameter to an exception (<c>new ArgumentNullException("clerkUserId")</c>) moves with the parameter.</summary>
internal static class ParameterNames
{
    public static void Tie(Collected collected, NameUnits names, CancellationToken cancellationToken)
    {
        foreach (var document in collected.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!document.HasClerk || document.IsProtected)
                continue;
            foreach (var text in LiteralText.In(document.Document.Root, document.Document.Text))
            {
                if (FollowingText.ParameterNamedBy(text, document.Document.Model, cancellationToken) is { } parameter
                    && names.Find(parameter) is { } unit && unit.Declarations.FirstOrDefault(token => token.OldName == text.Value) is { } declared)
                    unit.Companions.Add((document.Document, new Edit(text.InSource(new(0, text.Value.Length)), declared.NewName)));
            }
        }
    }
}
