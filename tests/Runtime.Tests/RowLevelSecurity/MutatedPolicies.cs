using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity;

/// <summary>Each policy dropped, or let through more than it may, one at a time: the attack has to find it, and so have the expectations that were written by hand.</summary>
[Collection(PostgreSql.MutatedPolicies)]
public sealed class MutatedPolicies(PostgreSql server, ITestOutputHelper output)
{
    [Fact]
    public async Task None_survives()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        var model = await RlsModel.ReadAsync(world.Database, world.Options);
        var platform = Platform.Random(seed: 1);
        await world.ExecuteAsync(platform.Sql());
        var (mutants, survivors) = (0, new List<string>());
        foreach (var policy in Policies.Of(model))
        {
            foreach (var (what, sql) in Mutants(policy))
            {
                mutants++;
                await world.ExecuteAsync(sql);
                var matrix = await new RlsVerification(world.Address, model) { Only = new HashSet<string> { policy.Table.Name }, StopsAtFirst = true }.RunAsync();
                if (matrix.IsHeld)
                    survivors.Add($"the attack: {policy.Table.Name} {policy.Name} {what}");
                if (!await IsNoticedAsync(world, platform, policy.Table.Name))
                    survivors.Add($"the expectations: {policy.Table.Name} {policy.Name} {what}");
                await world.ExecuteAsync($"DROP POLICY IF EXISTS {policy.Name} ON {policy.Table.QuotedName}; {policy.Sql}");
            }
        }

        output.WriteLine($"{mutants} mutants of {Policies.Of(model).Count()} policies, {survivors.Count} survived");
        Assert.Equal("", string.Join("\n", survivors));
        Assert.True(mutants > 100, $"{mutants} mutants");
        Assert.True((await world.VerifyAsync()).IsHeld, "what was mutated was put right again");
    }

    private static async Task<bool> IsNoticedAsync(RlsWorld world, Platform platform, string table)
    {
        await using var connection = await world.Database.OpenConnectionAsync();
        foreach (var claims in Platform.Everybody)
        {
            if ((await platform.BrokenAsync(connection, claims, new Random(1), table)).Count > 0)
                return true;
        }

        return false;
    }

    private static IEnumerable<(string What, string Sql)> Mutants(RlsPolicy policy)
    {
        var on = $"{policy.Name} ON {policy.Table.QuotedName}";
        yield return ("dropped", $"DROP POLICY {on}");
        foreach (var (clause, condition) in new[] { ("USING", policy.Using), ("WITH CHECK", policy.Check) })
        {
            if (condition is null or "true")
                continue;
            yield return ($"{clause} (true)", $"ALTER POLICY {on} {clause} (true)");
            var parts = Parts(condition);
            for (var i = 0; i < parts.Count && parts.Count > 1; i++)
                yield return ($"{clause} without {parts[i]}", $"ALTER POLICY {on} {clause} ({string.Join(" and ", parts.Where((_, place) => place != i))})");
        }
    }

    /// <summary>What is joined by AND, outside of parentheses.</summary>
    private static List<string> Parts(string condition)
    {
        var (parts, depth, from) = (new List<string>(), 0, 0);
        for (var i = 0; i < condition.Length; i++)
        {
            depth += condition[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && string.CompareOrdinal(condition, i, " and ", 0, 5) == 0)
            {
                parts.Add(condition[from..i]);
                from = i + 5;
            }
        }

        parts.Add(condition[from..]);
        return parts;
    }
}
