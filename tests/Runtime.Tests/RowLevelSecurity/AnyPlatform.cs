using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;
using CsCheck;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity;

/// <summary>Random organizations, people, memberships, rows and claims: everybody gets what the plan's rules give, and nothing else.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class AnyPlatform(PostgreSql server)
{
    /// <summary>Platforms; many more with <c>C2W_SOAK=1</c>.</summary>
    private static int Platforms => Soak.IsOn ? 100 : 2;

    [Fact]
    public async Task Everybody_gets_what_is_theirs()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        await Gen.Int[1, int.MaxValue].SampleAsync(
            async seed =>
            {
                await world.ExecuteAsync($"TRUNCATE organizations, users, user_org_memberships, categories, audit_logs CASCADE; {Platform.Random(seed).Sql()}");
                await using var connection = await world.Database.OpenConnectionAsync();
                var random = new Random(seed);
                foreach (var claims in Platform.Everybody)
                    Assert.Equal([], await Platform.Random(seed).BrokenAsync(connection, claims, random));
            },
            iter: Platforms, threads: 1);
    }
}
