using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Tests.Keys;

/// <summary>What the code takes the string <c>"Clerk"</c> for: a section's name, a scheme's, a word of somebody else's, or nobody can say.</summary>
public sealed class KeyStrings
{
    private static readonly Task<Solution> Empty = Task.FromResult(Files.With(Package.RealAspNetCore).With(Package.JwtBearer).Project("App").Open(new AdhocWorkspace()));

    private const string Usings = """
        using System.Data;
        using System.Security.Claims;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using Library;

        """;

    [Theory]
    [InlineData("_ = configuration[\"Clerk\"];")]
    [InlineData("configuration.GetSection(\"Clerk\");")]
    [InlineData("configuration.GetSection((\"Clerk\"));")]
    [InlineData("_ = configuration[name ?? \"Clerk\"];")]
    [InlineData("_ = configuration[$\"{\"Clerk\"}:SecretKey\"];")]
    [InlineData("_ = configuration[$\"{$\"{\"Clerk\"}\"}:SecretKey\"];")]
    [InlineData("Environment.GetEnvironmentVariable(\"Clerk\");")]
    [InlineData("Unknown.GetSection(\"Clerk\");")]
    [InlineData("services.AddOptions<object>().BindConfiguration(\"Clerk\");")]
    [InlineData("services.Unknown().BindConfiguration(\"Clerk\");")]
    [InlineData("const string Name = \"Clerk\"; configuration.GetSection(Name);")]
    [InlineData("var a = \"Clerk\"; var b = a; configuration.GetSection(b);")]
    [InlineData("const string Name = \"Clerk\"; configuration.GetSection(Name); configuration.GetSection(Name);")]
    [InlineData("const string Name = \"Clerk\"; configuration.GetSection(Name); _ = configuration[Name]; configuration.GetSection(Name); _ = configuration[Name];")]
    [InlineData("} static string Name => \"Clerk\"; static void R(IConfiguration c) { c.GetSection(Name);")]
    [InlineData("} static string Name { get; } = \"Clerk\"; static void R(IConfiguration c) { c.GetSection(More.Name);")]
    [InlineData("} static void R(IConfiguration c, string name = \"Clerk\") { c.GetSection(name);")]
    [InlineData("} public const string SectionName = \"Clerk\"; static void R() {")]
    [InlineData("} class Options { [ConfigurationKeyName(\"Clerk\")] public string A = \"\"; static void R() { }")]
    [InlineData("new Library.Client().Use(configuration, \"Clerk\");")]
    [InlineData("Library.Extensions.Use(\"Clerk\", configuration);")]
    [InlineData("services.UseLibrary(\"Clerk\", configuration);")]
    [InlineData("configuration.UseLibrary(\"Clerk\");")]
    [InlineData("new Library.Client().Read(configSectionPath: \"Clerk\");")]
    [InlineData("const string Empty = \"Clerk\"; configuration.GetSection(Empty); _ = string.Empty;")]
    [InlineData("new Library.Client().Use(configuration, \"Clerk\"); void Use() { }")]
    public Task A_key(string code) => IsAsync(KeyUsage.Configuration, code);

    [Theory]
    [InlineData("new AuthenticationBuilder().AddJwtBearer(\"Clerk\");")]
    [InlineData("services.AddAuthentication(\"Clerk\");")]
    [InlineData("const string Name = \"Clerk\"; services.AddAuthentication(Name); services.AddAuthentication(Name);")]
    [InlineData("var o = new Microsoft.AspNetCore.Authentication.AuthenticationOptions(); o.DefaultScheme = \"Clerk\";")]
    [InlineData("} [Authorize(AuthenticationSchemes = \"Clerk\")] class Page { static void R() { }")]
    [InlineData("} public const string Scheme = \"Clerk\"; static void R() {")]
    [InlineData("} public const string Name = \"Clerk\"; static void R(IServiceCollection s) { s.AddAuthentication(Name);")]
    public Task A_schemes_name(string code) => IsAsync(KeyUsage.Scheme, code);

