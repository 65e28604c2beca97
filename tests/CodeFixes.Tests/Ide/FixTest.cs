using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>An analyzer with its fix, as an IDE drives them: one finding at a time, and Fix All in a document, project and solution. What comes out compiles.</summary>
internal sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    public FixTest()
    {
        // Without the network: the platform's references come from a package.
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(Net100.References.All);
        FixedState.AdditionalReferences.AddRange(Net100.References.All);
        BatchFixedState.AdditionalReferences.AddRange(Net100.References.All);
    }

    /// <summary>One file before and after.</summary>
    public static Task RewritesAsync(string before, string after, int iterations = 1) => new FixTest<TAnalyzer, TFix>
    {
        TestCode = before,
        FixedCode = after,
        NumberOfIncrementalIterations = iterations,
        NumberOfFixAllIterations = 1,
    }.RunAsync();

    /// <summary>A finding for which no fix is offered.</summary>
    public static Task OffersNothingAsync(string code) => new FixTest<TAnalyzer, TFix> { TestCode = code, FixedCode = code }.RunAsync();
}
