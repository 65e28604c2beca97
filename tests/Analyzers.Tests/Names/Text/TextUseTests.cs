namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>C2W102 says what kind of string it is, and what a rename would break.</summary>
public class TextUseTests
{
    [Theory]
    [InlineData("logger.LogInformation(\"Signed in {ClerkUserId}\", id);", "a log template")]
    [InlineData("using var scope = logger.BeginScope(\"{ClerkUserId}\", id);", "a log template")]
    [InlineData("const string template = \"No {ClerkUserId} today\";", "a log template")]
    [InlineData("new System.Diagnostics.Activity(\"x\").SetTag(\"enduser.ClerkUserId\", id);", "a telemetry tag")]
    [InlineData("_ = reader.GetOrdinal(\"ClerkUserId\");", "a column name")]
    [InlineData("_ = reader[\"ClerkUserId\"];", "a column name")]
    [InlineData("var sql = \"SELECT name FROM users WHERE ClerkUserId = $1\";", "SQL")]
    [InlineData("var sql = \" where ClerkUserId = \" + id;", "SQL")]
    [InlineData("command.CommandText = \"UserByClerkUserId\";", "SQL", "UserByClerkUserId")]
    [InlineData("connection.Execute(\"update users set seen = 1 where id = @ClerkUserId\", new { id });", "the name of an SQL parameter")]
    [InlineData("command.Parameters[\"@ClerkUserId\"].Value = id;", "the name of an SQL parameter")]
    [InlineData("_ = element.GetProperty(\"ClerkUserId\");", "a JSON name")]
    [InlineData("element.TryGetProperty(\"ClerkUserId\", out _);", "a JSON name")]
    [InlineData("element.TryGetProperty(\"ClerkUserId\"u8, out _);", "a JSON name")]
    [InlineData("_ = node[\"ClerkUserId\"];", "a JSON name")]
    [InlineData("_ = bag[\"ClerkUserId\"];", "a JSON name")]
    [InlineData("var body = \"\"\"{\"ClerkUserId\":\"user_1\"}\"\"\";", "a JSON name")]
    [InlineData("_ = user.FindFirst(\"ClerkUserId\");", "a claim name")]
    [InlineData("_ = new Claim(\"ClerkUserId\", id);", "a claim name")]
    [InlineData("_ = user.Claims.First(claim => claim.Type == \"ClerkUserId\");", "a claim name")]
    [InlineData("_ = typeof(Uses).GetProperty(\"ClerkUserId\");", "a name that is looked up")]
    [InlineData("_ = System.Linq.Expressions.Expression.Property(null, \"ClerkUserId\");", "a name that is looked up")]
    [InlineData("_ = entity.Property(\"ClerkUserId\");", "a name that is looked up")]
    [InlineData("app.MapGet(\"/users/{ClerkUserId}\", (string user) => user);", "a route")]
    [InlineData("var path = $\"/ClerkUserId/{id}\";", "a route")]
    [InlineData("_ = request.Query[\"ClerkUserId\"];", "a query string")]
    [InlineData("var path = $\"/users?ClerkUserId={id}\";", "a query string")]
    [InlineData("_ = request.Form[\"ClerkUserId\"];", "a form field")]
    [InlineData("_ = request.Headers[\"ClerkUserId\"];", "a header name")]
    [InlineData("_ = request.Cookies[\"ClerkUserId\"];", "the name of a cookie")]
    [InlineData("_ = cache.Get($\"ClerkUserId:{id}\");", "a cache key")]
    [InlineData("_ = configuration[\"ClerkUserId\"];", "a configuration key")]
    [InlineData("_ = Environment.GetEnvironmentVariable(\"ClerkUserId\");", "a configuration key")]
    [InlineData("_ = map[\"ClerkUserId\"];", "a dictionary key")]
    [InlineData("map.TryGetValue(\"ClerkUserId\", out _);", "a dictionary key")]
    [InlineData("map = new() { { \"ClerkUserId\", id } };", "a dictionary key")]
    [InlineData("map = new() { [\"ClerkUserId\"] = id };", "a dictionary key")]
    [InlineData("Xunit.Assert.Contains(\"ClerkUserId\", id);", "what a test expects")]
    [InlineData("Xunit.Assert.Contains($\"select ClerkUserId from {id}\", id);", "what a test expects")]
    [InlineData("new FluentAssertions.StringAssertions().Be(\"ClerkUserId\");", "what a test expects")]
    [InlineData("id.ShouldBe(\"ClerkUserId\");", "what a test expects")]
    [InlineData("const string key = \"ClerkUserId\";", "a string")]
    [InlineData("var text = \"?ClerkUserId x\";", "a string")]
    [InlineData("var text = \"ClerkUserId=\";", "a string")]
    [InlineData("var text = \"&ClerkUserId=\";", "a query string")]
    [InlineData("var text = \"{ClerkUserId x\";", "a string")]
    [InlineData("var text = \"ClerkUserId}\";", "a string")]
    [InlineData("var text = \"x ClerkUserId: y\";", "a string")]
    [InlineData("var text = \"{ClerkUserId:x}\";", "a log template")]
    [InlineData("var text = \"a/b {ClerkUserId}\";", "a log template")]
    [InlineData("var text = \"a/{ClerkUserId:x}\";", "a route")]
    [InlineData("var text = \"a/ClerkUserId\";", "a route")]
    [InlineData("var text = \"a /ClerkUserId\";", "a string")]
    [InlineData("var text = \"\\\"ClerkUserId\\\"\";", "a string")]
    [InlineData("var text = \"\\\"ClerkUserId\\\" : 1\";", "a string")]
    [InlineData("var text = \"'ClerkUserId': 1\";", "a string")]
    [InlineData("var text = \"select ClerkUserId from\";", "SQL")]
    [InlineData("var text = \"-- by user\\nselect ClerkUserId\";", "a string")]
    [InlineData("var text = \"  (select ClerkUserId from users)\";", "SQL")]
    [InlineData("var text = \"selected ClerkUserId from users\";", "a string")]
    [InlineData("var text = \"select ClerkUserId fromage\";", "a string")]
    [InlineData("var text = \"select ClerkUserId fromage from users\";", "SQL")]
    [InlineData("var text = \"select ClerkUserId table_from\";", "a string")]
    [InlineData("var text = \"and ClerkUserId = 1\";", "SQL")]
    [InlineData("var text = \"or ClerkUserId = 1\";", "SQL")]
    [InlineData("var text = \"\\t on ClerkUserId = 1\";", "SQL")]
    [InlineData("var text = \"or ClerkUserId\";", "a string")]
    [InlineData("var text = \"order by ClerkUserId = 1\";", "a string")]
    [InlineData("var text = \"x = @ClerkUserId\";", "the name of an SQL parameter")]
    [InlineData("var text = \"x =@ClerkUserId\";", "the name of an SQL parameter")]
    [InlineData("var text = \"f(@ClerkUserId\";", "the name of an SQL parameter")]
    [InlineData("var text = \"a,@ClerkUserId\";", "the name of an SQL parameter")]
    [InlineData("var text = \" @ClerkUserId\";", "the name of an SQL parameter")]
    [InlineData("var text = \"@ClerkUserId\";", "a string")]
    [InlineData("var text = \"a@ClerkUserId\";", "a string")]
    [InlineData("var text = \" ClerkUserId\";", "a string")]
    [InlineData("command.ParameterName = \"ClerkUserId\";", "the name of an SQL parameter")]
    [InlineData("other.CommandText += \"ClerkUserId\";", "SQL")]
    [InlineData("_ = user.Claims.First(claim => \"ClerkUserId\" != claim.Type);", "a claim name")]
    [InlineData("_ = user.Claims.First(claim => claim.Value == \"ClerkUserId\");", "a string")]
    [InlineData("_ = new { Type = id }.Type == \"ClerkUserId\";", "a string")]
    [InlineData("map = new() { { id, \"ClerkUserId\" } };", "a string")]
    [InlineData("_ = gone.Headers[\"ClerkUserId\"];", "a header name")]
    [InlineData("_ = gone[\"ClerkUserId\"];", "a string")]
    [InlineData("gone.AddWithValue(\"ClerkUserId\", id);", "the name of an SQL parameter")]
    [InlineData("gone.Do(\"ClerkUserId\");", "a string")]
    [InlineData("Assert.Equal(\"ClerkUserId\", id);", "what a test expects")]
    [InlineData("gone.Equal(\"ClerkUserId\", id);", "a string")]
    [InlineData("throw new ArgumentNullException(\"ClerkUserId\");", "the name of a parameter")]
    [InlineData("throw new System.Net.Http.HttpRequestException(System.Net.Http.HttpRequestError.Unknown, message: \"ClerkUserId\");", "an exception's message", "ClerkUserId", "")]
    [InlineData("throw new Failed(\"ClerkUserId\");", "a string")]
    [InlineData("ArgumentNullException.ThrowIfNull(id, \"ClerkUserId\");", "the name of a parameter")]
    [InlineData("new InvalidOperationException(\"x\").Data.Add(\"ClerkUserId\", id);", "a dictionary key")]
    [InlineData("_ = true ? \"ClerkUserId\" : id;", "a string")]
    [InlineData("_ = element.GetProperty(true ? \"ClerkUserId\" : id);", "a JSON name")]
    [InlineData("_ = element.GetProperty(id ?? \"ClerkUserId\");", "a JSON name")]
    [InlineData("_ = element.GetProperty((string)\"ClerkUserId\"!);", "a JSON name")]
    [InlineData("_ = element.GetProperty(id switch { _ => \"ClerkUserId\" });", "a JSON name")]
    [InlineData("_ = element.GetProperty(\"ClerkUserId\" == id ? id : id);", "a string")]
    [InlineData("user.HasClaim(type: \"ClerkUserId\", value: id);", "a claim name")]
    [InlineData("Console.WriteLine(\"ClerkUserId\");", "a string")]
    public async Task Names_the_kind_of_string(string statement, string kind, string word = "ClerkUserId", string with = ", together with ") => Assert.StartsWith(
        $"C2W102: '{word}' in {kind} is named after the Clerk user id; use '{word.Replace("Clerk", "Workos", StringComparison.Ordinal)}'{with}",
        await Frameworks.MessageOf(statement),
        StringComparison.Ordinal);