    [Theory]
    [InlineData("configuration.GetConnectionString(\"Clerk\");")]
    [InlineData("throw new InvalidOperationException(\"Clerk\");")]
    [InlineData("throw new UnknownException(\"Clerk\");")]
    [InlineData("_ = name.Equals(\"Clerk\");")]
    [InlineData("_ = name == \"Clerk\";")]
    [InlineData("_ = \"Clerk\" != name;")]
    [InlineData("_ = section.Value == \"Clerk\";")]
    [InlineData("switch (name) { case \"Clerk\": break; }")]
    [InlineData("switch (name) { case \"Clerk\" when services != null: break; }")]
    [InlineData("_ = name switch { \"Clerk\" => 1, _ => 0 };")]
    [InlineData("_ = section.Key switch { _ => name switch { \"Clerk\" => 1, _ => 0 } };")]
    [InlineData("_ = name is \"Clerk\";")]
    [InlineData("_ = name is \"Other\" or \"Clerk\";")]
    [InlineData("_ = section is { Value: \"Clerk\" };")]
    [InlineData("_ = section.Key is { } key && name is \"Clerk\";")]
    [InlineData("Console.WriteLine(\"Clerk\");")]
    [InlineData("const string Name = \"Clerk\"; Console.WriteLine(Name);")]
    [InlineData("new LoggerFactory().CreateLogger(\"\").LogInformation(\"Clerk\");")]
    [InlineData("new Claim(\"Clerk\", \"\");")]
    [InlineData("Unknown.FindFirst(\"Clerk\");")]
    [InlineData("_ = Unknown.Query[\"Clerk\"];")]
    [InlineData("_ = request.Headers[\"Clerk\"];")]
    [InlineData("_ = request.Cookies[\"Clerk\"];")]
    [InlineData("_ = request.Query[\"Clerk\"];")]
    [InlineData("_ = request.Form[\"Clerk\"];")]
    [InlineData("cache.Get(\"Clerk\");")]
    [InlineData("new System.Diagnostics.Activity(\"\").SetTag(\"Clerk\", 1);")]
    [InlineData("reader.GetOrdinal(\"Clerk\");")]
    [InlineData("Unknown.AddWithValue(\"Clerk\", 1);")]
    [InlineData("application.MapGet(\"Clerk\", () => 1);")]
    [InlineData("new Library.SomeCommand(\"Clerk\");")]
    [InlineData("} [Obsolete(\"Clerk\")] class Page { static void R() { }")]
    public Task A_word_of_others(string code) => IsAsync(KeyUsage.Elsewhere, code);

    [Theory]
    [InlineData("services.AddHttpClient(\"Clerk\");")]
    [InlineData("new Library.Client().Read(\"Clerk\", \"\");")]
    [InlineData("new Library.Client(\"Clerk\");")]
    [InlineData("new Library.Client().Use(configuration: \"Clerk\");")]
    [InlineData("_ = new AuthorizationOptions().GetPolicy(\"Clerk\");")]
    public Task A_name_that_a_library_takes(string code) => IsAsync(KeyUsage.Library, code);

