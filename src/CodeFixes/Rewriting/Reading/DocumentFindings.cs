using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Razor;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What one document holds.</summary>
internal sealed class DocumentFindings
{
    private DocumentFindings(DocumentView document) => Document = document;

    public DocumentView Document { get; }

    public List<NameToken> Names { get; private set; } = new();

    public TableUses Tables { get; private set; } = new();

    public List<AuditUse> Audit { get; private set; } = new();

    public List<NamespaceUse> Namespaces { get; private set; } = new();

    /// <summary>What the rules find that look at one file at a time.</summary>
    public List<LocalFinding> Local { get; private set; } = new();

    /// <summary>Identifiers that hold the new vendor's word already.</summary>
    public List<SyntaxToken> Existing { get; private set; } = new();

    /// <summary>The product's word occurs, if only in a string.</summary>
    public bool HasClerk { get; private set; }

    /// <summary>Never edited: generated, a migration.</summary>
    public bool IsProtected { get; private set; }

    /// <summary>Reads both schemas on purpose.</summary>
    public bool IsLegacyReader { get; set; }

    /// <summary>A rule about its tables or their import is suppressed in it: they stay as they are.</summary>
    public bool KeepsTables { get; set; }

    public static DocumentFindings Of(DocumentView document, bool evidenceElsewhere, CancellationToken cancellationToken)
    {
        var found = new DocumentFindings(document);
        var words = CandidateWords.In(document.Text, CandidateWords.All);
        found.HasClerk = (words & Words.Clerk) != 0;
        if (document.IsGenerated)
        {
            found.IsProtected = true;
            if (document.Id is null && RazorTree.SourceOf(document.Tree, cancellationToken) is null)
                return found;                           // a generator's output follows its input
        }

        if ((words & (Words.Clerk | Words.Escape)) != 0)
            found.Names = NameCollector.Collect(document, evidenceElsewhere, cancellationToken);
        if ((words & Words.Table) != 0)
            found.Tables = TableUses.Collect(document, cancellationToken);
        if ((words & Words.Audit) != 0)
            found.Audit = AuditUses.Collect(document, cancellationToken);
        if ((words & Words.Workos) != 0)
            found.Existing = CandidateWords.Identifiers(document.Root, document.Text, Words.Workos);
        if (found.Names.Count > 0 || found.Tables.Tokens.Count > 0)
            found.DropLegacyDeclarations(cancellationToken);
        if (!found.IsProtected && (found.Names.Count > 0 || found.Tables.Tokens.Count > 0) && IsMigration(document, cancellationToken))
            found.IsProtected = true;
        if (!found.IsProtected)
            found.Namespaces = NamespaceUses.Collect(document, cancellationToken);
        found.DropUnrelatedTables();
        if (!found.IsProtected)
            found.Local = LocalFinding.Collect(document, words, document.Project.AsRulesSeeIt(evidenceElsewhere), cancellationToken);
        found.IsLegacyReader = ProtectedCode.IsLegacyReader(document.PhysicalPath, document.Project.Map)
            || found.Tables.Legacy.Any(table => document.Project.Map.Tables.TryGetValue(table, out var plural) && found.Tables.Targets.Contains(plural));
        return found;
    }

    /// <summary>The declarations of the legacy schema itself are neither reported nor edited.</summary>
    private void DropLegacyDeclarations(CancellationToken cancellationToken)
    {
        var schema = Document.Project.Schema;
        if (schema.LegacyNamespaces.Count == 0)
            return;
        Names.RemoveAll(name => name.Token.Parent is { } node && ProtectedCode.IsInLegacySchema(node, Document.Model, schema, cancellationToken));
    }

    /// <summary>A singular name that resolves to nothing counts only where the schema is imported; a package that is not restored may have it too.</summary>
    private void DropUnrelatedTables()
    {
        if (!Tables.HasUnresolved || Namespaces.Any(use => use.Move.Rule is RuleIds.LegacySchemaImport or RuleIds.InterimSchema) || ImportsTarget())
            return;
        Tables.Tokens.RemoveAll(token => token.Legacy is null && !token.IsMember);
    }

    private bool ImportsTarget() => Document.Project.Schema.TargetNamespace is { } target
        && Document.Project.Compilation.SyntaxTrees.Any(tree => (tree == Document.Tree || tree.FilePath.EndsWith("GlobalUsings.g.cs", StringComparison.Ordinal))
            && ((CompilationUnitSyntax)tree.GetRoot()).Usings.Any(import => import.Name?.ToString() is { } name && (name == target || name + "Workos" == target)));

    private static bool IsMigration(DocumentView document, CancellationToken cancellationToken)
    {
        var type = document.Root.DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>().FirstOrDefault();
        return type is not null && document.Model.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol symbol && ProtectedCode.IsMigration(symbol);
    }
}
