using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using CsCheck;

namespace Clerk2WorkOS.Analyzers.Tests.Names;

public class ClerkNamesTests
{
    [Theory]
    [InlineData("ClerkUserId", "WorkosUserId")]
    [InlineData("clerkUserId", "workosUserId")]
    [InlineData("_clerkUserId", "_workosUserId")]
    [InlineData("m_clerkUserId", "m_workosUserId")]
    [InlineData("clerk_user_id", "workos_user_id")]
    [InlineData("CLERK_USER_ID", "WORKOS_USER_ID")]
    [InlineData("clerk-user-id", "workos-user-id")]
    [InlineData("clerkuserid", "workosuserid")]
    [InlineData("ClerkUserID", "WorkosUserID")]
    [InlineData("clerkUserId2", "workosUserId2")]
    [InlineData("ClerkUserIds", "WorkosUserIds")]
    [InlineData("AdminClerkUserIds", "AdminWorkosUserIds")]
    [InlineData("CLERK_USER_IDS", "WORKOS_USER_IDS")]
    [InlineData("ClerkId", "WorkosUserId")]
    [InlineData("clerkId", "workosUserId")]
    [InlineData("_clerkId", "_workosUserId")]
    [InlineData("clerk_id", "workos_user_id")]
    [InlineData("CLERK_ID", "WORKOS_USER_ID")]
    [InlineData("clerkid", "workosuserid")]
    [InlineData("ClerkID", "WorkosUserID")]
    [InlineData("clerkId2", "workosUserId2")]
    [InlineData("ClerkIds", "WorkosUserIds")]
    [InlineData("InvitedByClerkId", "InvitedByWorkosUserId")]
    [InlineData("GetByClerkIdAsync", "GetByWorkosUserIdAsync")]
    [InlineData("AcceptedByClerkUserId", "AcceptedByWorkosUserId")]
    [InlineData("ClerkSub", "WorkosUserId")]
    [InlineData("clerkSub", "workosUserId")]
    [InlineData("CLERK_SUB", "WORKOS_USER_ID")]
    [InlineData("clerk_sub", "workos_user_id")]
    [InlineData("ClerkSubject", "WorkosUserId")]
    [InlineData("ClerkSubjects", "WorkosUserIds")]
    [InlineData("FromClerkSubjectToClerkId", "FromWorkosUserIdToWorkosUserId")]
    [InlineData("ClerkUserIdOrClerkId", "WorkosUserIdOrWorkosUserId")]
    [InlineData("clerk.user.id", "workos.user.id")]
    [InlineData("clerk user id", "workos user id")]
    [InlineData("clerk.id", "workos.user.id")]
    [InlineData("clerk id", "workos user id")]
    [InlineData("clerk_Sub", "workos_User_Id")]
    [InlineData("Clerk_sub", "Workos_user_id")]
    [InlineData("CLERK_sub", "WORKOS_user_id")]
    [InlineData("CLERK_subs", "WORKOS_user_ids")]
    [InlineData("CLERKSUB", "WORKOSUSERID")]
    [InlineData("CLERKSUBS", "WORKOSUSERIDS")]
    [InlineData("CLERKSub", "WORKOSUserId")]
    [InlineData("CLERK_Sub", "WORKOS_USER_ID")]
    [InlineData("ClerkSUB", "WorkosUserId")]
    [InlineData("CLERKUserId", "WORKOSUserId")]
    [InlineData("ClerkUserIDs", "WorkosUserIDs")]
    [InlineData("ClerkUserIDS", "WorkosUserIDS")]
    [InlineData("clerkuserids", "workosuserids")]
    [InlineData("ClerkIdS", "WorkosUserIdS")]
    [InlineData("clerkIdsById", "workosUserIdsById")]
    [InlineData("ClerkIDValue", "WorkosUserIDValue")]
    [InlineData("ClerkIdV", "WorkosUserIdV")]
    [InlineData("ClerkIdVALUE", "WorkosUserIdVALUE")]
    [InlineData("ClerkSubV2", "WorkosUserIdV2")]
    [InlineData("XClerkId", "XWorkosUserId")]
    [InlineData("xCLERK_ID", "xWORKOS_USER_ID")]
    [InlineData("X_CLERK_ID", "X_WORKOS_USER_ID")]
    [InlineData("1clerkId", "1workosUserId")]
    [InlineData(" clerkId ", " workosUserId ")]
    [InlineData("clerk_clerk_id", "clerk_workos_user_id")]
    [InlineData("clerkClerkId", "clerkWorkosUserId")]
    public void Converts_in_the_style_of_the_name(string name, string expected)
    {
        Assert.True(ClerkNames.Default.TryRename(name, out var renamed));
        Assert.Equal(expected, renamed);
    }

