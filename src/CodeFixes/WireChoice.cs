using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.CodeFixes;

/// <summary>What a fix does with the names by which others know what it renames.</summary>
internal static class WireChoice
{
    /// <summary>The end of the key of a fix that keeps them.</summary>
    public const string KeepKey = ".KeepWire";

    /// <summary>The end of the key of a fix that lets them change.</summary>
    public const string ChangeKey = ".ChangeWire";

    /// <summary>The choice that a key stands for, so that Fix All makes the same one everywhere; <c>null</c> leaves it to the settings.</summary>
    public static WireName? Of(string? key) => key is null ? null
        : key.EndsWith(KeepKey, StringComparison.Ordinal) ? WireName.Keep
        : key.EndsWith(ChangeKey, StringComparison.Ordinal) ? WireName.Change
        : null;

    public static string KeyOf(WireName? choice) => choice switch { WireName.Keep => KeepKey, WireName.Change => ChangeKey, _ => "" };

    public static string TitleOf(WireName? choice) => choice switch
    {
        WireName.Keep => " (keep the name on the wire)",
        WireName.Change => " (change the name on the wire)",
        _ => " (names on the wire as the settings say)",
    };
}
