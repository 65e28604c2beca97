using System.Text.Json.Nodes;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.RowLevelSecurity.Neon;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Neon;

public sealed class DataApiTests : IAsyncLifetime
{
    private const string Clerk = "https://able-fox-1.clerk.accounts.dev/.well-known/jwks.json";
    private const string WorkOS = "https://api.workos.com/sso/jwks/client_01";

    private StandInNeon _neon = null!;

    public async Task InitializeAsync() => _neon = await StandInNeon.StartAsync();

    public Task DisposeAsync() => _neon.DisposeAsync().AsTask();

    [Fact]
    public async Task What_is_off_is_switched_on_without_default_grants()
    {
        using var api = Api(audience: "booking");
        var plan = await api.PlanAsync();
        Assert.True(plan.SwitchesOn);
        Assert.Equal((StandInNeon.Main, "off", "on"), (plan.BranchId, plan.Settings[0].Before, plan.Settings[0].After));
        Assert.Equal(["ep-main-1"], plan.Endpoints);

        Assert.True((await api.ApplyAsync(plan)).IsAsWanted);
        Assert.Equal(["POST data-api"], _neon.Changes);
        Assert.Equal("""{"db_schemas":["public"],"db_anon_role":"anonymous","jwt_role_claim_key":".role"}""", _neon.DataApis[StandInNeon.Main].ToJsonString());
        var provider = Assert.Single(_neon.Providers);
        Assert.Equal((WorkOS, "WorkOS", "booking"), ((string?)provider["jwks_url"], (string?)provider["provider_name"], (string?)provider["jwt_audience"]));
    }

    [Fact]
    public async Task What_is_already_so_is_left_alone()
    {
        _neon.SwitchOn();
        _neon.Provide("WorkOS", WorkOS);
        using var api = Api();
        var plan = await api.PlanAsync();
        Assert.True(plan.IsAsWanted);
        Assert.DoesNotContain(plan.Settings, setting => setting.Changes);
        Assert.True((await api.ApplyAsync(plan)).IsAsWanted);
        Assert.Empty(_neon.Changes);
    }

    [Fact]
    public async Task The_provider_that_came_with_nothing_is_registered_afterwards()
    {
        _neon.RegistersWhenSwitchedOn = false;
        await ApplyAsync();
        Assert.Equal(["POST data-api", "POST jwks"], _neon.Changes);
        Assert.Equal(WorkOS, (string?)Assert.Single(_neon.Providers)["jwks_url"]);
    }

    [Fact]
    public async Task A_provider_that_waits_for_the_data_api_is_not_registered_twice()
    {
        _neon.Provide("WorkOS", WorkOS, branch: null);
        await ApplyAsync();
        Assert.Equal(["POST data-api"], _neon.Changes);
        Assert.Single(_neon.Providers);
    }

    [Fact]
    public async Task Another_role_claim_is_set_and_all_other_settings_stay()
    {
        _neon.SwitchOn(".role");
        _neon.Provide("WorkOS", WorkOS);
        var expected = _neon.DataApis[StandInNeon.Main].DeepClone().AsObject();
        expected["jwt_role_claim_key"] = ".database_role";
        await ApplyAsync(roleClaim: ".database_role");
        Assert.Equal(["PATCH data-api"], _neon.Changes);
        Assert.True(JsonNode.DeepEquals(expected, _neon.DataApis[StandInNeon.Main]));
    }

    [Fact]
    public async Task A_switch_from_clerk_removes_it_first_and_names_it()
    {
        _neon.SwitchOn();
        _neon.Provide("Clerk", Clerk);
        _neon.Provide("Clerk", Clerk, StandInNeon.Other);
        using var api = Api();
        var plan = await api.PlanAsync();
        Assert.Equal([$"Clerk ({Clerk})"], plan.Replaced);
        Assert.False(plan.ReplacesEverywhere);
        Assert.Contains(new NeonSetting("provider", "Clerk", "WorkOS"), plan.Settings);
        await api.ApplyAsync(plan);
        Assert.Equal(["DELETE jwks", "POST jwks"], _neon.Changes);
        Assert.Equal([(Clerk, StandInNeon.Other), (WorkOS, StandInNeon.Main)], _neon.Providers.Select(provider => ((string?)provider["jwks_url"], (string?)provider["branch_id"])));
    }

