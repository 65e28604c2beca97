using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>C2W101: a declaration, or a name that resolves to nothing, is named after the Clerk user id.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClerkUserIdNameAnalyzer() : MigrationAnalyzer(Rules.ClerkUserIdName)
{
    /// <summary>The property of a finding that holds the new name.</summary>
    public const string NewName = "newName";

    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => map.Evidence != Evidence.Off;

    private protected override void Register(CompilationStartAnalysisContext start, MigrationProject project) =>
        OnFilesWith(Words.Clerk | Words.Escape, start, project, Check);

    private static void Check(MigrationFile file)
    {
        foreach (var token in file.Identifiers(Words.Clerk))
        {
            var kind = file.Project.Map.Names.KindOf(token.ValueText);
            if (kind != ClerkNameKind.None && file.Project.Counts(kind)
                && NewNameOf(token, file) is { } newName && !file.IsProtected(token.Parent!))
                Report(file, token, newName);
        }
    }

    private static string? NewNameOf(SyntaxToken token, MigrationFile file)
    {
        if (DeclaredName.NodeOf(token) is not { } declaration)
            return UnresolvedName.NewNameOf(token, file.Model, file.Project.Map.Names, file.CancellationToken);
        return !IsPrescribed(declaration, file) && file.Project.Map.Names.TryRename(token.ValueText, out var renamed) ? renamed : null;
    }

    private static bool IsPrescribed(SyntaxNode declaration, MigrationFile file) => declaration switch
    {
        AnonymousObjectMemberDeclaratorSyntax member => PinnedName.IsPinned(member, file.Model, file.CancellationToken),
        TupleElementSyntax element => ForeignContract.PrescribesElement(element, file.Model, file.CancellationToken),
        MethodDeclarationSyntax or BasePropertyDeclarationSyntax or ParameterSyntax
            or VariableDeclaratorSyntax { Parent.Parent: EventFieldDeclarationSyntax } =>
            file.Model.GetDeclaredSymbol(declaration, file.CancellationToken) is { } symbol && ForeignContract.Prescribes(symbol),
        _ => false,
    };

    private static void Report(MigrationFile file, SyntaxToken token, string newName) => file.Report(Diagnostic.Create(
        Rules.ClerkUserIdName,
        token.GetLocation(),
        ImmutableDictionary<string, string?>.Empty.Add(NewName, newName),
        token.ValueText,
        newName,
        file.Project.Map.Names.MeaningOf(token.ValueText)));
}