    [Theory]
    [InlineData("var a = \"Clerk\";")]
    [InlineData("var a = \"Clerk\"; a = a.Trim();")]
    [InlineData("_ = section.Key == \"Clerk\";")]
    [InlineData("_ = section.Path != \"Clerk\";")]
    [InlineData("_ = section.Key.Equals(\"Clerk\");")]
    [InlineData("_ = string.Equals(section.Path, \"Clerk\");")]
    [InlineData("switch (section.Key) { case \"Clerk\": break; }")]
    [InlineData("switch (section.Key) { case \"Clerk\" or \"Other\": break; }")]
    [InlineData("_ = section.Key switch { \"Clerk\" => 1, _ => 0 };")]
    [InlineData("_ = section.Path is \"Clerk\";")]
    [InlineData("_ = section.Key is \"Other\" or \"Clerk\";")]
    [InlineData("_ = section is { Key: \"Clerk\" };")]
    [InlineData("_ = new { section } is { section.Path: \"Clerk\" };")]
    [InlineData("_ = section.Key switch { { } key when key is not null => 1, \"Clerk\" => 2, _ => 0 };")]
    [InlineData("default(JsonElement).GetProperty(\"Clerk\");")]
    [InlineData("new List<string>().Add(\"Clerk\");")]
    [InlineData("string.Concat(\"Clerk\", name);")]
    [InlineData("new System.Text.StringBuilder().Append(\"Clerk\");")]
    [InlineData("new string[0].Contains(\"Clerk\");")]
    [InlineData("Path.Combine(\"Clerk\");")]
    [InlineData("Library.Assert.Is(\"Clerk\");")]
    [InlineData("Unknown.Frob(\"Clerk\");")]
    [InlineData("Mine.Console.WriteLine(\"Clerk\");")]
    [InlineData("void Local(string text) { } Local(\"Clerk\");")]
    [InlineData("} class Options { [JsonPropertyName(\"Clerk\")] public string A = \"\"; static void R() { }")]
    [InlineData("} class Options { [JsonProperty(\"Clerk\")] public string A = \"\"; static void R() { }")]
    [InlineData("} class Options { [DataMember(Name = \"Clerk\")] public string A = \"\"; static void R() { }")]
    [InlineData("} public const string Provider = \"Clerk\"; static void R() {")]
    [InlineData("} static string Recursive => More.Recursive ?? \"Clerk\"; static void R() {")]
    public Task A_string_of_which_nothing_shows_what_it_is(string code) => IsAsync(KeyUsage.Unclear, code);

    [Theory]
    [InlineData("const string Name = \"Clerk\"; configuration.GetSection(Name); services.AddAuthentication(Name);", (int)(KeyUsage.Configuration | KeyUsage.Scheme))]
    [InlineData("const string Name = \"Clerk\"; configuration.GetSection(Name); Console.WriteLine(Name);", (int)(KeyUsage.Configuration | KeyUsage.Elsewhere))]
    [InlineData("const string Name = \"Clerk\"; services.AddHttpClient(Name); Console.WriteLine(Name);", (int)(KeyUsage.Library | KeyUsage.Elsewhere))]
    [InlineData("const string Name = \"Clerk\"; Console.WriteLine(Name); Name.Trim();", (int)(KeyUsage.Unclear | KeyUsage.Elsewhere))]
    [InlineData("const string Section = \"Clerk\"; Console.WriteLine(Section);", (int)(KeyUsage.Configuration | KeyUsage.Elsewhere))]
    [InlineData("const string Section = \"Clerk\"; services.AddAuthentication(Section);", (int)KeyUsage.Scheme)]
    [InlineData("const string Scheme = \"Clerk\"; configuration.GetSection(Scheme);", (int)KeyUsage.Configuration)]
    public Task A_constant_with_several_uses(string code, int usage) => IsAsync((KeyUsage)usage, code);

    private static async Task IsAsync(KeyUsage expected, string code)
    {
        var text = Usings + "namespace Mine { static class Console { public static void WriteLine(string text) { } } }\n"
            + "static class More { static void Run(IConfiguration configuration, IConfigurationSection section, IServiceCollection services, HttpRequest request, IDistributedCache cache, IDataReader reader, WebApplication application, string name) { " + code + " } }";
        var empty = await Empty;
        var project = empty.Projects.Single();
        var solution = empty.AddMetadataReference(project.Id, Package.Library.Reference).AddDocument(DocumentId.CreateNewId(project.Id), "More.cs", text, filePath: "/booking/App/More.cs");
        var snapshot = await Snapshot.LoadAsync(solution, progress: null, CancellationToken.None);
        var document = snapshot.Documents.Single(document => document.Path.EndsWith("More.cs", StringComparison.Ordinal));
        var literal = document.Root.DescendantNodes().OfType<LiteralExpressionSyntax>().Single(literal => literal.Token.ValueText == "Clerk");
        Assert.Equal(expected, new KeyUsages(snapshot, CancellationToken.None).Of(literal, document));
    }
}
