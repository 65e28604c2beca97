using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>Counts in the sample's sources what its README counts: by syntax, without the analyzers.</summary>
internal sealed partial class SampleSources
{
    public static readonly IReadOnlyList<string> LegacyTables =
    [
        "EventTable", "ScheduleTable", "ScheduleAvailabilityTable", "MeetingTable", "CategoryTable", "ProfileTable",
        "RecordTable", "UserTable", "SlotReservationTable", "PaymentTransferTable", "BlockedDatesTable",
    ];

    /// <summary>What stays as it is and is not counted; of the new schema, the files that it is made of.</summary>
    private static readonly string[] LeftOut =
    [
        "src/Booking.Drizzle/Schema/", "src/Booking.Drizzle/SchemaWorkos/", "src/Booking.Drizzle/Db.cs", "src/Booking.Drizzle/Migrations/",
        "src/Booking.DataMigration/", "src/Booking.Server/Lib/Utils/Server/Audit/", "src/Booking.Server/Lib/Utils/Server/AuditWorkos/",
    ];

    private readonly List<SourceFile> _files;

    public SampleSources(Tree tree)
    {
        AllFiles = [.. tree.Paths.Where(path => path.EndsWith(".cs", StringComparison.Ordinal))];
        _files = [.. AllFiles.Where(path => !Array.Exists(LeftOut, path.StartsWith)).Select(path => SourceFile.Parse(path, tree[path]))];
    }

    public IReadOnlyList<string> AllFiles { get; }

    public IReadOnlyList<string> WithClerkUserIdName => Files(file => file.Identifiers.Any(ClerkUserId().IsMatch));

    public IReadOnlyList<string> WithLegacyAudit => Files(file => file.AuditCalls > 0 || file.AuditMethodGroups > 0);

    public int LegacyAuditCalls => _files.Sum(file => file.AuditCalls);

    public int LegacyAuditMethodGroups => _files.Sum(file => file.AuditMethodGroups);

    public IReadOnlyList<string> NamingLegacySchema => Files(file => file.Names.Any(name => name == "Booking.Drizzle.Schema"));

    public IReadOnlyList<string> UsingLegacyTable(params IEnumerable<string> tables) =>
        Files(file => file.Identifiers.Overlaps(tables));

    private IReadOnlyList<string> Files(Func<SourceFile, bool> isCounted) => [.. _files.Where(isCounted).Select(file => file.Path)];

    [GeneratedRegex("clerk_?(user_?id|id|sub(ject)?)s?(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex ClerkUserId();

    private sealed record SourceFile(string Path, HashSet<string> Identifiers, HashSet<string> Names, int AuditCalls, int AuditMethodGroups)
    {
        public static SourceFile Parse(string path, byte[] bytes)
        {
            using var reader = new StreamReader(new MemoryStream(bytes));
            var root = CSharpSyntaxTree.ParseText(reader.ReadToEnd(), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
            var audit = root.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText is "LogAuditEvent" or "LogAuditEventAsync").ToList();
            return new SourceFile(
                path,
                [.. root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)],
                [.. root.DescendantNodes().OfType<QualifiedNameSyntax>().Select(name => name.ToString())],
                audit.Count(name => CallOf(name) is { ArgumentList.Arguments.Count: 8 }),
                audit.Count(name => CallOf(name) is null));
        }

        private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
        {
            var callee = name.Parent is MemberAccessExpressionSyntax access ? access : (ExpressionSyntax)name;
            return callee.Parent as InvocationExpressionSyntax;
        }
    }
}