    [Fact]
    public async Task Says_what_a_rename_breaks() => Assert.Equal(
        "C2W102: 'ClerkUserId' in a log template is named after the Clerk user id; use 'WorkosUserId', together with the log queries and alerts, which a rename breaks",
        await Frameworks.MessageOf("logger.LogInformation(\"Signed in {ClerkUserId}\", id);"));

    [Theory]
    [InlineData("throw new InvalidOperationException(\"No ClerkUserId\");")]
    [InlineData("throw new InvalidOperationException($\"No ClerkUserId in {id}\");")]
    [InlineData("throw new ArgumentException(message: \"No \" + \"ClerkUserId\", paramName: nameof(id));")]
    public async Task A_message_is_read_by_people_only(string statement) => Assert.Equal(
        "C2W102: 'ClerkUserId' in an exception's message is named after the Clerk user id; use 'WorkosUserId'",
        await Frameworks.MessageOf(statement));

    [Fact]
    public Task Attributes_are_read_by_somebody_else() => Frameworks.Using("""
        public partial class Reads
        {
            [LoggerMessage(Message = "Signed in {{|C2W102:ClerkUserId|}}")] public void SignedIn() { }
            public void Bind([Bind("{|C2W102:clerkUserId|}")] object form) { }
            [System.ComponentModel.Description("The {|C2W102:ClerkUserId|}")] public string Text { get; set; }
        }
        """).Shows();
}
