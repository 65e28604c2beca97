namespace Clerk2WorkOS.Analyzers.Tests.RealCode;

/// <summary>The patterns that were counted in real repositories, one by one.</summary>
public class PatternTests
{
    private const string Web = """
        using System;
        namespace Web
        {
            public class HttpGetAttribute : Attribute { public HttpGetAttribute(string template) { } }
            public class FromRouteAttribute : Attribute { public string Name { get; set; } }
            public class AuthorizeAttribute : Attribute { public string AuthenticationSchemes { get; set; } }
            public class ColumnAttribute : Attribute { public ColumnAttribute(string name) { } }
            public interface ILogger { void LogInformation(string template, params object[] values); }
        }
        """;

    [Fact]
    public Task Parameters_of_an_interface_its_implementation_and_a_route() => Finds("""
        public interface IUsers { object Get(string {|C2W101:clerkUserId|}); }
        public class UsersController : IUsers
        {
            [HttpGet("users/{clerkUserId}")] public object Get(string {|C2W101:clerkUserId|}) => clerkUserId;
            [HttpGet("by/{clerkId}")] public object By([FromRoute(Name = "clerkId")] string id) => id;
        }
        """);

    [Fact]
    public Task Lambdas_object_initializers_and_locals() => Finds("""
        public class User { public string {|C2W101:ClerkUserId|} { get; set; } }
        public class Uses
        {
            public User First(List<User> users, string id)
            {
                var {|C2W101:clerkUserId|} = id;
                return users.Where(u => u.ClerkUserId == clerkUserId).FirstOrDefault() ?? new User { ClerkUserId = clerkUserId };
            }
        }
        """);

    [Fact]
    public Task Comments_and_documentation() => Finds("""
        public class User
        {
            // The {|C2W103:ClerkUserId|} of the user.
            /// <summary>Replaces {|C2W103:ClerkUserId|}, see <see cref="ClerkUserId"/>.</summary>
            public string {|C2W101:ClerkUserId|} { get; set; }
            /// <param name="clerkId">The {|C2W103:ClerkId|}.</param>
            public void Set(string {|C2W101:clerkId|}) { }
        }
        """);

    [Fact]
    public Task Methods_that_name_the_id_and_methods_that_do_not() => Finds("""
        public class Users
        {
            public string {|C2W101:GetClerkUserId|}() => "";
            public string {|C2W101:GetByClerkIdAsync|}() => "";
            public void HandleClerkWebhook() { }
        }
        """);

    [Fact]
    public Task Log_templates_sql_columns_configuration_and_urls() => Finds("""
        public class Texts(ILogger logger)
        {
            [Column("clerk_user_id")] public string {|C2W101:ClerkUserId|} { get; set; }
            public void All(Dictionary<string, string> configuration)
            {
                logger.LogInformation("Signed in {{|C2W102:ClerkUserId|}}", ClerkUserId);
                var sql = "select {|C2W102:clerk_user_id|} from users where {|C2W102:clerk_user_id|} = @{|C2W102:ClerkUserId|}";
                var key = configuration["{|C2W502:Clerk:SecretKey|}"] + configuration["{|C2W102:CLERK_USER_ID|}"];
                var url = "https://{|C2W502:api.clerk.com|}/v1/users/clerk_001";
            }
        }
        """);

    [Fact]
    public Task Types_schemes_and_sessions_of_the_vendor() => Finds("""
        public class ClerkOptions { public string Authority { get; set; } }
        [Authorize(AuthenticationSchemes = "{|C2W502:Clerk|}")] public class ClerkWebhookController { }
        public class ClerkService { public bool HasAzp(string azp) => azp == "clerk"; }
        """);

    [Fact]
    public Task The_authorized_party_webhook_routes_and_events() => Finds("""
        public class Tokens(Dictionary<string, string> configuration)
        {
            public string Key => configuration["{|C2W502:Clerk:SecretKey|}"];
            public bool IsOurs(System.Security.Claims.ClaimsPrincipal user) => user.FindFirst({|C2W503:"azp"|})?.Value == "https://booking.example";
            public string Route => "/api/{|C2W502:webhooks/clerk|}";
            public bool IsNew(string type) => type is "user.created";
        }
        """);

    [Fact]
    public Task Inferred_anonymous_members() => Finds("""
        public class User { public string {|C2W101:ClerkId|} { get; set; } public string {|C2W101:ClerkSub|} { get; set; } }
        public class Uses
        {
            public List<string> All(List<User> users) => users.Select(u => new { u.ClerkId }).Select(x => x.ClerkId).ToList();
        }
        """);

    [Fact]
    public Task Json_contracts_and_positional_records() => Finds("""
        public record UserDto(string {|C2W101:ClerkUserId|}, [property: System.Text.Json.Serialization.JsonPropertyName("clerkId")] string {|C2W101:ClerkId|});
        """);

    [Fact]
    public Task Fixtures() => Finds("public class Fixtures { public const string User = \"clerk_001\"; public string[] Ids => [\"user_clerk_1\", User]; }");

    [Fact]
    public Task Audit_calls_as_people_write_them() => RuleProject.Of("""
        using System.Threading;
        using System.Threading.Tasks;
        public class Controller { }
        public interface IAuditService
        {
            Task LogAuditEventAsync(string userId, string action, string resourceType, string resourceId, string oldValues, string newValues, string ipAddress, string userAgent, CancellationToken cancellationToken = default);
            Task LogAuditEventAsync(AuditEvent auditEvent);
        }
        public class AuditEvent { }
        public class Meetings(IAuditService audit)
        {
            public async Task All(string ip, CancellationToken ct)
            {
                _ = audit.{|C2W201:LogAuditEventAsync|}("user", "a", "b", "c", "old", "new", ipAddress: ip, userAgent: "agent");
                await audit.{|C2W201:LogAuditEventAsync|}("user", "a", "b", "c", null, null, ip, "agent", ct).ConfigureAwait(false);
                await audit.LogAuditEventAsync(new AuditEvent());
            }
        }
        """).Shows();

    private static Task Finds(string code) =>
        RuleProject.Of("using System.Collections.Generic;\nusing System.Linq;\nusing Web;\n" + code).Referring(Web).Shows();
}
