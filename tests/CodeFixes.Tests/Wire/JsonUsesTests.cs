namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>Which calls, handlers and declarations show that a type is written as JSON, and how.</summary>
public sealed class JsonUsesTests
{
    private const string SystemText = "SystemText AsWritten";
    private const string Web = "SystemText CamelCase";
    private const string None = "";

    [Theory]
    [InlineData("JsonSerializer.Serialize(profile)", SystemText)]
    [InlineData("JsonSerializer.Serialize(profile, typeof(Profile))", SystemText)]
    [InlineData("JsonSerializer.Serialize<object>(profile)", SystemText)]
    [InlineData("JsonSerializer.Deserialize<Profile>(\"\")", SystemText)]
    [InlineData("JsonSerializer.Deserialize(\"\", typeof(Profile))", SystemText)]
    [InlineData("JsonSerializer.Deserialize<List<Profile>>(\"\")", SystemText)]
    [InlineData("JsonSerializer.SerializeToUtf8Bytes(profile)", SystemText)]
    [InlineData("JsonSerializer.SerializeToNode(new { profile })", SystemText)]
    [InlineData("JsonSerializer.Serialize((1, profile))", SystemText)]
    [InlineData("JsonSerializer.Serialize(new[] { profile })", SystemText)]
    [InlineData("JsonSerializer.Serialize(new Dictionary<string, Profile>())", SystemText)]
    [InlineData("JsonSerializer.Serialize(new Held())", SystemText)]
    [InlineData("JsonSerializer.Serialize(new HeldInField())", SystemText)]
    [InlineData("JsonSerializer.Serialize(new Heir())", SystemText)]
    [InlineData("JsonSerializer.Serialize(new Page<Profile>())", SystemText)]
    [InlineData("JsonSerializer.Serialize(new HeldInStruct())", SystemText)]
    [InlineData("JsonSerializer.Serialize<IHolds>(null!)", SystemText)]
    [InlineData("JsonSerializer.Serialize(new HeldPrivately())", None)]
    [InlineData("JsonSerializer.Serialize(new HeldStatically())", None)]
    [InlineData("JsonSerializer.Serialize(Kind.One)", None)]
    [InlineData("JsonSerializer.Serialize(new Db())", None)]
    [InlineData("JsonSerializer.Serialize(profile.ClerkUserId)", None)]
    [InlineData("Ours.Serialize(profile)", None)]
    [InlineData("Ours.WriteJson(profile)", None)]
    [InlineData("Ours.Ok(profile)", None)]
    [InlineData("new HttpClient().GetFromJsonAsync<Profile>(\"x\")", Web)]
    [InlineData("new HttpClient().PostAsJsonAsync(\"x\", profile)", Web)]
    [InlineData("new HttpClient().PostAsJsonAsync(\"x\", profile, JsonSerializerOptions.Default)", SystemText)]
    [InlineData("new HttpClient().GetFromJsonAsync(\"x\", typeof(Profile), JsonSerializerOptions.Default)", SystemText)]
    [InlineData("new StringContent(\"\").ReadFromJsonAsync<Profile>()", Web)]
    [InlineData("new StringContent(\"\").ReadFromJsonAsync<Profile>(JsonSerializerOptions.Default)", SystemText)]
    [InlineData("new HttpClient()?.GetFromJsonAsync<Profile>(\"x\")", Web)]
    [InlineData("JsonContent.Create(profile)", Web)]
    [InlineData("JsonContent.Create(profile, options: JsonSerializerOptions.Default)", SystemText)]
    [InlineData("Activator.CreateInstance<Profile>()", None)]
    [InlineData("JsonSerializer.Serialize(profile, AppJson.Default.Profile)", "SystemText KebabCaseLower")]
    [InlineData("JsonSerializer.Serialize(profile, typeof(Profile), AppJson.Default)", "SystemText KebabCaseLower")]
    [InlineData("JsonSerializer.Serialize(profile, typeof(Profile), new AppJson())", "SystemText KebabCaseLower")]
    [InlineData("JsonSerializer.Serialize(profile, typeof(Profile), Place.Context)", "SystemText Unknown")]
    [InlineData("JsonSerializer.Serialize(profile, Place.Info)", "SystemText Unknown")]
    public async Task A_call_shows_it(string call, string uses) => Assert.Equal(uses, await UsesAsync($$"""
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        public class Profile { public string ClerkUserId { get; set; } = ""; }
        public class Held { public string Name { get; set; } = ""; public Profile? Profile { get; set; } }
        public class HeldInField { public Profile? Profile; }
        public class HeldPrivately { internal Profile? Profile { get; set; } }
        public class HeldStatically { public static Profile? Profile { get; set; } }
        public struct HeldInStruct { public Profile? Profile { get; set; } }
        public interface IHolds { Profile? Profile { get; } }
        public class Heir : Profile { }
        public class AppDbContext { }
        public class Db : AppDbContext { public List<Profile> Profiles { get; } = []; }
        public class Page<T> { public string Name { get; set; } = ""; }
        public enum Kind { One }
        static class Ours
        {
            public static string Serialize(Profile profile) => profile.ClerkUserId;
            public static string WriteJson(Profile profile) => profile.ClerkUserId;
            public static string Ok(Profile profile) => profile.ClerkUserId;
        }
        [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
        class AppJson() : JsonSerializerContext(null)
        {
            public static AppJson Default { get; } = new();
            public JsonTypeInfo<Profile> Profile => null!;
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        static class Place
        {
            public static JsonSerializerContext Context => AppJson.Default;
            public static JsonTypeInfo<Profile> Info = null!;
            public static object? Do(Profile profile) => {{call}};
        }
        """));

