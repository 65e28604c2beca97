namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W401: where the library's services are registered, once guests are, and where the caller's service comes from.</summary>
public sealed class GuestServices
{
    private const string Hosting = """
        namespace Microsoft.Extensions.Configuration
        {
            public interface IConfiguration { IConfiguration GetSection(string key); }
            public sealed class ConfigurationManager : IConfiguration { public IConfiguration GetSection(string key) => this; }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection { }
            public static class Services
            {
                public static IServiceCollection AddScoped<T>(this IServiceCollection services) => services;
                public static IServiceCollection AddScoped<T, TOther>(this IServiceCollection services) => services;
                public static IServiceCollection AddScoped(this IServiceCollection services, Type type) => services;
                public static IServiceCollection Configure<T>(this IServiceCollection services) => services;
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            public sealed class WebApplicationBuilder
            {
                public Microsoft.Extensions.DependencyInjection.IServiceCollection Services => null!;
                public Microsoft.Extensions.Configuration.ConfigurationManager Configuration { get; } = new();
            }

            public sealed class BareBuilder { public Microsoft.Extensions.DependencyInjection.IServiceCollection Services => null!; public string Configuration() => ""; }

            public sealed class WebApplication;
            public static class EndpointRouteBuilderExtensions
            {
                public static void MapGet(this WebApplication app, string pattern, Delegate handler) { }
                public static void MapPost(this WebApplication app, string pattern, Delegate handler) { }
                public static void MapPut(this WebApplication app, string pattern, Delegate handler) { }
                public static void MapDelete(this WebApplication app, string pattern, Delegate handler) { }
                public static void MapPatch(this WebApplication app, string pattern, Delegate handler) { }
                public static void MapMethods(this WebApplication app, string pattern, string[] methods, Delegate handler) { }
                public static void Map(this WebApplication app, string pattern, Delegate handler) { }
                public static void MapFallback(this WebApplication app, string pattern, Delegate handler) { }
            }

            public static class Routes { public static void MapPost(this WebApplication app, int code, Delegate handler) { } }
        }
        """;

    private const string Adding = """
        namespace Clerk2WorkOS
        {
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;

            public class Instances { public void AddClerk2WorkOS(IServiceCollection services) { } }

            public static class Registrations
            {
                public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services, string connection) => services;
                public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services, IConfiguration configuration, Action? more = null) => services;
            }
        }
        """;

    private const string Actions = """
        public sealed class MeetingActions(App.Data.Db db, Clerk2WorkOS.Guests.IGuestRegistration guests)
        {
            public async Task CreateAsync(string email) { db.Meetings.Add(new App.Data.MeetingsTable { GuestEmail = email }); await Task.Yield(); }
        }
        """;

    private const string Usings = """
        using Clerk2WorkOS;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;


        """;

    private const string Place = "services.AddScoped<MeetingActions>();§";

    private const string Added = "\n        services.AddClerk2WorkOS(configuration.GetSection(\"WorkOS\"));";