    [Theory]
    [InlineData("Clerk")]
    [InlineData("ClerkOptions")]
    [InlineData("ClerkUser")]
    [InlineData("ClerkWebhookController")]
    [InlineData("ClerkIdentity")]
    [InlineData("ClerkIdle")]
    [InlineData("ClerkSubmit")]
    [InlineData("ClerkSubscription")]
    [InlineData("ClerkUserIdentity")]
    [InlineData("ClerkServiceId")]
    [InlineData("declerkid")]
    [InlineData("DECLERKID")]
    [InlineData("XCLERK_ID")]
    [InlineData("declerk_id")]
    [InlineData("clerk__id")]
    [InlineData("clerk:id")]
    [InlineData("clerk_user_")]
    [InlineData("clerk_i")]
    [InlineData("clerk_")]
    [InlineData("clerkIdx")]
    [InlineData("CLERKIDV")]
    [InlineData("ClerkIDV")]
    [InlineData("ClerkIDVALUE")]
    [InlineData("clerkidsx")]
    [InlineData("clerkIdsx")]
    [InlineData("CLERK_IDSX")]
    [InlineData("clerkuseridentity")]
    [InlineData("cler")]
    [InlineData("WorkosUserId")]
    [InlineData("UserId")]
    [InlineData("")]
    public void Leaves_other_names_alone(string name)
    {
        Assert.False(ClerkNames.Default.TryRename(name, out var renamed));
        Assert.Equal(name, renamed);
        Assert.Equal(ClerkNameKind.None, ClerkNames.Default.KindOf(name));
    }

    [Theory]
    [InlineData("ClerkUserId", "WorkOSUserId")]
    [InlineData("ClerkId", "WorkOSUserId")]
    [InlineData("clerkUserId", "workosUserId")]
    [InlineData("CLERK_USER_ID", "WORKOS_USER_ID")]
    [InlineData("ClerkSub", "WorkOSUserId")]
    public void Spells_the_vendor_as_the_code_does(string name, string expected)
    {
        Assert.True(With(MigrationOptions.Vendor, "WorkOS").TryRename(name, out var renamed));
        Assert.Equal(expected, renamed);
    }

    [Theory]
    [InlineData("ClerkOrgId", "WorkosOrgId")]
    [InlineData("_clerkOrgIds", "_workosOrgIds")]
    [InlineData("CLERK_ORG_ID", "WORKOS_ORG_ID")]
    [InlineData("ClerkOrgID", "WorkosOrgID")]
    [InlineData("GetByClerkOrgIdAsync", "GetByWorkosOrgIdAsync")]
    [InlineData("ClerkTenant", "WorkosOrganizationId")]
    [InlineData("clerk_tenant", "workos_organization_id")]
    [InlineData("CLERK_TENANTS", "WORKOS_ORGANIZATION_IDS")]
    [InlineData("clerkTenants", "workosOrganizationIds")]
    [InlineData("ClerkUserId", "PersonId")]
    [InlineData("clerkUserId", "personId")]
    [InlineData("CLERK_USER_ID", "PERSON_ID")]
    [InlineData("clerk-user-id", "person-id")]
    [InlineData("clerkuserid", "personid")]
    [InlineData("ClerkId", "WorkosUserId")]
    [InlineData("ClerkOrgIdOfClerkId", "WorkosOrgIdOfWorkosUserId")]
    [InlineData("ClerkSubOfClerkId", "ClerkSubOfWorkosUserId")]
    [InlineData("ClerkIdOfClerkSub", "WorkosUserIdOfClerkSub")]
    public void Converts_the_names_that_are_configured_in_the_same_way(string name, string expected)
    {
        Assert.True(Configured.TryRename(name, out var renamed));
        Assert.Equal(expected, renamed);
        Assert.False(Configured.TryRename(renamed, out _));
    }

