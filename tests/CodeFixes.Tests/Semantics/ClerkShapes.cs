namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W501, call by call: the ways to wait for it and to use what it gives, and the versions of WorkOS's SDK.</summary>
public sealed class ClerkShapes
{
    private static string In(string body) => $$"""
        #pragma warning disable CS4014, CS1998
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Models.Operations;
        using WorkOS;

        static class Uses
        {
            public static async Task Do(ClerkBackendApi clerk, WorkOSClient workos, object other)
            {
                {{body}}
            }
        }
        """;

    private static async Task<EngineRun> RunAsync(string body, string workos = SdkSources.WorkOS) =>
        await EngineRun.OfAsync(Preservation.Files.Given("Clerk.cs", SdkSources.Clerk).Given("WorkOS.cs", workos).Given("Uses.cs", In(body)));

    private static async Task RewritesAsync(string before, string after, string workos = SdkSources.WorkOS)
    {
        var run = await RunAsync(before, workos);
        Assert.Equal(In(after), await run.TextAsync("Uses.cs"));
        Assert.DoesNotContain(run.Result.Findings, finding => finding.Status != FindingStatus.Fixed && finding.Message.Contains("Async", StringComparison.Ordinal));
    }

    private static async Task LeavesAsync(string body, string reason, string workos = SdkSources.WorkOS)
    {
        var run = await RunAsync(body, workos);
        Assert.Equal(In(body), await run.TextAsync("Uses.cs"));
        Assert.Contains(reason, run.Reasons.Split('\n'));
    }

    [Theory]
    [InlineData("clerk.Users.DeleteAsync(\"u\");", "workos.UserManagement.DeleteAsync(\"u\");")]
    [InlineData("clerk.Users.DeleteAsync(\"u\").GetAwaiter().GetResult();", "workos.UserManagement.DeleteAsync(\"u\").GetAwaiter().GetResult();")]
    [InlineData("clerk.Users.DeleteAsync(\"u\").ConfigureAwait(false).GetAwaiter().GetResult();", "workos.UserManagement.DeleteAsync(\"u\").ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("clerk.Users.DeleteAsync(\"u\").Wait();", "workos.UserManagement.DeleteAsync(\"u\").Wait();")]
    [InlineData("_ = clerk.Users.DeleteAsync(\"u\");", "_ = workos.UserManagement.DeleteAsync(\"u\");")]
    [InlineData("await (clerk.Users.DeleteAsync(\"u\"));", "await (workos.UserManagement.DeleteAsync(\"u\"));")]
    [InlineData("_ = (await clerk.Organizations.GetAsync(\"o\"));", "_ = (await workos.Organizations.GetAsync(\"o\"));")]
    [InlineData("_ = await clerk.Users.DeleteAsync(\"u\");", "await workos.UserManagement.DeleteAsync(\"u\");")]
    [InlineData("_ = await clerk.Organizations.GetAsync(\"o\");", "_ = await workos.Organizations.GetAsync(\"o\");")]
    [InlineData("Task task = clerk.Users.DeleteAsync(\"u\"); await task;", "Task task = workos.UserManagement.DeleteAsync(\"u\"); await task;")]
    [InlineData("await Task.WhenAll(clerk.Users.DeleteAsync(\"u\"), Task.CompletedTask);", "await Task.WhenAll(workos.UserManagement.DeleteAsync(\"u\"), Task.CompletedTask);")]
    [InlineData("Func<Task> delete = () => clerk.Users.DeleteAsync(\"u\"); await delete();", "Func<Task> delete = () => workos.UserManagement.DeleteAsync(\"u\"); await delete();")]
    [InlineData("Func<ValueTask> delete = async () => await clerk.Users.DeleteAsync(\"u\"); await delete();", "Func<ValueTask> delete = async () => await workos.UserManagement.DeleteAsync(\"u\"); await delete();")]
    [InlineData("Action delete = async () => await clerk.Users.DeleteAsync(\"u\"); delete();", "Action delete = async () => await workos.UserManagement.DeleteAsync(\"u\"); delete();")]
    [InlineData("var users = clerk.Users; await users.DeleteAsync(\"u\");", "var users = clerk.Users; await workos.UserManagement.DeleteAsync(\"u\");")]
    [InlineData("await Gone(); async Task Gone() => await clerk.Users.DeleteAsync(\"u\");", "await Gone(); async Task Gone() => await workos.UserManagement.DeleteAsync(\"u\");")]
    [InlineData("clerk.Organizations.GetAsync(\"o\").GetAwaiter().GetResult().Organization!.Id.Trim();", "workos.Organizations.GetAsync(\"o\").GetAwaiter().GetResult().Id.Trim();")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\");", "var response = await workos.Organizations.GetAsync(\"o\");")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var name = response\n            .Organization!\n            .Name;", "var response = await workos.Organizations.GetAsync(\"o\"); var name = response\n            .Name;")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var none = response.Organization is null || null == response.Organization || response.Organization != null;", "var response = await workos.Organizations.GetAsync(\"o\"); var none = response is null || null == response || response != null;")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var size = response.Organization?.Name.Length;", "var response = await workos.Organizations.GetAsync(\"o\"); var size = response?.Name.Length;")]
    public Task A_call_moves_with_what_waits_for_it(string before, string after) => RewritesAsync(before, after);