    private static Preservation App(string adding = Adding, string actions = Actions) => Preservation.Files
        .Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework).Given("Table.cs", GuestSources.Table)
        .Given("Hosting.cs", Hosting).Given("Adding.cs", adding).Given("Actions.cs", actions);

    private static string Method(string body, string parameters = "IServiceCollection services, IConfiguration configuration", string members = "") =>
        $"{Usings}internal sealed class Startup\n{{\n    {members}\n    public void Register({parameters})\n    {{\n        {body}\n    }}\n}}";

    /// <summary>The place is marked; without a mark nothing is registered, and that is said.</summary>
    private static async Task RegistersAsync(string startup, string added, string adding = Adding)
    {
        var run = await EngineRun.OfAsync(App(adding).Given("Startup.cs", startup.Replace("§", "", StringComparison.Ordinal)));
        Assert.Equal(startup.Replace("§", added, StringComparison.Ordinal), await run.TextAsync("Startup.cs"));
        Assert.Equal(startup.Contains('§', StringComparison.Ordinal) ? "" : Reasons.GuestServiceNotRegistered, run.Reasons);
    }

    [Theory]
    [InlineData(Place)]
    [InlineData("services.AddScoped<MeetingActions>().AddScoped<string>();§")]
    [InlineData("services.Configure<int>().AddScoped<string>();§")]
    [InlineData("services.AddScoped<int>();\n        services.AddScoped<string>();§\n        services.Configure<int>();")]
    [InlineData("services.AddScoped<int>();§\n        if (services is null) services!.AddScoped<string>();")]
    [InlineData("services.AddScoped<int>();§\n        _ = services.AddScoped<string>();\n        Services.AddScoped<int>(services);")]
    [InlineData("services.Configure<int>();\n        Console.WriteLine();\n        _ = services.AddScoped<string>();")]
    [InlineData("(services ?? throw new Exception()).AddScoped<string>();")]
    public Task Behind_the_last_statement_that_adds_a_service(string body) => RegistersAsync(Method(body), Added);

    [Theory]
    [InlineData("IServiceCollection services, IConfiguration settings", "private readonly IConfiguration configuration = null!;", "settings")]
    [InlineData("IServiceCollection services, IConfiguration b, IConfiguration a", "", "a")]
    [InlineData("IServiceCollection services, ConfigurationManager manager", "", "manager")]
    [InlineData("IServiceCollection services", "private readonly IConfiguration _field = null!;", "_field")]
    [InlineData("IServiceCollection services", "private IConfiguration Property => null!;", "Property")]
    [InlineData("IServiceCollection services", "private IConfiguration B => null!; private readonly IConfiguration A = null!;", "A")]
    public Task With_the_configuration_at_hand(string parameters, string members, string configuration) =>
        RegistersAsync(Method(Place, parameters, members), Added.Replace("configuration.Get", configuration + ".Get", StringComparison.Ordinal));

    [Theory]
    [InlineData("IServiceCollection services", "")]
    [InlineData("IServiceCollection services, string configuration", "private int Configuration => 1;")]
    public Task Without_the_configuration_nobody_can(string parameters, string members) => RegistersAsync(Method("services.AddScoped<string>();", parameters, members), "");

    [Theory]
    [InlineData("IConfigurationRoot")]
    [InlineData("IConfigurationSection")]
    public Task Any_kind_of_configuration_will_do(string type) => RegistersAsync(
        Method(Place, $"IServiceCollection services, {type} configuration") + $"\nnamespace Microsoft.Extensions.Configuration {{ public interface {type} : IConfiguration; }}", Added);

    [Theory]
    [InlineData("WebApplicationBuilder", "builder.Services.AddScoped<MeetingActions>();§")]
    [InlineData("BareBuilder", "builder.Services.AddScoped<MeetingActions>();")]
    public Task A_builder_brings_its_configuration(string type, string body) => RegistersAsync(
        Method(body, $"{type} builder, IConfiguration configuration"), "\n        builder.Services.AddClerk2WorkOS(builder.Configuration.GetSection(\"WorkOS\"));");

    [Fact]
    public Task A_program_of_statements_is_a_place() => RegistersAsync(
        Usings + "var builder = new WebApplicationBuilder();\nbuilder.Services.AddScoped<MeetingActions>(); // ours§\nConsole.WriteLine(builder);\n".Replace("; // ours§", ";§ // ours", StringComparison.Ordinal),
        "\nbuilder.Services.AddClerk2WorkOS(builder.Configuration.GetSection(\"WorkOS\"));");

    [Theory]
    [InlineData("services.AddClerk2WorkOS(\"Host=localhost\");")]
    [InlineData("services.AddClerk2WorkOS(configuration);")]
    [InlineData("services.AddScoped<Clerk2WorkOS.Guests.IGuestRegistration, Clerk2WorkOS.Guests.Registration>();")]
    public async Task What_is_registered_is_not_registered_again(string body)
    {
        var startup = Method("services.AddScoped<string>();\n        " + body);
        var run = await EngineRun.OfAsync(App().Given("Startup.cs", startup));
        Assert.Equal(startup, await run.TextAsync("Startup.cs"));
        Assert.Equal("", run.Left);
    }

    [Theory]
    [InlineData("services.Configure<Clerk2WorkOS.Guests.IGuestRegistration>();")]
    [InlineData("services.AddScoped<string, Clerk2WorkOS.Guests.IGuestRegistration>();")]
    [InlineData("Func<Clerk2WorkOS.Guests.IGuestRegistration>? make = null; make?.Invoke();")]
    [InlineData("services.AddScoped(typeof(string)); AddClerk2WorkOS(); void AddClerk2WorkOS() { }")]
    public Task What_only_speaks_of_the_service_does_not_register_it(string body) => RegistersAsync(Method(body + "\n        services.AddScoped<int>();§"), Added);

    [Theory]
    [InlineData("public static class Registrations { public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services, IConfiguration configuration, Action more) => services; }")]
    [InlineData("public static class Registrations { public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services) => services; }")]
    [InlineData("public static class Registrations { public static IServiceCollection AddClerk2WorkOS(IServiceCollection services, IConfiguration configuration) => services; }")]
    [InlineData("public static class Registrations { public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services, string name) => services; }")]
    [InlineData("public static class Registrations;")]
    public Task Without_a_method_that_takes_the_configuration_nobody_can_register(string registrations) => RegistersAsync(
        Method("services.AddScoped<string>();"), "",
        "namespace Clerk2WorkOS { using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; " + registrations + " }");

    [Theory]
    [InlineData("IConfiguration configuration")]
    [InlineData("IConfiguration configuration, string? name = null")]
    [InlineData("IConfiguration configuration, string? name = null, Action? more = null")]
    public async Task A_method_that_needs_no_more_than_the_configuration_registers(string parameters)
    {
        var adding = "namespace Clerk2WorkOS { using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; "
            + $"public static class Registrations {{ public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services, {parameters}) => services; }} }}";
        await RegistersAsync(Method(Place), Added, adding);
        var run = await EngineRun.OfAsync(App(adding).Given("Startup.cs", Method("services.AddScoped<string>();").Replace("using Clerk2WorkOS;\n", "", StringComparison.Ordinal)));
        Assert.Equal(Method("services.AddScoped<string>();" + Added), await run.TextAsync("Startup.cs"));
    }

    [Fact]
    public async Task The_import_of_the_method_is_added()
    {
        var startup = Method("services.AddScoped<string>();").Replace("using Clerk2WorkOS;\n", "", StringComparison.Ordinal);
        var run = await EngineRun.OfAsync(App().Given("Startup.cs", startup));
        Assert.Equal(Method("services.AddScoped<string>();" + Added), await run.TextAsync("Startup.cs"));
        Assert.Equal("", run.Left);
    }

    [Fact]
    public async Task The_host_is_preferred_to_a_library_of_services()
    {
        var library = Method("services.AddScoped<string>();");
        var host = Method("builder.Services.AddScoped<string>();", "WebApplicationBuilder builder").Replace("Startup", "Host", StringComparison.Ordinal);
        var run = await EngineRun.OfAsync(App().Given("A.cs", library).Given("B.cs", host).Given("C.cs", library.Replace("Startup", "Last", StringComparison.Ordinal)));
        Assert.Equal(library, await run.TextAsync("A.cs"));
        Assert.Equal(host.Replace("<string>();", "<string>();\n        builder.Services.AddClerk2WorkOS(builder.Configuration.GetSection(\"WorkOS\"));", StringComparison.Ordinal), await run.TextAsync("B.cs"));
        Assert.Equal("", run.Left);
    }

    [Fact]
    public async Task A_place_that_is_not_asked_for_stays_and_the_call_is_named()
    {
        var startup = Method("services.AddScoped<string>();");
        var run = await EngineRun.OfAsync(App().Given("Startup.cs", startup), new RewriteOptions { Includes = path => !path.EndsWith("Startup.cs", StringComparison.Ordinal) });
        Assert.Equal(startup, await run.TextAsync("Startup.cs"));
        Assert.Equal("Actions.cs:3 C2W401 " + Reasons.GuestServiceNotRegistered, run.Left);
        Assert.Contains("guest.WorkosUserId", await run.TextAsync("Actions.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_guest_is_registered_the_service_is_not_either()
    {
        var startup = Method("services.AddScoped<string>();");
        var run = await EngineRun.OfAsync(
            App().Given("Startup.cs", startup), new RewriteOptions { Includes = path => !path.EndsWith("Actions.cs", StringComparison.Ordinal) });
        Assert.Equal(startup, await run.TextAsync("Startup.cs"));
        Assert.Empty(run.Result.Files);
    }

    [Fact]
    public async Task The_first_of_several_libraries_registers()
    {
        var library = Method("services.AddScoped<string>();");
        var run = await EngineRun.OfAsync(App().Given("A.cs", library).Given("B.cs", library.Replace("Startup", "Second", StringComparison.Ordinal)));
        Assert.Equal(Method("services.AddScoped<string>();" + Added), await run.TextAsync("A.cs"));
        Assert.Equal(library.Replace("Startup", "Second", StringComparison.Ordinal), await run.TextAsync("B.cs"));
    }

    [Fact]
    public async Task A_project_that_uses_the_one_with_the_meetings_may_register()
    {
        var program = App().Project("Web", "App").Project("Alone").Given("/booking/Web/Startup.cs", Method("services.AddScoped<string>();"), "Web");
        var run = await EngineRun.OfAsync(program);
        Assert.Equal(Method("services.AddScoped<string>();" + Added), await run.TextAsync("Web/Startup.cs"));
        Assert.Equal("", run.Left);
    }

    [Fact]
    public async Task A_project_that_does_not_use_it_may_not()
    {
        var startup = Method("services.AddScoped<string>();");
        var run = await EngineRun.OfAsync(Preservation.Files.Project("Library").Project("Aside", "Library").Project("App", "Library")
            .Given("Hosting.cs", Hosting, "Library").Given("Library.cs", GuestSources.Library, "Library").Given("Adding.cs", Adding, "Library")
            .Given("Framework.cs", GuestSources.Framework).Given("Table.cs", GuestSources.Table).Given("Actions.cs", Actions)
            .Given("Startup.cs", startup, "Aside"));
        Assert.Equal(startup, await run.TextAsync("Startup.cs"));
        Assert.Equal(Reasons.GuestServiceNotRegistered, run.Reasons);
    }

    // Where the caller's service comes from.

    private const string Meeting = "db.Meetings.Add(new MeetingsTable { GuestEmail = email });";

    private static string Registered(string service) =>
        $"var guest = await {service}.CreateOrGetAsync(email, email); db.Meetings.Add(new MeetingsTable {{ GuestEmail = email, GuestWorkosUserId = guest.WorkosUserId, GuestOrgId = guest.OrgId }});";

    private static async Task CallsAsync(string before, string after, string? reason = null)
    {
        const string Head = "using App.Data;\nusing Clerk2WorkOS.Guests;\nusing Microsoft.AspNetCore.Builder;\n\n";
        var run = await EngineRun.OfAsync(App(actions: Head + before));
        var text = (await run.TextAsync("Actions.cs")).Replace(";\n        db.Meetings", "; db.Meetings", StringComparison.Ordinal).Replace(";\ndb.Meetings", "; db.Meetings", StringComparison.Ordinal);
        Assert.Equal(Head + after, text);
        Assert.Equal(reason ?? Reasons.GuestServiceNotRegistered, run.Reasons);
    }

    [Theory]
    [InlineData("MapGet", "\"/\", ")]
    [InlineData("MapPost", "\"/\", ")]
    [InlineData("MapPut", "\"/\", ")]
    [InlineData("MapDelete", "\"/\", ")]
    [InlineData("MapPatch", "\"/\", ")]
    [InlineData("Map", "\"/\", ")]
    [InlineData("MapMethods", "\"/\", [\"GET\"], ")]
    public Task A_handler_of_a_route_asks_for_one_more_service(string map, string arguments) => CallsAsync(
        Handler(map, arguments, "(string email, Db db)", Meeting), Handler(map, arguments, "(string email, Db db, IGuestRegistration guestRegistration)", Registered("guestRegistration")));

    [Theory]
    [InlineData("app.MapFallback(\"/\", async (string email, Db db) => {\n        §\n    });")]
    [InlineData("app.MapPost(1, async (string email, Db db) => {\n        §\n    });")]
    [InlineData("Func<string, Db, Task> handler = async (string email, Db db) => {\n        §\n    }; app.MapPost(\"/\", handler);")]
    [InlineData("Func<string, Db, Task> handler = async (email, db) => {\n        §\n    }; app.MapPost(\"/\", handler);")]
    [InlineData("async Task Handle(string email, Db db) {\n        §\n    } app.MapPost(\"/\", Handle); Handle(\"\", new()).Wait();")]
    [InlineData("async Task Handle(string email, Db db) {\n        §\n    } Handle(\"\", new()).Wait();")]
    [InlineData("async Task Handle(string email, Db db) {\n        §\n    } app.MapFallback(\"/\", Handle); app.MapPost(\"/\", Handle);")]
    [InlineData("app.MapPost(\"/\", async (string email, Db db, int guestRegistration) => {\n        §\n    });")]
    public Task What_is_no_handler_of_a_route_alone_is_left(string body)
    {
        var text = "#pragma warning disable CS1998, CS8321\npublic static class Endpoints\n{\n    public static void Map(WebApplication app)\n    {\n    " + body.Replace("§", Meeting, StringComparison.Ordinal) + "\n    }\n}";
        return CallsAsync(text, text, Reasons.AuditNeedsInstance("IGuestRegistration"));
    }

    [Theory]
    [InlineData("(string email, Db db, CancellationToken ct)", "(string email, Db db, IGuestRegistration guestRegistration, CancellationToken ct)")]
    [InlineData("(string email, Db db, System.Threading.CancellationToken ct)", "(string email, Db db, IGuestRegistration guestRegistration, System.Threading.CancellationToken ct)")]
    [InlineData("(string email, Db db, int page = 1, int size = 2)", "(string email, Db db, IGuestRegistration guestRegistration, int page = 1, int size = 2)")]
    [InlineData("(string email, Db db, int page)", "(string email, Db db, int page, IGuestRegistration guestRegistration)")]
    [InlineData("(string email, Db db, IGuestRegistration given)", "(string email, Db db, IGuestRegistration given)")]
    public Task A_new_parameter_stands_before_the_token_and_what_has_a_default(string before, string after) => CallsAsync(
        Handler("MapPost", "\"/\", ", before, Meeting),
        Handler("MapPost", "\"/\", ", after, Registered(before.Contains("given", StringComparison.Ordinal) ? "given" : "guestRegistration")
            .Replace("email, email)", before.Contains(" ct", StringComparison.Ordinal) ? "email, email, cancellationToken: ct)" : "email, email)", StringComparison.Ordinal)));

    [Fact]
    public Task A_handler_without_parameters_gets_its_first() => CallsAsync(
        "public static class Endpoints\n{\n    private static readonly string email = \"\"; private static readonly Db db = new();\n    public static void Map(WebApplication app) => app.MapPost(\"/\", async () =>\n    {\n        " + Meeting + "\n    });\n}",
        "public static class Endpoints\n{\n    private static readonly string email = \"\"; private static readonly Db db = new();\n    public static void Map(WebApplication app) => app.MapPost(\"/\", async (IGuestRegistration guestRegistration) =>\n    {\n        " + Registered("guestRegistration") + "\n    });\n}");

    [Theory]
    [InlineData("app.MapPost(\"/\", Handle);")]
    [InlineData("app.MapPost(\"/\", Endpoints.Handle); app.MapPut(\"/\", Handle);")]
    public Task A_method_that_is_only_handed_to_routes_is_a_handler(string map) => CallsAsync(
        $"public static class Endpoints\n{{\n    public static void Map(WebApplication app) {{ {map} }}\n    private static async Task Handle(string email, Db db)\n    {{\n        {Meeting}\n    }}\n}}\ninternal sealed class Other {{ public int Handle => 1; public int Twice => Handle + Handle; }}",
        $"public static class Endpoints\n{{\n    public static void Map(WebApplication app) {{ {map} }}\n    private static async Task Handle(string email, Db db, IGuestRegistration guestRegistration)\n    {{\n        {Registered("guestRegistration")}\n    }}\n}}\ninternal sealed class Other {{ public int Handle => 1; public int Twice => Handle + Handle; }}");

    [Fact]
    public Task A_local_function_that_is_only_handed_to_routes_is_a_handler() => CallsAsync(
        $"public static class Endpoints\n{{\n    public static void Map(WebApplication app)\n    {{\n        app.MapPost(\"/\", Handle);\n        async Task Handle(string email, Db db) {{\n        {Meeting}\n        }}\n    }}\n}}",
        $"public static class Endpoints\n{{\n    public static void Map(WebApplication app)\n    {{\n        app.MapPost(\"/\", Handle);\n        async Task Handle(string email, Db db, IGuestRegistration guestRegistration) {{\n        {Registered("guestRegistration")}\n        }}\n    }}\n}}");

    [Theory]
    [InlineData("private readonly IGuestRegistration _guests = null!;", "_guests", "")]
    [InlineData("private IGuestRegistration Guests => null!;", "Guests", "")]
    [InlineData("private static IGuestRegistration Shared => null!;", "Shared", "static ")]
    [InlineData("private static readonly IGuestRegistration Shared = null!;", "Shared", "static ")]
    [InlineData("private IGuestRegistration B => null!; private readonly IGuestRegistration A = null!;", "A", "")]
    public Task What_is_in_scope_is_used(string members, string service, string modifier) => CallsAsync(
        Class(members, modifier, Meeting), Class(members, modifier, Registered(service)));

    [Theory]
    [InlineData("private readonly IGuestRegistration _guests = null!;", "static ")]
    [InlineData("private IGuestRegistration Guests => null!;", "static ")]
    [InlineData("private readonly Registration _guests = null!;", "static ")]
    [InlineData("", "")]
    [InlineData("public Booking(int seats) { }", "")]
    [InlineData("public Booking(string name) { }", "")]
    [InlineData("public Booking(List<string> names) { }", "")]
    [InlineData("public Booking(Db other, int guestRegistration) { }", "")]
    [InlineData("public Booking(Db other, int seats = 1) { }", "")]
    [InlineData("public Booking(Db other, params int[] seats) { }", "")]
    [InlineData("public Booking(Db other) { } public Booking(Db other, int seats) { }", "")]
    [InlineData("public Booking(Db other) => Console.WriteLine(other);", "")]
    [InlineData("private readonly int _guestRegistration = 1; public Booking(Db other) { } public int Count => _guestRegistration;", "")]
    [InlineData("public int guestRegistration() => 1; public Booking(Db other) { }", "")]
    public Task Where_no_container_builds_the_class_the_meeting_is_left(string members, string modifier) =>
        CallsAsync(Class(members, modifier, Meeting), Class(members, modifier, Meeting), Reasons.AuditNeedsInstance("IGuestRegistration"));

    [Theory]
    [InlineData("public abstract class Booking(Db db)")]
    [InlineData("public struct Booking(Db db)")]
    [InlineData("public record Booking(Db db)")]
    public Task Only_a_class_that_can_be_built_is_given_a_service(string declaration)
    {
        var text = declaration + "\n{\n    public async Task CreateAsync(string email)\n    {\n        " + Meeting + "\n    }\n}";
        return CallsAsync("#pragma warning disable CS1998\n" + text, "#pragma warning disable CS1998\n" + text, Reasons.AuditNeedsInstance("IGuestRegistration"));
    }

    /// <summary>A field is called and set as the others of the class are.</summary>
    [Theory]
    [InlineData(
        "    private readonly Db _db;\n\n    public Booking(Db db)\n    {\n        _db = db;\n    }\n",
        "    private readonly Db _db;\n\n    private readonly IGuestRegistration _guestRegistration;\n\n    public Booking(Db db, IGuestRegistration guestRegistration)\n    {\n        _db = db;\n        _guestRegistration = guestRegistration;\n    }\n",
        "_guestRegistration")]
    [InlineData(
        "    private readonly Db _db = new();\n\n    /// <summary>Books.</summary>\n    /// <remarks>Well.</remarks>\n    public Booking(Db db) { }\n",
        "    private readonly Db _db = new();\n\n    private readonly IGuestRegistration _guestRegistration;\n\n    /// <summary>Books.</summary>\n    /// <remarks>Well.</remarks>\n    public Booking(Db db, IGuestRegistration guestRegistration) {\n        _guestRegistration = guestRegistration; }\n",
        "_guestRegistration")]
    [InlineData(
        "    private readonly Db db;\n    public Booking(Db db)\n    {\n        this.db = db;\n    }\n    private Db _db => db;\n",
        "    private readonly Db db;\n    private readonly IGuestRegistration guestRegistration;\n\n    public Booking(Db db, IGuestRegistration guestRegistration)\n    {\n        this.db = db;\n        this.guestRegistration = guestRegistration;\n    }\n    private Db _db => db;\n",
        "guestRegistration")]
    [InlineData(
        "    private readonly Db db;\n    private readonly int _seats = 3;\n    public Booking(Db db)\n    {\n        this.db = db;\n    }\n    private Db _db => _seats > 0 ? db : db;\n",
        "    private readonly Db db;\n    private readonly int _seats = 3;\n    private readonly IGuestRegistration _guestRegistration;\n\n    public Booking(Db db, IGuestRegistration guestRegistration)\n    {\n        this.db = db;\n        _guestRegistration = guestRegistration;\n    }\n    private Db _db => _seats > 0 ? db : db;\n",
        "_guestRegistration")]
    [InlineData(
        "    private const int seats = 3; private static readonly int places = 3; public int free = seats + places;\n    public Booking(Db db)\n    {\n        Saved = db;\n    }\n    public Db Saved { get; }\n    private Db _db => Saved;\n",
        "    private const int seats = 3; private static readonly int places = 3; public int free = seats + places;\n    private readonly IGuestRegistration _guestRegistration;\n\n    public Booking(Db db, IGuestRegistration guestRegistration)\n    {\n        Saved = db;\n        _guestRegistration = guestRegistration;\n    }\n    public Db Saved { get; }\n    private Db _db => Saved;\n",
        "_guestRegistration")]
    public Task A_constructor_takes_the_service_into_a_field(string before, string after, string field) => CallsAsync(
        "public class Booking\n{\n" + before + "\n    public async Task CreateAsync(string email)\n    {\n        var db = _db;\n        " + Meeting + "\n    }\n}",
        "public class Booking\n{\n" + after + "\n    public async Task CreateAsync(string email)\n    {\n        var db = _db;\n        " + Registered(field) + "\n    }\n}");

    private static string Handler(string map, string arguments, string parameters, string body) =>
        $"#pragma warning disable CS1998\npublic static class Endpoints\n{{\n    public static void Map(WebApplication app) => app.{map}({arguments}async {parameters} =>\n    {{\n        {body}\n    }});\n}}";

    private static string Class(string members, string modifier, string body) =>
        $"#pragma warning disable CS1998\npublic class Booking\n{{\n    {members}\n    public {modifier}async Task CreateAsync(string email, Db db)\n    {{\n        {body}\n    }}\n}}";
}
