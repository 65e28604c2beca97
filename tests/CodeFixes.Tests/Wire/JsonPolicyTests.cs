namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>Which naming policy a serializer's options carry, read from how they are made.</summary>
public sealed class JsonPolicyTests
{
    [Theory]
    [InlineData("", "options: null", "AsWritten")]
    [InlineData("", "options: default", "AsWritten")]
    [InlineData("", "(JsonSerializerOptions?)null", "Unknown")]
    [InlineData("", "(JsonSerializerOptions.Web)", "CamelCase")]
    [InlineData("", "JsonSerializerOptions.Web!", "CamelCase")]
    [InlineData("static JsonSerializerOptions? s_kept;", "s_kept ??= JsonSerializerOptions.Web", "CamelCase")]
    [InlineData("", "JsonSerializerOptions.Default", "AsWritten")]
    [InlineData("", "JsonSerializerOptions.Strict", "AsWritten")]
    [InlineData("static class Ours { public static JsonSerializerOptions Web { get; } = new(); }", "Ours.Web", "AsWritten")]
    [InlineData("static class Ours { public static JsonSerializerOptions Default { get; } = new(JsonSerializerDefaults.Web); }", "Ours.Default", "CamelCase")]
    [InlineData("", "new JsonSerializerOptions()", "AsWritten")]
    [InlineData("", "new JsonSerializerOptions(JsonSerializerDefaults.General)", "AsWritten")]
    [InlineData("", "options: new(JsonSerializerDefaults.Web)", "CamelCase")]
    [InlineData("const JsonSerializerDefaults Web = JsonSerializerDefaults.Web;", "new JsonSerializerOptions(Web)", "Unknown")]
    [InlineData("static readonly JsonSerializerOptions s_base = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower };", "new JsonSerializerOptions(s_base)", "KebabCaseLower")]
    [InlineData("", "new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper }", "SnakeCaseUpper")]
    [InlineData("", "new JsonSerializerOptions(JsonSerializerDefaults.Web) { PropertyNamingPolicy = null }", "AsWritten")]
    [InlineData("", "new JsonSerializerOptions(JsonSerializerDefaults.Web) { PropertyNamingPolicy = default }", "AsWritten")]
    [InlineData("", "new JsonSerializerOptions { DictionaryKeyPolicy = JsonNamingPolicy.CamelCase }", "AsWritten")]
    [InlineData("", "new JsonSerializerOptions { DictionaryKeyPolicy = null, PropertyNamingPolicy = JsonNamingPolicy.CamelCase }", "CamelCase")]
    [InlineData("", "new JsonSerializerOptions { PropertyNamingPolicy = new Shout() }", "Unknown")]
    [InlineData("", "new JsonSerializerOptions { PropertyNamingPolicy = (JsonNamingPolicy?)null }", "Unknown")]
    [InlineData("static readonly JsonNamingPolicy s_policy = JsonNamingPolicy.SnakeCaseUpper;", "new JsonSerializerOptions { PropertyNamingPolicy = s_policy }", "SnakeCaseUpper")]
    [InlineData("static JsonNamingPolicy Policy => JsonNamingPolicy.CamelCase;", "new JsonSerializerOptions { PropertyNamingPolicy = Policy }", "CamelCase")]
    [InlineData("static readonly JsonNamingPolicy s_policy = new Shout();", "new JsonSerializerOptions { PropertyNamingPolicy = s_policy }", "Unknown")]
    [InlineData("static JsonNamingPolicy? s_policy;", "new JsonSerializerOptions { PropertyNamingPolicy = s_policy }", "Unknown")]
    [InlineData("static readonly JsonNamingPolicy s_other = JsonNamingPolicy.CamelCase, s_policy = s_other;", "new JsonSerializerOptions { PropertyNamingPolicy = s_policy }", "Unknown")]
    public Task The_expression_that_makes_them_says_it(string members, string options, string policy) => Reads(members, options, policy);

