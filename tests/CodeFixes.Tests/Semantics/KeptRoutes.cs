namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>With <c>c2w_json_names = keep</c> whoever calls the application goes on as before: its routes, queries and forms have the names that they had.</summary>
public sealed class KeptRoutes
{
    private static Preservation Kept(string before, string after) => Program(before, after).With(Package.RealAspNetCore).Configured("c2w_json_names = keep");

    [Fact]
    public Task Minimal_handlers_are_bound_by_the_names_of_before() => Kept(
        before: """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.Logging;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.MapGet("/users/{clerkUserId}/meetings/{id?}", (string clerkUserId, string? id) => "of " + clerkUserId + id);
            app.MapGet("/meetings", (string clerkUserId, int page) => clerkUserId + page);
            app.MapGet("/seats/{guestClerkUserId}", Handlers.Get);
            await app.StartAsync();
            var client = app.GetTestClient();
            Console.WriteLine(await client.GetStringAsync("/users/user_1/meetings/m1"));
            Console.WriteLine(await client.GetStringAsync("/meetings?clerkUserId=user_2&page=3"));
            Console.WriteLine((await client.GetAsync("/meetings?workosUserId=user_2&page=3")).StatusCode);
            Console.WriteLine(await client.GetStringAsync("/seats/user_4"));

            static class Handlers
            {
                public static string Get(string guestClerkUserId) => "seat of " + guestClerkUserId;
            }
            """,
        after: """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.Logging;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.MapGet("/users/{clerkUserId}/meetings/{id?}", ([FromRoute(Name = "clerkUserId")] string workosUserId, string? id) => "of " + workosUserId + id);
            app.MapGet("/meetings", ([FromQuery(Name = "clerkUserId")] string workosUserId, int page) => workosUserId + page);
            app.MapGet("/seats/{guestClerkUserId}", Handlers.Get);
            await app.StartAsync();
            var client = app.GetTestClient();
            Console.WriteLine(await client.GetStringAsync("/users/user_1/meetings/m1"));
            Console.WriteLine(await client.GetStringAsync("/meetings?clerkUserId=user_2&page=3"));
            Console.WriteLine((await client.GetAsync("/meetings?workosUserId=user_2&page=3")).StatusCode);
            Console.WriteLine(await client.GetStringAsync("/seats/user_4"));

            static class Handlers
            {
                public static string Get([FromRoute(Name = "guestClerkUserId")] string guestWorkosUserId) => "seat of " + guestWorkosUserId;
            }
            """)
        .Reports(ContractKind.Route, "clerkUserId", "clerkUserId")
        .Reports(ContractKind.Route, "guestClerkUserId", "guestClerkUserId")
        .Lists(Reasons.TextOutside)
        .HoldsAsync();

    [Fact]
    public Task Actions_and_the_models_that_they_bind_keep_their_names() => Kept(
        before: """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Logging;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddControllers().AddApplicationPart(typeof(UsersController).Assembly);
            var app = builder.Build();
            app.MapControllers();
            await app.StartAsync();
            var client = app.GetTestClient();
            Console.WriteLine(await client.GetStringAsync("/users/user_1?guestClerkId=user_2"));
            Console.WriteLine(await client.GetStringAsync("/users?ClerkUserId=user_3&page=2"));
            var form = new System.Net.Http.FormUrlEncodedContent(new Dictionary<string, string> { ["AdminClerkUserId"] = "user_4" });
            Console.WriteLine(await (await client.PostAsync("/users", form)).Content.ReadAsStringAsync());

            public class Search
            {
                public string? ClerkUserId { get; set; }

                public int Page { get; set; }
            }

            public class Change
            {
                public string? AdminClerkUserId { get; set; }
            }

            [ApiController]
            [Route("users")]
            public class UsersController : ControllerBase
            {
                [HttpGet("{clerkUserId}")]
                public string Get(string clerkUserId, string? guestClerkId) => clerkUserId + guestClerkId;

                [HttpGet]
                public string Find([FromQuery] Search search) => search.ClerkUserId + search.Page;

                [HttpPost]
                public string Store([FromForm] Change change) => "admin " + change.AdminClerkUserId;
            }
            """,
        after: """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Logging;

            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddControllers().AddApplicationPart(typeof(UsersController).Assembly);
            var app = builder.Build();
            app.MapControllers();
            await app.StartAsync();
            var client = app.GetTestClient();
            Console.WriteLine(await client.GetStringAsync("/users/user_1?guestClerkId=user_2"));
            Console.WriteLine(await client.GetStringAsync("/users?ClerkUserId=user_3&page=2"));
            var form = new System.Net.Http.FormUrlEncodedContent(new Dictionary<string, string> { ["AdminClerkUserId"] = "user_4" });
            Console.WriteLine(await (await client.PostAsync("/users", form)).Content.ReadAsStringAsync());

            public class Search
            {
                [FromQuery(Name = "ClerkUserId")]
                public string? WorkosUserId { get; set; }

                public int Page { get; set; }
            }

            public class Change
            {
                [FromForm(Name = "AdminClerkUserId")]
                public string? AdminWorkosUserId { get; set; }
            }

            [ApiController]
            [Route("users")]
            public class UsersController : ControllerBase
            {
                [HttpGet("{clerkUserId}")]
                public string Get([FromRoute(Name = "clerkUserId")] string workosUserId, [FromQuery(Name = "guestClerkId")] string? guestWorkosUserId) => workosUserId + guestWorkosUserId;

                [HttpGet]
                public string Find([FromQuery] Search search) => search.WorkosUserId + search.Page;

                [HttpPost]
                public string Store([FromForm] Change change) => "admin " + change.AdminWorkosUserId;
            }
            """)
        .Reports(ContractKind.Route, "clerkUserId", "clerkUserId")
        .Reports(ContractKind.Route, "guestClerkId", "guestClerkId")
        .Reports(ContractKind.Route, "ClerkUserId", "ClerkUserId")
        .Reports(ContractKind.Route, "AdminClerkUserId", "AdminClerkUserId")
        .Lists(Reasons.TextOutside).Lists(Reasons.TextOutside).Lists(Reasons.TextElsewhere)
        .HoldsAsync();

    [Fact]
    public Task Imports_that_a_file_lacks_are_one_block_in_their_order() => Kept(
        before: """
            var app = Microsoft.AspNetCore.Builder.WebApplication.Create();
            Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/experts/{clerkUserId}", (string clerkUserId) => new Expert(clerkUserId));
            Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new Expert("user_1"), System.Text.Json.JsonSerializerOptions.Web));

            public record Expert(string ClerkUserId);
            """,
        after: """
            using System.Text.Json.Serialization;
            using Microsoft.AspNetCore.Mvc;

            var app = Microsoft.AspNetCore.Builder.WebApplication.Create();
            Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/experts/{clerkUserId}", ([FromRoute(Name = "clerkUserId")] string workosUserId) => new Expert(workosUserId));
            Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new Expert("user_1"), System.Text.Json.JsonSerializerOptions.Web));

            public record Expert([property: JsonPropertyName("clerkUserId")] string WorkosUserId);
            """)
        .HoldsAsync();
}