    [Theory]
    [InlineData("_ = (await clerk.Users.DeleteAsync(\"u\"));", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("var _ = new DeleteUserResponse(); _ = await clerk.Users.DeleteAsync(\"u\");", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("Task<DeleteUserResponse>? _ = null; _ = clerk.Users.DeleteAsync(\"u\");", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("Task<DeleteUserResponse>? task = null; task = clerk.Users.DeleteAsync(\"u\");", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("var done = clerk.Users.DeleteAsync(\"u\").IsCompleted;", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("var response = await clerk.Users.DeleteAsync(\"u\");", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("Func<Task<DeleteUserResponse>> delete = async () => await clerk.Users.DeleteAsync(\"u\");", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("async Task<DeleteUserResponse> Gone() => await clerk.Users.DeleteAsync(\"u\"); await Gone();", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("GetOrganizationResponse response = await clerk.Organizations.GetAsync(\"o\");", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("GetOrganizationResponse? response = null; response = await clerk.Organizations.GetAsync(\"o\");", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("using var stream = new MemoryStream(); var response = (await clerk.Organizations.GetAsync(\"o\")).ToString();", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var name = response /* of */ .Organization!.Name;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var name = response. // the one\n            Organization!.Name;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); object held = response.Organization!;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var held = response.Organization is { };", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var held = response.Organization is object;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var held = response.Organization is not { };", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var same = response.Organization == other;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var same = other == response.Organization;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var held = response.Organization ?? other;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); var slug = response.Organization?.Slug;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"o\"); response.Organization!.Name.Trim(); response.Organization = null;", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var (a, b) = (await clerk.Organizations.GetAsync(\"o\"), await clerk.Organizations.GetAsync(\"p\"));", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("GetOrganizationResponse first = new(), response = await clerk.Organizations.GetAsync(\"o\");", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    public Task A_use_that_WorkOS_does_not_allow_keeps_the_call(string body, string reason) => LeavesAsync(body, reason);

    [Theory]
    [InlineData("\"o\", new() { UserId = \"u\", Role = \"org:admin\" }", "new() { OrganizationId = \"o\", UserId = \"u\", Role = new OrganizationMembershipRoleSingle { RoleSlug = \"admin\" } }")]
    [InlineData("\"o\", new CreateOrganizationMembershipRequestBody() { UserId = \"u\", Role = \"org:member\" }", "new OrganizationMembershipCreateOptions() { OrganizationId = \"o\", UserId = \"u\", Role = new OrganizationMembershipRoleSingle { RoleSlug = \"member\" } }")]
    [InlineData("\"o\", new() {\n                UserId = \"u\", Role = \"org:admin\" }", "new() {\n                OrganizationId = \"o\",\n                UserId = \"u\", Role = new OrganizationMembershipRoleSingle { RoleSlug = \"admin\" } }")]
    public Task A_membership_takes_the_organization_in(string before, string after) => RewritesAsync(
        $"await clerk.OrganizationMemberships.CreateAsync({before});", $"await workos.OrganizationMembership.CreateAsync({after});");

    [Theory]
    [InlineData("\"o\", requestBody: new() { UserId = \"u\", Role = \"org:admin\" }", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("\"o\", new() { UserId = \"u\", PublicMetadata = 1 }", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("\"o\", new() { Role = \"org:admin\", PublicMetadata = 1 }", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("\"o\", new() { Role = \"org:admin\" }", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("\"o\", new()", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("\"o\", null!", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("\"o\", /* who */ new() { UserId = \"u\", Role = \"org:admin\" }", "It is to be changed by hand.")]
    [InlineData("\"o\", // who\n            new() { UserId = \"u\", Role = \"org:admin\" }", "It is to be changed by hand.")]
    [InlineData("\"o\", new() { UserId = \"u\", Role = \"org:admin\" }, null", "WorkOS's call does not take 'null'.")]
    [InlineData("requestBody: new() { UserId = \"u\", Role = \"org:admin\" }, organizationId: \"o\"", "WorkOS's call does not take 'requestBody: new() { UserId = \"u\", Role = \"org:admin\" }'.")]
    [InlineData("\"o\", new() { UserId = \"u\", Role = $\"org:admin\" }", "The role '$\"org:admin\"' is known only at run time; WorkOS's slug has no 'org:' in front.")]
    public Task A_membership_that_is_written_otherwise_is_listed(string arguments, string reason) => LeavesAsync($"await clerk.OrganizationMemberships.CreateAsync({arguments});", reason);

    /// <summary>The versions of WorkOS's SDK say a membership's role in several ways.</summary>
    [Theory]
    [InlineData("public string RoleSlug { get; set; } = \"\";", "RoleSlug = \"admin\"")]
    [InlineData("public string RoleSlug { get; set; } = \"\"; public string Role { get; set; } = \"\";", "RoleSlug = \"admin\"")]
    [InlineData("public string RoleSlug { get; private set; } = \"\"; public string Role { get; set; } = \"\";", "Role = \"admin\"")]
    [InlineData("public int RoleSlug { get; set; } public string Role { get; set; } = \"\";", "Role = \"admin\"")]
    [InlineData("public string Role { get; set; } = \"\";", "Role = \"admin\"")]
    [InlineData("public Whole? Role { get; set; } } public class Whole { public string RoleSlug { get; set; } = \"\";", "Role = new Whole { RoleSlug = \"admin\" }")]
    [InlineData("public Base? Role { get; set; } } public abstract class Base { public string RoleSlug { get; set; } = \"\"; } public class One : Base {", "Role = new One { RoleSlug = \"admin\" }")]
    public Task The_role_is_said_as_the_version_takes_it(string role, string written) => RewritesAsync(
        "await clerk.OrganizationMemberships.CreateAsync(\"o\", new() { UserId = \"u\", Role = \"org:admin\" });",
        $"await workos.OrganizationMembership.CreateAsync(new() {{ OrganizationId = \"o\", UserId = \"u\", {written} }});",
        Options(role));

    [Theory]
    [InlineData("public int Role { get; set; }")]
    [InlineData("public string Role { get; } = \"\";")]
    [InlineData("public Base? Role { get; set; } } public abstract class Base { } public class One : Base { public string RoleSlug { get; set; } = \"\"; } public class Two : Base { public string RoleSlug { get; set; } = \"\";")]
    [InlineData("public Base? Role { get; set; } } public abstract class Base { public string RoleSlug { get; set; } = \"\";")]
    [InlineData("public Base? Role { get; set; } } public class Base { public int RoleSlug { get; set; }")]
    [InlineData("public Whole Role { get; set; } } public struct Whole { public string RoleSlug { get; set; }")]
    public Task A_version_that_takes_no_slug_is_listed(string role) => LeavesAsync(
        "await clerk.OrganizationMemberships.CreateAsync(\"o\", new() { UserId = \"u\", Role = \"org:admin\" });", Reasons.WorkOSHasNoSuchCall("OrganizationMembership.CreateAsync"), Options(role));

    [Theory]
    [InlineData("public Task DeleteAsync(string id) => Task.CompletedTask;")]
    [InlineData("public Task DeleteAsync(string id, int retries = 1) => Task.CompletedTask;")]
    [InlineData("public Task<string> DeleteAsync(string id) => Task.FromResult(id);")]
    [InlineData("public Task DeleteAsync(int id) => Task.CompletedTask; public Task DeleteAsync(string id) => Task.CompletedTask;")]
    [InlineData("public int Count => 1; } public class Base { public Task DeleteAsync(string id) => Task.CompletedTask;")]
    public Task A_version_that_takes_the_id_will_do(string method) => RewritesAsync("await clerk.Users.DeleteAsync(\"u\");", "await workos.UserManagement.DeleteAsync(\"u\");", Client(method));

    [Theory]
    [InlineData("public Task DeleteAsync() => Task.CompletedTask;")]
    [InlineData("public Task DeleteAsync(int id) => Task.CompletedTask;")]
    [InlineData("public Task DeleteAsync(string id, int retries) => Task.CompletedTask;")]
    [InlineData("public void DeleteAsync(string id) { }")]
    [InlineData("public ValueTask DeleteAsync(string id) => default;")]
    [InlineData("public Task<int[]> DeleteAsync(string id) => Task.FromResult(new int[0]);")]
    [InlineData("public static Task DeleteAsync(string id) => Task.CompletedTask;")]
    [InlineData("internal Task DeleteAsync(string id) => Task.CompletedTask;")]
    [InlineData("public Task DeleteAsync<T>(string id) => Task.CompletedTask;")]
    [InlineData("public Task DeleteAsync(Wanted id) => Task.CompletedTask; public class Wanted { public string id { get; set; } = \"\"; }")]
    public Task A_version_that_does_not_take_the_id_is_listed(string method) =>
        LeavesAsync("await clerk.Users.DeleteAsync(\"u\");", Reasons.WorkOSHasNoSuchCall("UserManagement.DeleteAsync"), Client(method));

    [Theory]
    [InlineData("public static Users UserManagement => new();")]
    [InlineData("public Users[] UserManagement => [];")]
    [InlineData("public Users Users => new();")]
    public Task A_client_without_the_service_is_listed(string property) => LeavesAsync(
        "await clerk.Users.DeleteAsync(\"u\");", Reasons.WorkOSHasNoSuchCall("UserManagement.DeleteAsync"),
        Client("public Task DeleteAsync(string id) => Task.CompletedTask;").Replace("public Users UserManagement => new();", property, StringComparison.Ordinal));

    [Theory]
    [InlineData("public class Options { public string SessionId { get; set; } = \"\"; }", true)]
    [InlineData("public class Options : Base { } public class Base { public string SessionId { get; set; } = \"\"; }", true)]
    [InlineData("public class Options { public string SessionId { get; internal set; } = \"\"; }", false)]
    [InlineData("public class Options { public int SessionId { get; set; } }", false)]
    [InlineData("public abstract class Options { public string SessionId { get; set; } = \"\"; }", false)]
    [InlineData("public struct Options { public string SessionId { get; set; } }", false)]
    public async Task Options_hold_the_id_where_it_can_be_set(string options, bool moves)
    {
        const string Before = "await clerk.Sessions.RevokeAsync(\"s\");";
        var workos = $"namespace WorkOS {{ public class WorkOSClient {{ public Users UserManagement => new(); }} public class Users {{ public Task RevokeSessionAsync(Options options) => Task.CompletedTask; }} {options} }}";
        if (moves)
            await RewritesAsync(Before, "await workos.UserManagement.RevokeSessionAsync(new Options { SessionId = \"s\" });", workos);
        else
            await LeavesAsync(Before, Reasons.WorkOSHasNoSuchCall("UserManagement.RevokeSessionAsync"), workos);
    }

    /// <summary>A type of WorkOS's is written so that it is that type.</summary>
    [Theory]
    [InlineData("using WorkOS;\n", "", "UserManagementRevokeSessionOptions")]
    [InlineData("", "", "UserManagementRevokeSessionOptions", true)]
    [InlineData("", "class UserManagementRevokeSessionOptions;", "WorkOS.UserManagementRevokeSessionOptions")]
    [InlineData("", "class Organization; class Uses { Organization? held; public override string ToString() => held + \"\"; }", "WorkOS.UserManagementRevokeSessionOptions")]
    [InlineData("", "namespace WorkOS { class Inner; } class UserManagementRevokeSessionOptions;", "global::WorkOS.UserManagementRevokeSessionOptions")]
    [InlineData("", "class WorkOS; class UserManagementRevokeSessionOptions;", "global::WorkOS.UserManagementRevokeSessionOptions")]
    public async Task A_type_of_WorkOS_is_written_so_that_it_is_that_one(string import, string others, string name, bool imports = false)
    {
        string Text(string imported, string body) => $"using Clerk.BackendAPI;\n{imported}\nnamespace App\n{{\n    {others}\n    static class Sessions\n    {{\n        public static async Task End(ClerkBackendApi clerk, global::WorkOS.WorkOSClient workos) => {body}\n    }}\n}}\n";
        var run = await EngineRun.OfAsync(Preservation.Files.Given("Clerk.cs", SdkSources.Clerk).Given("WorkOS.cs", SdkSources.WorkOS).Given("Sessions.cs", Text(import, "await clerk.Sessions.RevokeAsync(\"s\");")));
        Assert.Equal(Text(imports ? "using WorkOS;\n" : import, $"await workos.UserManagement.RevokeSessionAsync(new {name} {{ SessionId = \"s\" }});"), await run.TextAsync("Sessions.cs"));
    }

    /// <summary>Errors that are caught around the call, and only those of Clerk's.</summary>
    [Theory]
    [InlineData("try { await clerk.Users.DeleteAsync(\"u\"); } catch (Exception) { }", true)]
    [InlineData("try { } catch (Clerk.BackendAPI.Models.Errors.ClerkErrors) { await clerk.Users.DeleteAsync(\"u\"); }", true)]
    [InlineData("try { } catch (Clerk.BackendAPI.Models.Errors.ClerkErrors) { } await clerk.Users.DeleteAsync(\"u\");", true)]
    [InlineData("try { try { await clerk.Users.DeleteAsync(\"u\"); } finally { } } catch (Clerk.BackendAPI.Models.Errors.ClerkErrors) { }", false)]
    [InlineData("try { await clerk.Users.DeleteAsync(\"u\"); } catch (IOException) { } catch (Clerk.BackendAPI.Models.Errors.ClerkErrors) { }", false)]
    [InlineData("try { await clerk.Users.DeleteAsync(\"u\"); } catch { Console.WriteLine(typeof(Clerk.BackendAPI.Models.Errors.ClerkErrors)); }", true)]
    public async Task Only_a_call_whose_errors_are_caught_as_Clerks_stays(string body, bool moves)
    {
        if (moves)
            await RewritesAsync(body, body.Replace("clerk.Users", "workos.UserManagement", StringComparison.Ordinal));
        else
            await LeavesAsync(body, Reasons.ClerkErrorsCaught);
    }

    /// <summary>A class is given WorkOS's client where somebody registers one, however that is written.</summary>
    [Theory]
    [InlineData("services.AddSingleton<WorkOS.WorkOSClient>();", true)]
    [InlineData("services.AddScoped<global::WorkOS.WorkOSClient>();", true)]
    [InlineData("services.TryAddTransient<WorkOS.WorkOSClient, string>();", true)]
    [InlineData("services.AddHttpClient<WorkOS.WorkOSClient>();", true)]
    [InlineData("services.AddKeyedSingleton(new WorkOS.WorkOSClient());", true)]
    [InlineData("services.AddSingleton(typeof(WorkOS.WorkOSClient));", true)]
    [InlineData("services.AddSingleton(new Func<object>(() => new WorkOS.WorkOSClient()));", true)]
    [InlineData("services.AddSingleton<string, WorkOS.WorkOSClient>();", false)]
    [InlineData("services.AddSingleton(typeof(string)); _ = typeof(WorkOS.WorkOSClient);", false)]
    [InlineData("services.AddSingleton<List<WorkOS.WorkOSClient>>();", false)]
    [InlineData("services.AddSingleton<WorkOS.WorkOSClient[]>();", false)]
    [InlineData("services.AddLogging<WorkOS.WorkOSClient>();", false)]
    [InlineData("services.GetScoped<WorkOS.WorkOSClient>();", false)]
    [InlineData("services.AddSingleton(nameof(WorkOS.WorkOSClient));", false)]
    [InlineData("AddSingleton<WorkOS.WorkOSClient>();", false)]
    public async Task A_class_is_given_the_client_where_one_is_registered(string registration, bool moves)
    {
        const string Before = "using Clerk.BackendAPI;\nusing WorkOS;\n\nsealed class Accounts(ClerkBackendApi clerk)\n{\n    public async Task Delete(string id) => await clerk.Users.DeleteAsync(id);\n}\n";
        var run = await EngineRun.OfAsync(Preservation.Files.Given("Clerk.cs", SdkSources.Clerk).Given("WorkOS.cs", SdkSources.WorkOS).Given("Accounts.cs", Before).Given("Start.cs", $$"""
            static class Start
            {
                public static void Register(Services services) { {{registration}} }
                private static void AddSingleton<T>() { }
            }

            class Services
            {
                public void AddSingleton<T>() { }
                public void AddSingleton<T, TOther>() { }
                public void AddSingleton(object service) { }
                public void AddKeyedSingleton(object service) { }
                public void AddScoped<T>() { }
                public void GetScoped<T>() { }
                public void TryAddTransient<T, TOther>() { }
                public void AddHttpClient<T>() { }
                public void AddLogging<T>() { }
            }
            """));
        Assert.Equal(
            moves ? Before.Replace("ClerkBackendApi clerk)", "ClerkBackendApi clerk, WorkOSClient workos)", StringComparison.Ordinal).Replace("clerk.Users", "workos.UserManagement", StringComparison.Ordinal) : Before,
            await run.TextAsync("Accounts.cs"));
        Assert.Equal(!moves, run.Reasons.Split('\n').Contains(Reasons.ServiceNotRegistered("WorkOSClient")));
    }

    private static string Client(string members) => $"namespace WorkOS {{ public class WorkOSClient {{ public Users UserManagement => new(); }} public class Users{(members.Contains("class Base {", StringComparison.Ordinal) ? " : Base" : "")} {{ {members} }} }}";

    private static string Options(string role) => $$"""
        namespace WorkOS
        {
            public class OrganizationMembershipCreateOptions { public string UserId { get; set; } = ""; public string OrganizationId { get; set; } = ""; {{role}} }
            public class OrganizationMembership { public string Id { get; set; } = ""; }
            public class OrganizationMembershipService { public Task<OrganizationMembership> CreateAsync(OrganizationMembershipCreateOptions options) => Task.FromResult(new OrganizationMembership()); }
            public class WorkOSClient { public OrganizationMembershipService OrganizationMembership => new(); }
        }
        """;
}
