namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>How ASP.NET Core writes and binds what its handlers take and give.</summary>
public sealed class WebJsonTests
{
    private const string Web = "SystemText CamelCase";
    private const string None = "";

    /// <summary>What nothing shows by itself is no JSON, or bound member by member.</summary>
    [Theory]
    [InlineData("app.MapGet(\"/x\", () => new Profile());", Web)]
    [InlineData("app.MapPost(\"/x\", () => new Profile());", Web)]
    [InlineData("app.MapPut(\"/x\", () => new Profile());", Web)]
    [InlineData("app.MapPatch(\"/x\", () => new Profile());", Web)]
    [InlineData("app.MapDelete(\"/x\", () => new Profile());", Web)]
    [InlineData("app.MapMethods(\"/x\", new[] { \"GET\" }, () => new Profile());", Web)]
    [InlineData("app.Map(\"/x\", () => new Profile());", Web)]
    [InlineData("app.MapFallback(() => new Profile());", Web)]
    [InlineData("Add.Map(() => new Profile());", None)]
    [InlineData("app.MapGet(\"/x\", async () => { await Task.Yield(); return new List<Profile>(); });", Web)]
    [InlineData("app.MapGet(\"/x\", Handlers.Get);", Web)]
    [InlineData("app.MapGet(\"/x\", Local); Profile Local() => new();", Web)]
    [InlineData("Func<Profile> get = () => new Profile(); app.MapGet(\"/x\", get);", None)]
    [InlineData("app.MapPost(\"/x\", (Profile profile) => \"\");", Web)]
    [InlineData("app.MapPost(\"/x\", ([FromBody] Profile profile) => \"\");", Web)]
    [InlineData("app.MapPost(\"/x\", ([FromServices] Profile profile) => \"\");", None)]
    [InlineData("app.MapPost(\"/x\", ([FromKeyedServices(1)] Profile profile) => \"\");", None)]
    [InlineData("app.MapPost(\"/x\", ([AsParameters] Profile profile) => \"\");", None, "FromQuery")]
    [InlineData("app.MapPost(\"/x\", ([FromForm] Profile profile) => \"\");", None, "nothing")]
    [InlineData("app.MapPost(\"/x\", ([FromQuery] Profile profile) => \"\");", None)]
    [InlineData("app.MapPost(\"/x\", ([FromRoute] Profile profile) => \"\");", None)]
    [InlineData("app.MapPost(\"/x\", ([FromHeader] Profile profile) => \"\");", None)]
    [InlineData("app.MapGet(\"/x\", () => Results.Ok(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => TypedResults.Ok(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.Json(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.Json(new Profile(), JsonSerializerOptions.Default));", "SystemText AsWritten")]
    [InlineData("app.MapGet(\"/x\", () => Results.Created(\"/x\", new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.CreatedAtRoute(\"/x\", null, new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.Accepted(\"/x\", new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.AcceptedAtRoute(\"/x\", null, new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.BadRequest(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.NotFound(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.Conflict(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", () => Results.UnprocessableEntity(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", (HttpContext http) => http.Response.WriteAsJsonAsync(new Profile()));", Web)]
    [InlineData("app.MapGet(\"/x\", async (HttpContext http) => { await http.Request.ReadFromJsonAsync<Profile>(); });", Web)]
    [InlineData("app.MapGet(\"/x\", (HttpContext http) => { http.Items[1] = new Profile(); });", None)]
    [InlineData("Add.Ok(new Profile());", None)]
    public async Task Minimal_endpoints_show_it(string statements, string uses, string bound = "")
    {
        var program = Unchanged($$"""
            using System.Text.Json;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.Extensions.DependencyInjection;
            public class Profile { public string ClerkUserId { get; set; } = ""; }
            static class Handlers { public static Profile Get() => new(); }
            static class Add { public static void Map(Func<Profile> make) { } public static void Ok(Profile profile) { } }
            static class Place { public static void Do(WebApplication app) { {{statements}} } }
            """).With(Package.RealAspNetCore);
        Assert.Equal((uses, bound), (await JsonUsesTests.UsesAsync(program), await BoundAsync(program)));
    }

    [Theory]
    [InlineData("[ApiController] public class Place : ControllerBase { public Profile Get() => new(); }", Web)]
    [InlineData("[ApiController] public class Place : ControllerBase { public ActionResult<List<Profile>> Get() => new List<Profile>(); }", Web)]
    [InlineData("[ApiController] public class Place { public Profile Get() => new(); }", Web)]
    [InlineData("public class Place : Controller { public Profile Get() => new(); }", Web)]
    [InlineData("public class Place : Controller { internal Profile Get() => new(); }", None)]
    [InlineData("public class Place : Controller { public Place(Profile profile) { } }", None)]
    [InlineData("public class Place : Controller { public Profile Own { get; set; } = new(); }", None)]
    [InlineData("public class Place { public Profile Get() => new(); }", None)]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post(Profile profile) { } }", Web)]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromBody] Profile profile) { } }", Web)]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromQuery] Profile profile) { } }", None, "FromQuery")]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromForm] Profile profile) { } }", None, "FromForm")]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromRoute] Profile profile) { } }", None, "ModelBinder")]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromHeader] Profile profile) { } }", None, "ModelBinder")]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromServices] Profile profile) { } }", None)]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromQuery] List<Profile> profiles) { } }", None, "FromQuery")]
    [InlineData("[ApiController] public class Place : ControllerBase { public void Post([FromQuery] Profile a, [FromForm] Profile b) { } }", None, "FromForm, FromQuery")]
    [InlineData("[ApiController] public class Base : ControllerBase { } public class Place : Base { public void Post(Profile profile) { } }", Web)]
    [InlineData("public class Base : ControllerBase { } public class Place : Base { public void Post(Profile profile) { } }", None, "ModelBinder")]
    [InlineData("public class Place : Controller { public void Post(Profile profile) { } }", None, "ModelBinder")]
    [InlineData("public class Place : Controller { public void Post([FromBody] Profile profile) { } }", Web)]
    [InlineData("[Authorize] public class Place : Controller { public void Post(Profile profile) { } }", None, "ModelBinder")]
    [InlineData("public class Place : Controller { public IActionResult Get() => Ok(new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => Json(new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => Json(new Profile(), JsonSerializerOptions.Default); }", "SystemText AsWritten")]
    [InlineData("public class Place : Controller { public IActionResult Get() => StatusCode(500, new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => CreatedAtAction(\"Get\", new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => AcceptedAtAction(\"Get\", new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => View(new Profile()); }", None)]
    [InlineData("public class Place : Controller { public IActionResult Get() => new JsonResult(new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => new JsonResult(new Profile(), JsonSerializerOptions.Default); }", "SystemText AsWritten")]
    [InlineData("public class Place : Controller { public IActionResult Get() => new OkObjectResult(new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => new NotFoundObjectResult(new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public IActionResult Get() => new ObjectResult(new Profile()); }", Web)]
    [InlineData("public class Place : Controller { public object Get() => new Lazy<Profile>(new Profile()); }", None)]
    [InlineData("public class Place : PageModel { public IActionResult OnGet() => new JsonResult(new Profile()); }", Web)]
    [InlineData("public class Place : PageModel { public void OnPost(Profile profile) { } }", None, "ModelBinder")]
    [InlineData("public class Place : PageModel { [BindProperty] public Profile Profile { get; set; } = new(); }", None, "ModelBinder")]
    [InlineData("public class Place : PageModel { public Profile Profile { get; set; } = new(); }", None)]
    [InlineData("public class Place : PageModel { [FromServices] public Profile Profile { get; set; } = new(); }", None)]
    [InlineData("public class Place : Controller { [BindProperty] public Profile Profile { get; set; } = new(); }", None, "ModelBinder")]
    [InlineData("public class Place { [BindProperty] public Profile Profile { get; set; } = new(); }", None)]
    [InlineData("public class Place { public object Get() => new OkObjectResult(new Profile()); }", Web)]
    public async Task Controllers_and_pages_show_it(string type, string uses, string bound = "")
    {
        var program = Unchanged($$"""
            using System.Text.Json;
            using Microsoft.AspNetCore.Authorization;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.RazorPages;
            public class Profile { public string ClerkUserId { get; set; } = ""; }
            {{type}}
            // A controller is looked for where the word is: Controller.
            """).With(Package.RealAspNetCore);
        Assert.Equal((uses, bound), (await JsonUsesTests.UsesAsync(program), await BoundAsync(program)));
    }

    [Fact]
    public async Task An_assembly_may_make_all_its_controllers_API_controllers() => Assert.Equal(Web, await JsonUsesTests.UsesAsync(Unchanged("""
        using Microsoft.AspNetCore.Mvc;
        [assembly: ApiController]
        public class Profile { public string ClerkUserId { get; set; } = ""; }
        public class Place : ControllerBase { public void Post(Profile profile) { } }
        """).With(Package.RealAspNetCore)));

    [Fact]
    public async Task In_a_web_application_what_looks_like_JSON_is_written_as_the_web_does() => Assert.Equal(Web, await JsonUsesTests.UsesAsync(
        Unchanged("public class ProfileDto { public string ClerkUserId { get; set; } = \"\"; }").With(Package.RealAspNetCore), "ProfileDto"));

    [Theory]
    [InlineData("", "CamelCase", "CamelCase", "CamelCase")]
    [InlineData("services.ConfigureHttpJsonOptions(o => o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "CamelCase", "SnakeCaseLower", "SnakeCaseLower")]
    [InlineData("services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(o => o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "CamelCase", "SnakeCaseLower", "SnakeCaseLower")]
    [InlineData("services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "SnakeCaseLower", "CamelCase", "SnakeCaseLower")]
    [InlineData("services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(o => o.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "SnakeCaseLower", "CamelCase", "SnakeCaseLower")]
    [InlineData("services.Configure<Place.JsonOptions>(o => o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "CamelCase", "CamelCase", "CamelCase")]
    [InlineData("services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.PropertyNamingPolicy = null);", "AsWritten", "CamelCase", "AsWritten")]
    [InlineData("services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.WriteIndented = true);", "CamelCase", "CamelCase", "CamelCase")]
    [InlineData("services.AddControllers().AddJsonOptions(o => { o.JsonSerializerOptions.PropertyNamingPolicy = null; o.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower; });", "KebabCaseLower", "CamelCase", "KebabCaseLower")]
    [InlineData("services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.PropertyNamingPolicy = null); services.ConfigureHttpJsonOptions(o => o.SerializerOptions.PropertyNamingPolicy = null);", "AsWritten", "AsWritten", "AsWritten")]
    [InlineData("services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.PropertyNamingPolicy = null); services.ConfigureHttpJsonOptions(o => o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "AsWritten", "SnakeCaseLower", "Unknown")]
    [InlineData("services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.PropertyNamingPolicy = null); services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "Unknown", "CamelCase", "Unknown")]
    [InlineData("services.AddControllers().AddNewtonsoftJson();", "Newtonsoft CamelCase", "CamelCase", "Newtonsoft CamelCase")]
    [InlineData("services.AddControllers().AddNewtonsoftJson(o => o.SerializerSettings.ContractResolver = new DefaultContractResolver());", "Newtonsoft AsWritten", "CamelCase", "Newtonsoft AsWritten")]
    [InlineData("services.AddControllers().AddNewtonsoftJson(o => ((DefaultContractResolver)o.SerializerSettings.ContractResolver!).NamingStrategy = new SnakeCaseNamingStrategy());", "Newtonsoft NewtonsoftSnakeCase", "CamelCase", "Newtonsoft NewtonsoftSnakeCase")]
    [InlineData("services.ConfigureSomething(o => o.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "CamelCase", "CamelCase", "CamelCase")]
    [InlineData("services.Configure(o => o.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);", "CamelCase", "CamelCase", "CamelCase")]
    public async Task What_the_application_configures_is_in_force(string statements, string controllers, string endpoints, string usual)
    {
        var snapshot = await SmallProgram.ReadAsync(Configured(Packages, "App", statements));
        var web = new WebJson(snapshot, new JsonOptionsReading(snapshot, CancellationToken.None), CancellationToken.None);
        Assert.Equal(
            [Long(controllers), Long(endpoints), Long(usual)],
            new[] { web.Controllers(snapshot.Projects[0]), web.Endpoints(snapshot.Projects[0]), web.Usual!.Value }.Select(use => $"{use.Library} {use.Policy}"));

        static string Long(string use) => use.Contains(' ', StringComparison.Ordinal) ? use : "SystemText " + use;
    }

    [Fact]
    public async Task A_project_goes_by_its_own_configuration_and_without_one_by_anothers()
    {
        const string Options = "services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.";
        var snapshot = await SmallProgram.ReadAsync(Configured(Configured(Configured(Packages, "A", Options + "SnakeCaseLower);"), "B", Options + "KebabCaseLower);"), "C", ""));
        var web = new WebJson(snapshot, new JsonOptionsReading(snapshot, CancellationToken.None), CancellationToken.None);
        Assert.Equal(["SnakeCaseLower", "KebabCaseLower", "Unknown"], snapshot.Projects.Select(project => web.Controllers(project).Policy.ToString()));
        snapshot = await SmallProgram.ReadAsync(Configured(Configured(Packages, "A", Options + "SnakeCaseLower);"), "C", ""));
        web = new WebJson(snapshot, new JsonOptionsReading(snapshot, CancellationToken.None), CancellationToken.None);
        Assert.Equal(["SnakeCaseLower", "SnakeCaseLower"], snapshot.Projects.Select(project => web.Controllers(project).Policy.ToString()));
    }

    [Fact]
    public async Task Without_a_web_application_nothing_is_usual()
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("class Profile { }"));
        Assert.Null(new WebJson(snapshot, new JsonOptionsReading(snapshot, CancellationToken.None), CancellationToken.None).Usual);
    }

    private static Preservation Packages => Files.With(Package.RealAspNetCore).With(Package.Newtonsoft);

    private static Preservation Configured(Preservation program, string project, string statements) => program.Given("Startup.cs", $$"""
        using System.Text.Json;
        using Microsoft.Extensions.DependencyInjection;
        using Newtonsoft.Json.Serialization;
        static class Place
        {
            public class JsonOptions { public JsonSerializerOptions SerializerOptions { get; } = new(); }
            public class NewtonsoftOptions { public Newtonsoft.Json.JsonSerializerSettings SerializerSettings { get; } = new(); }
            static IMvcBuilder AddNewtonsoftJson(this IMvcBuilder builder, Action<NewtonsoftOptions>? configure = null) => builder;
            static void ConfigureSomething(this IServiceCollection services, Action<JsonSerializerOptions> configure) { }
            static void Configure(this IServiceCollection services, Action<JsonSerializerOptions> configure) { }
            public static void Do(IServiceCollection services) { {{statements}} }
        }
        """, project);

    private static async Task<string> BoundAsync(Preservation program)
    {
        var snapshot = await SmallProgram.ReadAsync(program);
        return string.Join(", ", JsonUses.Of(snapshot, CancellationToken.None).Bound.Of(SmallProgram.TypeOf(snapshot, "Profile")).Select(use => use.Attribute ?? "nothing").Order());
    }
}
