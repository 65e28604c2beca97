using System.Collections.Immutable;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>The plan's table types, singular to plural.</summary>
public static class TableNames
{
    private const string Suffix = "Table";

    private static readonly string[] Hissing = ["s", "x", "z", "ch", "sh"];

    /// <summary>The eleven tables; one has the same name on both sides.</summary>
    public static ImmutableDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        ["EventTable"] = "EventsTable",
        ["ScheduleTable"] = "SchedulesTable",
        ["ScheduleAvailabilityTable"] = "ScheduleAvailabilitiesTable",
        ["MeetingTable"] = "MeetingsTable",
        ["CategoryTable"] = "CategoriesTable",
        ["ProfileTable"] = "ProfilesTable",
        ["RecordTable"] = "RecordsTable",
        ["UserTable"] = "UsersTable",
        ["SlotReservationTable"] = "SlotReservationsTable",
        ["PaymentTransferTable"] = "PaymentTransfersTable",
        ["BlockedDatesTable"] = "BlockedDatesTable",
    }.ToImmutableDictionary();

    /// <summary>
    /// The defaults with the configured tables: <c>InvoiceTable</c> gets its English plural, <c>InvoiceTable:BillsTable</c> the one that is given.
    /// An entry that is wrong is left out; see <see cref="Problem"/>.
    /// </summary>
    public static ImmutableDictionary<string, string> With(string configured)
    {
        var tables = Defaults.ToBuilder();
        foreach (var entry in MigrationOption.Entries(configured).Where(entry => Problem(entry) is null))
        {
            var (singular, plural) = Parts(entry);
            tables[singular] = plural ?? PluralOf(singular);
        }

        return tables.ToImmutable();
    }

    /// <summary>What is wrong with an entry of <c>c2w_tables</c>; <c>null</c> when nothing is.</summary>
    public static string? Problem(string entry)
    {
        var (singular, plural) = Parts(entry);
        if (!singular.EndsWith(Suffix, StringComparison.Ordinal) || singular.Length == Suffix.Length || !MigrationOption.IsIdentifier(singular))
            return $"'{singular}' is no type's name that ends in '{Suffix}'";
        return plural is null || MigrationOption.IsIdentifier(plural) ? null : $"'{plural}' is no type's name";
    }

    private static (string Singular, string? Plural) Parts(string entry)
    {
        var colon = entry.IndexOf(':');
        return colon < 0 ? (entry.Trim(), null) : (entry.Substring(0, colon).Trim(), entry.Substring(colon + 1).Trim());
    }

    /// <summary>The English plural of a table's name: <c>CompanyTable</c> → <c>CompaniesTable</c>, <c>BoxTable</c> → <c>BoxesTable</c>.</summary>
    public static string PluralOf(string table)
    {
        var word = table.EndsWith(Suffix, StringComparison.Ordinal) ? table.Substring(0, table.Length - Suffix.Length) : table;
        return Plural(word) + table.Substring(word.Length);
    }

    private static string Plural(string word)
    {
        if (word.Length > 1 && word.EndsWith("y", StringComparison.Ordinal) && "aeiou".IndexOf(char.ToLowerInvariant(word[word.Length - 2])) < 0)
            return word.Substring(0, word.Length - 1) + "ies";
        foreach (var ending in Hissing)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return word + "es";
        }

        return word + "s";
    }
}
