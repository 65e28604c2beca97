using Clerk2WorkOS.Analyzers.Clerk;
using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.Analyzers.Clerk.Tokens;
using Clerk2WorkOS.Analyzers.Guests;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Documentation;

/// <summary>docs/reference.md has every name that a rule knows, as the code has it. <c>C2W_UPDATE_DOCS=1</c> writes the generated part anew.</summary>
public class ReferencePageTests
{
    private static readonly string[] Packages =
        ["nextjs", "clerk-react", "react", "clerk-js", "remix", "react-router", "backend", "clerk-sdk-node", "express", "fastify", "any other"];

    [Fact]
    public void What_the_rules_know_by_name_is_fresh() => RulePages.Check(Path.Combine(Repository.Root, "docs", "reference.md"), Reference());

    private static string Reference() => string.Join('\n',
        "## Tables (C2W301 to C2W303)\n",
        Table("Singular | Plural", TableNames.Defaults.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"`{pair.Key}` | `{pair.Value}`")),
        "## Guests (C2W401, C2W402)\n",
        List("A table holds meetings if its name has one of", GuestFacts.MeetingWords),
        List("It is taken for one only if a property says when a meeting starts", GuestFacts.Starts),
        List("Methods of a set, a context, a repository or a store that store a meeting", StoredMeeting.StoringMethods),
        List("Projects that reference one of these test others, and are left alone", GuestFacts.TestFrameworks),
        "## Calls of Clerk's SDK (C2W501)\n",
        Table("Clerk.BackendAPI | WorkOS.net | Message | Rewritten", ClerkApis.Rows.Select(row =>
            $"`{row.Member}` | {(row.Counterpart is null ? "–" : $"`{row.Counterpart}`")} | {row.Advice} | {Rewritten(row.Rewrite)}")),
        Table("Clerk.Net | as Clerk.BackendAPI's", ClerkApis.ByAddress.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"`{pair.Key}` | `{pair.Value}`")),
        Table("Type | Message", ClerkSdk.DistinctNames.Concat(["User", "Organization", "OrganizationMembership", "OrganizationInvitation", "Invitation", "Session", "EmailAddress", "SessionAuthObjectV2", "GetUserResponse", "PhoneNumber"])
            .Order(StringComparer.Ordinal).Select(name => $"`{name}` | {ClerkApis.AdviceOnType(name)}")),
        List("Types that are Clerk's by their names alone, where the package is not restored", ClerkSdk.DistinctNames),
        List("Clients", ClerkSdk.Clients),
        "## Settings (C2W502)\n",
        Table("Setting | WorkOS's | Message of a key | What a key of it needs to count", ClerkSetting.Known.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            $"`{pair.Key}` | {(pair.Value.Name is { } name ? $"`{name}`, `WORKOS_{pair.Value.Variable}`" : "–")} | {pair.Value.AdviceFor(null)} | {Needs(pair.Value.Strength)}")),
        List("Sections", ClerkKey.Sections),
        List("Methods that take an authentication scheme", ClerkNameUse.SchemeMethods),
        List("Members that hold one", ClerkNameUse.SchemeMembers),
        Table("npm package | Message", Packages.Select(name => $"`@clerk/{name}` | {ClerkPackages.AdviceOf(ClerkPackages.Scope + name)}")),
        List("Files that are looked at beside the code", BesideFiles.Names),
        List("But not", BesideFiles.LeftOut),
        List("Nor what lies below a folder", BesideFiles.SkippedFolders),
        "## Tokens and webhooks (C2W503)\n",
        Table("Claim | Message", ClaimReading.Claims.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"`{pair.Key}` | {pair.Value}")),
        List("Members that read a claim", ClaimReading.Readers),
        List("Events that show that a webhook is Clerk's", SvixVerification.Events),
        List("Headers of Svix's", SvixVerification.Headers),
        "## Strings that hold the user id's name (C2W102)\n",
        Table("What it is | What goes with it | Who else knows it", Uses().Select(use => $"{use.What} | {(use.With.Length == 0 ? "–" : use.With)} | {use.KnownTo}")),
        Table("Namespace of the API that takes it | What it is", TextApis.Namespaces.Select(known => $"`{known.Prefix}` | {known.Use.What}")),
        Table("Type | What it is", TextApis.Types.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"`{pair.Key}` | {pair.Value.What}")),
        Table("Name, where nothing resolves | What it is", TextApis.Names.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"`{pair.Key}` | {pair.Value.What}")),
        List("Methods that take SQL", TextApis.SqlMethods),
        List("Attributes whose strings name members", TextApis.NamingAttributes),
        List("Attributes whose strings keep a name that others know", PinnedText.Attributes),
        List("Methods that do", PinnedText.Mappings),
        List("Text is SQL if it begins with the first word and has the second", SqlText.Statements.Select(words => $"{words.First} … {words.Then}")));

    private static string Table(string head, IEnumerable<string> rows) =>
        $"| {head} |\n|{string.Concat(Enumerable.Repeat("---|", head.Split('|').Length))}\n{string.Concat(rows.Select(row => $"| {row} |\n"))}";

    private static string List(string what, IEnumerable<string> names) =>
        $"{what}: {string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}.\n";

    private static string Rewritten(ClerkRewrite? rewrite) => rewrite is null
        ? "–"
        : $"`{rewrite.Service}.{rewrite.Method}`: {string.Join(", ", rewrite.From.Select(from => $"`{from}`"))} → {string.Join(", ", rewrite.To.Select(to => $"`{to}`"))}"
            + (rewrite.Response is null ? "" : $"; of the result `{string.Join("`, `", rewrite.Members.Prepend(rewrite.Response))}`");

    private static string Needs(TraceStrength strength) => strength switch
    {
        TraceStrength.Certain => "nothing",
        TraceStrength.Likely => "that no clerk is a person here",
        _ => "another sign of Clerk's",
    };

    private static IEnumerable<TextUse> Uses() => new[] { typeof(TextUse), typeof(MarkupText) }
        .SelectMany(type => type.GetFields()).Where(field => field.FieldType == typeof(TextUse)).Select(field => (TextUse)field.GetValue(null)!);
}
