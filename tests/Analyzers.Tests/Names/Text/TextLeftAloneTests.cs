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
