using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>C2W201: an audit call of the old eight-argument shape, or a method group of it. Reported at the method's name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LegacyAuditCallAnalyzer() : MigrationAnalyzer(Rules.LegacyAuditCall)
{
    private protected override void Register(CompilationStartAnalysisContext start, MigrationProject project) =>
        OnFilesWith(Words.Audit | Words.Escape, start, project, Check);

    private static void Check(MigrationFile file)
    {
        foreach (var token in file.Identifiers(Words.Audit))
        {
            if (AuditFacts.IsAuditName(token.ValueText) && token.Parent is SimpleNameSyntax name
                && Describe(name, file) is { } what && !file.IsProtected(name))
                file.Report(Diagnostic.Create(Rules.LegacyAuditCall, token.GetLocation(), what, token.ValueText));
        }
    }

    private static string? Describe(SimpleNameSyntax name, MigrationFile file)
    {
        var facts = file.Project.Audit;
        if (CalledBy(name) is { } call)
            return LegacyAuditCall.TryBind(call, file.Model, facts, file.CancellationToken) is null ? null : "The call of";
        return LegacyAuditCall.IsMethodGroup(name, file.Model, facts, file.CancellationToken) ? "The method group" : null;
    }

    private static InvocationExpressionSyntax? CalledBy(SimpleNameSyntax name)
    {
        SyntaxNode called = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return called.Parent is InvocationExpressionSyntax call && LegacyAuditCall.NameOf(call) == name ? call : null;
    }
}
