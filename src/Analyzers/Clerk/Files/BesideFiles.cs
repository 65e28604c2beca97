namespace Clerk2WorkOS.Analyzers.Clerk.Files;

/// <summary>What a file beside the C# code is.</summary>
public enum BesideKind
{
    /// <summary>JSON that holds settings: <c>appsettings*.json</c>, <c>launchSettings.json</c>.</summary>
    Settings,

    /// <summary><c>.env*</c>: a variable a line.</summary>
    Environment,

    /// <summary>Compose files.</summary>
    Compose,

    /// <summary><c>package.json</c>.</summary>
    Packages,

    /// <summary>SQL.</summary>
    Sql,

    /// <summary>TypeScript and JavaScript.</summary>
    Script,

    /// <summary>Requests in a <c>.http</c> file.</summary>
    Http,

    /// <summary>Razor pages and components.</summary>
    Razor,
}

/// <summary>
/// Which files beside the code are looked at. The package's <c>AdditionalFiles.props</c> has the same list for MSBuild; a test compares the two.
/// </summary>
public static class BesideFiles
{
    /// <summary>The names, as globs: <c>*</c> stands for any part of a name.</summary>
    public static IReadOnlyList<string> Names { get; } = new[]
    {
        "appsettings*.json", "launchSettings.json", ".env*", "docker-compose*.yml", "docker-compose*.yaml", "compose*.yml", "compose*.yaml",
        "package.json", "*.http", "*.sql", "*.ts", "*.tsx", "*.js", "*.jsx", "*.mjs", "*.cjs",
    };

    /// <summary>Names that are left out though they match: what a bundler makes.</summary>
    public static IReadOnlyList<string> LeftOut { get; } = new[] { "*.min.js", "*.bundle.js", "*.chunk.js", "*.d.ts" };

    /// <summary>Folders that hold what was made or what others wrote.</summary>
    public static IReadOnlyList<string> SkippedFolders { get; } = new[]
    {
        "node_modules", "bin", "obj", "dist", "build", "out", "artifacts", "coverage", "bower_components", "jspm_packages", "TestResults",
        ".git", ".vs", ".idea", ".next", ".nuxt", ".svelte-kit", ".output", ".turbo", ".angular", ".cache", ".yarn", ".pnpm-store", "wwwroot/lib", "wwwroot/dist",
    };

    /// <summary>The most characters that a file may have: beyond, it is what a program wrote, and nobody's to mend.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>Whether a file is one of those that are looked for; pages of Razor are passed by their own SDK.</summary>
    /// <param name="path">Where it is; its name alone counts.</param>
    public static bool IsWanted(string path) => KindOf(path) is not (null or BesideKind.Razor);

    /// <summary>What the file at a path is, by its name; <c>null</c> for one that is never looked at.</summary>
    /// <param name="path">Where it is; its name alone counts.</param>
    public static BesideKind? KindOf(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(Slashes) + 1);
        if (Is(name, ".min.js") || Is(name, ".bundle.js") || Is(name, ".chunk.js") || Is(name, ".d.ts"))
            return null;
        if (name.StartsWith(".env", StringComparison.OrdinalIgnoreCase))
            return BesideKind.Environment;
        if (Is(name, ".json"))
            return OfJson(name);
        if (Is(name, ".yml") || Is(name, ".yaml"))
            return name.StartsWith("docker-compose", StringComparison.OrdinalIgnoreCase) || name.StartsWith("compose", StringComparison.OrdinalIgnoreCase) ? BesideKind.Compose : null;
        if (Is(name, ".sql"))
            return BesideKind.Sql;
        if (Is(name, ".http"))
            return BesideKind.Http;
        if (Is(name, ".cshtml") || Is(name, ".razor"))
            return BesideKind.Razor;
        return Is(name, ".ts") || Is(name, ".tsx") || Is(name, ".js") || Is(name, ".jsx") || Is(name, ".mjs") || Is(name, ".cjs") ? BesideKind.Script : null;
    }

    private static BesideKind? OfJson(string name)
    {
        if (name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) || name.Equals("launchSettings.json", StringComparison.OrdinalIgnoreCase))
            return BesideKind.Settings;
        return name.Equals("package.json", StringComparison.OrdinalIgnoreCase) ? BesideKind.Packages : null;
    }

    private static bool Is(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static readonly char[] Slashes = { '/', '\\' };
}
