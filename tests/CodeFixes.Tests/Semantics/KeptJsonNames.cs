namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>With <c>c2w_json_names = keep</c> the JSON that goes out, and the JSON that comes in, is what it was: under whatever policy is in force.</summary>
public sealed class KeptJsonNames
{
    private static Preservation Kept(string before, string after) => Program(before, after).Configured("c2w_json_names = keep");

    [Fact]
    public Task Without_a_policy_the_name_is_kept_as_it_is_written() => Kept(
        before: """
            using System.Text.Json;

            var json = JsonSerializer.Serialize(new Profile { ClerkUserId = "user_1" });
            Console.WriteLine(json + JsonSerializer.Deserialize<Profile>(json)!.ClerkUserId);

            class Profile
            {
                public string ClerkUserId { get; set; } = "";

                [System.Text.Json.Serialization.JsonIgnore]
                public string GuestClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            var json = JsonSerializer.Serialize(new Profile { WorkosUserId = "user_1" });
            Console.WriteLine(json + JsonSerializer.Deserialize<Profile>(json)!.WorkosUserId);

            class Profile
            {
                [JsonPropertyName("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";

                [System.Text.Json.Serialization.JsonIgnore]
                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Json, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();

    [Fact]
    public Task Options_in_a_field_say_the_policy_and_a_records_parameter_is_pinned_as_a_property() => Kept(
        before: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(Json.Write(new Owner("user_1", new Seat("user_2"))));
            Console.WriteLine(JsonSerializer.Deserialize<Owner>("{\"clerkUserId\":\"user_3\"}", Json.Options)!.ClerkUserId);

            static class Json
            {
                public static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

                public static string Write(Owner owner) => JsonSerializer.Serialize(owner, Options);
            }

            record Owner(string ClerkUserId, Seat? Seat);

            record Seat([property: JsonPropertyOrder(1)] string GuestClerkId);
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(Json.Write(new Owner("user_1", new Seat("user_2"))));
            Console.WriteLine(JsonSerializer.Deserialize<Owner>("{\"clerkUserId\":\"user_3\"}", Json.Options)!.WorkosUserId);

            static class Json
            {
                public static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

                public static string Write(Owner owner) => JsonSerializer.Serialize(owner, Options);
            }

            record Owner([property: JsonPropertyName("clerkUserId")] string WorkosUserId, Seat? Seat);

            record Seat([property: JsonPropertyName("guestClerkId")] [property: JsonPropertyOrder(1)] string GuestWorkosUserId);
            """)
        .Reports(ContractKind.Json, "clerkUserId", "clerkUserId")
        .Reports(ContractKind.Json, "guestClerkId", "guestClerkId")
        .Notes(Reasons.NameKept("Owner", "clerkUserId"))
        .HoldsAsync();

