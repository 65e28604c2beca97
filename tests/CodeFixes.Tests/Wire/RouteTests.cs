namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>What a template, a query or a form names moves with the parameter, or keeps its name by an attribute.</summary>
public sealed class RouteTests
{
    /// <summary>Statements with the places of the new name written <c>@</c>: so both sides are one text.</summary>
    [Theory]
    [InlineData("app.MapGet(\"/u/{@}\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPost(\"/u/{*@}\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPut(\"/u/{**@}\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapDelete(\"/u/{@?}\", (string? @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPatch(\"/u/{@=x}\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapMethods(\"/u/{@:alpha}\", new[] { \"GET\" }, (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u/{@}/{@2}\", (string @, string @2) => @ + @2);", "Route Place: clerkUserId -> workosUserId", "Route Place: clerkUserId2 -> workosUserId2")]
    [InlineData("app.MapGet(\"/u/{@}\", Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u/{@}\", Handlers.Take);", "Route Handlers: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.Map(\"/u\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapFallback((string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapMethods(\"/u\", new[] { \"GET\" }, Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("Map(\"/u\", (string @) => @); void Map(string text, Func<string, string> f) { }")]
    [InlineData("app.MapPost(\"/u\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPut(\"/u\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapDelete(\"/u\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPatch(\"/u\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapMethods(\"/u\", new[] { \"GET\" }, (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", (string[] @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", ([FromQuery] List<string> @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", ([FromHeader] string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", ([FromForm] string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", ([FromQuery] string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u/{@}\", ([FromRoute] string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", ([FromBody] string @) => @);")]
    [InlineData("app.MapGet(\"/u\", ([FromServices] string @) => @);")]
    [InlineData("app.MapGet(\"/u\", ([FromBody] Search @) => @);")]
    [InlineData("app.MapGet(\"/u\", (Search @) => @);")]
    [InlineData("app.MapGet(\"/u\", ([FromQuery] Search @) => @);")]
    [InlineData("app.MapGet(\"/u\", (Dictionary<int, string> @) => @);")]
    [InlineData("app.MapGet(\"/u\", Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPost(\"/u\", Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPut(\"/u\", Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapDelete(\"/u\", Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapPatch(\"/u\", Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u\", Other); string Get(string @) => @; string Other() => Get(\"\");")]
    [InlineData("Take((string @) => @); void Take(Func<string, string> f) { }")]
    [InlineData("new List<string>().ForEach(@ => Console.WriteLine(@));")]
    [InlineData("var users = app.MapGroup(\"/u/{@}\"); users.MapGet(\"/m\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("var users = app.MapGroup(\"/u/{@}\"); users.MapGet(\"/m\", Get); string Get(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGroup(\"/u/{@}\").MapGet(\"/m\", (string @) => @);", "Route Place: clerkUserId -> workosUserId")]
    [InlineData("app.MapGet(\"/u/{id}\", ([FromRoute(Name = \"id\")] string @) => @);")]
    [InlineData("app.MapGet(\"/u/{@}\", (string @) => Inner(@)); string Inner(string @) => @;", "Route Place: clerkUserId -> workosUserId")]
    public async Task A_minimal_endpoints_names_move(string statements, params string[] contracts)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Endpoints(statements, "clerkUserId")).With(Package.RealAspNetCore));
        Assert.Equal(Endpoints(statements, "workosUserId"), outcome.Text);
        Assert.Equal(contracts, outcome.Contracts.Where(contract => contract.StartsWith("Route", StringComparison.Ordinal)));
    }

    private static string Endpoints(string statements, string name) => $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        static class Handlers { public static string Take(string {{name}}) => {{name}}; }
        class Search { public string Name { get; set; } = ""; }
        static class Place { public static void Do(WebApplication app) { {{statements.Replace("@", name, StringComparison.Ordinal)}} } }
        """;

    [Theory]
    [InlineData("app.MapGet(\"/u/{clerkUserId}\", (string clerkUserId) => clerkUserId);", "app.MapGet(\"/u/{clerkUserId}\", ([FromRoute(Name = \"clerkUserId\")] string workosUserId) => workosUserId);")]
    [InlineData("app.MapGet(\"/u/{clerkUserId?}\", (string? clerkUserId) => clerkUserId);", "app.MapGet(\"/u/{clerkUserId?}\", ([FromRoute(Name = \"clerkUserId\")] string? workosUserId) => workosUserId);")]
    [InlineData("app.MapGet(\"/u\", (string clerkUserId) => clerkUserId);", "app.MapGet(\"/u\", ([FromQuery(Name = \"clerkUserId\")] string workosUserId) => workosUserId);")]
    [InlineData("app.MapGet(\"/u\", ([FromHeader] string clerkUserId) => clerkUserId);", "app.MapGet(\"/u\", ([FromHeader(Name = \"clerkUserId\")] string workosUserId) => workosUserId);")]
    [InlineData("app.MapGet(\"/u\", ([FromHeader()] string clerkUserId) => clerkUserId);", "app.MapGet(\"/u\", ([FromHeader(Name = \"clerkUserId\")] string workosUserId) => workosUserId);")]
    [InlineData("app.MapGet(\"/u\", ([FromForm] string clerkUserId) => clerkUserId);", "app.MapGet(\"/u\", ([FromForm(Name = \"clerkUserId\")] string workosUserId) => workosUserId);")]
    [InlineData("app.MapGet(\"/u\", ([FromBody] string clerkUserId) => clerkUserId);", "app.MapGet(\"/u\", ([FromBody] string workosUserId) => workosUserId);")]
    [InlineData("app.MapGet(\"/u\", Get); string Get(string clerkUserId) => clerkUserId;", "app.MapGet(\"/u\", Get); string Get([FromQuery(Name = \"clerkUserId\")] string workosUserId) => workosUserId;")]
    public async Task A_minimal_endpoints_names_are_kept(string statements, string after)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Kept(statements)).With(Package.RealAspNetCore).Configured("c2w_json_names = keep"));
        Assert.Equal(Kept(after), outcome.Text);
    }

    private static string Kept(string statements) => $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Mvc;
        static class Place { public static void Do(WebApplication app) { {{statements}} } }
        """;

    [Theory]
    [InlineData("[HttpGet(\"{@}\")] public string Get(string @) => @;", true)]
    [InlineData("[HttpPost(\"{@}\")] public string Get(string @) => @;", true)]
    [InlineData("[Route(\"{@}\")] public string Get(string @) => @;", true)]
    [InlineData("[AcceptVerbs(\"GET\", Route = \"{@}\")] public string Get(string @) => @;", true)]
    [InlineData("[HttpGet(\"x\")] public string Get(string @) => @;", true)]
    [InlineData("[HttpGet(\"x\")] public string Get([FromHeader] string @) => @;", true)]
    [InlineData("[HttpGet(\"x\")] public string Get([FromBody] string @) => @;", false)]
    [InlineData("[HttpGet(\"x\")] public string Get([FromQuery] Search @) => @.Name;", false)]
    [InlineData("[HttpGet(\"x\")] internal string Get(string @) => @;", false)]
    [InlineData("[HttpGet(\"x\")] public static string Get(string @) => @;", false)]
    [InlineData("[HttpGet(\"x\")] public string Get() => Inner(\"\"); private string Inner(string @) => @;", false)]
    [InlineData("[HttpGet(\"x\")] public string Get() => Inner(\"\"); string Inner(string id) { return Local(id); string Local(string @) => @; }", false)]
    public async Task An_actions_names_move(string members, bool isContract)
    {
        static string Text(string members, string name) => $$"""
            using Microsoft.AspNetCore.Mvc;
            public class Search { public string Name { get; set; } = ""; }
            [ApiController] public class Place : ControllerBase { {{members.Replace("@", name, StringComparison.Ordinal)}} }
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Text(members, "clerkUserId")).With(Package.RealAspNetCore));
        Assert.Equal(Text(members, "workosUserId"), outcome.Text);
        Assert.Equal(isContract ? ["Route Place: clerkUserId -> workosUserId"] : [], outcome.Contracts);
    }

    [Theory]
    [InlineData("[ApiController] class Place : ControllerBase", "[HttpGet(\"{clerkUserId}\")]", "[FromRoute(Name = \"clerkUserId\")]")]
    [InlineData("[ApiController] class Place : ControllerBase", "[HttpGet(\"{clerkUserId?}\")]", "[ModelBinder(Name = \"clerkUserId\")]")]
    [InlineData("[ApiController] class Place : ControllerBase", "[HttpGet(\"x\")]", "[FromQuery(Name = \"clerkUserId\")]")]
    [InlineData("class Place : Controller", "[HttpGet(\"{clerkUserId}\")]", "[FromRoute(Name = \"clerkUserId\")]")]
    [InlineData("class Place : Controller", "[HttpGet(\"{clerkUserId?}\")]", "[ModelBinder(Name = \"clerkUserId\")]")]
    [InlineData("class Place : Controller", "[HttpGet(\"x\")]", "[ModelBinder(Name = \"clerkUserId\")]")]
    [InlineData("class Place : Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "", "[ModelBinder(Name = \"clerkUserId\")]")]
    [InlineData("[ApiController] class Place", "[HttpGet(\"x\")]", "[FromQuery(Name = \"clerkUserId\")]")]
    [InlineData("class Place", "[HttpGet(\"x\")]", "")]
    public async Task An_actions_names_are_kept_without_changing_where_they_come_from(string type, string attribute, string pin)
    {
        static string Text(string type, string attribute, string parameter) => $$"""
            using Microsoft.AspNetCore.Mvc;
            {{type.Replace("class", "public class", StringComparison.Ordinal)}} { {{attribute}} public string Get({{parameter}}) => ""; }
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Text(type, attribute, "string? clerkUserId")).With(Package.RealAspNetCore).Configured("c2w_json_names = keep"));
        Assert.Equal(Text(type, attribute, pin.Length == 0 ? "string? workosUserId" : pin + " string? workosUserId"), outcome.Text);
    }

    [Theory]
    [InlineData("app.MapGet(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", true)]
    [InlineData("app.MapPost(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", true)]
    [InlineData("app.MapPut(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", true)]
    [InlineData("app.MapDelete(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", true)]
    [InlineData("app.MapPatch(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", true)]
    [InlineData("app.MapMethods(Prefix + \"/{clerkUserId}\", new[] { \"GET\" }, (string clerkUserId) => \"\");", true)]
    [InlineData("app.Map(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", true)]
    [InlineData("app.MapGet(Prefix + \"/{id}\", (string clerkUserId, string id) => \"\");", false)]
    [InlineData("app.MapGet(prefix + \"/{id}\", (string clerkUserId, string id) => \"\");", true)]
    [InlineData("app.MapGet(Prefix, (string clerkUserId) => \"\");", false)]
    [InlineData("app.MapFallback(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", true)]
    [InlineData("app.MapFallback((string clerkUserId) => \"\");", false)]
    [InlineData("Ours.Map(Prefix + \"/{clerkUserId}\", (string clerkUserId) => \"\");", false)]
    public async Task A_template_that_is_put_together_keeps_what_it_may_name(string statement, bool stays)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged($$"""
            using Microsoft.AspNetCore.Builder;
            static class Ours { public static void Map(string text, Func<string, string> f) { } }
            static class Place { const string Prefix = "/u"; public static void Do(WebApplication app, string prefix) { {{statement}} } }
            """).With(Package.RealAspNetCore));
        Assert.Equal(stays, outcome.Left.Contains($"3 C2W101: {Reasons.RouteValue("Program.cs")}"));
        Assert.Equal(stays, outcome.Text.Contains("(string clerkUserId", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RedirectToAction(\"Get\", new { clerkUserId = \"x\" })", true)]
    [InlineData("RedirectToRoute(new { clerkUserId = \"x\" })", true)]
    [InlineData("CreatedAtAction(\"Get\", new { clerkUserId = \"x\" }, null)", true)]
    [InlineData("Url.Action(\"Get\", new { clerkUserId = \"x\" })", true)]
    [InlineData("Json(new { clerkUserId = \"x\" })", false)]
    public async Task A_name_that_is_passed_as_a_route_value_stays_where_a_template_has_it(string call, bool stays)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged($$"""
            using Microsoft.AspNetCore.Mvc;
            public class Place : Controller
            {
                [HttpGet("{clerkUserId}")] public string Get(string clerkUserId) => "";
                public object? Go() => {{call}};
            }
            """).With(Package.RealAspNetCore));
        Assert.Equal(stays, outcome.Text.Contains("Get(string clerkUserId)", StringComparison.Ordinal));
        Assert.Equal(stays, outcome.Left.Contains($"4 C2W101: {Reasons.RouteValue("Program.cs")}"));
    }

    [Fact]
    public async Task A_template_that_several_handlers_have_in_common_moves_with_all_of_them_or_none()
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged("""
            using Microsoft.AspNetCore.Mvc;
            [ApiController, Route("u/{clerkUserId}")]
            public class Place : ControllerBase
            {
                [HttpGet] public string Get(string clerkUserId) => "";
                [HttpPut] public string Put(string clerkUserId, string workosUserId) => workosUserId;
            }
            """).With(Package.RealAspNetCore));
        Assert.Contains("u/{clerkUserId}", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("Get(string clerkUserId)", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("Put(string clerkUserId, string workosUserId)", outcome.Text, StringComparison.Ordinal);
        Assert.Contains($"5 C2W101: {Reasons.RouteValue("Program.cs")}", outcome.Left);
    }

    /// <summary>What is bound member by member is named member by member.</summary>
    [Theory]
    [InlineData("public string Get([FromQuery] Search search) => \"\";", "public string? ClerkUserId { get; set; }", "[FromQuery(Name = \"ClerkUserId\")] public string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromForm] Search search) => \"\";", "public string? ClerkUserId { get; set; }", "[FromForm(Name = \"ClerkUserId\")] public string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromHeader] Search search) => \"\";", "public string? ClerkUserId { get; set; }", "[ModelBinder(Name = \"ClerkUserId\")] public string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromHeader] Search search) => \"\";", "[FromHeader] public string? ClerkUserId { get; set; }", "[FromHeader(Name = \"ClerkUserId\")] public string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromQuery] Search search) => \"\";", "[FromQuery(Name = \"id\")] public string? ClerkUserId { get; set; }", "[FromQuery(Name = \"id\")] public string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromQuery] Search search) => \"\";", "[BindProperty] public string? ClerkUserId { get; set; }", "[BindProperty(Name = \"ClerkUserId\")] public string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromQuery] Search search) => \"\";", "public string? ClerkUserId => \"\";", "public string? WorkosUserId => \"\";")]
    [InlineData("public string Get([FromQuery] Search search) => \"\";", "internal string? ClerkUserId { get; set; }", "internal string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromQuery] Search search) => \"\";", "public static string? ClerkUserId { get; set; }", "public static string? WorkosUserId { get; set; }")]
    [InlineData("public string Get([FromQuery] Search search) => \"\";", "public string? ClerkUserId;", "public string? WorkosUserId;")]
    [InlineData("public string Get() => \"\";", "public string? ClerkUserId { get; set; }", "public string? WorkosUserId { get; set; }")]
    public async Task A_bound_types_members_are_kept(string action, string member, string after)
    {
        static string Text(string action, string member) => $$"""
            using Microsoft.AspNetCore.Mvc;
            [ApiController] public class Place : ControllerBase { [HttpGet("x")] {{action}} }
            public class Search { {{member}} }
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Text(action, member)).With(Package.RealAspNetCore).Configured("c2w_json_names = keep"));
        Assert.Equal(Text(action, after), outcome.Text);
        Assert.Empty(outcome.Left);
    }

    /// <summary>A record is bound through its parameters, and so that is where its attribute is.</summary>
    [Theory]
    [InlineData("string ClerkUserId", "[FromQuery(Name = \"ClerkUserId\")] string WorkosUserId")]
    [InlineData("int Page, string ClerkUserId", "int Page, [FromQuery(Name = \"ClerkUserId\")] string WorkosUserId")]
    [InlineData("[FromQuery] string ClerkUserId", "[FromQuery(Name = \"ClerkUserId\")] string WorkosUserId")]
    public async Task A_bound_records_parameters_are_kept(string parameters, string after)
    {
        static string Text(string parameters) => $$"""
            using Microsoft.AspNetCore.Mvc;
            [ApiController] public class Place : ControllerBase { [HttpGet("x")] public string Get([FromQuery] Search search) => ""; }
            public record Search({{parameters}});
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(Text(parameters)).With(Package.RealAspNetCore).Configured("c2w_json_names = keep"));
        Assert.Equal(Text(after), outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("public void Get([FromQuery] Search a) { } [HttpPost(\"x\")] public void Post([FromForm] Search b) { }")]
    public async Task A_type_that_is_bound_in_two_ways_keeps_the_name_in_the_code_too(string actions)
    {
        var text = $$"""
            using Microsoft.AspNetCore.Mvc;
            [ApiController] public class Place : ControllerBase { [HttpGet("x")] {{actions}} }
            public class Search { public string? ClerkUserId { get; set; } }
            """;
        var outcome = await SmallProgram.RewriteAsync(Unchanged(text).With(Package.RealAspNetCore).Configured("c2w_json_names = keep"));
        Assert.Equal(text, outcome.Text);
        Assert.Equal(["3 C2W101: " + Reasons.WireNameUnclear("ClerkUserId")], outcome.Left);
    }
}
