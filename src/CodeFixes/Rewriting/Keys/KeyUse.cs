using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A place where a key of Clerk's settings stands: in a string of the code, or in a file beside it.</summary>
/// <param name="Path">The file; the generated code for what stands in a Razor file's C#.</param>
/// <param name="Text">What the file says.</param>
/// <param name="Span">Where the key is written.</param>
internal sealed record KeyUse(string Path, SourceText Text, TextSpan Span)
{
    /// <summary>The key that .NET's configuration knows; <c>null</c> for a variable.</summary>
    public ClerkPath? Way { get; init; }

    /// <summary>How many of the last parts of <see cref="Way"/> stand here; those before are the sections around.</summary>
    public int Parts { get; init; }

    /// <summary>What becomes of a variable; <c>null</c> for a key of the configuration, and for a variable that stays.</summary>
    public string? NewVariable { get; init; }

    /// <summary>Whether it is a key beyond doubt; else it is one if the section is.</summary>
    public bool IsSure { get; init; }

    /// <summary>Whether the code takes the section as such, whose settings may then be called by names that stand anywhere.</summary>
    public bool Opens { get; init; }

    /// <summary>Why it keeps its name, whatever becomes of the others.</summary>
    public string? Stays { get; init; }

    /// <summary>The document that it stands in; <c>null</c> for a file beside the code.</summary>
    public DocumentView? Document { get; init; }

    /// <summary>The file beside the code; <c>null</c> for a document.</summary>
    public FileView? File { get; init; }

    public bool IsVariable => Way is null;

    /// <summary>Whether it is renamed if anything is.</summary>
    public bool Moves => Stays is null && IsSure;

    /// <summary>The key, in the one way of writing it.</summary>
    public string Key => Way?.Key ?? Text.ToString(Span);

    /// <summary>The new key, in the same way.</summary>
    public string NewKey(bool keepsSettings) => Way?.Renamed(keepsSettings).Key ?? NewVariable!;

    /// <summary>What is to stand at the place.</summary>
    public string NewText(bool keepsSettings) => Way?.Renamed(keepsSettings).Last(Parts) ?? NewVariable!;

    /// <summary>The place, in a sentence.</summary>
    public string Where => KeyPlace.Of(Path, Text, Span.Start, Document);
}

/// <summary>Places as sentences name them.</summary>
internal static class KeyPlace
{
    /// <summary>File and line, of the Razor file where the document is made of one.</summary>
    public static string Of(string path, SourceText text, int position, DocumentView? document = null)
    {
        if (document?.Razor is { } razor && document.PhysicalPlace(new TextSpan(position, 1)) is { } place)
            return $"{razor.Path}, line {razor.Text.Lines.IndexOf(place.Start) + 1}";
        return $"{path}, line {text.Lines.IndexOf(position) + 1}";
    }
}
