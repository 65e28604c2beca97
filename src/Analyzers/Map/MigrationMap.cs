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

/// <summary>What is to become what: built-in defaults, changed or added to by <c>.editorconfig</c> or <c>.globalconfig</c>.</summary>
public sealed record MigrationMap
{
    /// <summary>The defaults of the plan.</summary>
    public static MigrationMap Default { get; } = new();

    /// <summary>How the vendor is spelled at the start of a capitalised word (<c>c2w_vendor_spelling</c>).</summary>
    public string Vendor { get; init; } = Names.ClerkName.DefaultVendor;

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

    /// <summary>The map as configured for a compilation.</summary>
    public static MigrationMap From(AnalyzerConfigOptions options) => new()
    {
        Vendor = Text(options, "c2w_vendor_spelling") ?? Names.ClerkName.DefaultVendor,
        Evidence = Parse<Evidence>(options, "c2w_evidence"),
        Stage = Parse<Stage>(options, "c2w_stage"),
        Tables = Text(options, "c2w_tables") is { } tables ? TableNames.With(tables) : TableNames.Defaults,
        LegacySchema = Text(options, "c2w_legacy_schema"),
        TargetSchema = Text(options, "c2w_target_schema"),
        LegacyAudit = Text(options, "c2w_legacy_audit"),
        TargetAudit = Text(options, "c2w_target_audit"),
        LegacyReaders = Text(options, "c2w_legacy_readers") is { } globs
            ? globs.Split(',').Select(glob => glob.Trim()).Where(glob => glob.Length > 0).ToImmutableArray()
            : ImmutableArray<string>.Empty,
    };

    private static string? Text(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static T Parse<T>(AnalyzerConfigOptions options, string key) where T : struct =>
        Text(options, key) is { } value && Enum.TryParse<T>(value, ignoreCase: true, out var parsed) ? parsed : default;
}