    [Theory]
    [InlineData("static readonly JsonSerializerOptions s_o = new(JsonSerializerDefaults.Web);", "s_o")]
    [InlineData("static JsonSerializerOptions O { get; } = new(JsonSerializerDefaults.Web);", "O")]
    [InlineData("static JsonSerializerOptions O => new(JsonSerializerDefaults.Web);", "O")]
    [InlineData("static JsonSerializerOptions O { get { return new(JsonSerializerDefaults.Web); } }", "O")]
    [InlineData("static JsonSerializerOptions O { get => JsonSerializerOptions.Web; }", "O", "Unknown")]
    [InlineData("static JsonSerializerOptions Make() => new(JsonSerializerDefaults.Web);", "Make()")]
    [InlineData("static JsonSerializerOptions Make() { return JsonSerializerOptions.Web; }", "Make()")]
    [InlineData("static JsonSerializerOptions Make() { Func<JsonSerializerOptions> other = () => { return new(); }; other(); return JsonSerializerOptions.Web; }", "Make()")]
    [InlineData("static JsonSerializerOptions Make() { Other(); return JsonSerializerOptions.Web; JsonSerializerOptions Other() { return new(); } }", "Make()")]
    [InlineData("static JsonSerializerOptions Make() { if (s_is) return new(); return JsonSerializerOptions.Web; } static bool s_is;", "Make()", "Unknown")]
    [InlineData("static JsonSerializerOptions Make() { throw new NotSupportedException(); }", "Make()", "Unknown")]
    [InlineData("static JsonSerializerOptions? s_o;", "s_o", "Unknown")]
    [InlineData("static JsonSerializerOptions A => B; static JsonSerializerOptions B => A;", "A", "Unknown")]
    [InlineData("static JsonSerializerOptions A => B; static JsonSerializerOptions B => C; static JsonSerializerOptions C => D; static JsonSerializerOptions D => E; static JsonSerializerOptions E => JsonSerializerOptions.Web;", "A")]
    [InlineData("static JsonSerializerOptions A => B; static JsonSerializerOptions B => C; static JsonSerializerOptions C => D; static JsonSerializerOptions D => E; static JsonSerializerOptions E => F; static JsonSerializerOptions F => JsonSerializerOptions.Web;", "A", "Unknown")]
    [InlineData("", "(((((JsonSerializerOptions.Web)))))")]
    [InlineData("", "((((((JsonSerializerOptions.Web))))))", "Unknown")]
    [InlineData("static JsonSerializerOptions a = new();", "a = a = a = a = a = JsonSerializerOptions.Web")]
    [InlineData("static JsonSerializerOptions a = new();", "a = a = a = a = a = a = JsonSerializerOptions.Web", "Unknown")]
    [InlineData("", "new JsonSerializerOptions(new JsonSerializerOptions(JsonSerializerOptions.Web!)!)!")]
    [InlineData("", "new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(JsonSerializerOptions.Web!)!)!)!", "Unknown")]
    [InlineData("", "new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(JsonSerializerOptions.Web)))))")]
    [InlineData("", "new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(new JsonSerializerOptions(JsonSerializerOptions.Web))))))", "Unknown")]
    public Task The_declaration_behind_a_name_says_it_for_a_few_steps(string members, string options, string policy = "CamelCase") => Reads(members, options, policy);

    [Theory]
    [InlineData("s_o.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;", "CamelCase")]
    [InlineData("s_o.PropertyNamingPolicy = JsonNamingPolicy.CamelCase; s_o.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;", "CamelCase")]
    [InlineData("s_o.PropertyNamingPolicy = JsonNamingPolicy.CamelCase; s_o.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;", "Unknown")]
    [InlineData("s_o.PropertyNamingPolicy = null;", "AsWritten")]
    [InlineData("s_o.DictionaryKeyPolicy = JsonNamingPolicy.CamelCase;", "KebabCaseUpper")]
    [InlineData("s_other.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;", "KebabCaseUpper")]
    [InlineData("s_o = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper };", "KebabCaseUpper")]
    public Task What_is_assigned_later_counts_more(string statements, string policy) => Reads(
        $$"""static JsonSerializerOptions s_o = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper }, s_other = new(); static Place() { {{statements}} }""", "s_o", policy);

