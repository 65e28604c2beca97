using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Files;

/// <summary>What a part of a file is.</summary>
internal enum PartRole
{
    /// <summary>Anything: keys, code, text.</summary>
    Any,

    /// <summary>The name of a setting.</summary>
    Key,

    /// <summary>What a setting is set to, which may be a secret.</summary>
    Value,
}

/// <summary>A part of a file that says something; comments are none.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Role">What it is.</param>
/// <param name="Section">The path of the section that a key stands in, with colons; empty at the top.</param>
/// <param name="OpensSection">Whether the key's value is a section.</param>
internal readonly record struct FilePart(TextSpan Span, PartRole Role, string Section = "", bool OpensSection = false)
{
    /// <summary>The parts of a file; whatever is malformed in it, no part is lost.</summary>
    public static List<FilePart> Of(BesideKind kind, string text) => kind switch
    {
        BesideKind.Settings => JsonParts.Of(text),
        BesideKind.Environment => EnvironmentParts.Of(text),
        BesideKind.Compose => WithoutComments.Of(text, CommentStyle.Hash),
        BesideKind.Http => WithoutComments.Of(text, CommentStyle.HashOrSlashesAtStart),
        BesideKind.Sql => WithoutComments.Of(text, CommentStyle.Sql),
        BesideKind.Script => WithoutComments.Of(text, CommentStyle.Slashes),
        _ => new() { new(new TextSpan(0, text.Length), PartRole.Any) },
    };
}
