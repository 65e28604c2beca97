using Clerk2WorkOS.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Npgsql;

namespace Clerk2WorkOS.Guests;

/// <summary>Says in a sentence what is wrong with the options, and what to do; never what a connection string, key or password is.</summary>
internal sealed class GuestOptionsValidator(IServiceProvider services, bool mailsOverSmtp) : IValidateOptions<GuestOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, GuestOptions options)
    {
        var problems = DatabaseProblems(options).Concat(NameProblems(options)).ToList();
        if (options.ClaimDuration < TimeSpan.FromMilliseconds(500) || options.ClaimDuration > TimeSpan.FromMinutes(10))
            problems.Add("GuestOptions.ClaimDuration must be from half a second to ten minutes.");
        if (options.Welcome is null || options.Mail is null)
            problems.Add("GuestOptions.Welcome and GuestOptions.Mail must not be null.");
        else if (options.Welcome.IsOn)
            problems.AddRange(WelcomeProblems(options.Welcome).Concat(MailProblems(options.Mail)));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> DatabaseProblems(GuestOptions options)
    {
        if (options.ConnectionString is { } connectionString)
        {
            if (ConnectionText.Problem("GuestOptions.ConnectionString", connectionString) is { } problem)
                yield return problem;
        }
        else if (options.DataSourceKey is null || services.GetKeyedService<NpgsqlDataSource>(options.DataSourceKey) is null)
        {
            yield return "Guest registration has no database: set GuestOptions.ConnectionString (WorkOS:Guests:ConnectionString) to one of the service role, or register "
                + $"a keyed NpgsqlDataSource under '{options.DataSourceKey ?? ServiceDataSource.Key}'.";
        }
    }

    private static IEnumerable<string> NameProblems(GuestOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.OrganizationType))
            yield return "GuestOptions.OrganizationType must name the type of a guest's organization, such as patient_personal.";
        if (options.Tables is null)
            yield return "GuestOptions.Tables is null.";
        foreach (var (setting, value) in options.Tables?.All() ?? [])
        {
            if (value is null ? !GuestTablesOptions.MayBeNull(setting) : !SqlName.IsValid(value))
                yield return $"GuestOptions.Tables.{setting} must be a name of 1 to 63 bytes.";
        }
    }

    private static IEnumerable<string> WelcomeProblems(GuestWelcomeOptions welcome)
    {
        if (welcome.PublicAddress is not { IsAbsoluteUri: true } address || !address.IsSecure())
            yield return "GuestOptions.Welcome.PublicAddress must be where people reach the application, https://book.example.com for example.";
        if (!IsLocalPath(welcome.Path))
            yield return "GuestOptions.Welcome.Path must be a path such as /guests/welcome.";
        if (!IsLocalPath(welcome.SignInPage) && !(Uri.TryCreate(welcome.SignInPage, UriKind.Absolute, out var page) && page.IsSecure()))
            yield return "GuestOptions.Welcome.SignInPage must be a path such as /sign-in, or an absolute https address.";
        if (welcome.AddressParameter is { } parameter && (parameter.Length == 0 || !parameter.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')))
            yield return "GuestOptions.Welcome.AddressParameter must be a plain word such as login_hint, or null.";
        if (welcome.LinkKey is null || !GuestLink.IsKey(welcome.LinkKey))
            yield return "GuestOptions.Welcome.LinkKey must be a secret of at least 32 bytes in base 64: make one with 'openssl rand -base64 32'.";
        if (!welcome.PreviousLinkKeys.All(GuestLink.IsKey))
            yield return "GuestOptions.Welcome.PreviousLinkKeys must be secrets of at least 32 bytes in base 64.";
        if (welcome.LinkLifetime < TimeSpan.FromMinutes(1) || welcome.LinkLifetime > Longest)
            yield return "GuestOptions.Welcome.LinkLifetime must be from a minute to a year.";
        if (string.IsNullOrWhiteSpace(welcome.ApplicationName) || welcome.ApplicationName.Any(char.IsControl))
            yield return "GuestOptions.Welcome.ApplicationName must be the name of the application, on one line.";
    }

    private IEnumerable<string> MailProblems(GuestMailOptions mail)
    {
        if (mail.Concurrency is < 1 or > 64)
            yield return "GuestOptions.Mail.Concurrency must be from 1 to 64.";
        if (mail.MaxAttempts < 1)
            yield return "GuestOptions.Mail.MaxAttempts must be at least 1.";
        foreach (var (setting, value) in new[] { (nameof(mail.Timeout), mail.Timeout), (nameof(mail.RetryDelay), mail.RetryDelay), (nameof(mail.PollInterval), mail.PollInterval) })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
                yield return $"GuestOptions.Mail.{setting} must be above zero and at most an hour.";
        }

        if (!mailsOverSmtp)
            yield break;        // the application's own knows what it needs
        if (string.IsNullOrWhiteSpace(mail.Host))
            yield return "Mails to guests have no way out: set GuestOptions.Mail.Host (WorkOS:Guests:Mail:Host) to an SMTP server, register an IGuestMailSender, or set GuestOptions.Welcome.IsOn to false.";
        if (mail.From is null || !MailboxAddress.TryParse(mail.From, out _))
            yield return "GuestOptions.Mail.From must be the sender of mails to guests, 'Bookings <bookings@example.com>' for example.";
        if (mail.Port is < 1 or > 65_535)
            yield return "GuestOptions.Mail.Port must be from 1 to 65535.";
        if (!Enum.IsDefined(mail.Security))
            yield return "GuestOptions.Mail.Security must be StartTls, Tls or None.";
        if (mail.Security == GuestMailSecurity.None && mail.Host is not ("localhost" or "127.0.0.1" or "::1"))
            yield return "GuestOptions.Mail.Security may be None for an SMTP server on this machine alone: everyone on the way could read the mails.";
        if (mail.UserName is null != mail.Password is null)
            yield return "GuestOptions.Mail.UserName and GuestOptions.Mail.Password go together.";
    }

    /// <summary>A path of this application: <c>//evil.example</c> and <c>/\evil.example</c> are other hosts to a browser.</summary>
    private static bool IsLocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\');
}
