namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>How the attribute that keeps a name is written, and what is done where it cannot be.</summary>
public sealed class PinTests
{
    private const string Writes = "static class Place { public static string Write(Profile profile) => System.Text.Json.JsonSerializer.Serialize(profile); }";

    [Theory]
    [InlineData("public string ClerkUserId { get; set; } = \"\";", "[JsonPropertyName(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("[JsonPropertyOrder(1)] public string ClerkUserId { get; set; } = \"\";", "[JsonPropertyName(\"ClerkUserId\")] [JsonPropertyOrder(1)] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("\n    public string ClerkUserId { get; set; } = \"\";", "\n    [JsonPropertyName(\"ClerkUserId\")]\n    public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("\r\n\tpublic string ClerkUserId { get; set; } = \"\";\r\n", "\r\n\t[JsonPropertyName(\"ClerkUserId\")]\r\n\tpublic string WorkosUserId { get; set; } = \"\";\r\n")]
    [InlineData("\n    /* id */ public string ClerkUserId { get; set; } = \"\";", "\n    /* id */ [JsonPropertyName(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("[JsonInclude] public string ClerkUserId = \"\";", "[JsonPropertyName(\"ClerkUserId\")] [JsonInclude] public string WorkosUserId = \"\";")]
    [InlineData("public string ClerkUserId = \"\";", "public string WorkosUserId = \"\";")]
    [InlineData("public static string ClerkUserId { get; set; } = \"\";", "public static string WorkosUserId { get; set; } = \"\";")]
    [InlineData("public const string ClerkUserId = \"\";", "public const string WorkosUserId = \"\";")]
    [InlineData("public string GetClerkUserId() => \"\";", "public string GetWorkosUserId() => \"\";")]
    public async Task A_member_gets_it_on_the_line_before_or_in_front(string member, string after) =>
        Assert.Equal(Profile(after), (await Kept(Profile(member))).Text);

    private static string Profile(string member) => $"using System.Text.Json.Serialization;\n{Writes}\npublic class Profile {{ {member} }}\n";

    [Fact]
    public async Task A_field_that_is_declared_with_others_cannot_have_its_own()
    {
        var outcome = await Kept(Profile("[JsonInclude] public string ClerkUserId = \"\", Name = \"\";"));
        Assert.Equal(Profile("[JsonInclude] public string ClerkUserId = \"\", Name = \"\";"), outcome.Text);
        Assert.Equal(["3 C2W101: " + Reasons.CannotPin("JsonPropertyName")], outcome.Left);
    }

