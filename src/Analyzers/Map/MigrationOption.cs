namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>A key that <c>.editorconfig</c> and <c>.globalconfig</c> may set.</summary>
/// <param name="Key">The key, <c>c2w_…</c>.</param>
/// <param name="Values">What it takes, as documentation shows it: <c>auto | on | off</c>, or <c>NAMESPACE</c>.</param>
/// <param name="Default">What holds when it is not set; empty where nothing does.</param>
/// <param name="Meaning">What it does, in a sentence or two.</param>
/// <param name="Problem">What is wrong with a value, as the end of a sentence; <c>null</c> when nothing is.</param>
public sealed record MigrationOption(string Key, string Values, string Default, string Meaning, Func<string, string?> Problem)
{
    /// <summary>An option that takes one of the members of <typeparamref name="T"/>, in lower case.</summary>
    public static MigrationOption Choice<T>(string key, string meaning) where T : struct, Enum
    {
        var names = Enum.GetNames(typeof(T)).Select(name => name.ToLowerInvariant()).ToArray();
        return new(key, string.Join(" | ", names), default(T).ToString().ToLowerInvariant(), meaning, value =>
            names.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"it takes {string.Join(", ", names)}");
    }

    /// <summary>An option that takes a namespace.</summary>
    public static MigrationOption Namespace(string key, string meaning) => new(key, "NAMESPACE", "found from the code", meaning, value =>
        value.Split('.').All(IsIdentifier) ? null : "it takes a namespace such as 'Booking.Drizzle.Schema'");

    /// <summary>An option that takes a list separated by commas.</summary>
    public static MigrationOption List(string key, string values, string defaults, string meaning, Func<string, string?> problemOfEntry) =>
        new(key, values, defaults, meaning, value => Entries(value).Select(problemOfEntry).FirstOrDefault(problem => problem is not null));

    /// <summary>The entries of a list.</summary>
    public static IEnumerable<string> Entries(string value) => value.Split(',').Select(entry => entry.Trim()).Where(entry => entry.Length > 0);

    /// <summary>Whether <paramref name="text"/> is a C# identifier, without <c>@</c> or escapes.</summary>
    internal static bool IsIdentifier(string text) => Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(text);
}