    [Theory]
    [InlineData("new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }", "clerk_user_id")]
    [InlineData("new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper, WriteIndented = false }", "CLERK-USER-ID")]
    [InlineData("new JsonSerializerOptions(JsonSerializerDefaults.Web)", "clerkUserId")]
    [InlineData("new JsonSerializerOptions(JsonSerializerOptions.Web) { WriteIndented = true }", "clerkUserId")]
    [InlineData("JsonSerializerOptions.Web", "clerkUserId")]
    [InlineData("new JsonSerializerOptions { WriteIndented = false }", "ClerkUserId")]
    public Task The_options_of_the_call_say_the_policy(string options, string name) => Kept(
        before: $$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new Profile { ClerkUserId = "user_1" }, {{options}}));

            class Profile
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: $$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new Profile { WorkosUserId = "user_1" }, {{options}}));

            class Profile
            {
                [JsonPropertyName("{{name}}")]
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Json, name, name)
        .HoldsAsync();

    [Fact]
    public Task A_policy_that_is_assigned_later_counts() => Kept(
        before: """
            using System.Text.Json;

            var options = new JsonSerializerOptions();
            options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            Console.WriteLine(JsonSerializer.Serialize(new List<Profile> { new() { ClerkUserId = "user_1" } }, options));

            class Profile { public string ClerkUserId { get; set; } = ""; }
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            var options = new JsonSerializerOptions();
            options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            Console.WriteLine(JsonSerializer.Serialize(new List<Profile> { new() { WorkosUserId = "user_1" } }, options));

            class Profile { [JsonPropertyName("clerk_user_id")] public string WorkosUserId { get; set; } = ""; }
            """)
        .HoldsAsync();

    [Fact]
    public Task Two_policies_for_one_type_keep_the_name_in_the_code_too() => Kept(
        before: """
            using System.Text.Json;

            Console.WriteLine(JsonSerializer.Serialize(new Profile { ClerkUserId = "user_1" }) + JsonSerializer.Serialize(new Profile { ClerkUserId = "user_2" }, JsonSerializerOptions.Web));
            Console.WriteLine(Other.Show("x"));

            class Profile { public string ClerkUserId { get; set; } = ""; }

            static class Other { public static string Show(string clerkUserId) => clerkUserId; }
            """,
        after: """
            using System.Text.Json;

            Console.WriteLine(JsonSerializer.Serialize(new Profile { ClerkUserId = "user_1" }) + JsonSerializer.Serialize(new Profile { ClerkUserId = "user_2" }, JsonSerializerOptions.Web));
            Console.WriteLine(Other.Show("x"));

            class Profile { public string ClerkUserId { get; set; } = ""; }

            static class Other { public static string Show(string workosUserId) => workosUserId; }
            """)
        .Lists(Reasons.WireNameUnclear("ClerkUserId"))
        .HoldsAsync();

    [Fact]
    public Task Options_that_come_from_elsewhere_keep_the_name_in_the_code_too() => Kept(
        before: """
            using System.Text.Json;

            Console.WriteLine(Writer.Write(new Profile { ClerkUserId = "user_1" }, new() { PropertyNamingPolicy = new Shout() }));
            Console.WriteLine(Other.Show("x"));

            static class Writer { public static string Write(Profile profile, JsonSerializerOptions options) => JsonSerializer.Serialize(profile, options); }

            class Shout : JsonNamingPolicy { public override string ConvertName(string name) => name.ToUpperInvariant(); }

            class Profile { public string ClerkUserId { get; set; } = ""; }

            static class Other { public static string Show(string clerkUserId) => clerkUserId; }
            """,
        after: """
            using System.Text.Json;

            Console.WriteLine(Writer.Write(new Profile { ClerkUserId = "user_1" }, new() { PropertyNamingPolicy = new Shout() }));
            Console.WriteLine(Other.Show("x"));

            static class Writer { public static string Write(Profile profile, JsonSerializerOptions options) => JsonSerializer.Serialize(profile, options); }

            class Shout : JsonNamingPolicy { public override string ConvertName(string name) => name.ToUpperInvariant(); }

            class Profile { public string ClerkUserId { get; set; } = ""; }

            static class Other { public static string Show(string workosUserId) => workosUserId; }
            """)
        .Lists(Reasons.WireNameUnclear("ClerkUserId"))
        .HoldsAsync();

    [Fact]
    public Task An_attribute_that_an_import_would_make_ambiguous_is_written_in_full() => Kept(
        before: """
            using System.Text.Json;
            using Acme;

            Console.WriteLine(JsonSerializer.Serialize(new Profile { ClerkUserId = "user_1" }) + new JsonConverter().Name);

            class Profile
            {
                public string ClerkUserId { get; set; } = "";
            }

            namespace Acme
            {
                class JsonConverter { public string Name => "mine"; }
            }
            """,
        after: """
            using System.Text.Json;
            using Acme;

            Console.WriteLine(JsonSerializer.Serialize(new Profile { WorkosUserId = "user_1" }) + new JsonConverter().Name);

            class Profile
            {
                [System.Text.Json.Serialization.JsonPropertyName("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";
            }

            namespace Acme
            {
                class JsonConverter { public string Name => "mine"; }
            }
            """)
        .HoldsAsync();

    [Fact]
    public Task Newtonsoft_gets_its_own_attribute() => Kept(
        before: """
            using Newtonsoft.Json;
            using Newtonsoft.Json.Serialization;

            var settings = new JsonSerializerSettings { ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() } };
            var json = JsonConvert.SerializeObject(new Profile { ClerkUserId = "user_1", AdminClerkId = "user_2" }, settings);
            Console.WriteLine(json + JsonConvert.DeserializeObject<Profile>(json, settings)!.ClerkUserId);
            var record = JsonConvert.SerializeObject(new Seat("user_3"), new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() });
            Console.WriteLine(record);

            class Profile
            {
                public string ClerkUserId { get; set; } = "";

                [JsonProperty(Order = -2)]
                public string AdminClerkId { get; set; } = "";
            }

            record Seat(string ClerkUserId);
            """,
        after: """
            using Newtonsoft.Json;
            using Newtonsoft.Json.Serialization;

            var settings = new JsonSerializerSettings { ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() } };
            var json = JsonConvert.SerializeObject(new Profile { WorkosUserId = "user_1", AdminWorkosUserId = "user_2" }, settings);
            Console.WriteLine(json + JsonConvert.DeserializeObject<Profile>(json, settings)!.WorkosUserId);
            var record = JsonConvert.SerializeObject(new Seat("user_3"), new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() });
            Console.WriteLine(record);

            class Profile
            {
                [JsonProperty("clerk_user_id")]
                public string WorkosUserId { get; set; } = "";

                [JsonProperty("admin_clerk_id", Order = -2)]
                public string AdminWorkosUserId { get; set; } = "";
            }

            record Seat([property: JsonProperty("clerkUserId")] [JsonProperty("clerkUserId")] string WorkosUserId);
            """)
        .With(Package.Newtonsoft)
        .Reports(ContractKind.Json, "clerk_user_id", "clerk_user_id")
        .Reports(ContractKind.Json, "admin_clerk_id", "admin_clerk_id")
        .HoldsAsync();

    [Fact]
    public Task Newtonsofts_default_settings_and_a_records_constructor_are_kept() => Kept(
        before: """
            using Newtonsoft.Json;
            using Newtonsoft.Json.Serialization;

            JsonConvert.DefaultSettings = () => new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() };
            var json = JsonConvert.SerializeObject(new Seat("user_3"));
            Console.WriteLine(json + JsonConvert.DeserializeObject<Seat>(json));

            record Seat
            {
                public Seat(string clerkUserId) => ClerkUserId = clerkUserId + "!";

                public string ClerkUserId { get; init; }

                public override string ToString() => ClerkUserId;
            }
            """,
        after: """
            using Newtonsoft.Json;
            using Newtonsoft.Json.Serialization;

            JsonConvert.DefaultSettings = () => new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() };
            var json = JsonConvert.SerializeObject(new Seat("user_3"));
            Console.WriteLine(json + JsonConvert.DeserializeObject<Seat>(json));

            record Seat
            {
                public Seat([JsonProperty("clerkUserId")] string workosUserId) => WorkosUserId = workosUserId + "!";

                [JsonProperty("clerkUserId")]
                public string WorkosUserId { get; init; }

                public override string ToString() => WorkosUserId;
            }
            """)
        .With(Package.Newtonsoft)
        .HoldsAsync();

    [Fact]
    public Task Every_way_in_which_ASP_NET_Core_writes_JSON_is_kept() => Kept(
        before: """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Logging;
            using System.Net.Http.Json;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddControllers().AddApplicationPart(typeof(SeatsController).Assembly);
            var app = builder.Build();
            app.MapGet("/owner", () => new Owner("user_1"));
            app.MapPost("/guest", (Guest guest) => Results.Ok(new Answer { ClerkId = guest.GuestClerkId }));
            app.MapControllers();
            await app.StartAsync();
            var client = app.GetTestClient();
            Console.WriteLine(await client.GetStringAsync("/owner"));
            var answer = await client.PostAsJsonAsync("/guest", new Guest { GuestClerkId = "user_2" });
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            Console.WriteLine(await client.GetStringAsync("/seats"));

            public record Owner(string ClerkUserId);

            public class Guest { public string GuestClerkId { get; set; } = ""; }

            public class Answer { public string ClerkId { get; set; } = ""; }

            public class Seat { public string? AdminClerkUserId { get; set; } }

            [ApiController]
            [Route("seats")]
            public class SeatsController : ControllerBase
            {
                [HttpGet]
                public ActionResult<IEnumerable<Seat>> List() => new[] { new Seat { AdminClerkUserId = "user_4" } };
            }
            """,
        after: """
            using System.Text.Json.Serialization;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Logging;
            using System.Net.Http.Json;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddControllers().AddApplicationPart(typeof(SeatsController).Assembly);
            var app = builder.Build();
            app.MapGet("/owner", () => new Owner("user_1"));
            app.MapPost("/guest", (Guest guest) => Results.Ok(new Answer { WorkosUserId = guest.GuestWorkosUserId }));
            app.MapControllers();
            await app.StartAsync();
            var client = app.GetTestClient();
            Console.WriteLine(await client.GetStringAsync("/owner"));
            var answer = await client.PostAsJsonAsync("/guest", new Guest { GuestWorkosUserId = "user_2" });
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            Console.WriteLine(await client.GetStringAsync("/seats"));

            public record Owner([property: JsonPropertyName("clerkUserId")] string WorkosUserId);

            public class Guest { [JsonPropertyName("guestClerkId")] public string GuestWorkosUserId { get; set; } = ""; }

            public class Answer { [JsonPropertyName("clerkId")] public string WorkosUserId { get; set; } = ""; }

            public class Seat { [JsonPropertyName("adminClerkUserId")] public string? AdminWorkosUserId { get; set; } }

            [ApiController]
            [Route("seats")]
            public class SeatsController : ControllerBase
            {
                [HttpGet]
                public ActionResult<IEnumerable<Seat>> List() => new[] { new Seat { AdminWorkosUserId = "user_4" } };
            }
            """)
        .With(Package.RealAspNetCore)
        .HoldsAsync();

    [Fact]
    public Task A_policy_that_the_application_configures_is_the_one_in_force() => Kept(
        before: """
            using System.Text.Json;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Logging;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
            var app = builder.Build();
            app.MapGet("/owner", Owners.Get);
            await app.StartAsync();
            Console.WriteLine(await app.GetTestClient().GetStringAsync("/owner"));

            public record Owner(string ClerkUserId);

            public static class Owners
            {
                public static Task<Owner> Get() => Task.FromResult(new Owner("user_1"));
            }
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Logging;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
            var app = builder.Build();
            app.MapGet("/owner", Owners.Get);
            await app.StartAsync();
            Console.WriteLine(await app.GetTestClient().GetStringAsync("/owner"));

            public record Owner([property: JsonPropertyName("clerk_user_id")] string WorkosUserId);

            public static class Owners
            {
                public static Task<Owner> Get() => Task.FromResult(new Owner("user_1"));
            }
            """)
        .With(Package.RealAspNetCore)
        .HoldsAsync();

    [Fact]
    public Task A_source_generated_context_says_the_policy() => Kept(
        before: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new Owner { ClerkUserId = "a" }, typeof(Owner), new AppJson()));

            class Owner { public string ClerkUserId { get; set; } = ""; }

            [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
            [JsonSerializable(typeof(Owner))]
            class AppJson : JsonSerializerContext
            {
                public AppJson() : base(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }) { }

                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

                public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) =>
                    new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver().GetTypeInfo(type, Options);
            }
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new Owner { WorkosUserId = "a" }, typeof(Owner), new AppJson()));

            class Owner { [JsonPropertyName("clerkUserId")] public string WorkosUserId { get; set; } = ""; }

            [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
            [JsonSerializable(typeof(Owner))]
            class AppJson : JsonSerializerContext
            {
                public AppJson() : base(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }) { }

                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

                public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) =>
                    new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver().GetTypeInfo(type, Options);
            }
            """)
        .HoldsAsync();
}
