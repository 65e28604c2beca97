using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>Ordinary methods, each complete in itself, that bring a file to its length.</summary>
internal static class PlainMembers
{
    private const int Lines = 154;

    private static readonly string[] Subjects = ["Invoice", "Slot", "Note", "Price", "Guest", "Order", "Letter", "Room", "Answer", "Visit"];

    public static void Fill(StringBuilder text, Random random, string closing)
    {
        var count = Count(text.ToString());
        for (var i = 0; ; i++)
        {
            var member = Members[random.Next(Members.Length)]
                .Replace("$Name", Subjects[random.Next(Subjects.Length)] + i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("$n", random.Next(2, 90).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .ReplaceLineEndings("\n");
            var length = Count(member) + 1;
            if (count + length > Lines + 4)
                break;
            text.Append('\n').Append(member);
            count += length;
        }

        text.Append(closing);
    }

    private static int Count(string text) => text.Count(character => character == '\n');

    private static readonly string[] Members =
    [
        """
            public static decimal Total$Name(IEnumerable<decimal> amounts, decimal discount)
            {
                var sum = 0m;
                foreach (var amount in amounts)
                {
                    if (amount <= 0)
                        continue;
                    sum += amount > $n ? amount - (amount * discount) : amount;
                }

                return Math.Round(sum, 2, MidpointRounding.AwayFromZero);
            }

        """,
        """
            public static IReadOnlyDictionary<string, int> Group$Name(IEnumerable<(string Key, int Value)> entries) =>
                entries
                    .Where(entry => entry.Key.Length > 0 && entry.Value != $n)
                    .GroupBy(entry => entry.Key.Trim().ToLowerInvariant(), entry => entry.Value)
                    .OrderByDescending(group => group.Sum())
                    .ThenBy(group => group.Key, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => group.Max());

        """,
        """
            public static bool TryParse$Name(string? value, out (int Hours, int Minutes) time)
            {
                time = default;
                if (string.IsNullOrWhiteSpace(value))
                    return false;
                var parts = value.Split(':', StringSplitOptions.TrimEntries);
                if (parts.Length != 2
                    || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
                    || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
                    return false;
                time = (hours, minutes);
                return hours < 24 && minutes < 60;
            }

        """,
        """
            public static string Describe$Name(object? value) => value switch
            {
                null => "nothing",
                string { Length: 0 } => "empty",
                string text when text.Length > $n => text[..$n] + "…",
                int number and > $n => number.ToString("N0", CultureInfo.InvariantCulture),
                DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
                IEnumerable<string> many => string.Join(", ", many.Take($n)),
                _ => value.ToString() ?? "",
            };

        """,
        """
            public static async Task<List<T>> Collect$NameAsync<T>(IAsyncEnumerable<T> source, int limit = $n, CancellationToken cancellationToken = default)
            {
                var collected = new List<T>(limit);
                await foreach (var item in source.WithCancellation(cancellationToken))
                {
                    collected.Add(item);
                    if (collected.Count == limit)
                        break;
                }

                return collected;
            }

        """,
        """
            private readonly Dictionary<Guid, (DateTimeOffset Until, string Value)> _cached$Name = [];

            public string Cached$Name(Guid key, Func<Guid, string> make, TimeProvider clock)
            {
                var now = clock.GetUtcNow();
                if (_cached$Name.TryGetValue(key, out var known) && known.Until > now)
                    return known.Value;
                var made = make(key);
                _cached$Name[key] = (now.AddMinutes($n), made);
                return made;
            }

        """,
        """
            public static IEnumerable<(DateOnly From, DateOnly To)> Weeks$Name(DateOnly start, int weeks)
            {
                for (var week = 0; week < Math.Min(weeks, $n); week++)
                {
                    var from = start.AddDays(week * 7);
                    while (from.DayOfWeek != DayOfWeek.Monday)
                        from = from.AddDays(-1);
                    yield return (from, from.AddDays(6));
                }
            }

        """,
        """
            public static string Encode$Name(ReadOnlySpan<char> text)
            {
                var result = new StringBuilder(text.Length + $n);
                foreach (var character in text)
                {
                    if (char.IsLetterOrDigit(character))
                        result.Append(char.ToLowerInvariant(character));
                    else if (result.Length > 0 && result[^1] != '-')
                        result.Append('-');
                }

                return result.ToString().Trim('-');
            }

        """,
        """
            public static IReadOnlyList<string> Validate$Name(string name, string email, int quantity)
            {
                var problems = new List<string>();
                if (name.Length is < 2 or > $n)
                    problems.Add($"The name has {name.Length} characters.");
                if (email.IndexOf('@', StringComparison.Ordinal) is var at && (at <= 0 || at == email.Length - 1))
                    problems.Add("The address is not one.");
                if (quantity is <= 0 or > $n)
                    problems.Add($"A quantity of {quantity} is not possible.");
                return problems;
            }

        """,
        """
            public sealed record $NameEntry(Guid Id, string Title, decimal Amount, DateTimeOffset At)
            {
                public bool IsRecent(TimeProvider clock) => clock.GetUtcNow() - At < TimeSpan.FromDays($n);

                public $NameEntry Rounded() => this with { Amount = decimal.Round(Amount, 2) };
            }

            public static $NameEntry? Latest$Name(IEnumerable<$NameEntry> entries) =>
                entries.Where(entry => entry.Amount > $n).MaxBy(entry => entry.At)?.Rounded();

        """,
    ];
}