    [Theory]
    [InlineData("JsonConvert.SerializeObject(profile)", "Newtonsoft AsWritten")]
    [InlineData("JsonConvert.DeserializeObject<Profile>(\"\")", "Newtonsoft AsWritten")]
    [InlineData("JsonConvert.DeserializeObject(\"\", typeof(Profile))", "Newtonsoft AsWritten")]
    [InlineData("JToken.FromObject(profile)", "Newtonsoft AsWritten")]
    [InlineData("JObject.FromObject(profile)", "Newtonsoft AsWritten")]
    [InlineData("JArray.FromObject(new[] { profile })", "Newtonsoft AsWritten")]
    [InlineData("JObject.FromObject(profile, new JsonSerializer())", "Newtonsoft Unknown")]
    [InlineData("new JObject().ToObject<Profile>()", "Newtonsoft AsWritten")]
    [InlineData("new JsonSerializer().Deserialize<Profile>(null!)", "Newtonsoft Unknown")]
    [InlineData("new JsonSerializer().Deserialize((JsonReader)null!, typeof(Profile))", "Newtonsoft Unknown")]
    [InlineData("JsonConvert.ToString(profile.ClerkUserId)", None)]
    [InlineData("JToken.Parse(\"\")", None)]
    public async Task A_call_of_Newtonsoft_shows_it(string call, string uses) => Assert.Equal(uses, await UsesAsync(Unchanged($$"""
        using Newtonsoft.Json;
        using Newtonsoft.Json.Linq;
        public class Profile { public string ClerkUserId { get; set; } = ""; }
        static class Place { public static object? Do(Profile profile) => {{call}}; }
        """).With(Package.Newtonsoft)));

    [Theory]
    [InlineData("() => new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() }", "CamelCase")]
    [InlineData("() => Ours", "CamelCase")]
    [InlineData("() => { return new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() }; }", "Unknown")]
    [InlineData("Make", "Unknown")]
    [InlineData("null", "AsWritten")]
    public async Task Newtonsofts_default_settings_are_in_force_where_a_call_has_none(string settings, string policy)
    {
        foreach (var call in new[] { "JsonConvert.SerializeObject(profile)", "JToken.FromObject(profile)" })
        {
            Assert.Equal("Newtonsoft " + policy, await UsesAsync(Unchanged($$"""
                using Newtonsoft.Json;
                using Newtonsoft.Json.Linq;
                using Newtonsoft.Json.Serialization;
                public class Profile { public string ClerkUserId { get; set; } = ""; }
                static class Place
                {
                    static readonly JsonSerializerSettings Ours = new() { ContractResolver = new CamelCasePropertyNamesContractResolver() };
                    static JsonSerializerSettings Make() => Ours;
                    public static object? Do(Profile profile) => {{call}};
                    static Place() => JsonConvert.DefaultSettings = {{settings}};
                }
                """).With(Package.Newtonsoft)));
        }
    }

