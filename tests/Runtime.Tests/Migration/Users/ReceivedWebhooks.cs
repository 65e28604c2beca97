using System.Net;
using System.Text;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Migration.Users.Webhooks;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Clerk2WorkOS.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>A webhook is Clerk's and of now, and stored once before it is answered; or it is refused without a word.</summary>
[Collection(PostgreSql.Users)]
public sealed class ReceivedWebhooks(PostgreSql server)
{
    private const string Body = """{"type":"user.created","object":"event","timestamp":1793000000000,"data":{"id":"user_1","updated_at":1793000000000}}""";

    // From Svix's own tests, and computed anew with openssl.
    [Fact]
    public void Another_program_signs_the_same()
    {
        var options = new ClerkWebhookOptions();
        options.Secrets.Add(ClerkApplication.Secret);
        var verifier = new SvixVerifier(Options.Create(options), new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1614265330)));
        var headers = new SvixHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        Assert.Equal(SvixVerdict.Valid, verifier.Verify(headers, """{"test": 2432232314}"""u8));
        Assert.Equal(SvixVerdict.WrongSignature, verifier.Verify(headers, """{"test":2432232314}"""u8));
    }

    [Theory]
    [InlineData(300, SvixVerdict.Valid)]
    [InlineData(301, SvixVerdict.TooOld)]
    [InlineData(-300, SvixVerdict.Valid)]
    [InlineData(-301, SvixVerdict.TooNew)]
    public void Its_time_may_be_five_minutes_off_in_both_directions(int age, object verdict)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1793000000);
        var options = new ClerkWebhookOptions();
        options.Secrets.Add(ClerkApplication.Secret);
        var time = $"{now.ToUnixTimeSeconds() - age}";
        Assert.Equal(
            verdict,
            new SvixVerifier(Options.Create(options), new FakeTimeProvider(now)).Verify(new("msg_1", time, ClerkApplication.Sign("msg_1", time, Body)), Encoding.UTF8.GetBytes(Body)));
    }

    [Fact]
    public async Task Only_what_Clerk_has_signed_now_is_stored()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await using var application = await ClerkApplication.StartAsync(world.TargetText);
        var time = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";
        var right = ClerkApplication.Sign("msg_1", time, Body);
        var wrong = ClerkApplication.Sign("msg_1", time, Body, ClerkApplication.OtherSecret);

        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostRawAsync(Body, "msg_1", time, wrong));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostRawAsync(Body, "msg_2", time, right));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostRawAsync(Body + " ", "msg_1", time, right));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostRawAsync(Body, "msg_1", time, right.Replace("v1,", "v2,", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostRawAsync(Body, "msg_1", time, right[..^1]));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostRawAsync(Body, "msg_1", time, "v1,"));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostAsync(Body, signedAt: DateTimeOffset.UtcNow.AddMinutes(-6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostAsync(Body, signedAt: DateTimeOffset.UtcNow.AddMinutes(6)));
        Assert.Equal(HttpStatusCode.BadRequest, await application.PostRawAsync(Body, null, time, right));
        Assert.Equal(HttpStatusCode.BadRequest, await application.PostRawAsync(Body, "msg_1", null, right));
        Assert.Equal(HttpStatusCode.BadRequest, await application.PostRawAsync(Body, "msg_1", time));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.PostRawAsync(Body, "msg_1", time, right, wrong));      // as one header with a comma between
        Assert.Equal(HttpStatusCode.BadRequest, await application.PostRawAsync(Body, "msg_1", $"+{time}", right));
        Assert.Equal(HttpStatusCode.BadRequest, await application.PostRawAsync(Body, "msg.1", time, ClerkApplication.Sign("msg.1", time, Body)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await application.PostAsync(new string(' ', 1024 * 1024) + Body));
        Assert.Equal(0L, await world.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.clerk_events"));

        Assert.Equal(HttpStatusCode.OK, await application.PostRawAsync(Body, "msg_1", time, $"v1a,nonsense {wrong}  {right}"));
        Assert.Equal(["msg_1|user.created|user_1"], await world.LinesAsync("SELECT concat_ws('|', id, type, clerk_user_id, clerk_org_id) FROM clerk2workos.clerk_events WHERE applied_at IS NULL AND payload->>'object' = 'event'"));
    }

    [Fact]
    public async Task Either_secret_will_do_while_it_is_changed()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await using var application = await ClerkApplication.StartAsync(world.TargetText, options => options.Secrets.Insert(0, ClerkApplication.OtherSecret));

        Assert.Equal(HttpStatusCode.OK, await application.PostAsync(Body));
        Assert.Equal(HttpStatusCode.OK, await application.PostAsync(Body, secret: ClerkApplication.OtherSecret));
    }

    [Fact]
    public async Task One_that_is_delivered_again_is_one_event()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await using var application = await ClerkApplication.StartAsync(world.TargetText);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => application.PostAsync(Body, $"msg_{n % 2}")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(["msg_0", "msg_1"], await world.LinesAsync("SELECT id FROM clerk2workos.clerk_events"));
    }

    [Fact]
    public async Task Types_that_say_nothing_of_users_are_answered_and_not_stored_and_what_names_nobody_is_refused()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await using var application = await ClerkApplication.StartAsync(world.TargetText);

        Assert.Equal(HttpStatusCode.NoContent, await application.PostAsync("""{"type":"session.created","data":{"id":"sess_1"}}"""));
        Assert.Equal(HttpStatusCode.NoContent, await application.PostAsync("""{"type":"organizationInvitation.created","data":{"id":"orginv_1"}}"""));
        foreach (var body in new[] { "", "[]", "{", "null", """{"type":7}""", """{"type":"user.created"}""", """{"type":"user.created","data":{"id":""}}""", """{"type":"organizationMembership.created","data":{"id":"orgmem_1","organization":{"id":"org_1"}}}""" })
            Assert.Equal(HttpStatusCode.BadRequest, await application.PostAsync(body));
        Assert.Equal(0L, await world.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.clerk_events"));
    }

    [Fact]
    public async Task What_a_user_writes_keeps_nothing_from_being_stored()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await using var application = await ClerkApplication.StartAsync(world.TargetText);
        var deep = new string('[', 4000) + new string(']', 4000);

        Assert.Equal(HttpStatusCode.OK, await application.PostAsync($$$$"""
            {"type":"user.updated","data":{"id":"user_1","banned":true,"first_name":"A\u0000na","last_name":"\ud800","unsafe_metadata":{"a\u0000":"\u0000","n":1e999999,"deep":{{{{deep}}}}},"public_metadata":{"deep":{{{{deep}}}},"\udc00":1}}}
            """));

        Assert.Equal(["Ana|true|f"], await world.LinesAsync("SELECT concat_ws('|', payload->'data'->>'first_name', payload->'data'->>'last_name', payload->'data'->>'banned', payload->'data' ? 'unsafe_metadata') FROM clerk2workos.clerk_events"));
    }

    [Fact]
    public async Task While_the_database_is_away_Clerk_is_told_to_come_again()
    {
        await using var own = await LocalPostgreSql.StartAsync();
        await using var world = await UserWorld.CreateAsync(own);
        await using var application = await ClerkApplication.StartAsync(world.TargetText);
        var refused = new List<string>();
        var restart = own.RestartAsync(TimeSpan.FromSeconds(2));
        for (var n = 0; !restart.IsCompleted; n++)
        {
            if (await application.PostAsync(Body, $"msg_{n}") is var answer && answer != HttpStatusCode.OK)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
                refused.Add($"msg_{n}");
            }
        }

        await restart;
        Assert.NotEmpty(refused);
        world.Target.Clear();
        foreach (var id in refused)
            Assert.Equal(HttpStatusCode.OK, await application.PostAsync(Body, id));
        Assert.Superset(refused.ToHashSet(), (await world.LinesAsync("SELECT id FROM clerk2workos.clerk_events")).ToHashSet());
    }

    [Fact]
    public async Task A_role_that_may_insert_and_nothing_else_is_enough()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var role = $"app_{Guid.NewGuid():N}";
        var asRole = new Npgsql.NpgsqlConnectionStringBuilder(world.TargetText) { Username = role, Password = "x" }.ConnectionString;
        await world.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'");
        await (await ClerkApplication.StartAsync(world.TargetText)).DisposeAsync();         // makes the tables

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => ClerkApplication.StartAsync(asRole, options => options.CreateSchema = false));
        Assert.Contains("it needs USAGE on schema clerk2workos and INSERT on clerk2workos.clerk_events", refusal.Failures.Single(), StringComparison.Ordinal);

        await world.ExecuteAsync($"GRANT USAGE ON SCHEMA clerk2workos TO {role}; GRANT INSERT ON clerk2workos.clerk_events TO {role}");
        await using var application = await ClerkApplication.StartAsync(asRole, options => options.CreateSchema = false);
        Assert.Equal(HttpStatusCode.OK, await application.PostAsync(Body, "msg_1"));
        Assert.Equal(HttpStatusCode.OK, await application.PostAsync(Body, "msg_1"));
    }

    [Fact]
    public async Task What_is_missing_is_said_at_the_start()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => ClerkApplication.StartAsync(world.TargetText, options =>
        {
            options.Secrets.Clear();
            options.ConnectionString = null;
            options.Tolerance = TimeSpan.Zero;
            options.MaxBodyBytes = 0;
        }));
        Assert.Equal(
            [
                "The signing secret of Clerk's webhooks is missing: add it to ClerkWebhookOptions.Secrets, from the environment variable CLERK_WEBHOOK_SIGNING_SECRET for example.",
                "Clerk's webhooks have no database: set ClerkWebhookOptions.ConnectionString to the target, or register a keyed NpgsqlDataSource under 'c2w_service'.",
                "ClerkWebhookOptions.Tolerance must be longer than nothing and at most an hour.",
                "ClerkWebhookOptions.MaxBodyBytes must be at least 1.",
            ],
            refusal.Failures);
        Assert.Equal(
            "A signing secret of Clerk's webhooks is none: it is 'whsec_' and base 64, as Clerk's dashboard shows it.",
            Assert.Single((await Assert.ThrowsAsync<OptionsValidationException>(() => ClerkApplication.StartAsync(world.TargetText, options => options.Secrets[0] = "sk_live_!"))).Failures));
        Assert.StartsWith(
            "Clerk's webhooks have no table clerk2workos.clerk_events in the target",
            Assert.Single((await Assert.ThrowsAsync<OptionsValidationException>(() => ClerkApplication.StartAsync(world.TargetText, options => options.CreateSchema = false))).Failures), StringComparison.Ordinal);
        await using var application = WebApplication.CreateSlimBuilder().Build();
        Assert.Equal("MapClerkWebhooks needs its services: call services.AddClerkWebhooks(...).", Assert.Throws<InvalidOperationException>(() => application.MapClerkWebhooks("/")).Message);
    }
}
