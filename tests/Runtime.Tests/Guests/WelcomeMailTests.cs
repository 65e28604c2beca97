using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmtpServer.Protocol;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>A mail to each new guest: none lost, none twice, and no booking that fails because of one.</summary>
[Collection(PostgreSql.Guests)]
public sealed class WelcomeMailTests(PostgreSql server)
{
    [Fact]
    public async Task A_new_guest_gets_one_and_the_address_is_not_kept()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var inbox = SmtpInbox.Open();
        using var host = await world.StartHostAsync(options => options.Guests.Mail.Port = inbox.Port);
        var registration = host.Services.GetRequiredService<IGuestRegistration>();

        await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        await inbox.ArriveAsync(1);
        await StatusAsync(world, "sent");
        await host.StopAsync();

        var mail = Assert.Single(inbox.Mails);
        Assert.Equal(("\"Bookings\" <bookings@example.com>", "ana@example.com"), (mail.From.ToString(), mail.To.ToString()));
        Assert.Contains("Hello Ana,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://book.example.com/guests/welcome?t=", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("href=\"https://book.example.com/guests/welcome?t=", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("1||", await world.ScalarAsync<string>("SELECT attempts || '|' || coalesce(email, '') || '|' || coalesce(name, '') FROM clerk2workos.guest_mails"));
    }

    [Theory]
    [InlineData("https://evil.example/?a=b now")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("evil.example")]
    public async Task What_a_booker_types_as_a_name_is_greeted_only_if_it_is_one(string name)
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var inbox = SmtpInbox.Open();
        using var host = await world.StartHostAsync(options => options.Guests.Mail.Port = inbox.Port);

        await host.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", name);
        await inbox.ArriveAsync(1);

        var mail = Assert.Single(inbox.Mails);
        Assert.Contains("Hello,", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("script", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_fails_no_booking_is_seen_and_gets_the_mail_later()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var port = SmtpInbox.FreePort();
        var log = new LogLines();
        using var host = await world.StartHostAsync(options => options.Guests.Mail.Port = port, services => services.AddLogging(logging => logging.AddProvider(log)));
        using var metrics = new Outcomes(host);

        var account = await host.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", "Ana Silva");

        Assert.True(account.IsNew);
        Assert.Equal(GuestCount.One, await world.CountAsync("ana@example.com"));
        await EventuallyAsync(() => log.Lines.Any(line => line.StartsWith("Warning 211:", StringComparison.Ordinal)));
        await EventuallyAsync(() => world.ScalarAsync<bool>("SELECT attempts >= 1 AND last_error IS NOT DISTINCT FROM 'SocketException' FROM clerk2workos.guest_mails"));
        Assert.Contains("retried", metrics.Seen);
        Assert.DoesNotContain(log.Lines, line => line.Contains("ana@example.com", StringComparison.OrdinalIgnoreCase));

        await using var inbox = SmtpInbox.Open(port);
        await inbox.ArriveAsync(1);
        await StatusAsync(world, "sent");
        Assert.Single(inbox.Mails);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_seen_and_not_attempted_again()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var inbox = SmtpInbox.Open();
        inbox.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such mailbox ana@example.com"));
        var log = new LogLines();
        using var host = await world.StartHostAsync(options => options.Guests.Mail.Port = inbox.Port, services => services.AddLogging(logging => logging.AddProvider(log)));
        using var metrics = new Outcomes(host);

        Assert.True((await host.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", "Ana Silva")).IsNew);
        await StatusAsync(world, "failed");
        await Task.Delay(500);

        Assert.Empty(inbox.Mails);
        Assert.Equal(1, await world.ScalarAsync<int>("SELECT attempts FROM clerk2workos.guest_mails"));
        Assert.Contains(log.Lines, line => line.StartsWith("Error 212:", StringComparison.Ordinal) && line.Contains("550", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("ana@example.com", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("failed", metrics.Seen);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_now_is_attempted_until_it_is_taken_or_has_failed()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var inbox = SmtpInbox.Open();
        for (var i = 0; i < 2; i++)
            inbox.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "later"));
        using (var host = await world.StartHostAsync(options => options.Guests.Mail.Port = inbox.Port))
        {
            await host.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", "Ana Silva");
            await StatusAsync(world, "sent");
            Assert.Equal(3, await world.ScalarAsync<int>("SELECT attempts FROM clerk2workos.guest_mails"));
            await host.StopAsync();
        }

        for (var i = 0; i < 9; i++)
            inbox.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "later"));
        await world.ExecuteAsync("DELETE FROM clerk2workos.guest_mails");
        using var impatient = await world.StartHostAsync(options => (options.Guests.Mail.Port, options.Guests.Mail.MaxAttempts) = (inbox.Port, 2));
        await impatient.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("bob@example.com", "Bob");
        await StatusAsync(world, "failed");
        Assert.Equal(2, await world.ScalarAsync<int>("SELECT attempts FROM clerk2workos.guest_mails"));
    }

    [Fact]
    public async Task Two_senders_one_of_them_restarted_send_each_mail_once()
    {
        const int mails = 60;
        await using var world = await GuestWorld.CreateAsync(server);
        await using var inbox = SmtpInbox.Open();
        inbox.BeforeAnswer = () => Task.Delay(30);
        var registration = world.Registration();
        await Task.WhenAll(Enumerable.Range(0, mails).Select(guest => registration.CreateOrGetAsync($"guest{guest}@example.com", "Ana Silva")));

        Task<IHost> Sender() => world.StartHostAsync(options => options.Guests.Mail.Port = inbox.Port);
        using var first = await Sender();
        using var second = await Sender();
        await inbox.ArriveAsync(mails / 4);
        await first.StopAsync();
        using var restarted = await Sender();
        await inbox.ArriveAsync(mails);
        await EventuallyAsync(async () => await world.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.guest_mails WHERE status = 'sent' AND attempts = 1") == mails);
        await Task.Delay(300);

        Assert.Equal(mails, inbox.Mails.Count);
        Assert.Equal(mails, inbox.Mails.Select(mail => mail.To.ToString()).Distinct().Count());
        Assert.Equal(mails, inbox.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task The_database_going_away_while_a_mail_is_sent_does_not_send_it_again()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var inbox = SmtpInbox.Open();
        inbox.BeforeAnswer = async () =>
        {
            inbox.BeforeAnswer = null;
            await world.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        };
        using var host = await world.StartHostAsync(options => options.Guests.Mail.Port = inbox.Port);

        await host.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", "Ana Silva");
        await inbox.ArriveAsync(1);
        await StatusAsync(world, "sent");

        Assert.Single(inbox.Mails);
        Assert.Equal(1, await world.ScalarAsync<int>("SELECT attempts FROM clerk2workos.guest_mails"));
    }

    [Fact]
    public async Task What_a_process_that_died_was_sending_is_sent_with_the_same_id()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await using var inbox = SmtpInbox.Open();
        var registration = world.Registration();
        await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        var died = await world.ScalarAsync<Guid>("""
            UPDATE clerk2workos.guest_mails SET status = 'sending', attempts = 1, claimed_by = gen_random_uuid(), next_attempt_at = now() + interval '1 hour' RETURNING id
            """);
        using var host = await world.StartHostAsync(options => options.Guests.Mail.Port = inbox.Port);

        await registration.CreateOrGetAsync("bob@example.com", "Bob");
        await inbox.ArriveAsync(1);
        Assert.Equal("bob@example.com", Assert.Single(inbox.Mails).To.ToString());          // the other sender may be alive still

        await world.ExecuteAsync($"UPDATE clerk2workos.guest_mails SET next_attempt_at = now() WHERE id = '{died}'");
        await EventuallyAsync(() => world.ScalarAsync<bool>($"SELECT status = 'sent' FROM clerk2workos.guest_mails WHERE id = '{died}'"));
        Assert.Equal($"{died:N}@example.com", inbox.Mails.Last().MessageId);
        Assert.Equal(2, inbox.Mails.Count);
    }

    [Fact]
    public async Task Without_welcome_there_is_none()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration(options =>
        {
            options.Guests.Welcome = new GuestWelcomeOptions { IsOn = false };
            options.Guests.Mail = new GuestMailOptions();
        });

        await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");

        Assert.Equal(GuestCount.One with { Mails = 0 }, await world.CountAsync("ana@example.com"));
    }

    private static Task StatusAsync(GuestWorld world, string status) =>
        EventuallyAsync(async () => await world.ScalarAsync<string>("SELECT status FROM clerk2workos.guest_mails") == status);

    private static Task EventuallyAsync(Func<bool> holds) => EventuallyAsync(() => Task.FromResult(holds()));

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await HoldsAsync())
            await Task.Delay(20, patience.Token);

        async Task<bool> HoldsAsync()
        {
            try
            {
                return await holds();
            }
            catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.AdminShutdown)
            {
                return false;       // the test's own connection was among those that it terminated
            }
        }
    }

    /// <summary>The outcomes that one application has counted of its mails.</summary>
    private sealed class Outcomes : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Outcomes(IHost host)
        {
            var factory = host.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name == "clerk2workos.guests.mails")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Seen.Enqueue((string)tags[0].Value!));
            _listener.Start();
        }

        public ConcurrentQueue<string> Seen { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
