using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity;

[Collection(PostgreSql.RowLevelSecurity)]
public sealed class VerifyTests(PostgreSql server)
{
    [Fact]
    public async Task The_plans_tables_hold()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        var matrix = await world.VerifyAsync();
        Assert.Equal("", string.Join("\n", matrix.Cells.Where(cell => cell.Verdict != RlsVerdict.Held).Select(cell => $"{cell.Table} {cell.Persona} {cell.Attack} {cell.Verdict}: {string.Join(" | ", cell.Details)}")));
        Assert.True(matrix.IsHeld);
        Assert.True(matrix.Attempts > 5_000);
    }
}
