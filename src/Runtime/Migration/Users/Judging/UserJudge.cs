using System.Text;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Judging;

/// <summary>Says of each user whether it moves and how, by what the sources say; what WorkOS has is found when it moves.</summary>
internal sealed class UserJudge(UserSources sources, UserChoices choices, IdMap map, bool assumeVerified)
{
    /// <summary>In the order of the Clerk ids.</summary>
    public IReadOnlyList<Verdict> JudgeAll()
    {
        var rivals = sources.Users.Where(user => !user.IsDeleted).Select(user => (user.Id, Key: KeyOf(user))).Where(pair => pair.Key is not null)
            .GroupBy(pair => pair.Key!, pair => pair.Id, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var group in rivals.Values.Where(group => group.Count(choices.Kept.Contains) > 1))
        {
            throw new MigrationException(
                $"Of the users {string.Join(", ", group.Where(choices.Kept.Contains))}, who have one address, only one can be chosen in the file of duplicates.");
        }

        return [.. sources.Users.Select(user => Judge(user, rivals))];
    }

    private Verdict Judge(ClerkUser user, Dictionary<string, List<string>> rivals)
    {
        if (map.Find(user.Id) is not null)
            return new(user.Id, VerdictKind.AlreadyMoved) { User = TryPrepare(user) };
        if (user.IsDeleted)
            return new(user.Id, VerdictKind.Skipped);
        if (Objection(user, rivals) is { } objection)
            return new(user.Id, VerdictKind.Rejected) { Rejection = objection };
        return new(user.Id, VerdictKind.Move) { User = TryPrepare(user) };
    }

    private (string, string)? Objection(ClerkUser user, Dictionary<string, List<string>> rivals)
    {
        if (user.Id.Length > WorkOSMetadata.MaxExternalIdLength || !Ascii.IsValid(user.Id) || user.Id.Any(char.IsWhiteSpace))
            return (UserRejectReasons.InvalidExternalId, $"WorkOS takes external ids of at most {WorkOSMetadata.MaxExternalIdLength} ASCII characters, and the Clerk id is none.");
        if (sources.LegacyDuplicates.Contains(user.Id))
            return (UserRejectReasons.LegacyDuplicate, "The Clerk id stands in several rows of the legacy table: leave one.");
        if (EmailOf(user) is null)
        {
            return (UserRejectReasons.NoEmail, (user.HasPhone ? "The user has a phone number and no address" : "The user has no address")
                + ", and WorkOS takes nobody without one: give one in the file of addresses.");
        }

        if (KeyOf(user) is not { } key)
            return (UserRejectReasons.InvalidEmail, "The address is none that mail can be sent to: give another one in the file of addresses.");
        if (!rivals.TryGetValue(key, out var group) || choices.Kept.Contains(user.Id))
            return null;
        var others = string.Join(", ", group.Where(id => id != user.Id));
        return (UserRejectReasons.DuplicateEmail, group.Any(choices.Kept.Contains) || group.Any(id => map.Find(id) is not null)
            ? $"The address belongs to {others} as well, and another one was chosen."
            : $"The address belongs to {others} as well: choose one in the file of duplicates.");
    }

    private UserToMove? TryPrepare(ClerkUser user)
    {
        if (KeyOf(user) is null)
            return null;
        var email = GuestEmail.Parse(EmailOf(user)!);
        var isKnown = user.EmailVerified is not null && !choices.Emails.ContainsKey(user.Id);
        return new()
        {
            ClerkUserId = user.Id,
            Email = email,
            EmailVerified = isKnown ? user.EmailVerified!.Value : assumeVerified,
            FirstName = Clean(user.FirstName) ?? Clean(user.WholeName) ?? email[..email.IndexOf('@', StringComparison.Ordinal)],
            LastName = Clean(user.LastName),
            Password = user.Password?.Hash,
            TotpSecret = user.TotpSecret,
            IsBanned = user.IsBanned is true,
            IsBanKnown = user.IsBanned is not null,
            IsExpert = user.HasStripeConnect,
            HasLegacyRow = user.HasLegacyRow,
            CreatedAt = user.CreatedAt,
            Organizations = sources.MembershipsOf(user.Id).Present,
            Notes = [.. NotesOn(user, isKnown).Select(note => new UserNote(user.Id, note.Code, note.Detail))],
        };
    }

    private IEnumerable<(string Code, string? Detail)> NotesOn(ClerkUser user, bool isVerificationKnown)
    {
        if (user.IsBanned is true)
            yield return (UserNoteCodes.Banned, "Banned in Clerk: the memberships are inactive.");
        if (user.IsLocked)
            yield return (UserNoteCodes.Locked, "Locked in Clerk after failed sign-ins; active at WorkOS.");
        if (sources.HasExport && !user.IsExported)
            yield return (UserNoteCodes.NotInExport, "Another source has the user, and the export of Clerk's has not: deleted, or the export is incomplete.");
        if (!isVerificationKnown)
        {
            yield return (UserNoteCodes.VerificationUnknown, assumeVerified
                ? "No source says whether the address is verified; it counts as verified, as was asked for."
                : "No source says whether the address is verified; it counts as not verified.");
        }

        if (user.Password is { Hash: null, Hasher: var hasher })
            yield return (UserNoteCodes.PasswordReset, $"The password is hashed by '{hasher}' or in a form of it that WorkOS does not take.");
        else if (user is { Password: null, HasPassword: true })
            yield return (UserNoteCodes.PasswordReset, "Clerk has a password, and no source has its hash: the CSV of Clerk's dashboard would.");
        else if (user.Password is { IsUncertain: true, Hasher: var unsure })
            yield return (UserNoteCodes.PasswordUncertain, $"The password is hashed by '{unsure}', whose notation leaves open how the salt is written: try one sign-in.");
        if (user is { TotpSecret: null, HasTotp: true })
            yield return (UserNoteCodes.TotpReset, "Clerk has a second factor, and no source has its secret: the CSV of Clerk's dashboard would.");
    }

    private string? EmailOf(ClerkUser user) => choices.Emails.GetValueOrDefault(user.Id) ?? Clean(user.Email);

    /// <summary>The address in lower case; null for one that is none.</summary>
    private string? KeyOf(ClerkUser user)
    {
        if (EmailOf(user) is not { } email)
            return null;
        try
        {
            return GuestEmail.KeyOf(GuestEmail.Parse(email));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Without what neither WorkOS nor PostgreSQL takes: NUL and other control characters, halves of characters.</summary>
    private static string? Clean(string? text)
    {
        if (text is null)
            return null;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && !Rune.IsControl(rune))
                clean.Append(rune.ToString());
        }

        var result = clean.ToString().Trim();
        return result.Length == 0 ? null : result;
    }
}
