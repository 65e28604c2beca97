using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Razor;

/// <summary>A place in a Razor file.</summary>
/// <param name="Path">The file, as the compiler names it.</param>
/// <param name="Span">Where, in the file's own text.</param>
internal readonly record struct RazorPlace(string Path, TextSpan Span);
