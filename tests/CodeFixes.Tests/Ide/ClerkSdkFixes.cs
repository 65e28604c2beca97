using Microsoft.CodeAnalysis.Testing;
using Fixes = Clerk2WorkOS.CodeFixes.Tests.Ide.FixTest<Clerk2WorkOS.Analyzers.Clerk.ClerkSdkAnalyzer, Clerk2WorkOS.CodeFixes.Clerk.ClerkSdkCodeFix>;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>C2W501 under the light bulb.</summary>
public sealed class ClerkSdkFixes
{
    private const string Sdks = """
        namespace Clerk.BackendAPI
        {
            public class Users
            {
                public System.Threading.Tasks.Task<object> DeleteAsync(string userId) => null;
                public System.Threading.Tasks.Task<object> GetAsync(string userId) => null;
            }
            public class ClerkBackendApi { public Users Users => null; }
        }
        namespace WorkOS
        {
            public class UserManagementService { public System.Threading.Tasks.Task DeleteAsync(string id, object requestOptions = null) => null; }
            public class WorkOSClient { public UserManagementService UserManagement => null; }
        }
        """;

    [Fact]
    public Task Calls_are_rewritten_one_at_a_time_or_all_at_once() => new Fixes
    {
        TestCode = In("""
            await clerk.{|C2W501:Users.DeleteAsync|}(id);
                    await clerk.{|C2W501:Users.DeleteAsync|}(userId: id);
            """),
        FixedCode = In("""
            await workos.UserManagement.DeleteAsync(id);
                    await workos.UserManagement.DeleteAsync(id: id);
            """),
        FixedState = { MarkupHandling = MarkupMode.Allow },             // who holds the client is left
        BatchFixedState = { MarkupHandling = MarkupMode.Allow },
        NumberOfIncrementalIterations = 2,
        NumberOfFixAllIterations = 1,
    }.RunAsync();

    [Fact]
    public Task No_fix_is_offered_where_the_result_is_used_or_WorkOS_has_another_call() => Fixes.OffersNothingAsync(In("""
        System.Console.WriteLine(await clerk.{|C2W501:Users.DeleteAsync|}(id));
                await clerk.{|C2W501:Users.GetAsync|}(id);
        """));

    private static string In(string statements) => $$"""
        using System.Threading.Tasks;

        public class Accounts
        {
            public async Task Delete(Clerk.BackendAPI.{|C2W501:ClerkBackendApi|} clerk, WorkOS.WorkOSClient workos, string id)
            {
                {{statements}}
            }
        }

        {{Sdks}}
        """;
}