    [Theory]
    [InlineData("[JsonObject(NamingStrategyType = typeof(SnakeCaseNamingStrategy))]", "Newtonsoft NewtonsoftSnakeCase")]
    [InlineData("[JsonObject(MemberSerialization.OptOut, NamingStrategyType = typeof(KebabCaseNamingStrategy))]", "Newtonsoft NewtonsoftKebabCase")]
    [InlineData("[JsonObject(NamingStrategyParameters = null)]", "Newtonsoft AsWritten")]
    [InlineData("[JsonObject(ItemConverterType = typeof(string))]", "Newtonsoft AsWritten")]
    [InlineData("[JsonDictionary(NamingStrategyType = typeof(SnakeCaseNamingStrategy))]", "Newtonsoft AsWritten")]
    public async Task A_types_own_strategy_counts_for_Newtonsoft_alone(string attribute, string uses)
    {
        string Text(string call) => $$"""
            using Newtonsoft.Json;
            using Newtonsoft.Json.Serialization;
            {{attribute}} public class Profile { public string ClerkUserId { get; set; } = ""; }
            static class Place { public static object? Do(Profile profile) => {{call}}; }
            """;
        Assert.Equal(uses, await UsesAsync(Unchanged(Text("JsonConvert.SerializeObject(profile)")).With(Package.Newtonsoft)));
        Assert.Equal(SystemText, await UsesAsync(Unchanged(Text("System.Text.Json.JsonSerializer.Serialize(profile)")).With(Package.Newtonsoft)));
    }

    [Theory]
    [InlineData("[JsonSerializable(typeof(Profile))]", SystemText)]
    [InlineData("[JsonSerializable(typeof(List<Profile>))]", SystemText)]
    [InlineData("[JsonSerializable(typeof(string))]", None)]
    [InlineData("", None)]
    [InlineData("[JsonSourceGenerationOptions(JsonSerializerDefaults.Web), JsonSerializable(typeof(Profile))]", Web)]
    [InlineData("[JsonSourceGenerationOptions(JsonSerializerDefaults.General), JsonSerializable(typeof(Profile))]", SystemText)]
    [InlineData("[JsonSourceGenerationOptions(WriteIndented = true), JsonSerializable(typeof(Profile))]", SystemText)]
    [InlineData("[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower), JsonSerializable(typeof(Profile))]", "SystemText SnakeCaseLower")]
    [InlineData("[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified), JsonSerializable(typeof(Profile))]", SystemText)]
    [InlineData("[JsonSourceGenerationOptions(PropertyNamingPolicy = (JsonKnownNamingPolicy)77), JsonSerializable(typeof(Profile))]", "SystemText Unknown")]
    [InlineData("[JsonSerializable(typeof(Profile)), JsonSerializable(typeof(string))]", SystemText)]
    public async Task A_source_generated_context_shows_it(string attributes, string uses) => Assert.Equal(uses, await UsesAsync($$"""
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        public class Profile { public string ClerkUserId { get; set; } = ""; }
        {{attributes}}
        class AppJson() : JsonSerializerContext(null)
        {
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """));

    [Fact]
    public async Task Attributes_of_another_class_make_no_context() => Assert.Equal(None, await UsesAsync("""
        using System.Text.Json.Serialization;
        public class Profile { public string ClerkUserId { get; set; } = ""; }
        [JsonSerializable(typeof(Profile))] class Json : List<int> { }
        """));

    [Theory]
    [InlineData("ProfileDto", SystemText)]
    [InlineData("ProfileRequest", SystemText)]
    [InlineData("ProfileResponse", SystemText)]
    [InlineData("ProfilePayload", SystemText)]
    [InlineData("ProfileBody", SystemText)]
    [InlineData("ProfileViewModel", SystemText)]
    [InlineData("DtoProfile", None)]
    [InlineData("Profiledto", None)]
    [InlineData("Profile", None)]
    public async Task A_name_alone_may_say_that_it_is_JSON(string type, string uses) =>
        Assert.Equal(uses, await UsesAsync(Unchanged($$"""public class {{type}} { public string ClerkUserId { get; set; } = ""; }"""), type));

