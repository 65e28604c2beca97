using Clerk2WorkOS.Migration.Users.Planning;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Syncing;

/// <summary>Says of each user what the first sign-in after the switch is like.</summary>
internal static class UserOutlooks
{
    public static async Task<IReadOnlyList<UserOutlook>> ReadAsync(IWorkOSClient workos, UserMigrationOptions options, CancellationToken cancellationToken)
    {
        var records = new MigrationRecords(new TargetDatabase(options.Target, options.TimeProvider));
        var map = await records.MapAsync(cancellationToken).ConfigureAwait(false);
        var notes = (await records.NotesAsync(cancellationToken).ConfigureAwait(false)).ToLookup(note => note.ClerkUserId, note => note.Code, StringComparer.Ordinal);
        var marks = await records.MarksAsync(cancellationToken).ConfigureAwait(false);
        var there = await UsersAtWorkOS.ReadAsync(workos, options.RoleSlug, cancellationToken).ConfigureAwait(false);
        return
        [
            .. map.Users.OrderBy(user => user.ClerkUserId, StringComparer.Ordinal).Select(user =>
            {
                var codes = notes[user.ClerkUserId].ToHashSet(StringComparer.Ordinal);
                return new UserOutlook(
                    user.ClerkUserId, user.WorkosUserId,
                    codes.Contains(UserNoteCodes.PasswordReset) ? "reset" : codes.Contains(UserNoteCodes.PasswordKept) ? "kept" : marks.ContainsKey(user.ClerkUserId) ? "moved" : "none",
                    codes.Contains(UserNoteCodes.TotpReset) ? "reset" : codes.Contains(UserNoteCodes.TotpMoved) ? "moved" : "none",
                    codes.Contains(UserNoteCodes.Banned) || codes.Contains(UserNoteCodes.Deleted) ? "no_access" : "sign_in",
                    there.Find(user.WorkosUserId) is not { EmailVerified: true });
            }),
        ];
    }
}
