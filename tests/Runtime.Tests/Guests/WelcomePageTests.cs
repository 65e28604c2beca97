using System.Net;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;
using Clerk2WorkOS.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>The link in the mail, clicked in a real application.</summary>
[Collection(PostgreSql.Guests)]
public sealed class WelcomePageTests(PostgreSql server)
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Opening_it_asks_for_nothing_and_the_button_for_a_code()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var page = await OpenAsync(world);
        var (user, link) = await page.GuestAsync("ana@example.com");
        Assert.DoesNotContain("ana", link.AbsoluteUri, StringComparison.OrdinalIgnoreCase);

        var shown = await page.Browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("<form method=\"post\"><button>", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", shown.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("default-src 'none'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(world.WorkOS.Mails.All, mail => mail.Kind == MailKind.MagicAuth);

        var asked = await page.Browser.PostAsync(link, null);
        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in"), (asked.StatusCode, asked.Headers.Location?.OriginalString));
        Assert.Equal("ana@example.com", Assert.Single(world.WorkOS.Mails.All, mail => mail.Kind == MailKind.MagicAuth).To);
        Assert.StartsWith("user_", user, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_good_for_seven_days()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var page = await OpenAsync(world);
        var (_, link) = await page.GuestAsync("ana@example.com");

        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await page.Browser.GetAsync(link)).StatusCode);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.BadRequest, (await page.Browser.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await page.Browser.PostAsync(link, null)).StatusCode);
    }

    [Fact]
    public async Task Every_link_that_is_not_good_gets_the_same_answer()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var page = await OpenAsync(world);
        var (user, link) = await page.GuestAsync("ana@example.com");
        var (gone, linkOfGone) = await page.GuestAsync("bob@example.com");
        using (var client = world.WorkOS.CreateClient())
            await client.DeleteAsync(new Uri($"user_management/users/{gone}", UriKind.Relative));
        var token = link.Query[3..];
        var foreign = page.Link(Convert.ToBase64String(new byte[32]), user);
        var answers = new HashSet<string>();

        foreach (var bad in (string[])["", "?t=", "?t=x", "?t=%00", "?t=" + new string('A', 5000), "?t=" + token[..^1], "?t=" + token + "A", "?t=B" + token[1..], "?t=" + token[..20] + Other(token[20]) + token[21..],
            $"?t={token}&t={token}", foreign.Query, linkOfGone.Query])
        {
            using var answer = await page.Browser.PostAsync(new Uri(link.GetLeftPart(UriPartial.Path) + bad), null);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(answers);
        Assert.DoesNotContain(world.WorkOS.Mails.All, mail => mail.Kind == MailKind.MagicAuth);
        static char Other(char character) => character == 'A' ? 'B' : 'A';
    }

    [Fact]
    public async Task A_link_of_the_key_before_is_still_good()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var page = await OpenAsync(world);
        var (_, link) = await page.GuestAsync("ana@example.com");
        await using var later = await OpenAsync(world, options =>
        {
            options.LinkKey = Convert.ToBase64String(new byte[48]);
            options.PreviousLinkKeys.Add(GuestWorld.LinkKey);
        });

        Assert.Equal(HttpStatusCode.OK, (await later.Browser.GetAsync(new Uri(later.Address, link.PathAndQuery))).StatusCode);
    }

    [Fact]
    public async Task Impatient_clicks_cost_three_codes_a_minute()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var page = await OpenAsync(world);
        var (_, link) = await page.GuestAsync("ana@example.com");

        for (var click = 0; click < 10; click++)
            Assert.Equal(HttpStatusCode.SeeOther, (await page.Browser.PostAsync(link, null)).StatusCode);

        Assert.Equal(3, world.WorkOS.Mails.All.Count(mail => mail.Kind == MailKind.MagicAuth));
    }

    [Fact]
    public async Task It_leads_to_the_page_of_the_options_and_nowhere_else()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var page = await OpenAsync(world, options => (options.SignInPage, options.AddressParameter) = ("https://app.example.com/sign-in?from=mail", "login_hint"));
        var (_, link) = await page.GuestAsync("ana+b@example.com");

        var asked = await page.Browser.PostAsync(new Uri($"{link}&returnUrl=https://evil.example&SignInPage=//evil.example"), null);

        Assert.Equal("https://app.example.com/sign-in?from=mail&login_hint=ana%2Bb@example.com", asked.Headers.Location?.OriginalString);
        var policy = (await page.Browser.GetAsync(link)).Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("form-action 'self' https://app.example.com;", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_WorkOS_that_is_away_is_said_and_the_link_stays_good()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var page = await OpenAsync(world);
        var (_, link) = await page.GuestAsync("ana@example.com");
        var fault = world.WorkOS.Faults.Add(new Fault { Route = "POST /user_management/magic_auth", Status = 503, Times = int.MaxValue });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await page.Browser.PostAsync(link, null)).StatusCode);
        fault.Remove();
        Assert.Equal(HttpStatusCode.SeeOther, (await page.Browser.PostAsync(link, null)).StatusCode);
    }

    private async Task<Page> OpenAsync(GuestWorld world, Action<GuestWelcomeOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sender = new LastMails();
        builder.Services.AddSingleton<IGuestMailSender>(sender);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddClerk2WorkOS(options =>
        {
            world.Configure(options);
            options.WorkOS.MaxAttempts = 1;
            configure?.Invoke(options.Guests.Welcome);
        });
        var application = builder.Build();
        application.MapGuestWelcome();
        await application.StartAsync();
        return new Page(application, sender, new Uri(application.Urls.Single()), _clock);
    }

    private sealed class Page(WebApplication application, LastMails sender, Uri address, TimeProvider clock) : IAsyncDisposable
    {
        public HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

        public Uri Address => address;

        /// <summary>Registers a guest and reads the mail.</summary>
        public async Task<(string User, Uri Link)> GuestAsync(string email)
        {
            var account = await application.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync(email, "Ana Silva");
            var mail = await sender.WaitForAsync(email);
            return (account.WorkosUserId, new Uri(address, new Uri(Regex.Match(mail.Text, "https://book\\S+").Value).PathAndQuery));
        }

        /// <summary>A link as somebody with another key would make it.</summary>
        public Uri Link(string key, string user) => new GuestLink(
            Microsoft.Extensions.Options.Options.Create(new GuestOptions { Welcome = new() { LinkKey = key, PublicAddress = address } }), clock).To(user, clock.GetUtcNow().AddDays(1));

        public async ValueTask DisposeAsync()
        {
            Browser.Dispose();
            await application.DisposeAsync();
        }
    }

    /// <summary>A sender over something else than SMTP, as an application may have one.</summary>
    private sealed class LastMails : IGuestMailSender
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, GuestMail> _mails = new();

        public Task SendAsync(GuestMail mail, CancellationToken cancellationToken)
        {
            _mails[mail.To] = mail;
            return Task.CompletedTask;
        }

        public async Task<GuestMail> WaitForAsync(string email)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            GuestMail? mail;
            while (!_mails.TryGetValue(email, out mail))
                await Task.Delay(20, patience.Token);
            return mail;
        }
    }
}
