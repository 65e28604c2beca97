namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>Strings that are no leftover.</summary>
public class TextLeftAloneTests
{
    [Fact]
    public Task Names_that_are_pinned_are_contracts() => Frameworks.Using("""
        [Table("clerk_user_ids")]
        public class Pinned
        {
            [JsonPropertyName("clerkUserId")] public string A { get; set; }
            [JsonProperty("clerk_user_id")] public string B { get; set; }
            [Column("clerk_user_id")] public string C { get; set; }
            [BsonElement("clerkUserId")] public string D { get; set; }
            [DataMember(Name = "clerkUserId")] public string E { get; set; }
            [XmlElement("ClerkUserId")] public string F { get; set; }
            [XmlAttribute(AttributeName = "clerkUserId")] public string G { get; set; }
            [ColumnAttribute("clerk_user_id")] public string H { get; set; }
            [System.Text.Json.Serialization.JsonPropertyNameAttribute("clerkUserId")] public string I { get; set; }
            [global::Newtonsoft.Json.JsonProperty("clerkUserId")] public string J { get; set; }
            [JsonPropertyName("a" + ("clerkUserId"))] public string K { get; set; }
            [Column(TypeName = "clerk_user_id")] public string L { get; set; }
            public void Bound([FromRoute(Name = "clerkUserId")] string a, [FromQuery(Name = "clerk_user_id")] string b, [FromHeader(Name = "X-Clerk-User-Id")] string c) { }
            public void Map(EntityTypeBuilder entity) => entity.ToTable("clerk_user_ids").Property("A").HasColumnName("clerk" + "_clerk_user_id");
        }
        """).Shows();

    [Fact]
    public Task Route_templates_follow_their_parameter() => Frameworks.Using("""
        [Route("tenants/{clerkSub}/users")]
        public class Users
        {
            [HttpGet("{clerkUserId:minlength(3)}")] public string Get(string {|C2W101:clerkUserId|}, string {|C2W101:clerkSub|}) => clerkUserId + clerkSub;
            [HttpGet("by/{clerkId}")] public string By([FromRoute(Name = "clerkId")] string id) => id;
            public static string Named(string {|C2W101:clerkUserId|}) => clerkUserId;
            public static void Map(WebApplication app)
            {
                app.MapGet("/users/{clerkUserId}", (string {|C2W101:clerkUserId|}) => clerkUserId);
                app.MapGet("/users/{**clerkUserId}", Named);
                app.MapGroup("/of/{clerkSub}").MapGet("/x", (string {|C2W101:clerkSub|}) => clerkSub);
            }
        }
        """).Shows();

    [Theory]
    [InlineData("[Route(\"{clerkUserId}\")]")]
    [InlineData("[Route(\"{clerkUserId?}\")]")]
    [InlineData("[Route(\"{clerkUserId=x}\")]")]
    [InlineData("[Route(\"{*clerkUserId}\")]")]
    [InlineData("[Route(\"{**clerkUserId:int}\")]")]
    [InlineData("[Route(\"{CLERKUSERID}\")]")]
    [InlineData("[Route(\"{{|C2W102:clerkUserIds|}}\")]")]
    [InlineData("[Route(\"{|C2W102:clerkUserId|}\")]")]
    [InlineData("[Route(\"({|C2W102:clerkUserId|}}\")]")]
    [InlineData("[Route(\"{{|C2W102:clerkUserId|}!}\")]")]
    [InlineData("[Route(\"{{|C2W102:clerkUserId|}\")]")]
    [InlineData("[Route(\"*{|C2W102:clerkUserId|}}\")]")]
    [InlineData("[Route(\"{x*{|C2W102:clerkUserId|}}\")]")]
    [InlineData("[System.ComponentModel.Description(\"{{|C2W102:clerkUserId|}}\")]")]
    public Task A_placeholder_is_a_name_in_braces(string route) =>
        Frameworks.Using($"{route} public class Users {{ public string Get(string {{|C2W101:clerkUserId|}}) => clerkUserId; public int Count; }}").Shows();

