using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Tests.Configuration;

/// <summary>C2W001: what is wrong with a setting is said, with key, value and what it takes.</summary>
public class SettingTests
{
    private const string Code = "class C { string ClerkId = \"\"; }";

    public static TheoryData<string> Keys => new(MigrationOptions.All.Select(option => option.Key));

    [Theory]
    [InlineData("c2w_stage", "later", "'c2w_stage = later' cannot be used: it takes migrate, consolidated")]
    [InlineData("c2w_evidence", "yes", "'c2w_evidence = yes' cannot be used: it takes auto, on, off")]
    [InlineData("c2w_configuration_keys", "move", "'c2w_configuration_keys = move' cannot be used: it takes list, rename")]
    [InlineData("c2w_json_names", "both", "'c2w_json_names = both' cannot be used: it takes keep, change")]
    [InlineData("c2w_vendor_spelling", "workos", "'c2w_vendor_spelling = workos' cannot be used: it takes 'Workos', 'WorkOS' or 'WorkOs'")]
    [InlineData("c2w_legacy_schema", "Booking.1", "'c2w_legacy_schema = Booking.1' cannot be used: it takes a namespace such as 'Booking.Drizzle.Schema'")]
    [InlineData("c2w_tables", "NoteTable, Notes", "'c2w_tables = NoteTable, Notes' cannot be used: 'Notes' is no type's name that ends in 'Table'")]
    [InlineData("c2w_excluded_paths", "src/{A,B}/**", "'c2w_excluded_paths = src/{A,B}/**' cannot be used: 'src/{A' is no glob of *, ** and ?")]
    [InlineData("c2w_legacy_readers", "../scripts/**", "'c2w_legacy_readers = ../scripts/**' cannot be used: '../scripts/**' has a folder '.' or '..', which no path has")]
    [InlineData("c2w_audit_parameters", "action, verb", "'c2w_audit_parameters = action, verb' cannot be used: 'verb' is none of workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent")]
    [InlineData("c2w_audit_parameters", "action, resourceType:k-d", "'c2w_audit_parameters = action, resourceType:k-d' cannot be used: 'k-d' is no parameter's name")]
    [InlineData("c2w_audit_parameters", "action:x, resourceType:x", "'c2w_audit_parameters = action:x, resourceType:x' cannot be used: 'x' is there twice")]
    [InlineData("c2w_audit_parameters", "action, resourceType", "'c2w_audit_parameters = action, resourceType' cannot be used: 'resourceId' is missing")]
    [InlineData("c2w_audit_pure_calls", "a.b", "'c2w_audit_pure_calls = a.b' cannot be used: 'a.b' is no method's name")]
    public async Task A_wrong_value_is_named_with_what_is_taken(string key, string value, string message) =>
        Assert.Equal([$"C2W001: {message}"], await RuleProject.Of(Code).Configured(key, value).Messages());

    [Fact]
    public async Task A_wrong_value_counts_as_not_set() => Assert.Equal(
        ["C2W001: 'c2w_evidence = ON!' cannot be used: it takes auto, on, off", "C2W101: 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'"],
        await RuleProject.Of("class C { string ClerkUserId = \"\"; }").Configured("c2w_evidence", "ON!").Messages());

    [Theory]
    [InlineData("c2w_stages", "'c2w_stages = x' is no setting of these rules; did you mean 'c2w_stage'?")]
    [InlineData("c2w_something_else_entirely_and_long", "'c2w_something_else_entirely_and_long = x' is no setting of these rules")]
    public async Task An_unknown_key_is_named_with_the_nearest_one(string key, string message)
    {
        Assert.Equal([$"C2W001: {message}"], await RuleProject.Of(Code).Configured(key, "x").Messages());
        Assert.Equal([$"C2W001: {message}"], await RuleProject.Of(Code).ConfiguredByEditorConfig(key, "x").Messages());
    }

