using System.Globalization;
using System.Text.RegularExpressions;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>How much there is to fix, counted in the text; the legacy schema and the old audit themselves are not counted.</summary>
internal sealed partial class Tally
{
    public int Files { get; private set; }

    public int Lines { get; private set; }

    public int FilesWithFindings { get; private set; }

    public int ClerkTokens { get; private set; }

    public int AuditCalls { get; private set; }

    public int TableUses { get; private set; }

    /// <summary>Places of the built-in rule CA1834.</summary>
    public int SingleCharacterStrings { get; private set; }

    public void Add(string path, string text)
    {
        Files++;
        Lines += text.Count(character => character == '\n');
        SingleCharacterStrings += CountSingleCharacterStrings(text);
        if (path.StartsWith(Foundation.SchemaFolder, StringComparison.Ordinal) || path.StartsWith(Foundation.AuditFolder, StringComparison.Ordinal))
            return;

        var clerk = ClerkToken().Count(text);
        var audit = AuditCall().Count(text);
        var tables = TableUse().Count(text);
        ClerkTokens += clerk;
        AuditCalls += audit;
        TableUses += tables;
        FilesWithFindings += clerk + audit + tables > 0 ? 1 : 0;
    }

    public static int CountSingleCharacterStrings(string text) => SingleCharacterString().Count(text);

    public static int CountCharacters(string text) => Character().Count(text);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Files:N0} files with {Lines:N0} lines; {FilesWithFindings:N0} of them hold {ClerkTokens:N0} Clerk tokens, {AuditCalls:N0} audit calls of the old shape, {TableUses:N0} uses of singular table types and {SingleCharacterStrings:N0} places of CA1834");

    [GeneratedRegex(@"\b\w*[Cc]lerk(User)?Id\w*\b")]
    private static partial Regex ClerkToken();

    [GeneratedRegex(@"\bLogAuditEvent(Async)?\(")]
    private static partial Regex AuditCall();

    [GeneratedRegex(@"\b(Event|Schedule|ScheduleAvailability|Meeting|Category|Profile|Record|User|SlotReservation|PaymentTransfer)Table\b")]
    private static partial Regex TableUse();

    [GeneratedRegex(@"\.Append\("".""\)")]
    private static partial Regex SingleCharacterString();

    [GeneratedRegex(@"\.Append\('.'\)")]
    private static partial Regex Character();
}