    [Fact]
    public async Task An_attribute_that_no_reference_has_cannot_be_used()
    {
        const string Text = """
            static class Place { public static object Write() => new System.Collections.Generic.List<MongoDB.Driver.IMongoCollection<Profile>>(); }
            public class Db { public MongoDB.Driver.IMongoCollection<Profile>? Profiles { get; } }
            public class Profile { public string ClerkUserId { get; set; } = ""; }
            namespace MongoDB.Driver { public interface IMongoCollection<T> { } }
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Text));
        Assert.Equal(["3 C2W101: " + Reasons.CannotPin("BsonElement")], outcome.Left);
        Assert.Equal(Text, outcome.Text);
    }

    [Theory]
    [InlineData("class Other { }", "JsonPropertyName", true)]
    [InlineData("using System.Text.Json.Serialization;", "JsonPropertyName", false)]
    [InlineData("class JsonPropertyNameAttribute : Attribute { }", "System.Text.Json.Serialization.JsonPropertyName", false)]
    [InlineData("class JsonPropertyName : Attribute { }", "System.Text.Json.Serialization.JsonPropertyName", false)]
    [InlineData("class JsonPropertyName { }", "JsonPropertyName", true)]
    [InlineData("class JsonConverter { } static class Uses { public static object Do() => new JsonConverter(); }", "System.Text.Json.Serialization.JsonPropertyName", false)]
    [InlineData("class JsonConverter { } static class Uses { public static object Do() => 1; }", "JsonPropertyName", true)]
    [InlineData("class JsonConverterAttribute : Attribute { } [JsonConverter] class Uses { }", "System.Text.Json.Serialization.JsonPropertyName", false)]
    [InlineData("class JsonIgnoreAttribute : Attribute { } [JsonIgnore] class Uses { }", "System.Text.Json.Serialization.JsonPropertyName", false)]
    [InlineData("class JsonIgnoreAttribute : Attribute { } [JsonIgnoreAttribute] class Uses { }", "System.Text.Json.Serialization.JsonPropertyName", false)]
    [InlineData("class JsonIgnoreAttribute : Attribute { } class Uses { }", "JsonPropertyName", true)]
    [InlineData("class IgnoreAttribute : Attribute { } [Ignore] class Uses { }", "JsonPropertyName", true)]
    [InlineData("class Outer { public class JsonConverter { } public object Do() => new JsonConverter(); }", "JsonPropertyName", true)]
    public async Task It_is_written_in_full_where_its_import_would_meet_another_name(string other, string spelled, bool imports)
    {
        static string Text(string other, string member) => $"{other}\n{Writes}\npublic class Profile {{ {member} }}";
        var outcome = await Kept(Text(other, "public string ClerkUserId { get; set; } = \"\";"));
        Assert.Equal(
            (imports ? "using System.Text.Json.Serialization;\n\n" : "") + Text(other, $"[{spelled}(\"ClerkUserId\")] public string WorkosUserId {{ get; set; }} = \"\";"),
            outcome.Text);
    }

    [Theory]
    [InlineData("record Profile(string ClerkUserId);", "record Profile([property: JsonPropertyName(\"ClerkUserId\")] string WorkosUserId);")]
    [InlineData("record Profile([property: JsonPropertyName(\"id\")] string ClerkUserId);", "record Profile([property: JsonPropertyName(\"id\")] string WorkosUserId);")]
    [InlineData("record Profile([property: JsonIgnore] string ClerkUserId);", "record Profile([property: JsonIgnore] string WorkosUserId);")]
    [InlineData("record Profile(string ClerkUserId) { public string ClerkUserId { get; } = ClerkUserId; }", "record Profile(string WorkosUserId) { [JsonPropertyName(\"ClerkUserId\")] public string WorkosUserId { get; } = WorkosUserId; }")]
    [InlineData("record struct Profile(string ClerkUserId, int Age);", "record struct Profile([property: JsonPropertyName(\"ClerkUserId\")] string WorkosUserId, int Age);")]
    public async Task A_records_parameter_gets_it_for_its_property(string record, string after)
    {
        static string Text(string record) => $"using System.Text.Json.Serialization;\n{Writes}\npublic {record}";
        Assert.Equal(Text(after), (await Kept(Text(record))).Text);
    }

    [Theory]
    [InlineData("record Profile(string ClerkUserId);", "record Profile([property: JsonProperty(\"ClerkUserId\")] [JsonProperty(\"ClerkUserId\")] string WorkosUserId);")]
    [InlineData("record Profile([property: JsonProperty] string ClerkUserId);", "record Profile([JsonProperty(\"ClerkUserId\")] [property: JsonProperty(\"ClerkUserId\")] string WorkosUserId);")]
    [InlineData("record Profile([property: JsonProperty(Order = 1)] string ClerkUserId);", "record Profile([JsonProperty(\"ClerkUserId\")] [property: JsonProperty(\"ClerkUserId\", Order = 1)] string WorkosUserId);")]
    [InlineData("record Profile([JsonProperty(Order = 1)] string ClerkUserId);", "record Profile([property: JsonProperty(\"ClerkUserId\")] [JsonProperty(\"ClerkUserId\", Order = 1)] string WorkosUserId);")]
    [InlineData("class Profile { [JsonProperty] public string ClerkUserId { get; set; } = \"\"; }", "class Profile { [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\"; }")]
    [InlineData("class Profile { [JsonProperty()] public string ClerkUserId { get; set; } = \"\"; }", "class Profile { [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\"; }")]
    [InlineData("class Profile { [Newtonsoft.Json.JsonProperty(Order = 1)] public string ClerkUserId { get; set; } = \"\"; }", "class Profile { [Newtonsoft.Json.JsonProperty(\"ClerkUserId\", Order = 1)] public string WorkosUserId { get; set; } = \"\"; }")]
    [InlineData("class Profile { [global::Newtonsoft.Json.JsonPropertyAttribute(Order = 1)] public string ClerkUserId { get; set; } = \"\"; }", "class Profile { [global::Newtonsoft.Json.JsonPropertyAttribute(\"ClerkUserId\", Order = 1)] public string WorkosUserId { get; set; } = \"\"; }")]
    [InlineData("class Profile { [Obsolete, JsonProperty(Order = 1)] public string ClerkUserId { get; set; } = \"\"; }", "class Profile { [Obsolete, JsonProperty(\"ClerkUserId\", Order = 1)] public string WorkosUserId { get; set; } = \"\"; }")]
    [InlineData("class Profile { [JsonProperty(Order = 1)] public string ClerkUserId = \"\"; }", "class Profile { [JsonProperty(\"ClerkUserId\", Order = 1)] public string WorkosUserId = \"\"; }")]
    [InlineData("class Profile { public string ClerkUserId = \"\"; }", "class Profile { [JsonProperty(\"ClerkUserId\")] public string WorkosUserId = \"\"; }")]
    [InlineData("class Profile { [JsonProperty(\"id\")] public string ClerkUserId = \"\"; }", "class Profile { [JsonProperty(\"id\")] public string WorkosUserId = \"\"; }")]
    [InlineData("class Profile { public Profile(string clerkUserId) => ClerkUserId = clerkUserId; public string ClerkUserId { get; } }", "class Profile { public Profile([JsonProperty(\"clerkUserId\")] string workosUserId) => WorkosUserId = workosUserId; [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; } }")]
    [InlineData("class Profile { public Profile([JsonProperty(\"x\")] string clerkUserId) => ClerkUserId = clerkUserId; public string ClerkUserId { get; } }", "class Profile { public Profile([JsonProperty(\"x\")] string workosUserId) => WorkosUserId = workosUserId; [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; } }")]
    [InlineData("class Profile { public Profile(string clerkUserId) => ClerkUserId = clerkUserId; [JsonProperty(\"id\")] public string ClerkUserId { get; } }", "class Profile { public Profile(string workosUserId) => WorkosUserId = workosUserId; [JsonProperty(\"id\")] public string WorkosUserId { get; } }")]
    [InlineData("class Profile { internal Profile(string clerkUserId) => ClerkUserId = clerkUserId; public string ClerkUserId { get; } }", "class Profile { internal Profile(string workosUserId) => WorkosUserId = workosUserId; [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; } }")]
    [InlineData("class Profile { [JsonConstructor] internal Profile(string clerkUserId) => ClerkUserId = clerkUserId; public string ClerkUserId { get; } }", "class Profile { [JsonConstructor] internal Profile([JsonProperty(\"clerkUserId\")] string workosUserId) => WorkosUserId = workosUserId; [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; } }")]
    [InlineData("class Profile { public Profile() { } public Profile(string clerkUserId) => ClerkUserId = clerkUserId; public string ClerkUserId { get; } = \"\"; }", "class Profile { public Profile() { } public Profile(string workosUserId) => WorkosUserId = workosUserId; [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; } = \"\"; }")]
    [InlineData("class Profile { private Profile() { } public Profile(string clerkUserId) => ClerkUserId = clerkUserId; public string ClerkUserId { get; } = \"\"; }", "class Profile { private Profile() { } public Profile([JsonProperty(\"clerkUserId\")] string workosUserId) => WorkosUserId = workosUserId; [JsonProperty(\"ClerkUserId\")] public string WorkosUserId { get; } = \"\"; }")]
    [InlineData("class Profile { public Profile(string clerkUserIds) => Name = clerkUserIds; public string Name { get; } }", "class Profile { public Profile(string workosUserIds) => Name = workosUserIds; public string Name { get; } }")]
    [InlineData("class Profile { [JsonIgnore] public string ClerkUserId { get; set; } = \"\"; }", "class Profile { [JsonIgnore] public string WorkosUserId { get; set; } = \"\"; }")]
    [InlineData("class Profile { internal string ClerkUserId { get; set; } = \"\"; }", "class Profile { internal string WorkosUserId { get; set; } = \"\"; }")]
    [InlineData("[System.Runtime.Serialization.DataContract] public class Profile { public string ClerkUserId { get; set; } = \"\"; }", "[System.Runtime.Serialization.DataContract] public class Profile { public string WorkosUserId { get; set; } = \"\"; }")]
    public async Task Newtonsofts_attribute_is_completed_where_it_is_there_already(string type, string after)
    {
        static string Text(string type) => $"using Newtonsoft.Json;\nstatic class Place {{ public static string Write(Profile profile) => JsonConvert.SerializeObject(profile); }}\n{(type[0] == '[' ? "" : "public ")}{type}";
        Assert.Equal(Text(after), (await Kept(Text(type), Package.Newtonsoft)).Text);
    }

    [Theory]
    [InlineData("", "public string ClerkUserId { get; set; } = \"\";", "[Column(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("", "[Column] public string ClerkUserId { get; set; } = \"\";", "[Column(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("", "[Column(TypeName = \"text\")] public string ClerkUserId { get; set; } = \"\";", "[Column(\"ClerkUserId\", TypeName = \"text\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("", "[Column(\"id\")] public string ClerkUserId { get; set; } = \"\";", "[Column(\"id\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("", "[Column(nameof(ClerkUserId))] public string ClerkUserId { get; set; } = \"\";", "[Column(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("", "[NotMapped] public string ClerkUserId { get; set; } = \"\";", "[NotMapped] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("", "public string ClerkUserId => \"\";", "public string WorkosUserId => \"\";")]
    [InlineData("", "public string ClerkUserId { get; } = \"\";", "[Column(\"ClerkUserId\")] public string WorkosUserId { get; } = \"\";")]
    [InlineData("", "internal string ClerkUserId { get; set; } = \"\";", "internal string WorkosUserId { get; set; } = \"\";")]
    [InlineData("", "public string ClerkUserId = \"\";", "public string WorkosUserId = \"\";")]
    [InlineData("", "public static string ClerkUserId { get; set; } = \"\";", "public static string WorkosUserId { get; set; } = \"\";")]
    [InlineData("model.Entity<User>().Ignore(u => u.ClerkUserId);", "public string ClerkUserId { get; set; } = \"\";", "public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("model.Entity<User>().Property(u => u.ClerkUserId).HasColumnName(\"id\");", "public string ClerkUserId { get; set; } = \"\";", "public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("model.Entity<User>().HasIndex(u => u.ClerkUserId);", "public string ClerkUserId { get; set; } = \"\";", "[Column(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\";")]
    [InlineData("if (Is) model.Entity<User>().Property(u => u.ClerkUserId).IsRequired();", "public string ClerkUserId { get; set; } = \"\";", "[Column(\"ClerkUserId\")] public string WorkosUserId { get; set; } = \"\";")]
    public async Task A_column_is_pinned_unless_it_is_named_or_there_is_none(string configure, string member, string after)
    {
        var outcome = await SmallProgram.RewriteAsync(Model(configure, member));
        var expected = Model(configure.Replace("u.ClerkUserId", "u.WorkosUserId", StringComparison.Ordinal), after);
        Assert.Equal(await TextAsync(expected), outcome.Text);
    }

    [Theory]
    [InlineData("model.Entity<User>().Property(u => u.ClerkUserId);", "model.Entity<User>().Property(u => u.WorkosUserId).HasColumnName(\"ClerkUserId\");")]
    [InlineData("model.Entity<User>().Property(u => u.ClerkUserId).IsRequired();", "model.Entity<User>().Property(u => u.WorkosUserId).HasColumnName(\"ClerkUserId\").IsRequired();")]
    [InlineData("model.Entity<User>(user => user.Property(u => u.ClerkUserId).IsRequired());", "model.Entity<User>(user => user.Property(u => u.WorkosUserId).HasColumnName(\"ClerkUserId\").IsRequired());")]
    [InlineData("model.Entity<User>().Property(u => u.ClerkUserId).HasColumnName(nameof(User.ClerkUserId));", "model.Entity<User>().Property(u => u.WorkosUserId).HasColumnName(\"ClerkUserId\");")]
    public async Task A_property_that_is_configured_in_code_is_named_in_code(string configure, string after)
    {
        const string Member = "public string ClerkUserId { get; set; } = \"\";";
        var outcome = await SmallProgram.RewriteAsync(Model(configure, Member));
        Assert.Equal(await TextAsync(Model(after, Member.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal))), outcome.Text);
        Assert.Equal(["Persisted User: ClerkUserId -> ClerkUserId"], outcome.Contracts.Distinct());
    }

    [Fact]
    public async Task A_property_of_a_base_type_is_named_by_the_attribute_for_all_heirs()
    {
        const string Configure = "model.Entity<Heir>().Property(u => u.ClerkUserId).IsRequired();";
        const string Members = "public string ClerkUserId { get; set; } = \"\"; } public class Heir : User {";
        var outcome = await SmallProgram.RewriteAsync(Model(Configure, Members));
        Assert.Equal(await TextAsync(Model(Configure.Replace("Clerk", "Workos", StringComparison.Ordinal), "[Column(\"ClerkUserId\")] " + Members.Replace("Clerk", "Workos", StringComparison.Ordinal))), outcome.Text);
    }

    [Theory]
    [InlineData("", "Persisted Db: ClerkUserIds -> WorkosUserIds")]
    [InlineData("[Table(\"users\")] ")]
    [InlineData("[Serializable] ", "Persisted Db: ClerkUserIds -> WorkosUserIds")]
    public async Task A_set_that_names_its_table_is_a_contract(string attribute, params string[] contracts)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged($$"""
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;
            public class Db : DbContext { public DbSet<Row> ClerkUserIds => Set<Row>(); }
            {{attribute}}public class Row { public int Id { get; set; } }
            """).With(Package.RealEntityFramework));
        Assert.Equal(contracts, outcome.Contracts);
    }

    [Theory]
    [InlineData("keep", "ClerkUserId", "3 C2W101: ", "Persisted User: ClerkUserId -> ClerkUserId")]
    [InlineData("change", "WorkosUserId", "", "Persisted User: ClerkUserId -> WorkosUserId")]
    public async Task A_plain_data_contract_has_no_attribute_that_would_keep_one_member(string setting, string name, string left, string contract)
    {
        static string Text(string name) => $$"""
            using System.Runtime.Serialization;
            static class Place { public static object Do() => new DataContractSerializer(typeof(User)); }
            public class User { public string {{name}} { get; set; } = ""; internal string Inner { get; set; } = ""; }
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Text("ClerkUserId")).Configured("c2w_persisted_names = " + setting));
        Assert.Equal(Text(name), outcome.Text);
        Assert.Equal(left.Length == 0 ? [] : [left + Reasons.CannotPin("DataMember")], outcome.Left);
        Assert.Equal(left.Length == 0 ? [contract] : [], outcome.Contracts);
    }

    [Theory]
    [InlineData("public static string ClerkUserId { get; set; } = \"\";")]
    [InlineData("internal string ClerkUserId { get; set; } = \"\";")]
    public async Task A_plain_data_contract_does_not_write_what_is_hidden_or_shared(string member)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged($$"""
            using System.Runtime.Serialization;
            static class Place { public static object Do() => new DataContractSerializer(typeof(User)); }
            public class User { {{member}} }
            """));
        Assert.Empty(outcome.Left);
        Assert.Empty(outcome.Contracts);
        Assert.Contains("WorkosUserId", outcome.Text, StringComparison.Ordinal);
    }

    private static Preservation Model(string configure, string member) => Unchanged($$"""
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;
        public class Db : DbContext
        {
            public bool Is { get; set; }
            public DbSet<User> Users => Set<User>();
            protected override void OnModelCreating(ModelBuilder model) { {{configure}} }
        }
        public class User { public int Id { get; set; } {{member}} }
        """).With(Package.RealEntityFramework);

    private static async Task<string> TextAsync(Preservation program)
    {
        using var workspace = new Microsoft.CodeAnalysis.AdhocWorkspace();
        return (await program.Open(workspace).Projects.Single().Documents.Single(document => document.Name == "Program.cs").GetTextAsync()).ToString();
    }

    private static Task<SmallOutcome> Kept(string text, params IEnumerable<Package> packages) =>
        SmallProgram.RewriteAsync(Unchanged(text).With([.. packages]).Configured("c2w_json_names = keep"));
}
