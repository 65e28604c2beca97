using System.Diagnostics;
using System.Net.Http.Headers;
using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.CommandLine;

/// <summary>The stand-in as a program.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("standin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Serves_until_it_is_interrupted()
    {
        var seed = Write("""
            {
              "organizations": [{ "name": "Lab", "external_id": "lab" }],
              "users": [{ "email": "ada@example.com", "email_verified": true, "memberships": [{ "organization": "lab", "role": "owner" }] }]
            }
            """);
        using var program = Start("--port", "0", "--api-key", "sk_mine", "--role", "owner", "--limits", "off", "--seed", seed);
        Assert.Equal("seeded     1 organizations, 1 users, 1 memberships", await program.StandardOutput.ReadLineAsync());
        var address = (await program.StandardOutput.ReadLineAsync())!["address    ".Length..];
        Assert.Equal("api key    sk_mine", await program.StandardOutput.ReadLineAsync());
        using var client = new HttpClient { BaseAddress = new Uri(address), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "sk_mine") } };

        var user = (await client.SendAsync(HttpMethod.Get, "/user_management/users?email=ada@example.com")).Ids.Single();
        var membership = (await client.SendAsync(HttpMethod.Get, $"/user_management/organization_memberships?user_id={user}"))["data"][0];
        Assert.Equal("owner", membership.GetProperty("role").GetProperty("slug").GetString());

        await client.SendAsync(HttpMethod.Post, "/user_management/magic_auth", new { email = "ada@example.com" });
        var mails = (await client.SendAsync(HttpMethod.Get, "/_standin/mails?email=ada@example.com")).Body;
        Assert.Equal(("magic_auth", "ada@example.com"), (mails[0].GetProperty("kind").GetString(), mails[0].GetProperty("to").GetString()));

        using (var kill = Process.Start("kill", ["-INT", $"{program.Id}"]))
            await kill.WaitForExitAsync();
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task Faults_are_set_over_http()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var set = await workos.PostAsync("/_standin/faults", new { route = "POST /organizations", moment = "after_write", effect = "status", status = 503 });
        Assert.Equal(201, set.Status);
        Assert.Equal(503, (await workos.PostAsync("/organizations", new { name = "A" })).Status);
        Assert.Single(workos.Organizations);
        Assert.Equal(1, (await workos.GetAsync("/_standin/faults")).Body[0].GetProperty("injected").GetInt32());
        Assert.Equal(204, (await workos.DeleteAsync("/_standin/faults")).Status);
        Assert.Empty(workos.Faults.Active);
        var counted = (await workos.GetAsync("/_standin/requests"))["answers"][0];
        Assert.Equal(("POST /organizations", 503), (counted.GetProperty("route").GetString(), counted.GetProperty("status").GetInt32()));
    }

    [Theory]
    [InlineData("""{"rout":"*"}""", "rout is not a field of a fault")]
    [InlineData("""{"effect":"explode"}""", "effect must be one of the following values: status, drop, hang, slow, truncate, garbage")]
    public async Task A_misspelled_fault_is_refused(string body, string reason)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.PostAsync("/_standin/faults", body);
        Assert.Equal(422, refused.Status);
        Assert.Equal([reason], refused.Errors);
        Assert.Equal("invalid_fault", (await workos.PostAsync("/_standin/faults", new { route = "/nowhere" })).Code);
    }

    [Fact]
    public async Task Help_shows_every_option()
    {
        var (exitCode, output, error) = await RunAsync("--help");
        Assert.Equal((0, ""), (exitCode, error));
        foreach (var option in new[] { "--port", "--api-key", "--client-id", "--issuer", "--role", "--limits", "--no-retry-after", "--seed", "/_standin/mails", "clerk2workos-standin [options]" })
            Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--prot'", "--prot", "1")]
    [InlineData("--limits takes on, off or a number above 0, not 'some'.", "--limits", "some")]
    [InlineData("Port must be between 0 and 65535, not 70000.", "--port", "70000")]
    [InlineData("An API key must begin with sk_.", "--api-key", "mine")]
    [InlineData("There is no file '", "--seed", "nowhere.json")]
    public async Task Bad_input_is_one_sentence_and_exit_code_2(string sentence, params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("clerk2workos-standin: ", error, StringComparison.Ordinal);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("[]", "a seed is a JSON object with organizations and users.")]
    [InlineData("{", "Expected depth to be zero")]
    [InlineData("""{"persons":[]}""", "'persons' is not known in a seed; organizations and users are.")]
    [InlineData("""{"users":[{"email":"nobody"}]}""", "users[0] is refused with 400: ")]
    [InlineData("""{"users":[{"email":"a@example.com","memberships":[{"organization":"none"}]}]}""", "names the organization 'none', which is not among the organizations.")]
    public async Task A_seed_that_cannot_be_used_is_one_sentence(string seed, string sentence)
    {
        var (exitCode, _, error) = await RunAsync("--port", "0", "--seed", Write(seed));
        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var (exitCode, _, error) = await RunAsync("--port", $"{workos.BaseAddress.Port}");
        Assert.Equal(2, exitCode);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
    }

    private string Write(string seed)
    {
        var path = Path.Combine(_folder, "seed.json");
        File.WriteAllText(path, seed);
        return path;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var exitCode = await StandInProgram.RunAsync(args, output, error, patience.Token);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>As from a terminal: whoever runs the tests may have told its children to ignore signals, as a shell does with what it runs in the background.</summary>
    private static Process Start(params string[] args)
    {
        string[] program = ["dotnet", "exec", typeof(WorkOSStandIn).Assembly.Location, .. args];
        if (OperatingSystem.IsLinux())
            program = ["env", "--default-signal=INT,TERM", .. program];
        return Process.Start(new ProcessStartInfo(program[0], program[1..]) { RedirectStandardOutput = true })!;
    }
}