    [Fact]
    public async Task An_unknown_key_without_a_value_is_named_alone() => Assert.Equal(
        ["C2W001: 'c2w_stages' is no setting of these rules; did you mean 'c2w_stage'?"], await RuleProject.Of(Code).Configured("c2w_stages", "").Messages());

    [Fact]
    public async Task Unknown_keys_are_named_in_order_and_known_ones_in_any_case() => Assert.Equal(
        ["C2W001: 'C2W_A = 1' is no setting of these rules", "C2W001: 'c2w_b = 1' is no setting of these rules"],
        await RuleProject.Of("").Configured("c2w_b", "1").Configured("C2W_A", "1").Configured("C2W_STAGE", "migrate").Messages());

    [Fact]
    public async Task What_is_said_of_some_files_is_named_once_and_not_where_it_says_the_same() => Assert.Equal(
        ["C2W001: 'c2w_stage = migrate' is said of some files alone; a setting holds for a whole project, and here it is not set"],
        await RuleProject.Of("class A { }", "class B { }", "class C { }")
            .ConfiguredByEditorConfig("c2w_evidence", "on").ConfiguredFor("/app/File0.cs", "c2w_evidence", "on")
            .ConfiguredFor("/app/File1.cs", "c2w_stage", "migrate").ConfiguredFor("/app/File2.cs", "c2w_stage", "migrate")
            .Messages());

    [Fact]
    public async Task A_key_of_others_is_not_looked_at() =>
        Assert.Empty(await RuleProject.Of(Code).Configured("build_property.TargetFramework", "net10.0").ConfiguredByEditorConfig("indent_size", "4").Messages());

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task An_empty_value_is_as_good_as_none(string key) => Assert.Empty(await RuleProject.Of(Code).Configured(key, " ").Messages());

    [Theory]
    [InlineData("File0.cs", 1)]
    [InlineData("app/**", 0)]
    [InlineData("/other/**, *.g.cs", 2)]
    public async Task Excluded_files_are_not_reported(string globs, int left) => Assert.Equal(
        left,
        (await RuleProject.Of("class C { string ClerkUserId = \"\"; }", "class D { string ClerkUserId = \"\"; }").Configured("c2w_excluded_paths", globs).Messages()).Length);

    [Fact]
    public async Task What_is_said_of_some_files_alone_is_named() => Assert.Equal(
        ["C2W001: 'c2w_stage = migrate' is said of some files alone; a setting holds for a whole project, and here 'c2w_stage = consolidated'"],
        await RuleProject.Of(Code, Code.Replace("class C", "class D", StringComparison.Ordinal))
            .ConfiguredByEditorConfig("c2w_stage", "consolidated")
            .ConfiguredFor("/app/File1.cs", "c2w_stage", "migrate")
            .Messages());

    [Fact]
    public async Task A_setting_that_is_not_set_for_the_whole_is_named() => Assert.Equal(
        ["C2W001: 'c2w_evidence = on' is said of some files alone; a setting holds for a whole project, and here it is not set"],
        await RuleProject.Of(Code, Code.Replace("class C", "class D", StringComparison.Ordinal)).ConfiguredFor("/app/File1.cs", "c2w_evidence", "on").Messages());

    [Fact]
    public async Task An_editorconfig_wins_over_a_globalconfig() => Assert.Equal(
        ["C2W101: 'ClerkId' is named after the Clerk user id; use 'WorkosUserId'"],
        await RuleProject.Of(Code).Configured("c2w_evidence", "off").ConfiguredByEditorConfig("c2w_evidence", "on").Messages());

    [Fact]
    public async Task It_has_no_place_which_an_analyzer_is_not_told()
    {
        var finding = Assert.Single(await RuleProject.Of(Code).Configured("c2w_stage", "x").Findings());
        Assert.Equal(Microsoft.CodeAnalysis.Location.None, finding.Location);
    }
}
