using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Tables;

namespace Clerk2WorkOS.Analyzers.Tests.Tables;

/// <summary>Where the schemas are, and what takes the place of what.</summary>
public class SchemaFactsTests
{
    private const string Old = "namespace Old { public class EventTable { public string ClerkUserId, ClerkSub, Name, Lost; } public class MeetingTable { } public class Status { } public class Status<T> { } public class Gone { } } ";
    private const string New = "namespace New { public class EventsTable { public string WorkosUserId, Name; } public class MeetingsTable { public string WorkOSUserId; } public class Status { } public class Status<T> { } } ";

    [Theory]
    [InlineData(Old + New, "New", "Old")]
    [InlineData(Old, null, "")]
    [InlineData(New, "New", "")]
    [InlineData("", null, "")]
    [InlineData(New + "namespace Old { public class EventTable { } }", "New", "")]
    [InlineData(New + "namespace Old { public class EventTable { } public class UserTable { } }", "New", "")]
    [InlineData(New + "namespace Old { public class EventTable { } public class MeetingTable { } public class UsersTable { } }", "New", "")]
    [InlineData(Old + "namespace A { public class EventsTable { } } namespace B { public class EventsTable { } public class MeetingsTable { } }", "B", "Old")]
    [InlineData("namespace B { public class EventsTable { } } namespace A { public class EventsTable { } }", "A", "")]
    [InlineData("namespace A { public class BlockedDatesTable { } }", null, "")]
    [InlineData("namespace Old { public class BlockedDatesTable { } public class EventTable { } } namespace New { public class BlockedDatesTable { } public class EventsTable { } }", "New", "Old")]
    public void The_target_has_the_most_plurals_and_the_legacy_schema_two_of_their_singulars(string code, string? target, string legacy)
    {
        var schema = Of(code);
        Assert.Equal(target, schema.TargetNamespace);
        Assert.Equal(legacy, string.Join(' ', schema.LegacyNamespaces));
        Assert.Equal(target is not null && legacy.Length > 0, schema.HasBoth);
        Assert.Empty(schema.InterimNamespaces);
    }

    [Theory]
    [InlineData("Old", null, "New", "Old")]
    [InlineData("Some", null, "New", "Some")]
    [InlineData("New", null, "New", "")]
    [InlineData(null, "Some", "Some", "")]
    [InlineData(null, "Old", "Old", "")]
    [InlineData("Old", "Some", "Some", "Old")]
    public void The_configuration_says_where_the_schemas_are(string? legacy, string? target, string foundTarget, string foundLegacy)
    {
        var schema = Of(Old + New, MigrationMap.Default with { LegacySchema = legacy, TargetSchema = target });
        Assert.Equal(foundTarget, schema.TargetNamespace);
        Assert.Equal(foundLegacy, string.Join(' ', schema.LegacyNamespaces));
    }

    [Theory]
    [InlineData(New, null, "New", "NewWorkos")]
    [InlineData(New, "Interim", "New", "NewWorkos Interim")]
    [InlineData(New, "New", "New", "NewWorkos")]
    [InlineData(New, "NewWorkos", "New", "NewWorkos")]
    [InlineData("", "Interim", "Interim", "InterimWorkos")]
    [InlineData("", null, null, "")]
    public void Once_consolidated_the_interim_name_is_left(string code, string? configured, string? target, string interim)
    {
        var schema = Of(code, MigrationMap.Default with { Stage = Stage.Consolidated, TargetSchema = configured });
        Assert.Equal(target, schema.TargetNamespace);
        Assert.Equal(interim, string.Join(' ', schema.InterimNamespaces));
    }

    [Theory]
    [InlineData("NewWorkos", true)]
    [InlineData("NewWorkos.EventsTable", true)]
    [InlineData("NewWorkosX", false)]
    [InlineData("New", false)]
    [InlineData("", false)]
    public void A_name_that_is_gone_may_be_the_interim_schemas(string name, bool isInterim)
    {
        Assert.Equal(isInterim, Of(New, MigrationMap.Default with { Stage = Stage.Consolidated }).IsInterim(name));
        Assert.False(Of(New).IsInterim(name));
    }

    [Theory]
    [InlineData("Old.EventTable", "New.EventsTable")]
    [InlineData("Old.MeetingTable", "New.MeetingsTable")]
    [InlineData("Old.Status", "New.Status")]
    [InlineData("Old.Status`1", "New.Status<T>")]
    [InlineData("Old.Gone", null)]
    public void A_type_has_a_counterpart_by_its_name(string type, string? counterpart)
    {
        var compilation = TestPlatform.Compile("App", Old + New, TestPlatform.References);
        Assert.Equal(counterpart, SchemaFacts.Of(compilation, MigrationMap.Default, default).CounterpartOf(compilation.GetTypeByMetadataName(type)!)?.ToDisplayString());
    }

