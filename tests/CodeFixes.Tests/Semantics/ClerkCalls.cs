using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W501: a call of Clerk's SDK becomes one of WorkOS's where that means the same, and is listed with the reason where it does not.</summary>
public sealed class ClerkCalls
{
    private static Preservation Both => Preservation.Files.Given("Clerk.cs", SdkSources.Clerk).Given("WorkOS.cs", SdkSources.WorkOS);

    private static Preservation Rewriting(string before, string after) => Both.File("Program.cs", before, after);

    /// <summary>One statement in a method that has both clients; the one of Clerk's is listed as what holds it.</summary>
    private static Preservation Statement(string before, string after) => Rewriting(In(before), In(after)).Lists(Reasons.ByHand);

    [Fact]
    public Task Every_mechanical_call_goes_to_the_client_in_scope() => Statement(
        before: """
            await clerk.Users.DeleteAsync("user_1");
            await clerk.Users.DeleteAsync(userId: "user_2").ConfigureAwait(false);
            clerk.Organizations.DeleteAsync("org_1").Wait();
            await clerk.Invitations.RevokeAsync("inv_1");
            await clerk.Sessions.RevokeAsync("sess_1");
            await clerk.Sessions.RevokeAsync(sessionId: "sess_2");
            _ = await clerk.Users.DeleteAsync("user_3");
            _ = await clerk.Invitations.RevokeAsync("inv_2");
            await clerk.OrganizationMemberships.CreateAsync("org_2", new CreateOrganizationMembershipRequestBody { UserId = "user_4", Role = "org:admin" });
            await clerk.OrganizationMemberships.CreateAsync(
                organizationId: "org_3",
                requestBody: new CreateOrganizationMembershipRequestBody
                {
                    Role = "org:member", // as everybody
                    UserId = "user_5",
                });
            await clerk // whom else
                .Users
                .DeleteAsync("user_6"); // the last
            foreach (var id in new[] { "user_7" })
                await clerk.Users.DeleteAsync(id);
            Func<string, Task> delete = async id => await clerk.Users.DeleteAsync(id);
            await delete("user_8");
            """,
        after: """
            await workos.UserManagement.DeleteAsync("user_1");
            await workos.UserManagement.DeleteAsync(id: "user_2").ConfigureAwait(false);
            workos.Organizations.DeleteAsync("org_1").Wait();
            await workos.UserManagement.RevokeInvitationAsync("inv_1");
            await workos.UserManagement.RevokeSessionAsync(new UserManagementRevokeSessionOptions { SessionId = "sess_1" });
            await workos.UserManagement.RevokeSessionAsync(new UserManagementRevokeSessionOptions { SessionId = "sess_2" });
            await workos.UserManagement.DeleteAsync("user_3");
            _ = await workos.UserManagement.RevokeInvitationAsync("inv_2");
            await workos.OrganizationMembership.CreateAsync(new OrganizationMembershipCreateOptions { OrganizationId = "org_2", UserId = "user_4", Role = new OrganizationMembershipRoleSingle { RoleSlug = "admin" } });
            await workos.OrganizationMembership.CreateAsync(
                new OrganizationMembershipCreateOptions
                {
                    OrganizationId = "org_3",
                    Role = new OrganizationMembershipRoleSingle { RoleSlug = "member" }, // as everybody
                    UserId = "user_5",
                });
            await workos // whom else
                .UserManagement
                .DeleteAsync("user_6"); // the last
            foreach (var id in new[] { "user_7" })
                await workos.UserManagement.DeleteAsync(id);
            Func<string, Task> delete = async id => await workos.UserManagement.DeleteAsync(id);
            await delete("user_8");
            """).HoldsAsync();

    [Fact]
    public Task A_response_whose_object_WorkOS_gives_at_once_falls_out() => Statement(
        before: """
            var response = await clerk.Organizations.GetAsync("org_1");
            Console.WriteLine(response.Organization!.Name + response.Organization?.Name.Length + (response.Organization is not null) + (response.Organization == null));
            Console.WriteLine((await clerk.Organizations.GetAsync("org_2")).Organization!.Id);
            """,
        after: """
            var response = await workos.Organizations.GetAsync("org_1");
            Console.WriteLine(response.Name + response?.Name.Length + (response is not null) + (response == null));
            Console.WriteLine((await workos.Organizations.GetAsync("org_2")).Id);
            """).HoldsAsync();

