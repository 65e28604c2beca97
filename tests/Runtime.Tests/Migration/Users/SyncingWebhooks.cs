using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>What Clerk's webhooks tell, posted to an application, is what WorkOS and the target have after the next sync.</summary>
[Collection(PostgreSql.Users)]
public sealed class SyncingWebhooks(PostgreSql server)
{
    private const string Memberships = "SELECT concat_ws('|', clerk_user_id, CASE WHEN o.name LIKE '%Account' THEN 'own' ELSE o.name END, role, status) FROM user_org_memberships s JOIN organizations o ON o.id = s.org_id JOIN clerk2workos.user_map USING (workos_user_id)";

    [Fact]
    public async Task Sign_ups_addresses_bans_deletions_and_memberships_are_carried_over()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_new", "new@example.com", firstName: "Nia"), 10);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "other@example.com", isVerified: false), 10);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_ban", "ban@example.com", banned: true), 10);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_unban", "unban@example.com"), 10);
        await clerk.SendDeletionAsync("user_gone", 10);
        await clerk.SendMembershipAsync("created", "user_joins", "org_new", "org:member", 10, "Ward");
        await clerk.SendMembershipAsync("deleted", "user_leaves", "org_old", "org:member", 10);
        await clerk.SendMembershipAsync("updated", "user_role", "org_old", "org:admin", 10);

        var result = await world.Migration(Events).SyncAsync();

        Assert.Empty(result.Run.OpenRejects);
        Assert.Equal((1, 1, 1, 1, 1, 3), (result.Run.Moved, result.Changed, result.Banned, result.Restored, result.Deleted, result.Memberships));
        Assert.Equal((8, 0), (result.Events, result.OpenEvents));
        Assert.Equal(
            ["user_address other@example.com False", "user_ban ban@example.com True", "user_gone gone@example.com True", "user_joins joins@example.com True", "user_leaves leaves@example.com True", "user_new new@example.com True", "user_role role@example.com True", "user_same same@example.com True", "user_unban unban@example.com True"],
            world.WorkOS.Users.Select(user => $"{user.ExternalId} {user.Email} {user.EmailVerified}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["user_address|own|owner|active", "user_ban|own|owner|inactive", "user_gone|own|owner|inactive", "user_joins|Ward|member|active", "user_joins|own|owner|active", "user_leaves|Clinic|member|inactive", "user_leaves|own|owner|active", "user_new|own|owner|active", "user_role|Clinic|admin|active", "user_role|own|owner|active", "user_same|own|owner|active", "user_unban|Clinic|member|active", "user_unban|own|owner|active"],
            await world.LinesAsync(Memberships));
        Assert.Equal("other@example.com", await world.ScalarAsync<string>("SELECT email FROM users JOIN clerk2workos.user_map USING (workos_user_id) WHERE clerk_user_id = 'user_address'"));
        Assert.True((await world.Migration(Events).VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task A_sync_of_webhooks_asks_WorkOS_only_for_whom_they_mention_and_a_second_one_for_nobody()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(350);
        await world.Migration().RunAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_0001", "person1@example.com", firstName: "Other", lastName: "Name"), 10);
        await clerk.SendDeletionAsync("user_0002", 10);
        world.WorkOS.Requests.Clear();

        var result = await world.Migration(options => options with { OnlyEvents = true }).SyncAsync();

        Assert.Equal((2, 1, 1), (result.Run.InSources, result.Changed, result.Deleted));
        Assert.Equal(6, world.WorkOS.Requests.Received);             // the roles; two users; a change; a list and a deactivation
        var before = await world.PictureAsync();
        world.WorkOS.Requests.Clear();
        Assert.False((await world.Migration(options => options with { OnlyEvents = true }).SyncAsync()).HasChanges);
        Assert.Equal(1, world.WorkOS.Requests.Received);
        Assert.Equal(before, await world.PictureAsync());
    }

    [Fact]
    public async Task The_newest_state_counts_in_whatever_order_webhooks_arrive()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "third@example.com"), 30);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "second@example.com"), 20);
        await clerk.SendDeletionAsync("user_gone", 10);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_gone", "gone@example.com"), 20);
        await clerk.SendMembershipAsync("deleted", "user_joins", "org_old", "org:member", 30);
        await clerk.SendMembershipAsync("created", "user_joins", "org_old", "org:member", 20);
        Assert.Equal(6, (await world.Migration(Events).SyncAsync()).Events);

        // One that comes after a newer one was carried over.
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "late@example.com"), 25);
        await clerk.SendMembershipAsync("created", "user_joins", "org_old", "org:member", 25);
        var result = await world.Migration(Events).SyncAsync();

        Assert.Equal((2, false), (result.Events, result.HasChanges));
        Assert.Equal("third@example.com", world.WorkOS.Users.Single(user => user.ExternalId == "user_address").Email);
        Assert.Contains("user_gone|own|owner|inactive", await world.LinesAsync(Memberships));
        Assert.DoesNotContain("user_joins|Clinic|member|active", await world.LinesAsync(Memberships));
        await clerk.SendMembershipAsync("created", "user_joins", "org_old", "org:member", 40);
        await world.Migration(Events).SyncAsync();
        Assert.Contains("user_joins|Clinic|member|active", await world.LinesAsync(Memberships));
    }

    [Fact]
    public async Task Who_left_an_organization_while_banned_does_not_come_back_into_it()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_leaves", "leaves@example.com", banned: true), 10);
        await world.Migration(Events).SyncAsync();
        await clerk.SendMembershipAsync("deleted", "user_leaves", "org_old", "org:member", 20);
        await clerk.SendMembershipAsync("created", "user_leaves", "org_new", "org:member", 20, "Ward");
        Assert.Equal((2, 0), (await world.Migration(Events).SyncAsync() is var banned ? (banned.Events, banned.Memberships) : default));
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_leaves", "leaves@example.com"), 30);

        await world.Migration(Events).SyncAsync();

        Assert.Equal(["user_leaves|Clinic|member|inactive", "user_leaves|Ward|member|active", "user_leaves|own|owner|active"], (await world.LinesAsync(Memberships)).Where(line => line.StartsWith("user_leaves", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Webhooks_make_nobody_missing_and_an_export_older_than_them_takes_nothing_back()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_new", "new@example.com"), 10);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "other@example.com"), 10);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_ban", "ban@example.com", banned: true), 10);
        await clerk.SendMembershipAsync("created", "user_joins", "org_new", "org:member", 10, "Ward");
        await clerk.SendDeletionAsync("user_gone", 10);
        Assert.Equal(1, (await world.Migration(Events).SyncAsync()).Deleted);
        var before = await world.PictureAsync();

        var old = await world.Migration(Export(world)).SyncAsync();

        Assert.False(old.HasChanges);
        Assert.Equal(before, await world.PictureAsync());
    }

    [Fact]
    public async Task An_export_newer_than_webhooks_that_were_carried_over_counts()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_new", "new@example.com"), 10);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_ban", "ban@example.com", banned: true), 10);
        await clerk.SendMembershipAsync("created", "user_joins", "org_new", "org:member", 10, "Ward");
        await world.Migration(Events).SyncAsync();

        var result = await world.Migration(Export(world, at: 300)).SyncAsync();

        Assert.Equal((1, 1, 1), (result.Deleted, result.Restored, result.Memberships));
        Assert.DoesNotContain("user_joins|Ward|member|active", await world.LinesAsync(Memberships));
    }

    [Fact]
    public async Task A_CSV_says_nothing_of_bans_and_an_export_without_memberships_ends_none()
    {
        await using var world = await StartAsync();
        var before = await world.PictureAsync();
        var csv = world.Write("users.csv", "id,primary_email_address,verified_email_addresses,first_name\n" + string.Concat(
            "same,address,ban,unban,gone,joins,leaves,role".Split(',').Select(name => $"user_{name},{name}@example.com,{name}@example.com,Ana\n")));

        var result = await world.Migration(options => options with { Legacy = null, ClerkCsv = csv }).SyncAsync();

        Assert.False(result.HasChanges);
        Assert.Equal(before, await world.PictureAsync());
    }

    [Fact]
    public async Task What_cannot_be_carried_over_yet_waits()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_phone", null), 10);
        await clerk.SendMembershipAsync("created", "user_later", "org_old", "org:member", 10);

        var first = await world.Migration(Events).SyncAsync();
        Assert.Equal((0, 2, "no_email"), (first.Events, first.OpenEvents, Assert.Single(first.Run.OpenRejects).Reason));
        Assert.Contains("event_open", (await world.Migration(Events).VerifyAsync()).Findings.Select(finding => finding.Code));

        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_later", "later@example.com"), 11);
        var emails = world.Write("emails.csv", "user_phone,phone@example.com\nuser_same,same@example.com\n");
        var second = await world.Migration(options => Events(options) with { EmailsFile = emails }).SyncAsync();
        Assert.Equal((2, 3, 0, 0), (second.Run.Moved, second.Events, second.OpenEvents, second.Run.OpenRejects.Count));
        Assert.Contains("user_later|Clinic|member|active", await world.LinesAsync(Memberships));
    }

    [Fact]
    public async Task Who_signed_up_and_left_before_the_sync_does_not_move()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_short", "short@example.com"), 10);
        await clerk.SendDeletionAsync("user_short", 11);

        var result = await world.Migration(Events).SyncAsync();

        Assert.Equal((0, 1, 2, 0), (result.Run.Moved, result.Run.Skipped, result.Events, result.OpenEvents));
        Assert.DoesNotContain(world.WorkOS.Users, user => user.ExternalId == "user_short");
    }

    [Fact]
    public async Task An_organization_gets_its_other_name_and_its_end_is_the_end_of_its_memberships()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendOrganizationAsync("updated", "org_old", "Hospital", 20);
        await clerk.SendOrganizationAsync("updated", "org_old", "Practice", 10);
        Assert.Equal((1, 2), (await world.Migration(Events).SyncAsync() is var renamed ? (renamed.Organizations, renamed.Events) : default));
        Assert.Contains("Hospital", world.WorkOS.Organizations.Select(organization => organization.Name));
        Assert.Contains("user_role|Hospital|member|active", await world.LinesAsync(Memberships));

        await clerk.SendDeletionAsync("org_old", 30, "organization");
        await clerk.SendOrganizationAsync("created", "org_unknown", "Nobody's", 30);
        var ended = await world.Migration(Events).SyncAsync();
        Assert.Equal((1, 2, 0), (ended.Organizations, ended.Events, ended.OpenEvents));
        Assert.DoesNotContain(await world.LinesAsync(Memberships), line => line.Contains("Hospital", StringComparison.Ordinal) && line.EndsWith("|active", StringComparison.Ordinal));
        Assert.False((await world.Migration(Export(world)).SyncAsync()).HasChanges);         // an old export
        Assert.True((await world.Migration(Events).VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task The_legacy_database_and_the_CSV_complete_whom_webhooks_mention()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_new", "new@example.com"), 10);
        await world.ExecuteAsync("INSERT INTO users (clerk_user_id, email, stripe_customer_id) VALUES ('user_new', 'stale@example.com', 'cus_new'), ('user_other', 'nobody@example.com', 'cus_other')", world.Legacy);
        var hash = BCrypt.Net.BCrypt.HashPassword("correct horse", 4);
        var csv = world.Write("users.csv", $"id,primary_email_address,totp_secret,password_digest,password_hasher\nuser_new,stale@example.com,JBSWY3DPEHPK3PXP,{hash},bcrypt\nuser_same,same@example.com,,,\n");

        var result = await world.Migration(options => options with { OnlyEvents = true, ClerkCsv = csv }).SyncAsync();

        Assert.Equal((1, 1), (result.Run.Moved, result.Run.InSources));
        Assert.Equal("new@example.com|cus_new", await world.ScalarAsync<string>("SELECT concat_ws('|', email, stripe_customer_id) FROM users JOIN clerk2workos.user_map USING (workos_user_id) WHERE clerk_user_id = 'user_new'"));
        Assert.True(await world.SignsInAsync("new@example.com", "correct horse"));
        Assert.Single(world.WorkOS.Factors);
    }

    [Theory]
    [InlineData(nameof(UserStep.Intended))]
    [InlineData(nameof(UserStep.UserCreated))]
    [InlineData(nameof(UserStep.MembershipsCreated))]
    [InlineData(nameof(UserStep.RowsWritten))]
    [InlineData(nameof(UserStep.MapFile))]
    [InlineData(nameof(UserStep.ClerkOrganizationCreated))]
    public async Task A_sync_that_is_killed_leaves_its_webhooks_to_the_next(string step)
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_new", "new@example.com"), 10);
        await clerk.SendMembershipAsync("created", "user_new", "org_new", "org:member", 10, "Ward");
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_ban", "ban@example.com", banned: true), 10);

        await Assert.ThrowsAsync<KilledException>(() => world.Migration(Events, UserInterruption.Killing(Enum.Parse<UserStep>(step))).SyncAsync());
        Assert.Equal(3, await world.Migration(Events).CountOpenEventsAsync());
        var result = await world.Migration(Events).SyncAsync();

        Assert.Equal((3, 0, 1), (result.Events, result.OpenEvents, result.Banned));
        Assert.Single(world.WorkOS.Users, user => user.ExternalId == "user_new");
        Assert.Single(world.WorkOS.Organizations, organization => organization.Name == "Ward");
        Assert.Contains("user_new|Ward|member|active", await world.LinesAsync(Memberships));
        Assert.True((await world.Migration(Events).VerifyAsync()).IsSound);
    }

    [Theory]
    [InlineData("PUT /user_management/organization_memberships/{id}/deactivate", "user_ban")]
    [InlineData("PUT /user_management/users/{id}", "user_address")]
    [InlineData("POST /user_management/organization_memberships", "user_joins")]
    [InlineData("PUT /user_management/organization_memberships/{id}", "user_role")]
    [InlineData("PUT /organizations/{id}", null)]
    public async Task What_WorkOS_did_and_nobody_heard_of_stays_open_and_is_carried_over_once(string route, string? failed)
    {
        await using var world = await StartAsync();
        await using var sound = await StartAsync();
        foreach (var each in new[] { world, sound })
        {
            await using var clerk = await ClerkApplication.StartAsync(each.TargetText);
            await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_ban", "ban@example.com", banned: true), 10);
            await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "other@example.com"), 10);
            await clerk.SendMembershipAsync("created", "user_joins", "org_old", "org:member", 10);
            await clerk.SendMembershipAsync("updated", "user_role", "org_old", "org:admin", 10);
            await clerk.SendOrganizationAsync("updated", "org_old", "Hospital", 10);
        }

        await sound.Migration(Events).SyncAsync();
        var fault = world.WorkOS.Faults.Add(new Fault { Route = route, Moment = FaultMoment.AfterWrite, Effect = FaultEffect.Drop });
        // Whether the creation happened is looked up; the list before that one is of the ban.
        var lookup = route.StartsWith("POST", StringComparison.Ordinal) ? world.WorkOS.Faults.Add(new Fault { Route = "GET /user_management/organization_memberships", FirstCall = 2, Effect = FaultEffect.Drop }) : null;
        var broken = await world.Migration(options => Events(options) with { Concurrency = 1 }, client: options => options.MaxAttempts = 1).SyncAsync();
        Assert.Equal(1, fault.Injected);
        Assert.Equal((4, 1), (broken.Events, broken.OpenEvents));
        Assert.Equal(failed is null ? [] : [failed], broken.Run.OpenRejects.Select(reject => reject.Key));
        fault.Remove();
        lookup?.Remove();

        Assert.Equal((1, 0), (await world.Migration(Events).SyncAsync() is var healed ? (healed.Events, healed.Run.OpenRejects.Count) : default));
        Assert.Equal(await sound.PictureAsync(), await world.PictureAsync());
    }

    [Fact]
    public async Task What_another_sync_has_carried_over_meanwhile_is_read_anew()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "second@example.com"), 10);
        // Between reading the webhooks and taking the migration over, a sync asks for the roles.
        var slow = world.WorkOS.Faults.Add(new Fault { Route = "GET /authorization/roles", Effect = FaultEffect.Slow, Delay = TimeSpan.FromSeconds(8) });
        var outdated = world.Migration(Events).SyncAsync();
        while (slow.Injected == 0)
            await Task.Delay(20);

        await clerk.SendUserAsync("user.updated", UserWorld.ClerkUser("user_address", "third@example.com"), 20);
        Assert.Equal(2, (await world.Migration(Events).SyncAsync()).Events);
        Assert.Equal(0, (await outdated).Events);

        Assert.Equal("third@example.com", world.WorkOS.Users.Single(user => user.ExternalId == "user_address").Email);
    }

    [Fact]
    public async Task A_run_and_a_plan_know_of_webhooks_and_leave_them_to_the_sync()
    {
        await using var world = await StartAsync();
        await using var clerk = await ClerkApplication.StartAsync(world.TargetText);
        await clerk.SendUserAsync("user.created", UserWorld.ClerkUser("user_new", "new@example.com"), 10);

        var plan = await world.Migration(Export(world)).PlanAsync();
        Assert.Equal((1, 1), (plan.ToMove, plan.OpenEvents));
        Assert.Equal(1, (await world.Migration(Export(world)).RunAsync()).Moved);
        Assert.Equal(1, await world.Migration(Events).CountOpenEventsAsync());
        var result = await world.Migration(Export(world)).SyncAsync();
        Assert.Equal((1, 0, false), (result.Events, result.OpenEvents, result.HasChanges));
    }

    private static UserMigrationOptions Events(UserMigrationOptions options) => options with { Legacy = null, OnlyEvents = true };

    /// <summary>Eight people at minute 0, who have moved.</summary>
    private async Task<UserWorld> StartAsync()
    {
        var world = await UserWorld.CreateAsync(server);
        await world.Migration(Export(world)).RunAsync();
        return world;
    }

    private static Func<UserMigrationOptions, UserMigrationOptions> Export(UserWorld world, int at = 0) => options => options with
    {
        Legacy = null,
        ClerkJson = world.WriteJson(
        [
            .. new[]
            {
                UserWorld.ClerkUser("user_same", "same@example.com"), UserWorld.ClerkUser("user_address", "address@example.com"), UserWorld.ClerkUser("user_ban", "ban@example.com"),
                UserWorld.ClerkUser("user_unban", "unban@example.com", banned: true, organizations: [("org_old", "Clinic", "org:member")]), UserWorld.ClerkUser("user_gone", "gone@example.com"),
                UserWorld.ClerkUser("user_joins", "joins@example.com"), UserWorld.ClerkUser("user_leaves", "leaves@example.com", organizations: [("org_old", "Clinic", "org:member")]),
                UserWorld.ClerkUser("user_role", "role@example.com", organizations: [("org_old", "Clinic", "org:member")]),
            }.Select(user =>
            {
                var json = System.Text.Json.JsonSerializer.SerializeToNode(user)!.AsObject();
                json["updated_at"] = ClerkApplication.Moment(at);
                return (object)json;
            }),
        ]),
    };
}