    [Theory]
    [InlineData("ClerkSub")]
    [InlineData("clerk_sub")]
    [InlineData("ClerkOrganization")]
    [InlineData("ClerkTenantry")]
    public void Leaves_alone_what_is_configured_to_stay(string name)
    {
        Assert.False(Configured.TryRename(name, out var renamed));
        Assert.Equal(name, renamed);
        Assert.Equal(ClerkNameKind.None, Configured.KindOf(name));
    }

    [Theory]
    [InlineData("OrgId", "'OrgId' is no name such as 'ClerkOrgId'")]
    [InlineData("Clerk", "'Clerk' is no name such as 'ClerkOrgId'")]
    [InlineData("Clerkship", "'Clerkship' is no name such as 'ClerkOrgId'")]
    [InlineData("clerkOrgId", "'clerkOrgId' is no name such as 'ClerkOrgId'")]
    [InlineData("Clerk Org", "'Clerk Org' is no name such as 'ClerkOrgId'")]
    [InlineData("ClerkOrgId:", "'' is no name such as 'WorkosOrgId'")]
    [InlineData("ClerkOrgId:orgId", "'orgId' is no name such as 'WorkosOrgId'")]
    [InlineData("ClerkOrgId:Org-Id", "'Org-Id' is no name such as 'WorkosOrgId'")]
    [InlineData("ClerkOrgId:ClerkTenantId", "'ClerkTenantId' is still named after Clerk")]
    public void A_configured_name_that_cannot_be_used_is_said_to_be_so(string entry, string problem) =>
        Assert.Equal(problem, MigrationOptions.Names.Problem("ClerkTenant, " + entry));

    [Theory]
    [InlineData("ClerkA", "ClerkA", "WorkosA")]
    [InlineData("ClerkAPIKey", "clerk_api_key", "workos_api_key")]
    [InlineData("ClerkAPIKey", "ClerkAPIKeys", "WorkosAPIKeys")]
    [InlineData("ClerkAPIKey", "ClerkApi_Key", "WorkosApi_Key")]
    [InlineData("ClerkOrgID:WorkosOrgId", "clerk_org_id", "workos_org_id")]
    [InlineData("ClerkOrgID:WorkosOrgId", "ClerkOrgIDs", "WorkosOrgIDs")]
    [InlineData("ClerkTenantId:TenantId", "ClerkTenantId", "TenantId")]
    [InlineData("ClerkTenantId:TenantId", "clerk_tenant_id", "tenant_id")]
    [InlineData("ClerkTenantId:Id", "CLERK_TENANT_IDS", "IDS")]
    [InlineData("ClerkTenant:WorkOSTenant", "clerkTenant", "workosTenant")]
    [InlineData("ClerkTenant:WorkOSOrgUnit", "CLERK_TENANT", "WORKOS_ORG_UNIT")]
    [InlineData("ClerkTenant:X", "MyClerkTenant2", "MyX2")]
    [InlineData("ClerkUserId:ClerkUserId, ClerkSub:Person", "ClerkSub", "Person")]
    [InlineData("ClerkUserName, ClerkUser:Person", "ClerkUserName", "WorkosUserName")]
    [InlineData("ClerkUser:Person, ClerkUserName", "ClerkUser_Name", "WorkosUser_Name")]
    [InlineData(" ClerkTenant : WorkosOrg ", "ClerkTenant", "WorkosOrg")]
    public void A_configured_name_is_read_as_words(string setting, string name, string expected)
    {
        Assert.Null(MigrationOptions.Names.Problem(setting));
        Assert.True(With(MigrationOptions.Names, setting).TryRename(name, out var renamed));
        Assert.Equal(expected, renamed);
    }