    [Fact]
    public async Task A_provider_of_the_whole_project_and_another_audience_are_replaced()
    {
        _neon.SwitchOn();
        _neon.Provide("WorkOS", WorkOS, branch: null, audience: "old");
        using var api = Api(audience: "new");
        var plan = await api.PlanAsync();
        Assert.True(plan.ReplacesEverywhere);
        await api.ApplyAsync(plan);
        Assert.Equal(["new"], _neon.Providers.Select(provider => (string?)provider["jwt_audience"]));
    }

    [Theory]
    [InlineData("preview")]
    [InlineData(StandInNeon.Other)]
    public async Task A_branch_is_named_by_its_id_or_its_name(string branch)
    {
        using var api = Api(branch: branch);
        var plan = await api.PlanAsync();
        Assert.Equal((StandInNeon.Other, "ep-other-2"), (plan.BranchId, plan.Endpoints.Single()));
        await api.ApplyAsync(plan);
        Assert.Equal([StandInNeon.Other], _neon.DataApis.Keys);
    }

    [Theory]
    [InlineData(NeonFault.Locked)]
    [InlineData(NeonFault.Limited)]
    [InlineData(NeonFault.Unavailable)]
    [InlineData(NeonFault.Fails)]
    [InlineData(NeonFault.FailsAfterwards)]
    [InlineData(NeonFault.Cut)]
    [InlineData(NeonFault.CutAfterwards)]
    [InlineData(NeonFault.Garbled)]
    public async Task Whatever_goes_wrong_once_with_a_change_it_ends_as_wanted_with_one_provider(NeonFault fault)
    {
        _neon.SwitchOn(".other");
        _neon.Provide("Clerk", Clerk);
        foreach (var (method, kind) in new[] { ("DELETE", "jwks"), ("POST", "jwks"), ("PATCH", "data-api") })
            _neon.Faults(method, kind, fault);
        await ApplyAsync();
        Assert.Equal(WorkOS, (string?)Assert.Single(_neon.Providers)["jwks_url"]);
        Assert.Equal(".role", (string?)_neon.DataApis[StandInNeon.Main]["jwt_role_claim_key"]);
    }

    [Theory]
    [InlineData(NeonFault.Locked)]
    [InlineData(NeonFault.Limited)]
    [InlineData(NeonFault.Unavailable)]
    [InlineData(NeonFault.Fails)]
    [InlineData(NeonFault.CutAfterwards)]
    public async Task A_switching_on_goes_wrong_once(NeonFault fault)
    {
        _neon.Faults("POST", "data-api", fault);
        await ApplyAsync();
        Assert.Single(_neon.Providers);
        Assert.Single(_neon.DataApis);
    }

    [Fact]
    public async Task What_stays_unclear_is_said()
    {
        _neon.SwitchOn();
        _neon.Faults("POST", "jwks", [.. Enumerable.Repeat(NeonFault.Fails, 9)]);
        using var api = Api();
        var unclear = await Assert.ThrowsAsync<RlsException>(async () => await api.ApplyAsync(await api.PlanAsync()));
        Assert.Equal($"Neon refused POST /api/v2/projects/{StandInNeon.Project}/jwks (status 500, code CODE, request req-1): internal server error. It may have happened all the same; run this again, which looks first.", unclear.Message);
    }

    [Theory]
    [InlineData("branches")]
    [InlineData("endpoints")]
    [InlineData("jwks")]
    [InlineData("data-api")]
    public async Task Questions_are_asked_again(string kind)
    {
        _neon.SwitchOn();
        _neon.Provide("WorkOS", WorkOS);
        _neon.Faults("GET", kind, NeonFault.Locked, NeonFault.Limited, NeonFault.Unavailable, NeonFault.Fails, NeonFault.Cut);
        using var api = Api();
        Assert.True((await api.PlanAsync()).IsAsWanted);
    }

