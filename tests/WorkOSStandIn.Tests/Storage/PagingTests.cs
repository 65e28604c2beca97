using Clerk2WorkOS.Testing.Tests.Setting;
using CsCheck;

namespace Clerk2WorkOS.Testing.Tests.Storage;

/// <summary>Lists come in parts, by cursors.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task Ten_at_a_time_and_the_newest_first_unless_told_otherwise()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 12; i++)
            ids.Add(await workos.CreateUserAsync($"user{i}@example.com"));

        var first = await workos.GetAsync("/user_management/users");
        Assert.Equal(Enumerable.Reverse(ids).Take(10), first.Ids);
        Assert.Equal((null, ids[2]), (first.Before, first.After));
        var second = await workos.GetAsync($"/user_management/users?after={first.After}");
        Assert.Equal([ids[1], ids[0]], second.Ids);
        Assert.Equal((ids[1], null), (second.Before, second.After));
        var back = await workos.GetAsync($"/user_management/users?before={second.Before}");
        Assert.Equal(first.Ids, back.Ids);
        Assert.Equal((null, ids[2]), (back.Before, back.After));
        Assert.Equal(ids.Take(3), (await workos.GetAsync("/user_management/users?order=asc&limit=3")).Ids);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=ten")]
    [InlineData("order=up")]
    [InlineData("after=a&before=b")]
    public async Task A_part_that_cannot_be_is_refused(string query)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        foreach (var route in new[] { "/user_management/users", "/organizations", "/user_management/invitations", "/user_management/organization_memberships" })
            Assert.Equal(422, (await workos.GetAsync($"{route}?{query}")).Status);
    }

    [Fact]
    public async Task A_cursor_whose_object_is_deleted_still_leads_on()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
            ids.Add(await workos.CreateUserAsync($"user{i}@example.com"));
        await workos.DeleteAsync($"/user_management/users/{ids[1]}");
        Assert.Equal([ids[2], ids[3]], (await workos.GetAsync($"/user_management/users?order=asc&after={ids[1]}")).Ids);
    }

    [Fact]
    public void Every_walk_meets_every_row_once_in_order_both_ways() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 12], Gen.Bool, Gen.Int[1, 4]).Sample((count, limit, descending, everyNth) =>
        {
            var ids = Enumerable.Range(0, count).Select(i => $"id_{i:D3}").ToArray();
            var shown = ids.Where((_, i) => i % everyNth == 0).ToArray();
            var expected = descending ? shown.Reverse().ToArray() : shown;
            string? Find(string id) => shown.Contains(id) ? id : null;

            var pages = new List<Page<string>>();
            string? after = null;
            do
            {
                var page = new PageQuery(limit, descending, after, null).Take(ids, Find);
                pages.Add(page);
                after = page.After;
            }
            while (after is not null);
            var met = pages.SelectMany(page => page.Rows).ToArray();

            var backwards = new List<string>();
            for (var before = pages[^1].Before; before is not null;)
            {
                var page = new PageQuery(limit, descending, null, before).Take(ids, Find);
                backwards.InsertRange(0, page.Rows);
                before = page.Before;
            }

            return met.SequenceEqual(expected)
                && pages.All(page => page.Rows.Count <= limit)
                && backwards.Concat(pages[^1].Rows).SequenceEqual(expected);
        });
}
