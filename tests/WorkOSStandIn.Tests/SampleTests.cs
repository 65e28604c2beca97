using System.Net.Http.Json;

namespace Clerk2WorkOS.Testing.Tests;

/// <summary>The README's samples are the code below, and they do what they say.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_first_sample_holds()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        using var client = workos.CreateClient();                       // knows the address, carries the key
        await client.PostAsJsonAsync("user_management/magic_auth", new { email = "ada@example.com" });

        Assert.False(workos.Users.Single().EmailVerified);              // what is stored
        var code = workos.Mails.Newest("ada@example.com", MailKind.MagicAuth)!.Code;    // what would have been mailed
        Assert.Equal(1, workos.Requests.Count("POST /user_management/magic_auth", 201));    // what was asked for

        Assert.Equal(6, code!.Length);
    }

    [Fact]
    public async Task The_faults_can_be_set()
    {
        await using var workos = await WorkOSStandIn.StartAsync();

        // The user is created, and the caller never hears of it.
        workos.Faults.Add(new Fault { Route = "POST /user_management/users", Moment = FaultMoment.AfterWrite, Effect = FaultEffect.Drop });

        // Every third request or so, the same ones in each run.
        workos.Faults.Add(new Fault { Route = "/user_management/*", Status = 503, Probability = 0.3, Seed = 1, Times = int.MaxValue });

        // A quota that waiting does not cure.
        workos.Faults.Add(new Fault { Route = "POST /user_management/magic_auth", Status = 429, Code = "daily_quota_exceeded" });

        Assert.Equal(3, workos.Faults.Active.Count);
    }

    [Fact]
    public void The_readme_shows_this_code() => Assert.Equal([], Missing());

    /// <summary>The lines of the README's first two samples that are not in this file.</summary>
    private static string[] Missing()
    {
        var own = File.ReadAllLines(Path.Combine(Root, "tests", "WorkOSStandIn.Tests", "SampleTests.cs")).Select(line => line.Trim()).ToHashSet();
        var readme = File.ReadAllText(Path.Combine(Root, "src", "WorkOSStandIn", "README.md"));
        var samples = readme.Split("```csharp\n").Skip(1).Take(2).Select(block => block.Split("```")[0]);
        return samples.SelectMany(block => block.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0 && !own.Contains(line)).ToArray();
    }

    /// <summary>The repository's root, found from where the tests run: a deterministic build does not know where its sources are.</summary>
    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MigrationAnalyzers.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository's root.");
        return folder.FullName;
    }
}