    [Theory]
    [InlineData("branches", NeonFault.Garbled)]
    [InlineData("branches", NeonFault.AnotherAnswer)]
    [InlineData("jwks", NeonFault.Garbled)]
    [InlineData("jwks", NeonFault.AnotherAnswer)]
    [InlineData("data-api", NeonFault.AnotherAnswer)]
    public async Task An_answer_that_is_not_the_documented_one_is_said(string kind, NeonFault fault)
    {
        _neon.SwitchOn();
        _neon.Faults("GET", kind, fault);
        using var api = Api();
        var refused = await Assert.ThrowsAsync<RlsException>(() => api.PlanAsync());
        Assert.Contains("is not the JSON that its documentation describes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pause_that_is_asked_for_is_kept()
    {
        _neon.RetryAfter = 1;
        _neon.Faults("POST", "data-api", NeonFault.Locked);
        await ApplyAsync();
        var posts = _neon.Requests.Where(request => request.Method == "POST").ToList();
        Assert.Equal(2, posts.Count);
        Assert.True(posts[1].At - posts[0].At >= TimeSpan.FromMilliseconds(950), $"{posts[1].At - posts[0].At}");
    }

    [Fact]
    public async Task A_pause_of_an_hour_is_not_kept()
    {
        _neon.RetryAfter = 3600;
        _neon.Faults("GET", "branches", NeonFault.Limited);
        using var api = Api();
        Assert.Equal("Neon wants fewer calls; run this again in a minute.", (await Assert.ThrowsAsync<RlsException>(() => api.PlanAsync())).Message);
    }

    [Fact]
    public async Task A_provider_is_put_back_when_its_successor_is_refused()
    {
        _neon.SwitchOn();
        _neon.Provide("Clerk", Clerk, audience: "booking");
        _neon.Faults("POST", "jwks", NeonFault.Refused);
        using var api = Api();
        var refused = await Assert.ThrowsAsync<RlsException>(async () => await api.ApplyAsync(await api.PlanAsync()));
        Assert.Contains("(status 400, code CODE, request req-1): jwks could not be fetched; Bearer ….", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Clerk was put back: its tokens are accepted as before.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(StandInNeon.Key, refused.Message, StringComparison.Ordinal);
        var provider = Assert.Single(_neon.Providers);
        Assert.Equal((Clerk, "Clerk", "booking", StandInNeon.Main), ((string?)provider["jwks_url"], (string?)provider["provider_name"], (string?)provider["jwt_audience"], (string?)provider["branch_id"]));
    }

    [Fact]
    public async Task Where_nothing_can_be_put_back_it_is_said_that_everyone_is_out()
    {
        _neon.SwitchOn();
        _neon.Provide("Clerk", Clerk);
        _neon.Faults("POST", "jwks", NeonFault.Refused, NeonFault.Refused);
        using var api = Api();
        var refused = await Assert.ThrowsAsync<RlsException>(async () => await api.ApplyAsync(await api.PlanAsync()));
        Assert.Contains("answers 401 to everyone until a provider is added", refused.Message, StringComparison.Ordinal);
        await ApplyAsync();
        Assert.Equal(WorkOS, (string?)Assert.Single(_neon.Providers)["jwks_url"]);
    }

    [Fact]
    public async Task What_nobody_agreed_to_is_not_done()
    {
        _neon.SwitchOn();
        using var api = Api();
        var plan = await api.PlanAsync();
        _neon.Provide("Auth0", "https://tenant.auth0.com/.well-known/jwks.json");
        Assert.Contains("Somebody else changed", (await Assert.ThrowsAsync<RlsException>(() => api.ApplyAsync(plan))).Message, StringComparison.Ordinal);
        _neon.Providers.Clear();
        _neon.DataApis.Clear();
        Assert.Contains("Somebody else changed", (await Assert.ThrowsAsync<RlsException>(() => api.ApplyAsync(plan))).Message, StringComparison.Ordinal);
        Assert.Empty(_neon.Changes);
    }

    [Fact]
    public async Task Settings_that_are_not_told_are_not_reset_and_another_anonymous_role_is_a_problem()
    {
        _neon.SwitchOn(".other");
        _neon.Provide("WorkOS", WorkOS);
        _neon.DataApis[StandInNeon.Main]["db_anon_role"] = "neondb_owner";
        using var api = Api();
        Assert.Equal("anonymous role", Assert.Single((await api.PlanAsync()).Findings).About);
        _neon.TellsSettings = false;
        var plan = await api.PlanAsync();
        Assert.Equal((NeonVerdict.Problem, "settings"), (Assert.Single(plan.Findings).Verdict, plan.Findings[0].About));
        Assert.DoesNotContain(plan.Calls, call => call.Method == "PATCH");
    }

    [Fact]
    public async Task Of_neons_own_provider_nothing_is_told_and_that_is_said()
    {
        _neon.SwitchOn();
        using var api = Api();
        Assert.Contains("Neon Auth", Assert.Single((await api.PlanAsync()).Findings).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other-project", null, "booking", "Neon has no project of that id that this API key sees.")]
    [InlineData(StandInNeon.Project, "nowhere", "booking", "That project at Neon has no branch 'nowhere'.")]
    [InlineData(StandInNeon.Project, null, "elsewhere", "There is no database 'elsewhere' on branch 'main' of that project.")]
    public async Task What_is_not_there_is_said_in_a_sentence(string project, string? branch, string database, string sentence)
    {
        using var api = new NeonDataApi(Target(project: project, branch: branch, database: database), StandInNeon.Key, TimeSpan.Zero);
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RlsException>(() => api.PlanAsync())).Message);
    }

    [Fact]
    public async Task A_wrong_key_is_said_and_not_quoted()
    {
        using var api = new NeonDataApi(Target(), "napi_wrong", TimeSpan.Zero);
        Assert.Equal("Neon does not accept the API key: it is wrong, or was revoked.", (await Assert.ThrowsAsync<RlsException>(() => api.PlanAsync())).Message);
        Assert.Throws<RlsException>(() => new NeonDataApi(Target(), "napi\nwrong"));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_said()
    {
        var address = _neon.Address;
        await _neon.DisposeAsync();
        using var api = new NeonDataApi(Target(address: address), StandInNeon.Key, TimeSpan.Zero);
        Assert.Equal("Neon at 127.0.0.1 gives no answer: no connection.", (await Assert.ThrowsAsync<RlsException>(() => api.PlanAsync())).Message);
        _neon = await StandInNeon.StartAsync();
    }

    [Theory]
    [InlineData("role")]
    [InlineData(".")]
    [InlineData(".role'")]
    [InlineData(".roles[0]")]
    [InlineData(".sub")]
    public void A_role_claim_that_is_none_is_refused(string path) => Assert.Throws<RlsException>(() => NeonDataApi.Rehearse(Target(roleClaim: path)));

    [Fact]
    public void Nothing_goes_to_another_machine_in_the_clear() => Assert.Throws<RlsException>(() => NeonDataApi.Rehearse(Target(address: new Uri("http://console.neon.tech/api/v2"))));

    [Fact]
    public void A_rehearsal_names_every_call()
    {
        var calls = NeonDataApi.Rehearse(Target(branch: StandInNeon.Main)).Select(step => step.Call.ToString()).ToList();
        var project = $"{_neon.Address}/projects/{StandInNeon.Project}";
        Assert.Equal(
            [
                $"GET {project}/branches",
                $"GET {project}/branches/br-main-1/endpoints",
                $"GET {project}/jwks",
                $"GET {project}/branches/br-main-1/data-api/booking",
                $$"""DELETE {{project}}/jwks/{id of the provider}""",
                $$$"""POST {{{project}}}/branches/br-main-1/data-api/booking {"auth_provider":"external","jwks_url":"{{{WorkOS}}}","provider_name":"WorkOS","add_default_grants":false,"settings":{"db_schemas":["public"],"db_anon_role":"anonymous","jwt_role_claim_key":".role"}}""",
                $$$"""POST {{{project}}}/jwks {"jwks_url":"{{{WorkOS}}}","provider_name":"WorkOS","branch_id":"br-main-1"}""",
                $$$"""PATCH {{{project}}}/branches/br-main-1/data-api/booking {"settings":{all as they are, "jwt_role_claim_key":".role"}}""",
            ],
            calls);
        Assert.Empty(_neon.Requests);
    }

    private async Task ApplyAsync(string roleClaim = ".role")
    {
        using var api = new NeonDataApi(Target(roleClaim: roleClaim), StandInNeon.Key, TimeSpan.Zero);
        Assert.True((await api.ApplyAsync(await api.PlanAsync())).IsAsWanted);
    }

    private NeonDataApi Api(string? audience = null, string? branch = null) => new(Target(audience: audience, branch: branch), StandInNeon.Key, TimeSpan.Zero);

    private NeonTarget Target(
        string project = StandInNeon.Project, string? branch = null, string database = "booking", string? audience = null, string roleClaim = ".role", Uri? address = null) => new()
        {
            ProjectId = project,
            Branch = branch,
            Database = database,
            ClientId = "client_01",
            Audience = audience,
            RoleClaim = roleClaim,
            Address = address ?? _neon.Address,
        };
}
