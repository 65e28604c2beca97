namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>Reads the keys by which settings are known: variables, and paths of a configuration.</summary>
internal static class ClerkKey
{
    private const string Clerk = "clerk";

    /// <summary>What front-end tools put before a variable that the browser may see.</summary>
    private const string NextPublic = "NEXT_PUBLIC_";

    internal static readonly HashSet<string> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        "Clerk", "ClerkSettings", "ClerkOptions", "ClerkConfig", "ClerkConfiguration", "ClerkAuth", "ClerkAuthentication", "ClerkApi",
    };

    /// <summary>Whether a section of that name is Clerk's.</summary>
    public static bool IsSection(string name) => Sections.Contains(name);

    /// <summary>
    /// What a whole key is: <c>CLERK_SECRET_KEY</c>, <c>VITE_CLERK_PUBLISHABLE_KEY</c>, <c>Clerk:SecretKey</c>, <c>Authentication__Clerk__Authority</c>,
    /// <c>ClerkSecretKey</c>; <c>null</c> when it is no key of Clerk's.
    /// </summary>
    /// <returns>The setting, and the whole key's replacement; <c>null</c> where WorkOS has none.</returns>
    public static (ClerkSetting Setting, string? Replacement)? Read(string key) => ReadPath(key) ?? ReadVariable(key) ?? ReadWord(key);

    private static (ClerkSetting, string?)? ReadPath(string key) => ClerkPath.Read(key) is { Setting: { } setting } path
        ? (setting, setting.Name is null ? null : path.Renamed(keepsSetting: false).ToString())
        : null;

    /// <summary>What a whole key is that is written as environment variables are: <c>VITE_CLERK_SECRET_KEY</c>; <c>null</c> when it is none of Clerk's.</summary>
    public static (ClerkSetting Setting, string? Replacement)? ReadVariable(string key)
    {
        var at = key.IndexOf("CLERK_", StringComparison.Ordinal);
        if (at < 0 || (at > 0 && key[at - 1] != '_') || key.Length == at + Clerk.Length + 1)
            return null;
        for (var i = 0; i < key.Length; i++)
        {
            if (!char.IsUpper(key[i]) && !char.IsDigit(key[i]) && key[i] != '_')
                return null;
        }

        var setting = ClerkSetting.Of(key.Substring(at + Clerk.Length + 1));
        var prefix = key.Substring(0, at);
        return (setting, setting.Variable is { } name ? (prefix == NextPublic ? "" : prefix) + "WORKOS_" + name : null);
    }

    /// <summary>One word that ends in a setting which is surely known: <c>clerkPublishableKey</c>, <c>data-clerk-publishable-key</c>.</summary>
    private static (ClerkSetting, string?)? ReadWord(string key)
    {
        var at = key.IndexOf(Clerk, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && char.IsLetter(key[at - 1])))
            return null;
        var setting = ClerkSetting.Of(key.Substring(at + Clerk.Length));
        if (setting.Strength != TraceStrength.Certain)
            return null;
        return setting.Name is null
            ? (setting with { Strength = TraceStrength.Likely }, null)       // a town clerk has an authority, too
            : (setting, Renamed(key, at, setting));
    }

    private static string? Renamed(string key, int at, ClerkSetting setting)
    {
        if (key.IndexOf('-') >= 0)
            return null;
        var vendor = key.Substring(0, at) + (char.IsUpper(key[at]) ? "WorkOS" : "workos");
        return key.IndexOf('_', at) >= 0 ? vendor + "_" + setting.Variable!.ToLowerInvariant() : vendor + setting.Name;
    }
}
