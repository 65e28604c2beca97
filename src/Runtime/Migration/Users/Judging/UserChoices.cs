using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Migration.Users.Sources;

namespace Clerk2WorkOS.Migration.Users.Judging;

/// <summary>What a person has decided about users that no rule can decide about.</summary>
internal sealed class UserChoices
{
    /// <summary>Of several users with one address, those that are moved.</summary>
    public HashSet<string> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>Addresses by Clerk id.</summary>
    public Dictionary<string, string> Emails { get; } = new(StringComparer.Ordinal);

    /// <exception cref="MigrationException">A file cannot be read, a line is malformed, or names a user that no source has.</exception>
    public static async Task<UserChoices> ReadAsync(UserMigrationOptions options, UserSources sources, CancellationToken cancellationToken)
    {
        var choices = new UserChoices();
        if (options.DuplicatesFile is { } duplicates)
        {
            await ForEachLineAsync(duplicates, (text, line) => choices.AddKept(text, duplicates, line, Known), cancellationToken).ConfigureAwait(false);
        }

        if (options.EmailsFile is { } emails)
            await ForEachLineAsync(emails, (text, line) => choices.AddEmail(text, emails, line, Known), cancellationToken).ConfigureAwait(false);
        return choices;

        string Known(string id, string file, int line) =>
            sources.Find(id) is not null || !sources.AreAll ? id : throw SourceFile.Malformed(file, line, "no source has a user of this Clerk id");
    }

    /// <summary>An address, a comma and the Clerk id that is chosen for it; the Clerk id alone will do.</summary>
    private void AddKept(string text, string file, int line, Func<string, string, int, string> known)
    {
        var id = text[(text.LastIndexOf(',') + 1)..].Trim();
        if (line > 1 || id != "clerk_user_id")
            Kept.Add(known(id, file, line));
    }

    private void AddEmail(string text, string file, int line, Func<string, string, int, string> known)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            throw SourceFile.Malformed(file, line, "there is no comma between a Clerk id and an address");
        var (id, email) = (text[..comma].Trim(), text[(comma + 1)..].Trim());
        if (line == 1 && !email.Contains('@', StringComparison.Ordinal))
            return;             // the header
        try
        {
            Emails[known(id, file, line)] = GuestEmail.Parse(email);
        }
        catch (ArgumentException failure)
        {
            throw SourceFile.Malformed(file, line, "the address is none that mail can be sent to", failure);
        }
    }

    private static async Task ForEachLineAsync(string path, Action<string, int> action, CancellationToken cancellationToken)
    {
        using var text = SourceFile.OpenText(path);
        for (var line = 1; await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } content; line++)
        {
            content = content.Trim();
            if (content.Length > 0 && content[0] != '#')
                action(content, line);
        }
    }
}