    [Theory]
    [InlineData("var slug = (await clerk.Organizations.GetAsync(\"org_1\")).Organization!.Slug; Console.WriteLine(slug);", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("var response = await clerk.Organizations.GetAsync(\"org_1\"); Console.WriteLine(response.Organization!.Name + response);", "What the call gives is used in a way that WorkOS's 'Organization' does not allow.")]
    [InlineData("Console.WriteLine((await clerk.Users.DeleteAsync(\"user_1\")).Deleted);", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("var task = clerk.Users.DeleteAsync(\"user_1\"); Console.WriteLine((await task).Deleted);", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("await Task.WhenAll(new[] { \"user_1\" }.Select(id => clerk.Users.DeleteAsync(id)));", "What the call gives is used, and WorkOS's gives nothing.")]
    [InlineData("await clerk.Users.DeleteAsync(\"user_1\", new RetryConfig());", "WorkOS's call does not take 'new RetryConfig()'.")]
    [InlineData("await clerk.Organizations.GetAsync(\"org_1\", true);", "WorkOS's call does not take 'true'.")]
    [InlineData("await clerk.Organizations.GetAsync(\"org_1\", includeMembersCount: true);", "WorkOS's call does not take 'includeMembersCount: true'.")]
    [InlineData("await clerk.OrganizationMemberships.CreateAsync(\"o\", new CreateOrganizationMembershipRequestBody { UserId = \"u\", Role = \"org:billing\" });", "The role 'org:billing' is the application's own: create it in WorkOS and use its slug.")]
    [InlineData("var role = \"org:admin\"; await clerk.OrganizationMemberships.CreateAsync(\"o\", new CreateOrganizationMembershipRequestBody { UserId = \"u\", Role = role });", "The role 'role' is known only at run time; WorkOS's slug has no 'org:' in front.")]
    [InlineData("await clerk.OrganizationMemberships.CreateAsync(\"o\", new CreateOrganizationMembershipRequestBody { UserId = \"u\", Role = \"org:admin\", PublicMetadata = 1 });", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("var body = new CreateOrganizationMembershipRequestBody { UserId = \"u\", Role = \"org:admin\" }; await clerk.OrganizationMemberships.CreateAsync(\"o\", body);", "User and role are not written out as 'UserId' and 'Role' alone.")]
    [InlineData("await (clerk?.Users.DeleteAsync(\"user_1\") ?? Task.FromResult(new DeleteUserResponse()));", "The call is made only if Clerk's client is there.")]
    [InlineData("ClerkBackendApi Next() { Console.WriteLine(\"next\"); return clerk; } await Next().Users.DeleteAsync(\"user_1\");", "'Next().Users' does something, and would no longer be called.")]
    [InlineData("try { await clerk.Users.DeleteAsync(\"user_1\"); } catch (Clerk.BackendAPI.Models.Errors.ClerkErrors) { }", "Errors of Clerk's are caught around the call, and WorkOS's would not be.")]
    [InlineData("try { await clerk.Users.DeleteAsync(\"user_1\"); } catch (Exception error) when (error is Clerk.BackendAPI.Models.Errors.ClerkErrors) { }", "Errors of Clerk's are caught around the call, and WorkOS's would not be.")]
    [InlineData("await clerk.Users.BanAsync(\"user_1\");", "It is to be changed by hand.")]
    [InlineData("await clerk.Users.GetAsync(\"user_1\");", "It is to be changed by hand.")]
    public Task What_would_mean_something_else_is_listed(string statement, string reason) => Statement(statement, statement).Lists(reason).HoldsAsync();

    [Fact]
    public Task A_task_that_is_handed_on_stays_one() => Rewriting(
        before: """
            using Clerk.BackendAPI;
            using WorkOS;

            await new Accounts(new ClerkBackendApi(), new WorkOSClient()).Delete("user_1");

            sealed class Accounts(ClerkBackendApi clerk, WorkOSClient workos)
            {
                public Task Delete(string id) => clerk.Users.DeleteAsync(id);

                public async Task Revoke(string id) => await clerk.Sessions.RevokeAsync(id);
            }
            """,
        after: """
            using Clerk.BackendAPI;
            using WorkOS;

            await new Accounts(new ClerkBackendApi(), new WorkOSClient()).Delete("user_1");

            sealed class Accounts(ClerkBackendApi clerk, WorkOSClient workos)
            {
                public Task Delete(string id) => workos.UserManagement.DeleteAsync(id);

                public async Task Revoke(string id) => await workos.UserManagement.RevokeSessionAsync(new UserManagementRevokeSessionOptions { SessionId = id });
            }
            """).Lists(Reasons.ByHand).HoldsAsync();

    [Fact]
    public Task An_import_that_would_make_a_name_ambiguous_is_not_added() => Rewriting(
        before: """
            using Clerk.BackendAPI;
            using Clerk.BackendAPI.Models.Components;

            await Accounts.Revoke(new ClerkBackendApi(), new WorkOS.WorkOSClient(), new User { Id = "sess_1" });

            static class Accounts
            {
                public static async Task Revoke(ClerkBackendApi clerk, WorkOS.WorkOSClient workos, User user) => await clerk.Sessions.RevokeAsync(user.Id);
            }
            """,
        after: """
            using Clerk.BackendAPI;
            using Clerk.BackendAPI.Models.Components;

            await Accounts.Revoke(new ClerkBackendApi(), new WorkOS.WorkOSClient(), new User { Id = "sess_1" });

            static class Accounts
            {
                public static async Task Revoke(ClerkBackendApi clerk, WorkOS.WorkOSClient workos, User user) => await workos.UserManagement.RevokeSessionAsync(new WorkOS.UserManagementRevokeSessionOptions { SessionId = user.Id });
            }
            """).Lists(Reasons.ByHand).HoldsAsync();

    [Fact]
    public Task Without_WorkOS_the_call_is_listed_with_what_to_install() => Preservation.Files.Given("Clerk.cs", SdkSources.Clerk).Given("Program.cs", """
        using Clerk.BackendAPI;

        await new ClerkBackendApi().Users.DeleteAsync("user_1");
        """).Lists(Reasons.WorkOSNotInstalled).HoldsAsync();

    [Fact]
    public Task Another_version_of_WorkOS_is_listed() => Preservation.Files.Given("Clerk.cs", SdkSources.Clerk)
        .Given("WorkOS.cs", "namespace WorkOS { public class WorkOSClient { public Users UserManagement => new(); } public class Users { public Task DeleteUser(string id) => Task.CompletedTask; } }")
        .Given("Program.cs", In("await clerk.Users.DeleteAsync(\"user_1\");")).Lists(Reasons.WorkOSHasNoSuchCall("UserManagement.DeleteAsync")).Lists(Reasons.ByHand).HoldsAsync();

    [Fact]
    public Task Without_a_client_in_scope_or_registered_the_call_is_listed() => Both.Given("Program.cs", """
        using Clerk.BackendAPI;

        await new Accounts(new ClerkBackendApi()).Delete("user_1");
        await Static.Delete(new ClerkBackendApi(), "user_2");

        sealed class Accounts(ClerkBackendApi clerk)
        {
            public async Task Delete(string id) => await clerk.Users.DeleteAsync(id);
        }

        static class Static
        {
            public static async Task Delete(ClerkBackendApi clerk, string id) => await clerk.Users.DeleteAsync(id);
        }
        """).Lists(Reasons.ServiceNotRegistered("WorkOSClient")).Lists(Reasons.AuditNeedsInstance("WorkOSClient")).Lists(Reasons.ByHand).HoldsAsync();

    [Fact]
    public async Task A_class_that_is_built_by_dependency_injection_is_given_a_registered_client()
    {
        using var workspace = new AdhocWorkspace();
        var solution = Both.Given("Start.cs", """
                namespace App
                {
                    public class Services { public Services AddSingleton<T>(Func<Services, T> make) => this; public Services AddScoped<T>() => this; }
                    public static class Start
                    {
                        public static void Register(Services services) => services.AddSingleton(_ => new WorkOS.WorkOSClient()).AddScoped<Accounts>();
                    }
                }
                """)
            .Given("Accounts.cs", """
                using Clerk.BackendAPI;

                namespace App;

                public sealed class Accounts
                {
                    private readonly ClerkBackendApi _clerk;

                    public Accounts(ClerkBackendApi clerk)
                    {
                        _clerk = clerk;
                    }

                    public async Task Delete(string id)
                    {
                        await _clerk.Users.DeleteAsync(id);
                        await _clerk.Sessions.RevokeAsync(id);
                    }
                }
                """).Open(workspace);

        var result = await MigrationEngine.RewriteAsync(solution, new RewriteOptions { Verify = true });

        Assert.Empty(result.TakenBack);
        Assert.Equal(
            """
            using Clerk.BackendAPI;
            using WorkOS;

            namespace App;

            public sealed class Accounts
            {
                private readonly ClerkBackendApi _clerk;

                private readonly WorkOSClient _workos;

                public Accounts(ClerkBackendApi clerk, WorkOSClient workos)
                {
                    _clerk = clerk;
                    _workos = workos;
                }

                public async Task Delete(string id)
                {
                    await _workos.UserManagement.DeleteAsync(id);
                    await _workos.UserManagement.RevokeSessionAsync(new UserManagementRevokeSessionOptions { SessionId = id });
                }
            }
            """,
            (await result.Solution.Projects.Single().Documents.Single(document => document.Name == "Accounts.cs").GetTextAsync()).ToString());
        var left = Assert.Single(result.Findings, finding => finding.Status == FindingStatus.Listed);
        Assert.Equal("'ClerkBackendApi' is of Clerk's SDK; 'WorkOSClient' takes its place.", left.Message);
    }

    private static string In(string statements) => $$"""
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Models.Operations;
        using WorkOS;

        await Uses.Do(new ClerkBackendApi(), new WorkOSClient());
        Console.WriteLine("done");

        static class Uses
        {
            public static async Task Do(ClerkBackendApi clerk, WorkOSClient workos)
            {
                {{statements.ReplaceLineEndings("\n").Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
