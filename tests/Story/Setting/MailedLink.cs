using System.Text.RegularExpressions;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>What people find in their mail.</summary>
internal static class MailedLink
{
    /// <summary>The link in the mail that a new guest gets, as a path; waits for the mail.</summary>
    public static async Task<string> ToAsync(StoryWorld world, string email)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (world.Inbox.Mails.FirstOrDefault(mail => mail.To.Mailboxes.Any(box => box.Address == email)) is { } mail)
                return new Uri(Regex.Match(mail.TextBody ?? "", "https?://\\S+").Value).PathAndQuery;
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>The sign-in code that WorkOS mailed last.</summary>
    public static string CodeTo(StoryWorld world, string email) =>
        world.WorkOS.Mails.Newest(email, MailKind.MagicAuth)?.Code ?? throw new InvalidOperationException($"WorkOS has mailed no code to {email}.");
}
