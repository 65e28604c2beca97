using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>Where a migration stands.</summary>
public enum Stage
{
    /// <summary>Both schemas exist; everything moves to the WorkOS schema.</summary>
    Migrate,

    /// <summary>The WorkOS schema has become the schema.</summary>
    Consolidated,
}

/// <summary>Whether a name's Clerk is the product: found by the rules themselves, or said in the configuration.</summary>
public enum Evidence
{
    /// <summary>Decided from the code.</summary>
    Auto,

    /// <summary>Every name counts.</summary>
    On,

    /// <summary>No name counts.</summary>
    Off,
}

/// <summary>What happens to the name by which others know a renamed member.</summary>
public enum WireName
{
    /// <summary>It stays, pinned by an attribute or a mapping.</summary>
    Keep,

    /// <summary>It follows, and the report names the contract that moved.</summary>
    Change,
}

/// <summary>What happens to names in comments.</summary>
public enum Comments
{
    /// <summary>They are listed, as information.</summary>
    List,

    /// <summary>They are rewritten, comment by comment.</summary>
    Rewrite,

    /// <summary>Nothing.</summary>
    Ignore,
}

/// <summary>What happens to the keys of settings, in the code and in the files beside it.</summary>
public enum ConfigurationKeys
{
    /// <summary>They are listed.</summary>
    List,

    /// <summary>They are renamed in the code and in every file together, or nowhere.</summary>
    Rename,
}

/// <summary>What is to become what: built-in defaults, changed or added to by <c>.editorconfig</c> or <c>.globalconfig</c>.</summary>
public sealed record MigrationMap
{
    private static ImmutableHashSet<string> DefaultAuditPureCalls { get; } = ImmutableHashSet.Create("ToString", "FindFirst", "FindFirstValue");

    /// <summary>The defaults of the plan.</summary>
    public static MigrationMap Default { get; } = new();

    /// <summary>The names that are looked for (<c>c2w_names</c>: further ones) and how the vendor is spelled in what they become (<c>c2w_vendor_spelling</c>).</summary>
    public Names.ClerkNames Names { get; init; } = Analyzers.Names.ClerkNames.Default;

    /// <summary>Whether the user-id names count (<c>c2w_evidence</c>: <c>auto</c>, <c>on</c>, <c>off</c>).</summary>
    public Evidence Evidence { get; init; }

    /// <summary>Where the migration stands (<c>c2w_stage</c>: <c>migrate</c>, <c>consolidated</c>).</summary>
    public Stage Stage { get; init; }

    /// <summary>Singular table types and their plurals (<c>c2w_tables</c>: further ones, see <see cref="TableNames.With"/>).</summary>
    public ImmutableDictionary<string, string> Tables { get; init; } = TableNames.Defaults;

    /// <summary>The legacy schema's namespace; found from the tables where empty (<c>c2w_legacy_schema</c>).</summary>
    public string? LegacySchema { get; init; }

    /// <summary>The WorkOS schema's namespace; found from the tables where empty (<c>c2w_target_schema</c>).</summary>
    public string? TargetSchema { get; init; }

    /// <summary>The legacy audit's namespace; found from its method where empty (<c>c2w_legacy_audit</c>).</summary>
    public string? LegacyAudit { get; init; }

    /// <summary>The new audit's namespace; found from its method where empty (<c>c2w_target_audit</c>).</summary>
    public string? TargetAudit { get; init; }

    /// <summary>Paths (globs, comma separated) of files that read the legacy schema on purpose (<c>c2w_legacy_readers</c>).</summary>
    public ImmutableArray<string> LegacyReaders { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Globs of files that are neither reported nor edited (<c>c2w_excluded_paths</c>).</summary>
    public ImmutableArray<string> ExcludedPaths { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Whether a renamed property keeps its persisted name (<c>c2w_persisted_names</c>).</summary>
    public WireName PersistedNames { get; init; } = WireName.Keep;

    /// <summary>Whether a renamed member keeps its name in JSON, forms, queries and routes (<c>c2w_json_names</c>).</summary>
    public WireName JsonNames { get; init; } = WireName.Change;

    /// <summary>What happens to names in comments (<c>c2w_comments</c>).</summary>
    public Comments Comments { get; init; }

    /// <summary>What happens to the keys of Clerk's settings (<c>c2w_configuration_keys</c>).</summary>
    public ConfigurationKeys ConfigurationKeys { get; init; }

    /// <summary>The parameters of the legacy audit (<c>c2w_audit_parameters</c>).</summary>
    public Audit.AuditSignature AuditSignature { get; init; } = Audit.AuditSignature.Default;

    /// <summary>Methods that only read, so that a dropped audit argument may call them (<c>c2w_audit_pure_calls</c>: further ones).</summary>
    public ImmutableHashSet<string> AuditPureCalls { get; init; } = DefaultAuditPureCalls;

    /// <summary>The map as configured for a compilation. A value that is wrong counts as not set; rule C2W001 names it.</summary>
    public static MigrationMap From(AnalyzerConfigOptions options) => new()
    {
        Names = new(Text(options, MigrationOptions.Vendor) ?? Analyzers.Names.ClerkNames.DefaultVendor, Analyzers.Names.NamePair.Parse(List(options, MigrationOptions.Names))),
        Evidence = Choice(options, MigrationOptions.Evidence, Evidence.Auto),
        Stage = Choice(options, MigrationOptions.Stage, Stage.Migrate),
        PersistedNames = Choice(options, MigrationOptions.PersistedNames, WireName.Keep),
        JsonNames = Choice(options, MigrationOptions.JsonNames, WireName.Change),
        Comments = Choice(options, MigrationOptions.Comments, Comments.List),
        ConfigurationKeys = Choice(options, MigrationOptions.ConfigurationKeys, ConfigurationKeys.List),
        Tables = Text(options, MigrationOptions.Tables) is { } tables ? TableNames.With(tables) : TableNames.Defaults,
        LegacySchema = Text(options, MigrationOptions.LegacySchema),
        TargetSchema = Text(options, MigrationOptions.TargetSchema),
        LegacyReaders = List(options, MigrationOptions.LegacyReaders).ToImmutableArray(),
        ExcludedPaths = List(options, MigrationOptions.ExcludedPaths).ToImmutableArray(),
        LegacyAudit = Text(options, MigrationOptions.LegacyAudit),
        TargetAudit = Text(options, MigrationOptions.TargetAudit),
        AuditSignature = Text(options, MigrationOptions.AuditParameters) is { } parameters ? Audit.AuditSignature.Parse(parameters) : Audit.AuditSignature.Default,
        AuditPureCalls = DefaultAuditPureCalls.Union(List(options, MigrationOptions.AuditPureCalls)),
    };

    private static string? Text(AnalyzerConfigOptions options, MigrationOption option) =>
        options.TryGetValue(option.Key, out var value) && value.Trim() is { Length: > 0 } text && option.Problem(text) is null ? text : null;

    private static IEnumerable<string> List(AnalyzerConfigOptions options, MigrationOption option) =>
        MigrationOption.Entries(Text(options, option) ?? "");

    private static T Choice<T>(AnalyzerConfigOptions options, MigrationOption option, T otherwise) where T : struct =>
        Text(options, option) is { } value && Enum.TryParse<T>(value, ignoreCase: true, out var parsed) ? parsed : otherwise;
}
