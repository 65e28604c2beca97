namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>A bound parameter and its literal template move together; where they cannot, both stay.</summary>
public sealed class Routes
{
    [Fact]
    public Task A_minimal_handlers_parameter_moves_with_its_template() => Program(
        before: """
            using Microsoft.AspNetCore.Builder;

            var app = new WebApplication();
            app.MapGet("/users/{clerkUserId}/meetings/{id:int?}", (string clerkUserId, string id) => "of " + clerkUserId + id);
            app.MapGet("/users/{clerkId:minlength(3)}", Handlers.Get);

            static class Handlers
            {
                public static string Get(string clerkId) => "got " + clerkId;
            }
            """,
        after: """
            using Microsoft.AspNetCore.Builder;

            var app = new WebApplication();
            app.MapGet("/users/{workosUserId}/meetings/{id:int?}", (string workosUserId, string id) => "of " + workosUserId + id);
            app.MapGet("/users/{workosUserId:minlength(3)}", Handlers.Get);

            static class Handlers
            {
                public static string Get(string workosUserId) => "got " + workosUserId;
            }
            """)
        .With(Package.AspNetCore)
        .Reports(ContractKind.Route, "clerkUserId", "workosUserId")
        .Reports(ContractKind.Route, "clerkId", "workosUserId")
        .HoldsAsync();

    [Fact]
    public Task An_actions_parameter_moves_with_the_template_of_its_attributes() => Program(
        before: """
            using System.Reflection;
            using Microsoft.AspNetCore.Mvc;

            var action = typeof(UsersController).GetMethod("Get")!;
            var template = typeof(UsersController).GetCustomAttribute<RouteAttribute>()!.Template + "/" + action.GetCustomAttribute<HttpGetAttribute>()!.Template;
            Console.WriteLine(action.GetParameters().All(p => template.Contains("{" + p.Name + "}")) ? new UsersController().Get("user_1", "m1") : "not bound");

            [ApiController]
            [Route("users/{clerkUserId}")]
            public class UsersController : ControllerBase
            {
                [HttpGet("meetings/{id}")]
                public string Get(string clerkUserId, string id) => clerkUserId + id;
            }
            """,
        after: """
            using System.Reflection;
            using Microsoft.AspNetCore.Mvc;

            var action = typeof(UsersController).GetMethod("Get")!;
            var template = typeof(UsersController).GetCustomAttribute<RouteAttribute>()!.Template + "/" + action.GetCustomAttribute<HttpGetAttribute>()!.Template;
            Console.WriteLine(action.GetParameters().All(p => template.Contains("{" + p.Name + "}")) ? new UsersController().Get("user_1", "m1") : "not bound");

            [ApiController]
            [Route("users/{workosUserId}")]
            public class UsersController : ControllerBase
            {
                [HttpGet("meetings/{id}")]
                public string Get(string workosUserId, string id) => workosUserId + id;
            }
            """)
        .With(Package.AspNetCore)
        .Reports(ContractKind.Route, "clerkUserId", "workosUserId")
        .HoldsAsync();

    [Fact]
    public Task A_parameter_that_names_its_route_value_is_renamed_alone() => Program(
        before: """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Mvc;

            new WebApplication().MapGet("/users/{clerkUserId}", ([FromRoute(Name = "clerkUserId")] string clerkUserId) => "of " + clerkUserId);
            """,
        after: """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Mvc;

            new WebApplication().MapGet("/users/{clerkUserId}", ([FromRoute(Name = "clerkUserId")] string workosUserId) => "of " + workosUserId);
            """)
        .With(Package.AspNetCore)
        .HoldsAsync();

    [Fact]
    public Task A_template_that_is_no_literal_keeps_the_parameter_and_is_listed() => Program(
        before: """
            using Microsoft.AspNetCore.Builder;

            const string template = "/users/{clerkUserId}";
            new WebApplication().MapGet(template + "/meetings", (string clerkUserId) => "of " + clerkUserId + Other("x"));

            static string Other(string clerkUserId) => clerkUserId;
            """,
        after: """
            using Microsoft.AspNetCore.Builder;

            const string template = "/users/{clerkUserId}";
            new WebApplication().MapGet(template + "/meetings", (string clerkUserId) => "of " + clerkUserId + Other("x"));

            static string Other(string workosUserId) => workosUserId;
            """)
        .With(Package.AspNetCore)
        .Lists(Reasons.RouteValue(Any))
        .Lists(Reasons.TextOutside)
        .HoldsAsync();

    [Fact]
    public Task A_query_parameter_is_renamed_and_reported() => Program(
        before: """
            using Microsoft.AspNetCore.Builder;

            new WebApplication().MapGet("/users", (string clerkUserId) => "of " + clerkUserId);
            """,
        after: """
            using Microsoft.AspNetCore.Builder;

            new WebApplication().MapGet("/users", (string workosUserId) => "of " + workosUserId);
            """)
        .With(Package.AspNetCore)
        .Reports(ContractKind.Route, "clerkUserId", "workosUserId")
        .HoldsAsync();
}
