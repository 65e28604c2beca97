using System.Net;
using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.WorkOS;
using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>Each shape of error that WorkOS has, as the caller gets it.</summary>
public sealed class ErrorTests : IAsyncLifetime
{
    private FaultyWorkOS _server = null!;
    private TestClient _test = null!;

    public async Task InitializeAsync()
    {
        _server = await FaultyWorkOS.StartAsync();
        _test = TestClient.Of(_server);
    }

    public async Task DisposeAsync()
    {
        await _test.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Field_codes_and_the_request_id_come_along()
    {
        Answer(422, """
            {"code":"invalid_request_parameters","message":"Validation failed.","errors":[
              {"code":"required","field":"first_name","message":"first_name is required"},{"code":"too_long","message":"too long"},"bare words"]}
            """);

        var exception = await Assert.ThrowsAsync<WorkOSRefusedException>(() => _test.Client.CreateUserAsync(new NewUser { Email = "anna@example.com" }));

        Assert.Equal((HttpStatusCode)422, exception.StatusCode);
        Assert.Equal("invalid_request_parameters", exception.Code);
        Assert.Equal("req_of_the_test", exception.RequestId);
        Assert.Equal(
            [new WorkOSFieldError("required", "first_name", "first_name is required"), new WorkOSFieldError("too_long", null, "too long"), new WorkOSFieldError("", null, "bare words")],
            exception.Error.Fields);
        Assert.True(exception.HasCode("too_long"));
        Assert.False(exception.HasCode("short"));
        Assert.StartsWith("WorkOS refused to create the user: Validation failed (status 422, code invalid_request_parameters, first_name: required, too_long",
            exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shape_of_OAuth_is_understood()
    {
        Answer(400, """{"error":"sign_up_not_allowed","error_description":"The request failed due to: sign_up_not_allowed."}""");

        var exception = await Assert.ThrowsAsync<WorkOSRefusedException>(() => _test.Client.CreateMagicAuthAsync("anna@example.com"));

        Assert.Equal(("sign_up_not_allowed", "The request failed due to: sign_up_not_allowed."), (exception.Code, exception.Error.Description));
    }

    [Theory]
    [InlineData(401, """{"message":"Unauthorized"}""")]
    [InlineData(403, """{"error":"access_denied","error_description":"No."}""")]
    public async Task A_key_that_is_not_accepted_has_an_exception_of_its_own(int status, string body)
    {
        Answer(status, body);

        var exception = await Assert.ThrowsAsync<WorkOSUnauthorizedException>(() => _test.Client.GetUserAsync("user_1"));

        Assert.Equal(status, (int?)exception.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"code\":7,\"message\":{},\"errors\":\"x\"}")]
    [InlineData("<html>no</html>")]
    [InlineData("{\"code\":\"half")]
    public async Task A_refusal_without_words_is_a_refusal(string body)
    {
        Answer(400, body);

        var exception = await Assert.ThrowsAsync<WorkOSRefusedException>(() => _test.Client.GetUserAsync("user_1"));

        Assert.Null(exception.Code);
        Assert.Empty(exception.Error.Fields);
        Assert.Equal("WorkOS refused to get the user (status 400, request req_of_the_test).", exception.Message);
    }

    [Fact]
    public async Task A_refusal_that_is_a_page_is_not_WorkOSs()
    {
        Answer(400, "<html>no</html>", "text/html");

        var exception = await Assert.ThrowsAsync<WorkOSUnavailableException>(() => _test.Client.GetUserAsync("user_1"));

        Assert.Equal(400, (int?)exception.StatusCode);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":7,\"email\":\"anna@example.com\"}")]
    [InlineData("{\"id\":\"user_1\",\"email\":\"anna@exa")]
    public async Task An_answer_that_is_no_user_is_no_answer(string body)
    {
        Answer(200, body);

        var exception = await Assert.ThrowsAsync<WorkOSUnavailableException>(() => _test.Client.GetUserAsync("user_1"));

        Assert.False(exception.MayHaveHappened);
        Assert.DoesNotContain("anna", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        _server.Instead = (context, _) =>
        {
            context.Response.Redirect("/somewhere/else");
            return Task.FromResult(true);
        };

        await Assert.ThrowsAsync<WorkOSUnavailableException>(() => _test.Client.GetUserAsync("user_1"));

        Assert.All(_server.Requests, request => Assert.Equal("/user_management/users/user_1", request.Target));
    }

    [Fact]
    public async Task States_that_are_new_at_WorkOS_are_unknown_and_no_error()
    {
        Answer(200, """
            {"object":"list","list_metadata":{"before":null,"after":null},"data":[
              {"id":"om_1","user_id":"user_1","organization_id":"org_1","status":"on_holiday","role":{"slug":"owner","more":1},"created_at":"2026-11-28T12:00:00.000Z","updated_at":"2026-11-28T12:00:00.000Z"}]}
            """);

        var membership = await _test.Client.ListMembershipsAsync(new MembershipFilter { UserId = "user_1" }).SingleAsync();

        Assert.Equal(WorkOSMembershipStatus.Unknown, membership.Status);
    }

    private void Answer(int status, string body, string contentType = "application/json") => _server.Instead = async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers["X-Request-ID"] = "req_of_the_test";
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body);
        return true;
    };
}