    [Theory]
    [InlineData("ClerkTenant", "Clerk")]
    [InlineData("OfClerkTenants", "Clerk")]
    [InlineData("ClerkUserId", "the Clerk user id")]
    [InlineData("ClerkSubOfClerkTenant", "Clerk")]
    [InlineData("ClerkTenantOfClerkId", "Clerk")]
    [InlineData("ClerkUserIdOfClerkTenant", "the Clerk user id")]
    public void Says_what_a_name_stands_for(string name, string meaning) => Assert.Equal(meaning, With(MigrationOptions.Names, "ClerkTenant").MeaningOf(name));

    [Theory]
    [InlineData("Workos", "WorkOS")]
    [InlineData("WorkOS", "Workos")]
    [InlineData("WorkOs", "WorkOS")]
    public void Code_that_exists_may_spell_the_vendor_otherwise(string vendor, string other)
    {
        var names = new ClerkNames(vendor, NamePair.Parse(["ClerkTenant"])).InOtherSpelling;
        Assert.Equal(other, names.Vendor);
        Assert.True(names.TryRename("ClerkTenant", out var renamed));
        Assert.Equal(other + "Tenant", renamed);
    }

    [Theory]
    [InlineData("ClerkSub", ClerkNameKind.Subject)]
    [InlineData("ClerkId", ClerkNameKind.Id)]
    [InlineData("ClerkUserId", ClerkNameKind.UserId)]
    [InlineData("ClerkSubFromClerkId", ClerkNameKind.Id)]
    [InlineData("ClerkIdFromClerkUserId", ClerkNameKind.UserId)]
    public void Tells_the_strongest_name_that_an_identifier_holds(string name, ClerkNameKind expected) =>
        Assert.Equal(expected, ClerkNames.Default.KindOf(name));

    [Fact]
    public void Is_idempotent() => Identifier.Sample(name =>
    {
        ClerkNames.Default.TryRename(name, out var once);
        return !ClerkNames.Default.TryRename(once, out var twice) && twice == once;
    });

    [Fact]
    public void Renames_exactly_the_names_that_it_knows() =>
        Identifier.Sample(name => ClerkNames.Default.TryRename(name, out _) == (ClerkNames.Default.KindOf(name) != ClerkNameKind.None));

    [Fact]
    public void Never_changes_a_name_without_clerk() =>
        Gen.String.Where(name => !name.Contains("clerk", StringComparison.OrdinalIgnoreCase))
            .Sample(name => !ClerkNames.Default.TryRename(name, out var renamed) && renamed == name);

    [Fact]
    public void Never_throws_and_leaves_nothing_to_rename() => AnyText.Sample(name =>
    {
        ClerkNames.Default.TryRename(name, out var renamed);
        return ClerkNames.Default.KindOf(renamed) == ClerkNameKind.None;
    });

    [Fact]
    public void Keeps_what_stands_before_and_after() =>
        Gen.Select(Prefix, OneOf("ClerkUserId", "ClerkId", "ClerkSub", "ClerkSubject"), Suffix)
            .Sample((prefix, name, suffix) =>
                ClerkNames.Default.TryRename(prefix + name + suffix, out var renamed) && renamed == prefix + "WorkosUserId" + suffix);

    private static ClerkNames Configured =>
        With(MigrationOptions.Names, "ClerkOrgId, ClerkTenant:WorkosOrganizationId, ClerkUserId:PersonId, ClerkSub:ClerkSub");

    private static ClerkNames With(MigrationOption option, string value) =>
        MigrationMap.From(new Options(ImmutableDictionary<string, string>.Empty.Add(option.Key, value), ImmutableDictionary<string, string>.Empty).GlobalOptions).Names;

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    private static Gen<string> Prefix { get; } = OneOf("", "_", "m_", "s_", "By", "GetBy", "Admin", "AB", "x2", "is_");

    private static Gen<string> Suffix { get; } = OneOf("", "2", "_", "Async", "OrDefault", "_old", "X", "ABC");

    private static Gen<string> Identifier { get; } =
        from parts in OneOf("Clerk", "clerk", "CLERK", "User", "user", "USER", "Id", "id", "ID", "Ids", "Sub", "sub", "Subject", "_", "By", "2", "s", "x", "Workos")
            .Array[0, 8]
        select string.Concat(parts);

    private static Gen<string> AnyText { get; } =
        from parts in Gen.OneOf(Identifier, Gen.String).Array[0, 4]
        select string.Concat(parts);
}