    [Theory]
    [InlineData("[Route(\"{{|C2W102:clerkUserId|}}\")] public class Users { public string Get(string id) => id; public string Of(HttpRequest request) { string Inner(string {|C2W101:clerkUserId|}) => clerkUserId; return Inner(\"\"); } }")]
    [InlineData("[Route(\"{{|C2W102:clerkUserId|}}\")] public class Users { public class Inner { public string Get(string {|C2W101:clerkUserId|}) => clerkUserId; } }")]
    [InlineData("public class Users { [Route(\"{{|C2W102:clerkUserId|}}\")] public string Get(string id) => id; public string Of(string {|C2W101:clerkUserId|}) => clerkUserId; }")]
    [InlineData("public class Users { void Map() { [HttpGet(\"{clerkUserId}\")] string Get(string {|C2W101:clerkUserId|}) => clerkUserId; } }")]
    [InlineData("public class Users { [HttpGet(\"{{|C2W102:clerkUserId|}}\")] public string Get([FromQuery] string id, [Bind(\"x\")] string x) => id; }")]
    [InlineData("public class Users { void Map(WebApplication app) => app.MapPost(\"{clerkUserId}\", {|C2W101:clerkUserId|} => clerkUserId); }")]
    [InlineData("public class Users { void Map(WebApplication app) => app.MapPost(\"{{|C2W102:clerkUserId|}}\", id => id); }")]
    [InlineData("public class Users { void Map(WebApplication app) => app.MapGet(\"{clerkUserId}\", this.Get); string Get(string {|C2W101:clerkUserId|}) => clerkUserId; }")]
    [InlineData("public class Users { void Map(WebApplication app) => app.MapGet(\"{{|C2W102:clerkUserId|}}\", this.Get); string Get(string id) => id; }")]
    [InlineData("public class Users { void Map(WebApplication app) { app.MapGroup(\"{{|C2W102:clerkUserId|}}\"); app.MapGet(\"x\", (string id) => id); } }")]
    [InlineData("public class Users { void Map(WebApplication app) { app.MapGroup(\"{clerkUserId}\"); app.MapGet(\"x\", Get); } string Get(string {|C2W101:clerkUserId|}) => clerkUserId; }")]
    [InlineData("public class Users { void Map(WebApplication app) { app.MapGroup(\"{{|C2W102:clerkUserId|}}\"); Use(Get); } void Use(Func<string, string> get) { } string Get(string {|C2W101:clerkUserId|}) => clerkUserId; }")]
    [InlineData("public class Users { void Map(WebApplication app) => Use(\"{{|C2W102:clerkUserId|}}\", Get); void Use(string text, Func<string, string> get) { } string Get(string {|C2W101:clerkUserId|}) => clerkUserId; }")]
    [InlineData("public class Users { void Map(WebApplication app, string id) => app.MapGet($\"{id}/{{{|C2W102:clerkUserId|}}}\", Get); string Get(string {|C2W101:clerkUserId|}) => clerkUserId; }")]
    public Task A_template_follows_the_parameters_of_its_own_handlers(string code) => Frameworks.Using(code).Shows();

    [Fact]
    public Task A_handler_of_another_file_does_not_take_its_template_along() => Frameworks.Using(
            "public class Users { void Map(WebApplication app) => app.MapGet(\"{{|C2W102:clerkUserId|}}\", Handlers.Get); }")
        .With("/app/Handlers.cs", "public static class Handlers { public static string Get(string {|C2W101:clerkUserId|}) => clerkUserId; }").Shows();

    [Fact]
    public Task A_suppression_names_what_stays() => RuleProject.Of("""
        using System.Diagnostics.CodeAnalysis;
        [assembly: SuppressMessage("Naming", "C2W101:A name", Scope = "member", Target = "~P:User.ClerkUserId")]
        [assembly: UnconditionalSuppressMessage("Naming", "C2W101", Target = "~P:User.ClerkSub")]
        [assembly: SuppressMessage("Naming", "C2W102", Target = "~P:User.{|C2W102:ClerkUserId|}")]
        [assembly: SuppressMessage("Naming", Constants.Rule, Target = "~P:User.{|C2W102:ClerkUserId|}")]
        public static class Constants { public const string Rule = "C2W101"; }
        """).Shows();

