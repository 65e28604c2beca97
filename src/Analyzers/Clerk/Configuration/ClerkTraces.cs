using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>
/// Finds what is Clerk's in any text, whatever its language: addresses, packages, variables, paths of a configuration, webhook routes. Names of the user id
/// are not among them: those are <see cref="Names.Text.NameInText"/>'s.
/// </summary>
internal static class ClerkTraces
{
    private const string Clerk = "clerk";
    private const string Webhook = "webhook";

    /// <summary>The traces of <paramref name="text"/>, in order, none within another.</summary>
    public static List<ClerkTrace> In(string text)
    {
        var found = new List<ClerkTrace>();
        for (var at = IndexOfClerk(text, 0); at >= 0; at = IndexOfClerk(text, at))
        {
            var (trace, end) = At(text, at);
            if (trace is not null && (found.Count == 0 || trace.Span.Start >= found[found.Count - 1].Span.End))
                found.Add(trace);
            at = Math.Max(at + Clerk.Length, end);
        }

        return found;
    }

    private static int IndexOfClerk(string text, int from) => text.IndexOf(Clerk, from, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the word at a position is a part of, and where to go on.</summary>
    private static (ClerkTrace? Trace, int End) At(string text, int at)
    {
        if (PackageAt(text, at) is { } package)
            return (package, package.Span.End);
        if (AddressAt(text, at) is { } address)
            return (address, EndOfUrl(text, address.Span.End));
        if (WebhookAt(text, at) is { } webhook)
            return (webhook, webhook.Span.End);
        var key = KeyAt(text, at);
        return (SettingIn(text, key), key.End);
    }

    private static ClerkTrace? PackageAt(string text, int at)
    {
        if (at == 0 || string.CompareOrdinal(text, at - 1, ClerkPackages.Scope, 0, ClerkPackages.Scope.Length) != 0)
            return null;
        var end = at - 1 + ClerkPackages.Scope.Length;
        var start = end;
        while (end < text.Length && (char.IsLower(text[end]) || char.IsDigit(text[end]) || text[end] == '-'))
            end++;
        var package = text.Substring(at - 1, end - at + 1);
        return end == start ? null : new(TextSpan.FromBounds(at - 1, end), package, ClerkTrace.Package, ClerkPackages.AdviceOf(package), TraceStrength.Certain);
    }

    private static ClerkTrace? AddressAt(string text, int at)
    {
        var start = at;
        while (start > 0 && IsOfHost(text[start - 1]))
            start--;
        var end = at;
        while (end < text.Length && IsOfHost(text[end]))
            end++;
        while (end > at && text[end - 1] == '.')
            end--;
        while (start < at && text[start] is '.' or '-')
            start++;
        var host = text.Substring(start, end - start);
        if (host.IndexOf('.') < 0)
            return null;
        var isUrl = start > 2 && text[start - 1] == '/' && text[start - 2] == '/' && text[start - 3] == ':';
        var isPart = (end < text.Length && text[end] == '/') || (start > 0 && text[start - 1] == '.');
        return ClerkAddress.Read(host, isUrl, isPart) is var (shown, advice, strength)
            ? new(TextSpan.FromBounds(start, end), shown, ClerkTrace.Address, advice, strength)
            : null;
    }

    private static ClerkTrace? WebhookAt(string text, int at)
    {
        var start = at;
        var end = at + Clerk.Length;
        if (Webhooks(text, at - 1 - Webhook.Length - 1) is { } plural && plural == at - 1)
            start = at - 1 - Webhook.Length - 1;
        else if (Webhooks(text, at - 1 - Webhook.Length) is { } singular && singular == at - 1)
            start = at - 1 - Webhook.Length;
        else if (Webhooks(text, end + 1) is { } after)
            end = after;
        else
            return null;
        var separator = end > at + Clerk.Length ? text[at + Clerk.Length] : text[at - 1];
        var isRoute = separator == '/' || (separator == '-' && start > 0 && text[start - 1] == '/');
        if (!isRoute || (end < text.Length && IsOfWord(text[end])) || (start > 0 && IsOfWord(text[start - 1])))
            return null;
        return new(
            TextSpan.FromBounds(start, end), text.Substring(start, end - start), ClerkTrace.Webhook,
            "WorkOS's call one that checks the header 'WorkOS-Signature'", TraceStrength.Likely);
    }

    /// <summary>Where <c>webhook</c> or <c>webhooks</c> ends that begins at a position.</summary>
    private static int? Webhooks(string text, int at)
    {
        if (at < 0 || at + Webhook.Length > text.Length || string.Compare(text, at, Webhook, 0, Webhook.Length, StringComparison.OrdinalIgnoreCase) != 0)
            return null;
        var end = at + Webhook.Length;
        return end < text.Length && text[end] is 's' or 'S' ? end + 1 : end;
    }

    /// <summary>The key around a position: <c>NEXT_PUBLIC_CLERK_X</c>, <c>Authentication:Clerk:X</c>, <c>data-clerk-x</c>.</summary>
    internal static TextSpan KeyAt(string text, int at)
    {
        var start = at;
        while (start > 0 && (IsOfWord(text[start - 1]) || IsHyphen(text, start - 1)))
            start--;
        var end = at + Clerk.Length;
        while (end < text.Length && (IsOfWord(text[end]) || IsHyphen(text, end)))
            end++;
        if (end + 1 < text.Length && text[end] == ':' && char.IsLetter(text[end + 1]) && ClerkKey.IsSection(text.Substring(start, end - start)))
        {
            while (end + 1 < text.Length && (IsOfWord(text[end]) || (text[end] == ':' && char.IsLetter(text[end + 1]))))
                end++;
            if (end < text.Length && IsOfWord(text[end]))
                end++;
            while (start > 1 && (IsOfWord(text[start - 1]) || (text[start - 1] == ':' && IsOfWord(text[start - 2]))))
                start--;
            if (start == 1 && IsOfWord(text[0]))
                start = 0;
        }

        return TextSpan.FromBounds(start, end);
    }

    /// <summary>The setting that a key is; <c>null</c> for any other word, and for one that holds the user id's name.</summary>
    private static ClerkTrace? SettingIn(string text, TextSpan span)
    {
        var key = text.Substring(span.Start, span.Length);
        return !ClerkNames.Default.Holds(key) && ClerkKey.Read(key) is var (setting, replacement)
            ? new(span, key, ClerkTrace.Setting, setting.AdviceFor(replacement), setting.Strength)
            : null;
    }

    private static int EndOfUrl(string text, int from)
    {
        var end = from;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '\'' or '`' or '<' or '>' or ')' or ',' or ';'))
            end++;
        return end;
    }

    private static bool IsOfHost(char character) => character is '.' or '-' || character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9';

    private static bool IsOfWord(char character) => character == '_' || char.IsLetterOrDigit(character);

    private static bool IsHyphen(string text, int at) =>
        text[at] == '-' && at > 0 && at + 1 < text.Length && char.IsLower(text[at - 1]) && char.IsLower(text[at + 1]);
}
