using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>Every key, in the order of the documentation. What is not here is not read.</summary>
public static class MigrationOptions
{
    /// <summary><c>c2w_stage</c>.</summary>
    public static readonly MigrationOption Stage = MigrationOption.Choice<Stage>(
        "c2w_stage", "Where the migration stands: both schemas exist, or the WorkOS schema has become the schema.");

    /// <summary><c>c2w_evidence</c>.</summary>
    public static readonly MigrationOption Evidence = MigrationOption.Choice<Evidence>(
        "c2w_evidence", "Whether names such as 'ClerkId' mean the product: decided from the code, always, or never (a clerk is a person here).");

    /// <summary><c>c2w_vendor_spelling</c>.</summary>
    public static readonly MigrationOption Vendor = new(
        "c2w_vendor_spelling", "NAME", Analyzers.Names.ClerkNames.DefaultVendor, "How the vendor is spelled at the start of a capitalised word.",
        value => string.Equals(value, "workos", StringComparison.OrdinalIgnoreCase) && char.IsUpper(value[0]) ? null : "it takes 'Workos', 'WorkOS' or 'WorkOs'");

    /// <summary><c>c2w_names</c>.</summary>
    public static readonly MigrationOption Names = MigrationOption.List(
        "c2w_names", "NAME[:NEW], …", "",
        "Further names that hold 'Clerk', in any case style and inside longer names, and what becomes of them: 'ClerkOrgId' alone becomes 'WorkosOrgId'. Given with itself ('ClerkSub:ClerkSub'), a name is left alone.",
        Analyzers.Names.NamePair.Problem);

    /// <summary><c>c2w_persisted_names</c>.</summary>
    public static readonly MigrationOption PersistedNames = MigrationOption.Choice<WireName>(
        "c2w_persisted_names", "Whether a renamed property keeps its name in the database (a column, a BSON element).");

    /// <summary><c>c2w_json_names</c>.</summary>
    public static readonly MigrationOption JsonNames = MigrationOption.Choice<WireName>(
        "c2w_json_names", "Whether a renamed property, parameter or route keeps its name in JSON, forms, queries and URLs.") with
    { Default = "change" };

    /// <summary><c>c2w_comments</c>.</summary>
    public static readonly MigrationOption Comments = MigrationOption.Choice<Comments>(
        "c2w_comments", "What happens to names in comments and in the prose of documentation: listed as information, rewritten, or nothing.");

    /// <summary><c>c2w_configuration_keys</c>.</summary>
    public static readonly MigrationOption ConfigurationKeys = MigrationOption.Choice<ConfigurationKeys>(
        "c2w_configuration_keys", "What happens to the keys of Clerk's settings: listed, or renamed in the code and in the files beside it, all of them together or none.");

    /// <summary><c>c2w_tables</c>.</summary>
    public static readonly MigrationOption Tables = MigrationOption.List(
        "c2w_tables", "SINGULAR[:PLURAL], …", "", "Further table types, added to the built-in ones; the English plural is made where none is given.", TableNames.Problem);

    /// <summary><c>c2w_legacy_schema</c>.</summary>
    public static readonly MigrationOption LegacySchema = MigrationOption.Namespace("c2w_legacy_schema", "The namespace of the legacy schema.");

    /// <summary><c>c2w_target_schema</c>.</summary>
    public static readonly MigrationOption TargetSchema = MigrationOption.Namespace("c2w_target_schema", "The namespace of the WorkOS schema.");

    /// <summary><c>c2w_legacy_readers</c>.</summary>
    public static readonly MigrationOption LegacyReaders = MigrationOption.List(
        "c2w_legacy_readers", "GLOB, …", "", "Files that read the legacy schema on purpose, such as a data migration: they are left alone.", PathGlob.Problem);

    /// <summary><c>c2w_excluded_paths</c>.</summary>
    public static readonly MigrationOption ExcludedPaths = MigrationOption.List(
        "c2w_excluded_paths", "GLOB, …", "", "Files that are neither reported nor edited; a name that one of them uses is not renamed.", PathGlob.Problem);

    /// <summary><c>c2w_legacy_audit</c>.</summary>
    public static readonly MigrationOption LegacyAudit = MigrationOption.Namespace("c2w_legacy_audit", "The namespace of the legacy audit.");

    /// <summary><c>c2w_target_audit</c>.</summary>
    public static readonly MigrationOption TargetAudit = MigrationOption.Namespace("c2w_target_audit", "The namespace of the new audit.");

    /// <summary><c>c2w_audit_parameters</c>.</summary>
    public static readonly MigrationOption AuditParameters = new(
        "c2w_audit_parameters", "MEANING[:NAME], …", string.Join(", ", AuditSignature.Roles),
        "The parameters of the legacy audit in their order: what each means and, where it is called otherwise, its name. Of the meanings, action, resourceType and resourceId have to be there.",
        AuditSignature.Problem);

    /// <summary><c>c2w_audit_pure_calls</c>.</summary>
    public static readonly MigrationOption AuditPureCalls = MigrationOption.List(
        "c2w_audit_pure_calls", "METHOD, …", "ToString, FindFirst, FindFirstValue",
        "Further methods that only read: an audit argument that calls nothing else is dropped without a trace.",
        entry => MigrationOption.IsIdentifier(entry) ? null : $"'{entry}' is no method's name");

    /// <summary>All of them.</summary>
    public static ImmutableArray<MigrationOption> All { get; } = new[]
    {
        Stage,
        Evidence,
        Vendor,
        Names,
        PersistedNames,
        JsonNames,
        Comments,
        ConfigurationKeys,
        Tables,
        LegacySchema,
        TargetSchema,
        LegacyReaders,
        ExcludedPaths,
        LegacyAudit,
        TargetAudit,
        AuditParameters,
        AuditPureCalls,
    }.ToImmutableArray();
}
