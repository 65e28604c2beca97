namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>Names on the wire that a mapping or an attribute says in code.</summary>
public sealed class FluentColumnTests
{
    private const string Mapping = """
        class Map<T> { public Map<T> This => this; #members# }
        """;

    private static readonly string[] Methods =
        ["Property", "Ignore", "MapMember", "MapProperty", "MapField", "UnmapMember", "UnmapProperty", "MapOther", "HasColumnName", "SetColumnName", "SetElementName", "SetOther"];

    private static string Mapped(string statement, string member) => $$"""
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Linq.Expressions;
        static class Place { public static void Do(Map<User> map) { {{statement}} } }
        [Table("users")] public class User { public int Id { get; set; } {{member}} }
        {{Mapping.Replace("#members#", string.Join(' ', Methods.Select(method =>
            $"public Map<T> {method}(Expression<Func<T, object>> member) => this; public Map<T> {method}(string name) => this; public Map<T> {method}() => this;")), StringComparison.Ordinal)}}
        """;

    private const string Member = "public string WorkosUserId { get; set; } = \"\";";

    private const string Pinned = "[Column(\"ClerkUserId\")] " + Member;

    /// <summary>Where a mapping names the column, or says that there is none, no attribute is needed.</summary>
    [Theory]
    [InlineData("map.Ignore(u => u.@);", false)]
    [InlineData("map.UnmapMember(u => u.@);", false)]
    [InlineData("map.UnmapProperty(u => u.@);", false)]
    [InlineData("map.Property(u => u.@).HasColumnName(\"id\");", false, "id")]
    [InlineData("map.MapMember(u => u.@).SetElementName(\"id\");", false, "id")]
    [InlineData("map.MapProperty(u => u.@).SetColumnName(\"id\");", false, "id")]
    [InlineData("map.MapField(u => u.@).SetElementName(\"id\");", false, "id")]
    [InlineData("map.MapMember(u => u.@).SetOther().SetElementName(\"id\");", false, "id")]
    [InlineData("map.MapMember(u => u.@).This.SetElementName(\"id\").SetOther();", false, "id")]
    [InlineData("map.MapMember(u => u.@).SetElementName(1 + \"id\");", false)]
    [InlineData("map.MapMember(u => u.@).SetElementName();", false)]
    [InlineData("map.MapMember(u => u.@).SetOther(\"id\");", true)]
    [InlineData("map.MapMember(u => u.@);", true)]
    [InlineData("map.MapOther(u => u.@).SetElementName(\"id\");", true)]
    [InlineData("map.MapOther(u => u.@);", true)]
    [InlineData("map.MapMember(u => u.Id).SetElementName(\"id\"); map.MapOther(u => u.@);", true)]
    public async Task A_mapping_that_names_the_column_is_enough(string statement, bool isPinned, string? said = null)
    {
        static string Written(string statement, string name) => statement.Replace("@", name, StringComparison.Ordinal);
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Mapped(Written(statement, "ClerkUserId"), Member.Replace("Workos", "Clerk", StringComparison.Ordinal))));
        Assert.Equal(Mapped(Written(statement, "WorkosUserId"), isPinned ? Pinned : Member), outcome.Text);
        Assert.Equal(isPinned ? ["Persisted User: ClerkUserId -> ClerkUserId"] : said is null ? [] : [$"Persisted User: {said} -> {said}"], outcome.Contracts);
        Assert.Empty(outcome.Left);
    }

    /// <summary>A name on the wire that <c>nameof</c> says stays as it was; a name in the code moves with the code.</summary>
    [Theory]
    [InlineData("HasColumnName", true)]
    [InlineData("SetColumnName", true)]
    [InlineData("SetElementName", true)]
    [InlineData("SetOther", false)]
    public async Task A_mapping_that_says_nameof_keeps_what_it_said(string method, bool isKept)
    {
        static string Calls(string argument, string method) => $"map.{method}({argument}); Console.WriteLine({argument.Replace("\"ClerkUserId\"", "nameof(User.WorkosUserId)", StringComparison.Ordinal)});";
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Mapped(Calls("nameof(User.ClerkUserId)", method), "[Column(\"id\")] " + Member.Replace("Workos", "Clerk", StringComparison.Ordinal))));
        Assert.Equal(Mapped(Calls(isKept ? "\"ClerkUserId\"" : "nameof(User.WorkosUserId)", method), "[Column(\"id\")] " + Member), outcome.Text);
    }

    [Theory]
    [InlineData("Column")]
    [InlineData("ColumnAttribute")]
    [InlineData("JsonPropertyName")]
    [InlineData("JsonProperty")]
    [InlineData("DataMember")]
    [InlineData("BsonElement")]
    [InlineData("FromQuery")]
    [InlineData("FromRoute")]
    [InlineData("FromForm")]
    [InlineData("FromHeader")]
    [InlineData("XmlElement")]
    [InlineData("XmlAttribute")]
    [InlineData("XmlArray")]
    [InlineData("BindProperty")]
    [InlineData("ModelBinder")]
    [InlineData("SupplyParameterFromQuery")]
    [InlineData("SupplyParameterFromForm")]
    [InlineData("Described", false)]
    [InlineData("DescribedAttribute", false)]
    public async Task An_attribute_that_says_nameof_keeps_what_it_said(string name, bool isKept = true)
    {
        static string Text(string name, string argument, string member) => $$"""
            public class User { [Ours.{{name}}({{argument}})] public string {{member}} { get; set; } = ""; }
            namespace Ours { public sealed class {{(name == "XmlAttribute" || !name.EndsWith("Attribute", StringComparison.Ordinal) ? name + "Attribute" : name)}}(string name) : Attribute { public string Name => name; } }
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Text(name, "nameof(ClerkUserId)", "ClerkUserId")));
        Assert.Equal(Text(name, isKept ? "\"ClerkUserId\"" : "nameof(WorkosUserId)", "WorkosUserId"), outcome.Text);
        Assert.Empty(outcome.Left);
    }

    /// <summary>Only the name that is said is meant: not what it is found through, and not another argument.</summary>
    [Theory]
    [InlineData("[Ours.Column(nameof(ClerkUserIds.Name))]", "[Ours.Column(nameof(WorkosUserIds.Name))]")]
    [InlineData("[Ours.Column(Name = nameof(ClerkUserId))]", "[Ours.Column(Name = \"ClerkUserId\")]")]
    [InlineData("[Ours.Column(Name = nameof(User.ClerkUserId) + \"s\")]", "[Ours.Column(Name = nameof(User.WorkosUserId) + \"s\")]")]
    public async Task Of_a_nameof_only_its_last_name_is_said(string before, string after)
    {
        static string Text(string attribute, string name) => $$"""
            public class User { {{attribute}} public string {{name}}UserId { get; set; } = ""; }
            public static class {{name}}UserIds { public const string Name = ""; }
            namespace Ours { public sealed class ColumnAttribute(string name = "") : Attribute { public string Name { get; set; } = name; } }
            """;
        Assert.Equal(Text(after, "Workos"), (await SmallProgram.RewriteAsync(Unchanged(Text(before, "Clerk")))).Text);
    }
}
