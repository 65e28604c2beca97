using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Clerk;
using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.Analyzers.Coverage;
using Clerk2WorkOS.Analyzers.Guests;
using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Razor;
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
    private readonly Lazy<PolicyCoverage> _policies;
    private readonly Lazy<TableName> _tableNames;

    public MigrationProject(Compilation compilation, MigrationMap map, Func<SourceText, Words> wordsOf)
    {
        _wordsOf = wordsOf;
        Map = map;

        // Not the action's token: what one cancelled action left behind would be every later one's answer.
        _evidence = new(() => NameEvidence.Of(compilation, map.Names, CancellationToken.None));
        _schema = new(() => SchemaFacts.Of(compilation, map, CancellationToken.None));
        _schemaMove = new(() => NamespaceMove.Of(Schema));
        _audit = new(() => AuditFacts.Of(compilation, map, CancellationToken.None));
        _entities = new(() => EntityTables.Of(compilation, map));
        _guests = new(() => GuestFacts.Of(compilation, this));
        _globalImports = new(() => FileImports.GlobalIn(compilation));
        _words = new(() => AllWords(compilation));
        _policies = new(() => PolicyCoverage.Of(FilesBeside().Where(file => BesideFiles.KindOf(file.Path) == BesideKind.Sql).Select(file => file.Text.ToString())));
        _tableNames = new(() => new TableName(compilation));
        _showsClerk = new(() => ClerkElsewhere || Evidence is { HasStrongName: true, IsPerson: false } || ShowsInCode(compilation) || FilesBeside().Any(file => ClerkSigns.InFile(file.Path, file.Text.ToString())));
    }

    public MigrationMap Map { get; }

    public NameEvidence Evidence => _evidence.Value;

    /// <summary>The Razor files; <c>null</c> where nobody asked for them.</summary>
    public RazorFiles? Razor { get; init; }

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

    /// <summary>Whether Clerk the product is used here: something in the project, or elsewhere in the solution, shows it, or it is configured so.</summary>
    public bool UsesClerk => Map.Evidence switch
    {
        Analyzers.Map.Evidence.On => true,
        Analyzers.Map.Evidence.Off => false,
        _ => _showsClerk.Value,
    };

    /// <summary>Whether a text that is Clerk's this surely counts in this project.</summary>
    public bool Counts(TraceStrength strength) => Map.Evidence switch
    {
        Analyzers.Map.Evidence.On => true,
        Analyzers.Map.Evidence.Off => false,
        _ => strength == TraceStrength.Certain || (!Evidence.IsPerson && (strength == TraceStrength.Likely || UsesClerk)),
    };

    /// <summary>The files that are passed to the compiler beside the code, and what they say.</summary>
    public Func<IEnumerable<(string Path, SourceText Text)>> FilesBeside { get; init; } = () => Array.Empty<(string, SourceText)>();

    /// <summary>What the SQL among them protects.</summary>
    public PolicyCoverage Policies => _policies.Value;

    /// <summary>What the database calls the entities' tables.</summary>
    public TableName TableNames => _tableNames.Value;

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

    private bool ShowsInCode(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText();
            if ((WordsOf(text) & Words.Clerk) != Words.None && ClerkSigns.InCode(text.ToString()))
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
