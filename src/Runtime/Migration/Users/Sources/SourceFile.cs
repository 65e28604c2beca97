using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>A file that a person names on the command line.</summary>
internal static class SourceFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="MigrationException">There is none, or it may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024, useAsync: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MigrationException($"The file {Path.GetFileName(path)} cannot be read: {(failure is FileNotFoundException or DirectoryNotFoundException ? "there is none" : failure.Message)}.", failure);
        }
    }

    /// <summary>As UTF-8, or what a byte order mark says.</summary>
    /// <exception cref="MigrationException">There is none, or it may not be read.</exception>
    public static StreamReader OpenText(string path) => new(Open(path), Strict, detectEncodingFromByteOrderMarks: true);

    /// <summary>One sentence with file and line, and nothing of what stands there.</summary>
    public static MigrationException Malformed(string path, long line, string what, Exception? failure = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {line}: {what}."), failure);
}
