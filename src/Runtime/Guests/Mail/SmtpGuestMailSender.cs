using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Clerk2WorkOS.Guests.Mail;

/// <summary>Sends over SMTP, with a connection for each mail.</summary>
internal sealed class SmtpGuestMailSender(IOptions<GuestOptions> options, TimeProvider time) : IGuestMailSender
{
    private GuestMailOptions Options => options.Value.Mail;

    public async Task SendAsync(GuestMail mail, CancellationToken cancellationToken)
    {
        using var message = MessageOf(mail);
        using var client = new SmtpClient();
        await client.ConnectAsync(Options.Host!, Options.Port, SecurityOf(Options.Security), cancellationToken).ConfigureAwait(false);
        if (Options.UserName is not null)
            await client.AuthenticateAsync(Options.UserName, Options.Password!, cancellationToken).ConfigureAwait(false);
        try
        {
            await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpCommandException exception) when ((int)exception.StatusCode is >= 500 and < 600
            && exception.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            // The server's words may hold the address.
            throw new GuestMailRefusedException($"The SMTP server refuses the {(exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? "recipient" : "message")} ({(int)exception.StatusCode}).", exception);
        }

        await QuitAsync(client).ConfigureAwait(false);
    }

    /// <summary>The server has taken the mail: a farewell that fails must not have it sent again.</summary>
    private static async Task QuitAsync(SmtpClient client)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await client.DisconnectAsync(quit: true, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SmtpCommandException or SmtpProtocolException)
        {
            // gone already
        }
    }

    private MimeMessage MessageOf(GuestMail mail)
    {
        var from = MailboxAddress.Parse(Options.From!);
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = time.GetUtcNow(),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{mail.Id:N}@{from.Domain}"),
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress("", mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");        // RFC 3834: no holiday answers, please
        return message;
    }

    private static SecureSocketOptions SecurityOf(GuestMailSecurity security) => security switch
    {
        GuestMailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        GuestMailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
