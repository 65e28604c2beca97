using System.Runtime.CompilerServices;
using System.Text;

namespace Clerk2WorkOS.WorkOS;

/// <summary>
/// WorkOS's limits for metadata and external ids, the stricter ones where its pages disagree.
/// Source: https://workos.com/docs/authkit/metadata
/// </summary>
public static class WorkOSMetadata
{
    /// <summary>How many pairs an object may have.</summary>
    public const int MaxPairs = 10;

    /// <summary>How many characters a key may have.</summary>
    public const int MaxKeyLength = 40;

    /// <summary>How many characters a value may have.</summary>
    public const int MaxValueLength = 600;

    /// <summary>How many characters an external id may have.</summary>
    public const int MaxExternalIdLength = 64;

    /// <summary>Refuses metadata that WorkOS would refuse. The message names the key, never the value.</summary>
    /// <param name="metadata">The pairs; null is fine.</param>
    /// <param name="parameter">The name for the exception.</param>
    /// <exception cref="ArgumentException">Too many pairs; a key that is empty, too long or not ASCII; a value that is null, too long or not ASCII.</exception>
    public static void Check(
        IReadOnlyDictionary<string, string>? metadata, [CallerArgumentExpression(nameof(metadata))] string? parameter = null)
    {
        if (metadata is null)
            return;
        if (metadata.Count > MaxPairs)
            throw new ArgumentException($"WorkOS takes at most {MaxPairs} metadata pairs; there are {metadata.Count}.", parameter);
        foreach (var (key, value) in metadata)
        {
            if (key.Length == 0 || key.Length > MaxKeyLength || !Ascii.IsValid(key))
                throw new ArgumentException($"WorkOS takes metadata keys of 1 to {MaxKeyLength} ASCII characters; '{key}' is none.", parameter);
            if (value is null || value.Length > MaxValueLength || !Ascii.IsValid(value))
            {
                throw new ArgumentException(
                    $"WorkOS takes metadata values of up to {MaxValueLength} ASCII characters; the value of '{key}' is none.", parameter);
            }
        }
    }

    /// <summary>Refuses an external id that WorkOS would refuse.</summary>
    /// <param name="externalId">The application's own id.</param>
    /// <param name="parameter">The name for the exception.</param>
    /// <exception cref="ArgumentException">It is null, empty, too long, not ASCII, or a dot or two, which no address can name.</exception>
    public static void CheckExternalId(string externalId, [CallerArgumentExpression(nameof(externalId))] string? parameter = null)
    {
        if (string.IsNullOrWhiteSpace(externalId) || externalId.Length > MaxExternalIdLength || !Ascii.IsValid(externalId) || externalId is "." or "..")
            throw new ArgumentException($"WorkOS takes external ids of 1 to {MaxExternalIdLength} ASCII characters.", parameter);
    }
}
