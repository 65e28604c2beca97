using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The warnings about fields and events that nobody uses or sets, which need the whole project.</summary>
internal static class UnusedFields
{
    private static readonly string[] Ids = { "CS0067", "CS0169", "CS0414", "CS0649" };

    /// <summary>Whether a project may take one of them for an error.</summary>
    public static bool AreErrors(Compilation compilation, CancellationToken cancellationToken)
    {
        var options = compilation.Options;
        return options.GeneralDiagnosticOption == ReportDiagnostic.Error
            || Ids.Any(id => options.SpecificDiagnosticOptions.TryGetValue(id, out var severity) && severity == ReportDiagnostic.Error)
            || options.SyntaxTreeOptionsProvider is { } settings && Ids.Any(id => IsError(id, compilation, settings, cancellationToken));
    }

    private static bool IsError(string id, Compilation compilation, SyntaxTreeOptionsProvider settings, CancellationToken cancellationToken) =>
        settings.TryGetGlobalDiagnosticValue(id, cancellationToken, out var global) && global == ReportDiagnostic.Error
        || compilation.SyntaxTrees.Any(tree => settings.TryGetDiagnosticValue(tree, id, cancellationToken, out var severity) && severity == ReportDiagnostic.Error);
}