    [Theory]
    [InlineData("[System.Text.Json.Serialization.JsonConverter(typeof(string))] public class Profile { public string ClerkUserId { get; set; } = \"\"; }", SystemText)]
    [InlineData("public class Profile { [System.Text.Json.Serialization.JsonIgnore] public string Name { get; set; } = \"\"; public string ClerkUserId { get; set; } = \"\"; }", SystemText)]
    [InlineData("[Newtonsoft.Json.JsonObject] public class Profile { public string ClerkUserId { get; set; } = \"\"; }", "Newtonsoft AsWritten")]
    [InlineData("public class Profile { [Newtonsoft.Json.JsonIgnore] public string Name { get; set; } = \"\"; public string ClerkUserId { get; set; } = \"\"; }", "Newtonsoft AsWritten")]
    [InlineData("[Serializable] public class Profile { [Obsolete] public string Name { get; set; } = \"\"; public string ClerkUserId { get; set; } = \"\"; }", None)]
    public async Task An_attribute_alone_may_say_that_it_is_JSON(string type, string uses) =>
        Assert.Equal(uses, await UsesAsync(Unchanged(type).With(Package.Newtonsoft)));

    [Theory]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new Other(), System.Text.Json.JsonSerializerOptions.Web)", Web)]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new Other(), System.Text.Json.JsonSerializerOptions.Web) + System.Text.Json.JsonSerializer.Serialize(new Other())", "SystemText Unknown")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new Other(), (System.Text.Json.JsonSerializerOptions?)null)", "SystemText Unknown")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new Other(), (System.Text.Json.JsonSerializerOptions?)null) + System.Text.Json.JsonSerializer.Serialize(new Other(), System.Text.Json.JsonSerializerOptions.Web)", Web)]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject(new Other())", "Newtonsoft AsWritten")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject(new Other()) + System.Text.Json.JsonSerializer.Serialize(new Other(), System.Text.Json.JsonSerializerOptions.Web)", Web)]
    [InlineData("\"\"", SystemText)]
    public async Task What_only_looks_like_JSON_is_written_as_the_rest_is(string writes, string uses) => Assert.Equal(uses, await UsesAsync(Unchanged($$"""
        public class ProfileDto { public string ClerkUserId { get; set; } = ""; }
        public class Other { public string Name { get; set; } = ""; }
        static class Place { public static string Do() => {{writes}}; }
        """).With(Package.Newtonsoft), "ProfileDto"));

    [Theory]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(profile, options: Unknown) + System.Text.Json.JsonSerializer.Serialize(profile, System.Text.Json.JsonSerializerOptions.Web)", Web)]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(profile) + System.Text.Json.JsonSerializer.Serialize(profile, System.Text.Json.JsonSerializerOptions.Web)", "SystemText AsWritten, SystemText CamelCase")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(profile) + Newtonsoft.Json.JsonConvert.SerializeObject(profile)", "Newtonsoft AsWritten, SystemText AsWritten")]
    public async Task Several_uses_of_a_type_are_all_its_own(string writes, string uses) => Assert.Equal(uses, await UsesAsync(Unchanged($$"""
        public class Profile { public string ClerkUserId { get; set; } = ""; }
        static class Place { static System.Text.Json.JsonSerializerOptions? Unknown; public static string Do(Profile profile) => {{writes}}; }
        """).With(Package.Newtonsoft)));

    [Fact]
    public async Task A_type_of_another_assembly_is_no_ones_to_keep()
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("public class Profile { public string ClerkUserId { get; set; } = \"\"; }"));
        Assert.Empty(JsonUses.Of(snapshot, CancellationToken.None).Of((Microsoft.CodeAnalysis.INamedTypeSymbol)SmallProgram.TypeOf(snapshot, "Profile").GetMembers("ClerkUserId").OfType<Microsoft.CodeAnalysis.IPropertySymbol>().Single().Type));
    }

    [Fact]
    public async Task Each_library_says_by_itself_which_members_it_writes()
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("""
            using System.Runtime.Serialization;
            using System.Text.Json.Serialization;
            using N = Newtonsoft.Json;
            public class Profile
            {
                public string Plain { get; set; } = "";
                public string ReadOnly => "";
                public string WriteOnly { set { } }
                public string HalfOpen { private get; set; } = "";
                internal string Hidden { get; set; } = "";
                [JsonInclude] internal string Included { get; set; } = "";
                [N.JsonProperty] internal string Property { get; set; } = "";
                public static string Shared { get; set; } = "";
                [JsonInclude] public static string SharedIncluded { get; set; } = "";
                public string this[int index] => "";
                public string Field = "";
                internal string HiddenField = "";
                [JsonInclude] public string IncludedField = "";
                [N.JsonProperty] internal string PropertyField = "";
                [JsonIgnore] public string Ignored { get; set; } = "";
                [JsonIgnore(Condition = JsonIgnoreCondition.Always)] public string AlwaysIgnored { get; set; } = "";
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string SometimesIgnored { get; set; } = "";
                [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string NeverIgnored { get; set; } = "";
                [N.JsonIgnore] public string NewtonsoftIgnored { get; set; } = "";
                [IgnoreDataMember] public string DataIgnored { get; set; } = "";
                public void Method() { }
            }
            """).With(Package.Newtonsoft));
        var members = SmallProgram.TypeOf(snapshot, "Profile").GetMembers().Where(member => !member.IsImplicitlyDeclared && member is not Microsoft.CodeAnalysis.IMethodSymbol { AssociatedSymbol: not null }).ToList();
        Assert.Equal(
            "Plain, ReadOnly, Included, IncludedField, SometimesIgnored, NeverIgnored, NewtonsoftIgnored, DataIgnored",
            string.Join(", ", members.Where(member => JsonTypes.IsWritten(member, JsonLibrary.SystemText)).Select(member => member.Name)));
        Assert.Equal(
            "Plain, ReadOnly, Property, Field, IncludedField, PropertyField, Ignored, AlwaysIgnored, SometimesIgnored, NeverIgnored",
            string.Join(", ", members.Where(member => JsonTypes.IsWritten(member, JsonLibrary.Newtonsoft)).Select(member => member.Name)));
    }

    [Fact]
    public async Task Each_library_says_by_itself_which_members_are_named()
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("""
            using System.Runtime.Serialization;
            using System.Text.Json.Serialization;
            using N = Newtonsoft.Json;
            public class Profile
            {
                [JsonPropertyName("a")] public string System { get; set; } = "";
                [N.JsonProperty("a")] public string Positional { get; set; } = "";
                [N.JsonProperty(PropertyName = "a")] public string Named { get; set; } = "";
                [N.JsonProperty(Order = 1)] public string Ordered { get; set; } = "";
                [DataMember(Name = "a")] public string Data { get; set; } = "";
                [DataMember] public string PlainData { get; set; } = "";
                [JsonPropertyOrder(1)] public string Plain { get; set; } = "";
            }
            """).With(Package.Newtonsoft));
        string Named(JsonLibrary library) => string.Join(", ", SmallProgram.TypeOf(snapshot, "Profile").GetMembers().OfType<Microsoft.CodeAnalysis.IPropertySymbol>().Where(member => JsonTypes.IsNamed(member, library)).Select(member => member.Name));
        Assert.Equal("System", Named(JsonLibrary.SystemText));
        Assert.Equal("Positional, Named, Data", Named(JsonLibrary.Newtonsoft));
    }

    /// <summary>How a type is written, in the program's words.</summary>
    internal static Task<string> UsesAsync(string text) => UsesAsync(Unchanged(text));

    internal static async Task<string> UsesAsync(Preservation program, string type = "Profile")
    {
        var snapshot = await SmallProgram.ReadAsync(program);
        return string.Join(", ", JsonUses.Of(snapshot, CancellationToken.None).Of(SmallProgram.TypeOf(snapshot, type)).Select(use => $"{use.Library} {use.Policy}").Order());
    }
}
