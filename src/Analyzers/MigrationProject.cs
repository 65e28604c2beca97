using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Clerk;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.Analyzers.Guests;
using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Tables;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers;

/// <summary>One compilation as a rule sees it. What costs something is found when first asked for: a clean project never asks.</summary>
internal sealed class MigrationProject
{
    private readonly Func<SourceText, Words> _wordsOf;
    private readonly Lazy<NameEvidence> _evidence;
    private readonly Lazy<SchemaFacts> _schema;
    private readonly Lazy<NamespaceMove> _schemaMove;
    private readonly Lazy<AuditFacts> _audit;
    private readonly Lazy<EntityTables> _entities;
    private readonly Lazy<GuestFacts> _guests;
    private readonly Lazy<ImmutableArray<string>> _globalImports;
    private readonly Lazy<Words> _words;
    private readonly Lazy<bool> _showsClerk;

    public MigrationProject(Compilation compilation, MigrationMap map, Func<SourceText, Words> wordsOf)
    {
        _wordsOf = wordsOf;
        Map = map;

        // Not the action's token: what one cancelled action left behind would be every later one's answer.
        _evidence = new(() => NameEvidence.Of(compilation, CancellationToken.None));
        _schema = new(() => SchemaFacts.Of(compilation, map, CancellationToken.None));
        _schemaMove = new(() => NamespaceMove.Of(Schema));
        _audit = new(() => AuditFacts.Of(compilation, map, CancellationToken.None));
        _entities = new(() => EntityTables.Of(compilation, map));
        _guests = new(() => GuestFacts.Of(compilation, this));
        _globalImports = new(() => FileImports.GlobalIn(compilation));
        _words = new(() => AllWords(compilation));
        _showsClerk = new(() => ShowsClerk(compilation));
    }

    public MigrationMap Map { get; }

    public NameEvidence Evidence => _evidence.Value;

    /// <summary>What the rules keep to themselves.</summary>
    public Baseline Baseline { get; init; } = Baseline.Empty;

    /// <summary>Whether another part of the solution shows that Clerk the product is used; a compiler sees one project and cannot know.</summary>
    public bool ClerkElsewhere { get; init; }

    /// <summary>
    /// Whether the project is also compiled for other target frameworks, which a compiler does not see; what is inactive here may be active there.
    /// </summary>
    public bool HasOtherTargets { get; init; }

    /// <summary>Whether names of this kind stand for the Clerk user id in this project.</summary>
    public bool Counts(ClerkNameKind kind) => Evidence.Counts(kind, Map, ClerkElsewhere);

    /// <summary>Whether Clerk the product is used here: something in the code, or elsewhere in the solution, shows it, or it is configured so.</summary>
    public bool UsesClerk => Map.Evidence switch
    {
        Analyzers.Map.Evidence.On => true,
        Analyzers.Map.Evidence.Off => false,
        _ => ClerkElsewhere || _showsClerk.Value,
    };

    public SchemaFacts Schema => _schema.Value;

    public NamespaceMove SchemaMove => _schemaMove.Value;

    public AuditFacts Audit => _audit.Value;

    public EntityTables Entities => _entities.Value;

    public GuestFacts Guests => _guests.Value;

    /// <summary>The namespaces that <c>global using</c> directives name.</summary>
    public ImmutableArray<string> GlobalImports => _globalImports.Value;

    /// <summary>The words of one file.</summary>
    public Words WordsOf(SourceText text) => _wordsOf(text);

    /// <summary>Whether any file of the compilation holds one of the words.</summary>
    public bool HasAny(Words wanted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (_words.Value & wanted) != Words.None;
    }

    private bool ShowsClerk(Compilation compilation)
    {
        if (Evidence is { HasStrongName: true, IsPerson: false })
            return true;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText();
            if ((WordsOf(text) & Words.Clerk) != Words.None && ProductSigns.In(text.ToString()))
                return true;
        }

        return false;
    }

    private Words AllWords(Compilation compilation)
    {
        var words = Words.None;
        foreach (var tree in compilation.SyntaxTrees)
        {
            words |= WordsOf(tree.GetText());
        }

        return words;
    }
}
