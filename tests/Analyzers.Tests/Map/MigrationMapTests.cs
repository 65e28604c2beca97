using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Tests.Map;

/// <summary>What the settings make of the map.</summary>
public class MigrationMapTests
{
    [Theory]
    [InlineData("c2w_stage", "consolidated", "Consolidated")]
    [InlineData("c2w_stage", "MIGRATE", "Migrate")]
    [InlineData("c2w_stage", "1", "Migrate")]
    [InlineData("c2w_stage", "other", "Migrate")]
    [InlineData("c2w_evidence", "on", "On")]
    [InlineData("c2w_evidence", "Off", "Off")]
    [InlineData("c2w_evidence", " ", "Auto")]
    [InlineData("c2w_persisted_names", "change", "Change")]
    [InlineData("c2w_persisted_names", "keep", "Keep")]
    [InlineData("c2w_persisted_names", "", "Keep")]
    [InlineData("c2w_json_names", "keep", "Keep")]
    [InlineData("c2w_json_names", "", "Change")]
    [InlineData("c2w_comments", "rewrite", "Rewrite")]
    [InlineData("c2w_comments", "ignore", "Ignore")]
    [InlineData("c2w_comments", "all", "List")]
    [InlineData("c2w_legacy_schema", " A.B ", "A.B")]
    [InlineData("c2w_legacy_schema", "A..B", "")]
    [InlineData("c2w_legacy_schema", "A.", "")]
    [InlineData("c2w_target_schema", "A", "A")]
    [InlineData("c2w_legacy_audit", "A.B", "A.B")]
    [InlineData("c2w_target_audit", "A.B", "A.B")]
    [InlineData("c2w_legacy_readers", "a/**, ,b", "a/**|b")]
    [InlineData("c2w_legacy_readers", "a, !b", "")]
    [InlineData("c2w_excluded_paths", "a", "a")]
    [InlineData("c2w_excluded_paths", ",", "")]
    [InlineData("c2w_audit_pure_calls", "Clean", "Clean|FindFirst|FindFirstValue|ToString")]
    [InlineData("c2w_audit_pure_calls", "a b", "FindFirst|FindFirstValue|ToString")]
    [InlineData("c2w_audit_pure_calls", "", "FindFirst|FindFirstValue|ToString")]
    [InlineData("c2w_audit_parameters", "action, resourceType, resourceId", "action|resourceType|resourceId")]
    [InlineData("c2w_audit_parameters", "action", "workosUserId|action|resourceType|resourceId|oldValues|newValues|ipAddress|userAgent")]
    [InlineData("c2w_vendor_spelling", "WorkOS", "WorkOS")]
    [InlineData("c2w_vendor_spelling", "workos", "Workos")]
    [InlineData("c2w_vendor_spelling", "Acme", "Workos")]
    public void A_setting_that_is_right_counts_and_one_that_is_wrong_does_not(string key, string value, string read) => Assert.Equal(read, Of(key, Map((key, value))));

    [Fact]
    public void Without_settings_the_plans_defaults_hold()
    {
        var map = Map();
        Assert.Equal(
            "c2w_stage=Migrate c2w_evidence=Auto c2w_persisted_names=Keep c2w_json_names=Change c2w_comments=List c2w_legacy_schema= c2w_target_schema= c2w_legacy_audit= c2w_target_audit= "
            + "c2w_legacy_readers= c2w_excluded_paths= c2w_vendor_spelling=Workos",
            string.Join(' ', Keys.Split(' ').Select(key => $"{key}={Of(key, map)}")));
        Assert.Same(TableNames.Defaults, map.Tables);
        Assert.Same(AuditSignature.Default, map.AuditSignature);
        foreach (var key in (Keys + " c2w_audit_pure_calls c2w_audit_parameters").Split(' '))
            Assert.Equal(Of(key, map), Of(key, MigrationMap.Default));
    }

    private const string Keys = "c2w_stage c2w_evidence c2w_persisted_names c2w_json_names c2w_comments c2w_legacy_schema c2w_target_schema c2w_legacy_audit c2w_target_audit "
        + "c2w_legacy_readers c2w_excluded_paths c2w_vendor_spelling";

    private static string Of(string key, MigrationMap map) => key switch
    {
        "c2w_stage" => map.Stage.ToString(),
        "c2w_evidence" => map.Evidence.ToString(),
        "c2w_persisted_names" => map.PersistedNames.ToString(),
        "c2w_json_names" => map.JsonNames.ToString(),
        "c2w_comments" => map.Comments.ToString(),
        "c2w_legacy_schema" => map.LegacySchema ?? "",
        "c2w_target_schema" => map.TargetSchema ?? "",
        "c2w_legacy_audit" => map.LegacyAudit ?? "",
        "c2w_target_audit" => map.TargetAudit ?? "",
        "c2w_legacy_readers" => string.Join('|', map.LegacyReaders),
        "c2w_excluded_paths" => string.Join('|', map.ExcludedPaths),
        "c2w_audit_pure_calls" => string.Join('|', map.AuditPureCalls.Order(StringComparer.Ordinal)),
        "c2w_audit_parameters" => string.Join('|', map.AuditSignature.Order),
        "c2w_vendor_spelling" => map.Names.Vendor,
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    private static MigrationMap Map(params (string Key, string Value)[] settings) => MigrationMap.From(new Options(
        settings.ToImmutableDictionary(setting => setting.Key, setting => setting.Value), ImmutableDictionary<string, string>.Empty).GlobalOptions);
}
