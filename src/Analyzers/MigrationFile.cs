using Clerk2WorkOS.Analyzers.Clerk.Tokens;
using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Razor;
using Clerk2WorkOS.Analyzers.Tables;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers;

/// <summary>One file whose text made it worth a look.</summary>
internal sealed class MigrationFile
{
    private readonly Action<Diagnostic> _report;
    private bool? _leftAlone;
    private FileImports? _imports;
    private HashSet<(string Rule, TextSpan Span)>? _reported;
    private TokenUses? _tokenUses;

    public MigrationFile(MigrationProject project, SemanticModel model, SourceText text, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        _report = report;
        Project = project;
        Model = model;
        Text = text;
        Root = model.SyntaxTree.GetRoot(cancellationToken);
        CancellationToken = cancellationToken;
    }

    public MigrationProject Project { get; }

    /// <summary>The Razor file that the code is made of; <c>null</c> for code that a person wrote.</summary>
    public RazorView? Razor { get; init; }

    /// <summary>The file that a person edits.</summary>
    public string Path => Razor?.Path ?? Model.SyntaxTree.FilePath;

    public SourceText Text { get; }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Whether the file reads the legacy schema on purpose: it is configured so, or binds to both tables of a pair.</summary>
    public bool IsLeftAlone => _leftAlone ??= ProtectedCode.IsLegacyReader(Path, Project.Map)
        || ((Project.WordsOf(Text) & Words.Table) != 0 && DataMigrationFile.BindsToBoth(Root, Text, Model, Project.Map, Project.Schema, CancellationToken));

    /// <summary>What the file imports.</summary>
    public FileImports Imports =>
        _imports ??= FileImports.Of(Root, Model, Project.Schema, Project.SchemaMove, Project.GlobalImports, CancellationToken);

    /// <summary>The set-up of Clerk's tokens and webhooks; the strings in it are rule C2W503's.</summary>
    public TokenUses TokenUses => _tokenUses ??= TokenUses.In(this);

    /// <summary>The identifiers that hold one of the words.</summary>
    public List<SyntaxToken> Identifiers(Words wanted) => CandidateWords.Identifiers(Root, Text, wanted | Words.Escape);

    /// <summary>Whether <paramref name="node"/> stands in a migration or in the legacy schema, or the whole file is left alone.</summary>
    public bool IsProtected(SyntaxNode node) =>
        IsLeftAlone
        || ProtectedCode.IsMigration(node, Model, CancellationToken)
        || ProtectedCode.IsInLegacySchema(node, Model, Project.Schema, CancellationToken);

    /// <summary>Reports a finding, unless the baseline holds it, a tool wrote the code and says so, or the Razor file has nothing of it.</summary>
    public void Report(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var text = Text;
        if (Razor is not null)
        {
            // What an _Imports file holds is reported there, and not once more for every page below it.
            if (Razor.PlaceOf(span) is not { } place || place.Path != Razor.Path || !(_reported ??= new()).Add((diagnostic.Id, place.Span)))
                return;
            (span, text) = (place.Span, Razor.Text);
        }
        else if (ProtectedCode.IsMarkedAsGenerated(Root.FindToken(span.Start, findInsideTrivia: true).Parent, Model, CancellationToken))
        {
            return;
        }

        if (!Project.Baseline.Holds(diagnostic.Id, Path, text, span.Start))
            _report(diagnostic);
    }
}
