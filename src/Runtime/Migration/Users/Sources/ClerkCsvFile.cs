using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>The CSV that Clerk's dashboard exports: the one source of password digests and TOTP secrets; it says nothing of bans and organizations.</summary>
internal static class ClerkCsvFile
{
    private static readonly CsvReaderOptions Form = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };

    /// <summary>Reads one user after the other.</summary>
    /// <exception cref="MigrationException">The file cannot be read, or a line of it is malformed; it names file and line.</exception>
    public static async IAsyncEnumerable<ClerkUser> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = SourceFile.OpenText(path);
        using var csv = CsvReader.Create(text, Form);
        var line = 1L;
        while (await NextAsync(csv, path, line, cancellationToken).ConfigureAwait(false))
        {
            line = csv.LineNumber;
            yield return UserOf(csv) ?? throw SourceFile.Malformed(path, line, "the line has no id");
        }
    }

    private static async Task<bool> NextAsync(CsvReader csv, string path, long line, CancellationToken cancellationToken)
    {
        try
        {
            var isThere = await csv.ReadAsync(cancellationToken).ConfigureAwait(false);
            return csv.TryGetFieldIndex("id", out _)
                ? isThere
                : throw SourceFile.Malformed(path, 1, "there is no column 'id', which every export of Clerk's dashboard has");
        }
        catch (CsvFormatException failure)
        {
            throw SourceFile.Malformed(path, failure.LineNumber > 0 ? failure.LineNumber : line, "the line has another number of fields than the header, or quotes that do not match", failure);
        }
        catch (DecoderFallbackException failure)
        {
            throw SourceFile.Malformed(path, line, "after this line the text is not UTF-8", failure);
        }
    }

    private static ClerkUser? UserOf(CsvReader csv)
    {
        if (Text(csv, "id") is not { } id)
            return null;
        var (verified, unverified) = (Several(csv, "verified_email_addresses"), Several(csv, "unverified_email_addresses"));
        var email = Text(csv, "primary_email_address") ?? verified.FirstOrDefault() ?? unverified.FirstOrDefault();
        var (hasher, digest) = (Text(csv, "password_hasher"), Text(csv, "password_digest"));
        return new ClerkUser(id)
        {
            Email = email,
            EmailVerified = Verified(email, verified, unverified),
            FirstName = Text(csv, "first_name"),
            LastName = Text(csv, "last_name"),
            HasPhone = Text(csv, "primary_phone_number") is not null || Several(csv, "verified_phone_numbers").Length + Several(csv, "unverified_phone_numbers").Length > 0,
            Password = digest is null ? null : ClerkPassword.Of(hasher ?? "unknown", digest),
            HasPassword = csv.TryGetFieldIndex("password_digest", out _) ? digest is not null : null,
            TotpSecret = Text(csv, "totp_secret") is { } secret ? new WorkOS.Secret(secret) : null,
            HasTotp = csv.TryGetFieldIndex("totp_secret", out _) ? Text(csv, "totp_secret") is not null : null,
            IsExported = true,
        };
    }

    /// <summary>A primary address that is not verified stands in the list of the unverified, whatever else it stands in.</summary>
    private static bool? Verified(string? email, string[] verified, string[] unverified) =>
        email is null ? null
        : unverified.Contains(email, StringComparer.OrdinalIgnoreCase) ? false
        : verified.Contains(email, StringComparer.OrdinalIgnoreCase) ? true
        : null;

    private static string? Text(CsvReader csv, string column) => csv.TryGetFieldIndex(column, out var index) ? Plain(csv.GetString(index)) : null;

    private static string? Plain(string? field)
    {
        if (field is null)
            return null;
        // What begins like a formula has a tab in front, so that a spreadsheet leaves it alone.
        var text = (field.Length > 1 && field[0] == '\t' && field[1] is '=' or '+' or '-' or '@' ? field[1..] : field).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Several values: with commas or bars between, or a JSON array.</summary>
    private static string[] Several(CsvReader csv, string column)
    {
        if (Text(csv, column) is not { } text)
            return [];
        if (text[0] == '[' && JsonArray(text) is { } values)
            return values;
        return [.. text.Split([',', '|']).Select(Plain).OfType<string>()];
    }

    private static string[]? JsonArray(string text)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize(text, SourceJson.Default.StringArray) ?? []).Select(Plain).OfType<string>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
