using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity;

[Collection(PostgreSql.Collection)]
public sealed class ScriptTests(PostgreSql server)
{
    [Fact]
    public async Task Show()
    {
        var address = await server.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(address);
        await using (var create = database.CreateCommand(BookingTables.Sql + "DO $$ BEGIN CREATE ROLE app_show LOGIN; EXCEPTION WHEN duplicate_object THEN END $$"))
            await create.ExecuteNonQueryAsync();
        var model = await RlsModel.ReadAsync(database, new RlsModelOptions { AppRole = "app_show" });
        var script = await RlsScript.CreateAsync(database, model);
        await File.WriteAllTextAsync("/tmp/000.sql", script.Indexes);
        await File.WriteAllTextAsync("/tmp/001.sql", script.Policies);
        await new RlsInstallation(address, script).ApplyAsync(prepareOnly: true);
        await new RlsInstallation(address, script).ApplyAsync();
        Assert.Equal(script.Policies, (await RlsScript.CreateAsync(database, model)).Policies);
    }
}
