using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Guests;

namespace Clerk2WorkOS.Story;

/// <summary>What somebody would try by hand after the switch, on the running application.</summary>
[Collection(nameof(Story))]
public sealed class ManualChecklist(Setting.Story story)
{
    private StoryWorld World => story.World;

    [Fact]
    public async Task A_new_guest_books_is_registered_gets_a_mail_and_reaches_the_dashboard()
    {
        var expert = World.Platform.Experts[3];
        using var guest = new Visitor(World.Application.Address);
        await guest.OpenAsync($"/{expert.Username}/first-talk");
        await guest.SendAsync(new()
        {
            ["Form.Start"] = guest.Choices("Form.Start")[0],
            ["Form.Name"] = "Nora Neu",
            ["Form.Email"] = "nora.neu@example.com",
            ["Form.TimeZone"] = "Europe/Lisbon",
        });
        Assert.Equal("/booked", guest.Here);
        Assert.Contains("Booking confirmed! Check your email for dashboard access.", guest.Page);

        // At WorkOS and in the database, with organization and membership, and on the meeting.
        var user = Assert.Single(World.WorkOS.Users, user => user.Email == "nora.neu@example.com");
        Assert.Equal(
            $"{user.Id} user-{user.Id} owner active",
            await World.AskAsync($"""
                SELECT concat_ws(' ', m.guest_workos_user_id, o.slug, ms.role, ms.status) FROM meetings m
                JOIN users u ON u.workos_user_id = m.guest_workos_user_id JOIN user_org_memberships ms ON ms.workos_user_id = u.workos_user_id
                JOIN organizations o ON o.id = ms.org_id AND o.id = m.guest_org_id WHERE m.guest_email = 'nora.neu@example.com'
                """));
        Assert.Equal("owner", Assert.Single(World.WorkOS.Memberships, membership => membership.UserId == user.Id).RoleSlug);

        // The mail's link, its button, the code that WorkOS mails, the dashboard.
        await guest.OpenAsync(await MailedLink.ToAsync(World, "nora.neu@example.com"));
        await guest.SendAsync([]);
        Assert.Equal("/sign-in/code", guest.Here);
        await guest.SendAsync(new() { ["Email"] = user.Email, ["Code"] = MailedLink.CodeTo(World, user.Email) });
        Assert.Equal("/dashboard", guest.Here);
        Assert.Contains($"First talk</strong> with {expert.FirstName} {expert.LastName}", guest.Page);
    }

    [Fact]
    public async Task The_expert_sees_the_meeting()
    {
        var expert = World.Platform.Experts[4];
        using (var guest = new Visitor(World.Application.Address))
        {
            await guest.OpenAsync($"/{expert.Username}/first-talk");
            await guest.SendAsync(new() { ["Form.Start"] = guest.Choices("Form.Start")[0], ["Form.Name"] = "Otto Offen", ["Form.Email"] = "otto@example.com", ["Form.TimeZone"] = "UTC" });
        }

        using var calendar = await Visitor.SignedInAsync(World, expert);
        Assert.Contains("Otto Offen", (await calendar.OpenAsync("/dashboard/appointments")).Page);
        using var other = await Visitor.SignedInAsync(World, World.Platform.Experts[5]);
        Assert.DoesNotContain("Otto Offen", (await other.OpenAsync("/dashboard/appointments")).Page);
    }

    [Fact]
    public async Task A_migrated_user_signs_in_with_the_old_password()
    {
        var person = World.Platform.People.First(person => person is { IsExpert: false, Password: not null });
        using var visitor = new Visitor(World.Application.Address);
        await visitor.SignInAsync(person.Email, "not the password");
        Assert.Equal("/sign-in", visitor.Here);
        Assert.Contains("do not fit together", visitor.Page);

        await visitor.SignInAsync(person.Email, person.Password!);
        Assert.Equal("/dashboard", visitor.Here);
        Assert.Contains(await World.WorkosIdAsync(person), await visitor.Http.GetStringAsync("/api/me"));

        // What was booked with this address before there were accounts for guests.
        Assert.Contains("Consultation</strong> with", visitor.Page);
        Assert.Equal("0", await World.AskAsync($"SELECT count(*) FROM meetings WHERE guest_email = lower('{person.Email}') AND guest_workos_user_id IS NULL"));

        await visitor.OpenAsync("/sign-out");
        await visitor.SendAsync([]);
        Assert.Equal("/sign-in", (await visitor.OpenAsync("/dashboard")).Here);
    }

    [Fact]
    public async Task An_expert_of_a_clinic_chooses_where_to_work()
    {
        var expert = World.Platform.Experts.First(expert => expert is { Clinic: not null, Password: not null });
        using var visitor = new Visitor(World.Application.Address);
        await visitor.SignInAsync(expert.Email, expert.Password!);
        Assert.Contains("Where do you work now?", visitor.Page);
        var clinic = Regex.Match(visitor.Page, $"value=\"(org_[^\"]+)\">{expert.Clinic!.Name}<").Groups[1].Value;
        var pending = Regex.Match(visitor.Page, "name=\"pendingToken\" value=\"([^\"]+)\"").Groups[1].Value;
        await visitor.SendAsync(new() { ["pendingToken"] = pending, ["organizationId"] = clinic }, handler: "Organization");
        Assert.Equal("/dashboard", visitor.Here);
        Assert.Contains(await World.AskAsync($"SELECT id FROM organizations WHERE workos_org_id = '{clinic}'"), await visitor.Http.GetStringAsync("/api/me"));
    }

    [Fact]
    public async Task Audit_rows_say_who_for_which_organization_and_from_where()
    {
        var expert = World.Platform.Experts[8];
        using var visitor = await Visitor.SignedInAsync(World, expert);
        var workosId = await World.WorkosIdAsync(expert);
        Assert.Equal(
            "t 127.0.0.1", await World.AwaitAsync($"""
                SELECT concat_ws(' ', o.slug = 'user-' || a.workos_user_id, replace(a.ip_address, '::1', '127.0.0.1')) FROM audit_logs a JOIN organizations o ON o.id = a.org_id
                WHERE a.workos_user_id = '{workosId}' AND a.action = 'SIGNED_IN' LIMIT 1
                """));

        var meeting = await World.AskAsync($"SELECT id FROM meetings WHERE workos_user_id = '{workosId}' LIMIT 1");
        using var written = await visitor.Http.PostAsJsonAsync($"/api/appointments/{meeting}/records", new { content = "All is well." });
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        Assert.Equal(workosId, await World.AwaitAsync($"SELECT workos_user_id FROM audit_logs WHERE action = 'RECORD_WRITTEN' AND org_id IS NOT NULL AND workos_user_id = '{workosId}' LIMIT 1"));
    }

    [Fact]
    public void The_tables_of_guest_registration_are_the_librarys() =>
        Assert.Equal(GuestSchema.Script, File.ReadAllText(StoryWorld.InDatabaseFolder("guests.sql")).TrimEnd());

    [Fact]
    public async Task The_widget_books_what_is_free_and_shows_it_as_taken()
    {
        using var http = new HttpClient { BaseAddress = World.Application.Address };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            http.PostAsJsonAsync("/bookings", new { key = $"widget-{number}", expert = 9, guestEmail = $"widget{number % 3}@example.com", guestName = "Wim" })));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal("8 8", await World.AskAsync("SELECT count(*) || ' ' || count(DISTINCT start_time) FROM meetings WHERE guest_notes LIKE 'widget-%'"));
        var taken = await http.GetFromJsonAsync<DateTimeOffset[]>("/experts/9/meetings");
        Assert.True(taken!.Length >= 8);
    }
}
