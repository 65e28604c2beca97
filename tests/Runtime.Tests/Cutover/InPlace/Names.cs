using Clerk2WorkOS.Cutover.InPlace.Planning;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

public sealed class Names
{
    [Theory]
    [InlineData("clerk_user_id", "workos_user_id")]
    [InlineData("clerk_id", "workos_user_id")]
    [InlineData("expert_clerk_user_id", "expert_workos_user_id")]
    [InlineData("clerkUserId", "workosUserId")]
    [InlineData("createdByClerkUserId", "createdByWorkosUserId")]
    [InlineData("ClerkUserId", "WorkosUserId")]
    [InlineData("CLERK_USER_ID", "WORKOS_USER_ID")]
    [InlineData("clerkid_by_clerk_sub", "clerkid_by_workos_user_id")]
    public void A_column_is_named_in_the_style_of_the_one_it_follows(string clerk, string workos) => Assert.Equal(workos, WorkosColumns.For(clerk));

    [Fact]
    public void A_name_is_replaced_where_it_is_one()
    {
        var columns = new Dictionary<string, string> { ["clerk_user_id"] = "workos_user_id", ["clerkId"] = "workosId" };

        Assert.Equal(
            """USING btree ("workos_user_id", "workosId") WHERE ("workos_user_id" <> 'clerk_user_id'::text AND my_clerk_user_id > 0)""",
            RenamedSql.Replace("""USING btree (clerk_user_id, "clerkId") WHERE (clerk_user_id <> 'clerk_user_id'::text AND my_clerk_user_id > 0)""", columns));
        Assert.Equal("USING hash (a)", RenamedSql.IndexBody("""CREATE INDEX "of USING" ON public."x USING y" USING hash (a)"""));
    }
}
