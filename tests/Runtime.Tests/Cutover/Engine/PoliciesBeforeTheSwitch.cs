using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Prerequisites;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>Nothing is switched to a database in which somebody gets what is not theirs.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class PoliciesBeforeTheSwitch(PostgreSql server)
{
    private const string Tables = """
        CREATE TABLE organizations (id uuid PRIMARY KEY, workos_org_id text UNIQUE, name text);
        CREATE TABLE users (workos_user_id text PRIMARY KEY, email text);
        CREATE TABLE user_org_memberships (workos_user_id text REFERENCES users, org_id uuid REFERENCES organizations, role text, status text, PRIMARY KEY (workos_user_id, org_id));
        CREATE TABLE records (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org_id uuid NOT NULL REFERENCES organizations, text text);
        """;

    [Fact]
    public async Task They_are_attacked_and_have_to_hold()
    {
        await using var world = await RlsWorld.AppliedAsync(server, Tables);

        Assert.Equal((PrerequisiteState.NotMet, "Whether row-level security holds cannot be tried without the role that the application logs in as (--app-role)."), await AskAsync(world, new RlsModelOptions()));
        var held = await AskAsync(world, world.Options);
        Assert.Equal(PrerequisiteState.Met, held.State);
        Assert.EndsWith("attacks on row-level security, and every one ended as the rules say.", held.Sentence, StringComparison.Ordinal);

        await world.ExecuteAsync("CREATE POLICY everybody ON records FOR SELECT TO authenticated USING (true)");
        var leaking = await AskAsync(world, world.Options);
        Assert.Equal(PrerequisiteState.NotMet, leaking.State);
        Assert.StartsWith("Row-level security does not hold in ", leaking.Sentence, StringComparison.Ordinal);
    }

    private static async Task<(PrerequisiteState State, string Sentence)> AskAsync(RlsWorld world, RlsModelOptions policies)
    {
        var context = new CutoverContext
        {
            Target = world.Database,
            TargetConnectionString = world.Address,
            Options = new CutoverOptions { Policies = policies },
            Memory = new ForgottenMemory(),
            Say = _ => { },
        };
        var found = Assert.Single(await PrerequisiteCheck.RunAsync([new RlsPrerequisite()], context, default));
        return (found.State, found.Sentence);
    }
}