    [Fact]
    public Task The_members_of_an_index_are_named_and_its_name_is_pinned() => RuleProject.Of("""
        public class IndexAttribute : System.Attribute { public IndexAttribute(params string[] members) { } public string Name { get; set; } }
        [Index("{|C2W102:ClerkUserId|}", Name = "ix_clerk_user_id")] public class User { }
        """).Shows();

    [Fact]
    public Task A_route_template_without_a_parameter_is_a_leftover() => Frameworks.Using("""
        public class Users
        {
            [HttpGet("{{|C2W102:clerkUserId|}}")] public string Get(HttpRequest request) => "";
            public static void Map(WebApplication app)
            {
                app.MapGet("/users/{{|C2W102:clerkUserId|}}", (HttpRequest request) => "");
                app.MapGet("/{|C2W102:clerk-user-id|}/{clerkUserId}", (string {|C2W101:clerkUserId|}) => clerkUserId);
            }
        }
        """).Shows();

    [Fact]
    public Task The_name_of_a_parameter_follows_it() => RuleProject.Of("""
        using System;
        public class Guards(string {|C2W101:clerkSub|})
        {
            public string Check(string {|C2W101:clerkUserId|})
            {
                ArgumentException.ThrowIfNullOrEmpty(clerkUserId, "clerkUserId");
                Func<string, string> inner = {|C2W101:clerkId|} => clerkId ?? throw new ArgumentNullException("clerkId");
                if (clerkUserId.Length > 9)
                    throw new ArgumentOutOfRangeException(paramName: "clerkUserId", message: "Too long");
                return inner(clerkSub ?? throw new ArgumentNullException("clerkSub"));
            }
            public string Other(string id) => id ?? throw new ArgumentNullException("{|C2W102:clerkUserId|}");
        }
        """).Shows();

    [Fact]
    public Task Values_and_sentences_are_no_names() => RuleProject.Of("""
        public class Fixtures
        {
            public string {|C2W101:ClerkUserId|} => "clerk_001";
            public string[] Others => ["user_clerk_1", "clerk_user_id_123", "clerk-id-7", "Clerk user id missing", "No clerk id.", "Clerk", "clerk_", "https://{|C2W502:clerk.com|}/docs/clerk-user-id"];
            public string Text => "Clerk. Id of the user: " + ClerkUserId;
        }
        """).Shows();

    [Fact]
    public Task The_names_of_a_person_are_no_names_of_the_product() => RuleProject.Of("""
        public class Clerk { }
        public class Shop { public string Key => "ClerkUserId" + "clerk_id"; }
        """).Shows();

    [Fact]
    public Task ClerkId_needs_evidence_in_strings_too() => RuleProject.Of("public class Shop { public string Key => \"clerk_id\"; }").Shows();

    [Fact]
    public Task Nothing_is_reported_when_switched_off() =>
        RuleProject.Of("public class Shop { public string Key => \"ClerkUserId\"; }").Configured("c2w_evidence", "off").Shows();

    [Fact]
    public Task Migrations_generated_code_and_legacy_readers_stay() => RuleProject.Of("""
        using Microsoft.EntityFrameworkCore.Migrations;
        public class AddId : Migration { protected override void Up(MigrationBuilder builder) => builder.AddColumn<string>("clerk_user_id", "users"); }
        """)
        .With("/app/Ids.g.cs", "public class Generated { public string Key => \"ClerkUserId\"; }")
        .With("/app/backup/Reader.cs", "public class Reader { public string Key => \"ClerkUserId\"; /* ClerkUserId */ }")
        .Configured("c2w_legacy_readers", "backup/**")
        .Shows();

    [Fact]
    public Task The_legacy_schema_stays() => RuleProject.Of("""
        namespace Booking.Drizzle.Schema
        {
            public class EventTable { public string Sql => "select clerk_user_id from events"; }
            public class MeetingTable { /* ClerkUserId */ }
        }
        namespace Booking.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string Sql => "select {|C2W102:clerk_user_id|} from events"; }
            public class MeetingsTable { }
        }
        """).Shows();

    [Fact]
    public Task Half_typed_strings_are_read_as_far_as_they_go() => RuleProject.Of("""
        class C { string A = "{|C2W102:ClerkUserId|}\u00
        ; string B = $"{|C2W102:clerkUserId|} {
        """).ShowsThoughBroken();
}