    [Fact]
    public void Without_a_target_nothing_has_a_counterpart()
    {
        var compilation = TestPlatform.Compile("App", Old, TestPlatform.References);
        Assert.Null(SchemaFacts.Of(compilation, MigrationMap.Default, default).CounterpartOf(compilation.GetTypeByMetadataName("Old.Status")!));
    }

    [Theory]
    [InlineData("EventTable", "ClerkUserId", "New.EventsTable.WorkosUserId")]
    [InlineData("EventTable", "ClerkSub", "New.EventsTable.WorkosUserId")]
    [InlineData("EventTable", "Name", "New.EventsTable.Name")]
    [InlineData("EventTable", "Lost", null)]
    [InlineData("MeetingTable", "ClerkUserId", "New.MeetingsTable.WorkOSUserId")]
    [InlineData("Gone", "ClerkUserId", null)]
    public void A_member_has_a_counterpart_by_its_new_name(string type, string member, string? counterpart)
    {
        var code = (Old + New).Replace("class MeetingTable {", "class MeetingTable { public string ClerkUserId;", StringComparison.Ordinal).Replace("class Gone {", "class Gone { public string ClerkUserId;", StringComparison.Ordinal);
        var compilation = TestPlatform.Compile("App", code, TestPlatform.References);
        var schema = SchemaFacts.Of(compilation, MigrationMap.Default, default);
        Assert.Equal(counterpart, schema.CounterpartOf(compilation.GetTypeByMetadataName("Old." + type)!.GetMembers(member).Single())?.ToDisplayString());
        Assert.Null(schema.CounterpartOf((Microsoft.CodeAnalysis.ISymbol)compilation.GetTypeByMetadataName("Old." + type)!));
    }

    [Theory]
    [InlineData("Old", false, "A.B.NewWorkos")]
    [InlineData("A.B.New", false, "A.B.NewWorkos")]
    [InlineData("B.New", false, null)]
    [InlineData("B.New", true, "A.B.NewWorkos")]
    [InlineData("New", true, "A.B.NewWorkos")]
    [InlineData("ew", true, null)]
    [InlineData("A.B.NewWorkos", true, null)]
    [InlineData("Other", true, null)]
    [InlineData("", true, null)]
    public void A_name_that_is_gone_was_that_before_Workos(string name, bool partial, string? replacement)
    {
        var move = NamespaceMove.Of(Of(Old + New.Replace("namespace New", "namespace A.B.NewWorkos", StringComparison.Ordinal)));
        Assert.Equal(replacement, move.ReplacementFor(name, partial));
        Assert.Equal("New Old", string.Join(' ', move.LastWords));
    }

    [Theory]
    [InlineData("A.B.NewWorkos", false, "A.B.New")]
    [InlineData("B.NewWorkos", false, null)]
    [InlineData("B.NewWorkos", true, "A.B.New")]
    [InlineData("NewWorkos", true, "A.B.New")]
    [InlineData("ewWorkos", true, null)]
    [InlineData("A.B.New", true, null)]
    public void The_interim_name_becomes_the_schemas(string name, bool partial, string? replacement)
    {
        var move = NamespaceMove.OfInterim(Of(New.Replace("namespace New", "namespace A.B.New", StringComparison.Ordinal), MigrationMap.Default with { Stage = Stage.Consolidated }));
        Assert.Equal(replacement, move.ReplacementFor(name, partial));
        Assert.Equal("NewWorkos", Assert.Single(move.LastWords));
    }

    [Theory]
    [InlineData("A.Workos", "Old")]
    [InlineData("Workos", "Old")]
    [InlineData("A.Schema", "Old")]
    [InlineData("A.XWorkos", "Old X")]
    public void The_words_to_look_for_are_the_last_of_what_is_left(string target, string words) => Assert.Equal(
        words, string.Join(' ', NamespaceMove.Of(Of(Old + New.Replace("namespace New", "namespace " + target, StringComparison.Ordinal))).LastWords));

    [Fact]
    public void Nothing_is_left_where_no_target_is()
    {
        Assert.Empty(NamespaceMove.Of(Of(Old)).LastWords);
        Assert.Empty(NamespaceMove.OfInterim(Of(New)).LastWords);
    }

    private static SchemaFacts Of(string code, MigrationMap? map = null) => SchemaFacts.Of(TestPlatform.Compile("App", code, TestPlatform.References), map ?? MigrationMap.Default, default);
}
