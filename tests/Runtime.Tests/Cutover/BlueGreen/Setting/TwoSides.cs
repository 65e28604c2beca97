using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.CutoverLoad.BlueGreen;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.BlueGreen.Setting;

/// <summary>A booking application's legacy database and target, everything moved: the state in which a switch begins.</summary>
internal static partial class TwoSides
{
    private static readonly string[] NotNow = ["backup", "rehearsal", "data", "rls", "workos", "gate"];

    public static async Task<DataWorld> CreateAsync(LocalPostgreSql server, int rows = 100)
    {
        var world = await DataWorld.CreateAsync(server, BookingTables.Legacy, BookingTables.Target, BookingTables.Experts);
        await world.OnLegacyAsync(BookingTables.Fill(DataWorld.Clerk, rows));
        await world.OnTargetAsync(BookingTables.FillPeople(DataWorld.WorkOS, DataWorld.Organization));
        await world.RunAsync();
        return world;
    }

    public static CutoverOptions Options => new()
    {
        Way = CutoverWay.BlueGreen,
        Window = TimeSpan.Zero,
        Skipped = NotNow.ToDictionary(name => name, _ => "not what this is about", StringComparer.Ordinal),
    };

    public static CutoverOperation Operation(this DataWorld world, CutoverOptions? options = null) => new(world.TargetString, world.LegacyString, options ?? Options);

    /// <summary>Both databases as they are, but for the tables of the product's own: every definition, and every row.</summary>
    public static async Task<(string Legacy, string Target)> StateAsync(this DataWorld world) => (await StateAsync(world.LegacyString), await StateAsync(world.TargetString));

    /// <summary>Every definition of both databases, but for those of the product's own.</summary>
    public static async Task<(string Legacy, string Target)> DefinitionsAsync(this DataWorld world) => (await DefinitionsAsync(world.LegacyString), await DefinitionsAsync(world.TargetString));

    /// <summary>The rows of the legacy database as they have to be in the target, and those of the target, in words.</summary>
    public static async Task AssertInStepAsync(this DataWorld world)
    {
        foreach (var (legacy, target) in BookingTables.Compared)
            Assert.Equal(await world.LegacyRowsAsync(legacy), await world.TargetRowsAsync(target));
    }

    private static async Task<string> StateAsync(string connectionString)
    {
        var rows = await DumpAsync(connectionString, "--data-only", "--inserts");
        var sorted = string.Join('\n', rows.Split('\n').Order(StringComparer.Ordinal));       // a row that was written again is at another place
        return $"{await DefinitionsAsync(connectionString)}\n{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sorted)))}";
    }

    private static Task<string> DefinitionsAsync(string connectionString) => DumpAsync(connectionString, "--schema-only");

    private static async Task<string> DumpAsync(string connectionString, params string[] content)
    {
        var at = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        string[] arguments = ["--dbname", at.Database!, "--host", at.Host!, "--port", at.Port.ToString(CultureInfo.InvariantCulture), "--username", at.Username!, "--exclude-schema", "clerk2workos", .. content];
        using var dump = Process.Start(new ProcessStartInfo("/usr/lib/postgresql/15/bin/pg_dump", arguments) { RedirectStandardOutput = true, Environment = { ["PGPASSWORD"] = at.Password } })!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        return Restriction().Replace(text, "");
    }

    // A random key against files that somebody has tampered with.
    [GeneratedRegex(@"^\\(un)?restrict .*$", RegexOptions.Multiline)]
    private static partial Regex Restriction();
}
