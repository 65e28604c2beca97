using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.CutoverLoad.Load;
using Clerk2WorkOS.CutoverLoad.Operating;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.BlueGreen;

/// <summary>Both databases filled and moved, both applications running as processes of their own, people at work, and an operator.</summary>
public sealed class SwitchTrial : IAsyncDisposable
{
    private readonly List<Process> _applications = [];
    private readonly CancellationTokenSource _end = new();
    private Task _people = Task.CompletedTask;

    private SwitchTrial(string legacy, string target) =>
        (LegacyString, TargetString, Legacy, Target) = (legacy, target, NpgsqlDataSource.Create(legacy), NpgsqlDataSource.Create(target));

    /// <summary>The legacy database.</summary>
    public string LegacyString { get; }

    /// <summary>The target.</summary>
    public string TargetString { get; }

    private NpgsqlDataSource Legacy { get; }

    private NpgsqlDataSource Target { get; }

    /// <summary>The people; there from <see cref="BeginLoad"/> on.</summary>
    public BookingLoad Load { get; private set; } = null!;

    private Uri Address { get; set; } = null!;

    /// <summary>Sets everything up on a server whose log can be followed.</summary>
    /// <param name="server">For both databases.</param>
    /// <param name="meetings">How many meetings there are at the beginning.</param>
    public static async Task<SwitchTrial> CreateAsync(LocalPostgreSql server, int meetings)
    {
        ArgumentNullException.ThrowIfNull(server);
        var name = Guid.NewGuid().ToString("N");
        var trial = new SwitchTrial(await server.CreateDatabaseAsync($"legacy_{name}"), await server.CreateDatabaseAsync($"target_{name}"));
        await ExecuteAsync(trial.Legacy, BookingTables.Legacy);
        await ExecuteAsync(trial.Legacy, BookingTables.Fill(Clerk, meetings));
        await ExecuteAsync(trial.Target, BookingTables.Target);
        await ExecuteAsync(trial.Target, BookingTables.FillPeople(WorkOS, Organization));
        await MigrationSchema.EnsureAsync(trial.Target);
        await ExecuteAsync(trial.Target, string.Concat(Enumerable.Range(0, BookingTables.Experts).Select(user =>
            $"INSERT INTO clerk2workos.user_map VALUES ('{Clerk(user)}', '{WorkOS(user)}', '{Organization(user)}', 'org_{user}');")));
        await using (var migration = new DataMigration(trial.LegacyString, trial.TargetString))
            await migration.RunAsync();
        await GateControl.EnsureAsync(trial.Legacy, CancellationToken.None);
        await GateControl.EnsureAsync(trial.Target, CancellationToken.None);
        await trial.StartApplicationsAsync();
        return trial;
    }

    /// <summary>People begin to work; all requests go to the old application's address.</summary>
    public void BeginLoad(int perSecond)
    {
        Load = new BookingLoad(Address, perSecond, BookingTables.Experts);
        _people = Load.RunAsync(_end.Token);
    }

    /// <summary>They end, and have all their answers.</summary>
    public async Task EndLoadAsync()
    {
        await _end.CancelAsync();
        await _people;
    }

    /// <summary>Has the operator do something.</summary>
    /// <param name="command"><c>start</c> or <c>rollback</c>.</param>
    /// <param name="step">Until this step.</param>
    /// <param name="killAt">The operator's process is killed when it says what begins so; null for never.</param>
    /// <param name="killAfter">How long after that.</param>
    /// <returns>What the operator was told.</returns>
    public async Task<IReadOnlyList<string>> OperateAsync(string command, string? step = null, string? killAt = null, TimeSpan killAfter = default) =>
        (await OperatorRun.RunAsync(CutoverWay.BlueGreen, TargetString, LegacyString, [command, .. step is null ? Array.Empty<string>() : ["--until", step]],
            line => killAt is not null && line.StartsWith(killAt, StringComparison.Ordinal) ? killAfter : null)).Said;

    /// <summary>Has the operator do something and die at a step.</summary>
    /// <param name="command"><c>start</c> or <c>rollback</c>.</param>
    /// <param name="step">At this step.</param>
    /// <param name="point"><c>asked</c>, <c>begin</c> or <c>end</c>.</param>
    public Task<OperatorRun> DieAsync(string command, string step, string point) => OperatorRun.RunAsync(CutoverWay.BlueGreen, TargetString, LegacyString, [command, "--die", step, point]);

    /// <summary>What is not as it has to be once nobody works any more: bookings that are lost or doubled, rows that differ. Empty where all is well.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var faults = new List<string>();
        foreach (var (legacy, target) in BookingTables.Compared)
        {
            var (left, right) = (await RowsAsync(Legacy, legacy), await RowsAsync(Target, target));
            faults.AddRange(left.Except(right).Take(3).Select(row => $"only in the legacy database: {row}"));
            faults.AddRange(right.Except(left).Take(3).Select(row => $"only in the target: {row}"));
            if (left.Count != right.Count)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{left.Count} rows in the legacy database, {right.Count} in the target"));
        }

        faults.AddRange(await LegacyFaultsAsync());
        return faults;
    }

    /// <summary>The same of the legacy database alone, which goes on without the target after a return.</summary>
    public async Task<IReadOnlyList<string>> LegacyFaultsAsync()
    {
        var faults = new List<string>();
        var keys = await RowsAsync(Legacy, "SELECT booking_key FROM meeting WHERE booking_key IS NOT NULL");
        faults.AddRange(Load.Booked.Except(keys).Take(3).Select(key => $"lost booking {key}"));
        if (keys.Count != keys.Distinct().Count())
            faults.Add("doubled bookings");
        return faults;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndLoadAsync();
        foreach (var application in _applications)
        {
            application.Kill();
            await application.WaitForExitAsync();
            application.Dispose();
        }

        await Legacy.DisposeAsync();
        await Target.DisposeAsync();
        _end.Dispose();
    }

    private async Task StartApplicationsAsync()
    {
        var (blue, green) = (FreePort(), FreePort());
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{blue}/"));
        var other = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{green}/"));
        _applications.Add(Processes.Start(["blue", blue.ToString(CultureInfo.InvariantCulture), other.AbsoluteUri], ("C2W_DATABASE", LegacyString)));
        _applications.Add(Processes.Start(["green", green.ToString(CultureInfo.InvariantCulture), Address.AbsoluteUri], ("C2W_DATABASE", TargetString)));
        using var http = new HttpClient();
        foreach (var address in new[] { Address, other })
            await UntilAnswersAsync(http, new Uri(address, "experts/0/meetings"));
    }

    private static async Task UntilAnswersAsync(HttpClient http, Uri address)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<List<string>> RowsAsync(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "~" : reader.GetString(column))));
        return rows;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Clerk(int user) => string.Create(CultureInfo.InvariantCulture, $"{BookingTables.ClerkIds}{user:D6}");

    private static string WorkOS(int user) => string.Create(CultureInfo.InvariantCulture, $"{BookingTables.WorkOSIds}{user:D6}");

    private static Guid Organization(int user) => new(user, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);
}
