using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>A user with all that WorkOS has by now and the database is to have as well.</summary>
internal sealed record MovedUser(
    UserToMove User, WorkOSUser Workos, WorkOSOrganization Personal, ImmutableArray<MovedMembership> Memberships, ImmutableArray<UserNote> Notes, string?[]? LegacyValues,
    bool IsPasswordMoved);