    [Fact]
    public async Task Options_that_a_parameter_hands_over_are_not_known() =>
        Assert.Equal("SystemText Unknown", await JsonUsesTests.UsesAsync("""
            using System.Text.Json;
            class Profile { public string ClerkUserId { get; set; } = ""; }
            static class Place { public static string Write(Profile profile, JsonSerializerOptions options) => JsonSerializer.Serialize(profile, options); }
            """));

    [Fact]
    public async Task Options_of_another_project_are_read_there()
    {
        var program = Files.Project("Lib").Project("App", "Lib")
            .Given("Lib.cs", "using System.Text.Json; public static class Shared { public static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }; }", "Lib")
            .Given("App.cs", """
                using System.Text.Json;
                class Profile { public string ClerkUserId { get; set; } = ""; }
                static class Place { public static string Write(Profile profile) => JsonSerializer.Serialize(profile, Shared.Options); }
                """, "App");
        Assert.Equal("SystemText SnakeCaseLower", await JsonUsesTests.UsesAsync(program));
    }

    [Theory]
    [InlineData("new JsonSerializerSettings()", "AsWritten")]
    [InlineData("new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore }", "AsWritten")]
    [InlineData("new JsonSerializerSettings { ContractResolver = null }", "AsWritten")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new DefaultContractResolver() }", "AsWritten")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new DefaultContractResolver { IgnoreSerializableAttribute = true } }", "AsWritten")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() }", "CamelCase")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver { NamingStrategy = new DefaultNamingStrategy() } }", "AsWritten")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() } }", "CamelCase")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new DefaultContractResolver { NamingStrategy = new KebabCaseNamingStrategy() } }", "NewtonsoftKebabCase")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new Ours { NamingStrategy = new SnakeCaseNamingStrategy() } }", "NewtonsoftSnakeCase")]
    [InlineData("new JsonSerializerSettings { ContractResolver = new Ours() }", "Unknown")]
    [InlineData("s_settings", "CamelCase")]
    [InlineData("s_later", "NewtonsoftSnakeCase")]
    [InlineData("new JsonSerializerSettings(new JsonSerializerSettings())", "AsWritten")]
    public async Task Newtonsofts_settings_say_it(string settings, string policy) =>
        Assert.Equal("Newtonsoft " + policy, await JsonUsesTests.UsesAsync(Unchanged($$"""
            using Newtonsoft.Json;
            using Newtonsoft.Json.Serialization;
            class Profile { public string ClerkUserId { get; set; } = ""; }
            class Ours : DefaultContractResolver { }
            static class Place
            {
                static readonly JsonSerializerSettings s_settings = new() { ContractResolver = new CamelCasePropertyNamesContractResolver() };
                static readonly JsonSerializerSettings s_later = new();
                static Place() => s_later.ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() };
                public static string Write(Profile profile) => JsonConvert.SerializeObject(profile, {{settings}});
            }
            """).With(Package.Newtonsoft)));

    private static async Task Reads(string members, string options, string policy) =>
        Assert.Equal("SystemText " + policy, await JsonUsesTests.UsesAsync($$"""
            using System.Text.Json;
            class Profile { public string ClerkUserId { get; set; } = ""; }
            class Shout : JsonNamingPolicy { public override string ConvertName(string name) => name.ToUpperInvariant(); }
            static class Place
            {
                {{members}}
                public static string Write(Profile profile) => JsonSerializer.Serialize(profile, {{options}});
            }
            """));
}
