using Clerk2WorkOS.Guests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>The code in <c>docs/guides/guests.md</c>, compiled, and held against the page.</summary>
public sealed class GuideCode
{
    [Fact]
    public void The_guide_shows_code_that_compiles()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MigrationAnalyzers.sln")))
            root = root.Parent!;
        var compiled = File.ReadAllLines(Path.Combine(root.FullName, "tests", "Runtime.Tests", "Guests", "GuideCode.cs")).Select(line => line.Trim()).ToHashSet();
        var (inside, lines) = (false, 0);
        foreach (var line in File.ReadAllLines(Path.Combine(root.FullName, "docs", "guides", "guests.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```csharp";
            }
            else if (inside && line.Length > 0)
            {
                lines++;
                Assert.Contains(line.Trim(), compiled);
            }
        }

        Assert.True(lines > 10);
    }

    internal static async Task BookAsync(IGuestRegistration guestRegistration, Request request, Meeting meeting, CancellationToken cancellationToken)
    {
        var guest = await guestRegistration.CreateOrGetAsync(
            request.GuestEmail,
            request.GuestName,
            new Dictionary<string, string> { ["eventId"] = request.EventId.ToString() },
            cancellationToken);

        meeting.GuestWorkosUserId = guest.WorkosUserId;
        meeting.GuestOrgId = guest.OrgId;
    }

    internal static async Task<int> SignedInAsync(IGuestRegistration guestRegistration, string workosUserId, CancellationToken cancellationToken)
    {
        var linked = await guestRegistration.LinkLegacyBookingsAsync(workosUserId, cancellationToken);
        return linked;
    }

    internal static void SetUp(WebApplicationBuilder builder)
    {
        builder.Services.AddClerk2WorkOS(builder.Configuration.GetSection("WorkOS"));
        builder.Services.AddSingleton<IGuestWelcome, OurWelcome>();
        builder.Services.AddSingleton<IGuestMailSender, OurProvider>();
        var app = builder.Build();
        app.MapGuestWelcome();
    }

    internal sealed record Request(Guid EventId, string GuestEmail, string GuestName);

    internal sealed class Meeting
    {
        public string? GuestWorkosUserId { get; set; }

        public Guid? GuestOrgId { get; set; }
    }

    internal sealed class OurWelcome : IGuestWelcome
    {
        public ValueTask<GuestMail> ComposeAsync(GuestToWelcome guest, CancellationToken cancellationToken) => new(new GuestMail(guest.Email, "Willkommen", guest.Link.AbsoluteUri));
    }

    internal sealed class OurProvider : IGuestMailSender
    {
        public Task SendAsync(GuestMail mail, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
