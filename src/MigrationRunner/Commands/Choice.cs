using System.CommandLine;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>An option that takes one of a few words; a wrong one is answered with the words.</summary>
internal static class Choice
{
    public static Option<T?> Of<T>(string name, string[] aliases, string description)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToArray();
        var option = new Option<T?>(name, aliases)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var index = Array.IndexOf(words, result.Tokens[0].Value.ToLowerInvariant());
                if (index >= 0)
                    return Enum.GetValues<T>()[index];
                result.AddError($"{name} takes {string.Join(", ", words.SkipLast(1))} or {words[^1]}, not '{result.Tokens[0].Value}'.");
                return null;
            },
        };
        option.CompletionSources.Clear();       // they would be the names of the enumeration
        option.CompletionSources.Add(words);
        return option;
    }
}
