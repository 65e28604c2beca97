using System.Text;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

/// <summary>A file with something to fix: names in every role, two audit calls, a legacy table, six places of CA1834.</summary>
internal sealed class ActionsFile(string area, string parent, int number, int seed)
{
    private readonly (string Singular, string Plural, string UserId) _table = Foundation.Tables[seed % Foundation.Tables.Length];

    private string Class => $"{area}Actions{number:000}";

    private string Row => $"{area}Row{number:000}";

    private string Table => _table.Singular + "Table";

    private string Id => _table.UserId;

    private string Verb => _table.Singular.ToUpperInvariant();

    /// <summary>One of the roles that not every file has.</summary>
    private int Role => seed % 5;

    public string Write()
    {
        var text = new StringBuilder();
        text.Append(Head());
        foreach (var member in new[] { Load(), Change(), Create(), Own(), Render() })
            text.Append('\n').Append(member);
        PlainMembers.Fill(text, new Random(seed), closing: "}\n");
        return text.ToString();
    }

    private string Head()
    {
        var usings = new SortedSet<string>(StringComparer.Ordinal)
        {
            "using Bench.Core;", "using Bench.Drizzle.Schema;", "using Bench.Lib.Utils.Server.Audit;", "using System.Globalization;", "using System.Text;",
        };
        if (parent != area)
            usings.Add($"using Bench.{parent};");
        var bases = Role switch
        {
            0 => $" : I{parent}Lookup",
            1 => $" : I{parent}Owned",
            _ => "",
        };
        return $$"""
            {{string.Join('\n', usings.Where(line => line != $"using Bench.{area};"))}}

            namespace Bench.{{area}};

            {{RowType()}}

            /// <summary>What a person can do in part {{number}} of {{area.ToLowerInvariant()}}.</summary>
            public sealed class {{Class}}(ICurrentUser user){{bases}}
            {

            """.TrimEnd('\n') + "\n    private readonly List<" + Row + "> _rows = [];\n";
    }

    private string RowType() => (seed % 3) switch
    {
        0 => $"public sealed record {Row}(string {Id}, string Title, int Total);",
        1 => $$"""
            public sealed record {{Row}}(string {{Id}}, string Title, int Total)
            {
                public bool IsEmpty => Total == 0;
            }
            """,
        _ => $"public readonly record struct {Row}(string {Id}, string Title, int Total);",
    };

    private string Load() => $$"""
            public async Task<List<{{Row}}>> LoadAsync(string clerkUserId, IEnumerable<{{Table}}> stored)
            {
                var rows = stored
                    .Where(row => row.{{Id}} == clerkUserId && row.IsActive)
                    .OrderBy(row => row.CreatedAt)
                    .Select(row => new {{Row}}(row.{{Id}}, row.Name, row.Total))
                    .ToList();
                _rows.AddRange(rows);
                await AuditLogger.LogAuditEvent(
                    clerkUserId,
                    "{{Verb}}_READ",
                    "{{_table.Singular}}",
                    rows.Count.ToString(CultureInfo.InvariantCulture),
                    null,
                    new { rows.Count },
                    user.IpAddress,
                    user.UserAgent);
                return rows;
            }

        """;

    private string Change() => (seed % 2) switch
    {
        0 => $$"""
                public async Task RenameAsync({{Table}} row, string name)
                {
                    var actorClerkUserId = user.ClerkUserId;
                    if (row.{{Id}} != actorClerkUserId)
                        throw new UnauthorizedAccessException(name);
                    var before = row.Name;
                    row.Name = name;
                    await AuditLogger.LogAuditEventAsync(
                        workosUserId: actorClerkUserId,
                        action: "{{Verb}}_RENAMED",
                        resourceType: "{{_table.Singular}}",
                        resourceId: row.Id.ToString(),
                        oldValues: before,
                        newValues: name,
                        ipAddress: user.IpAddress,
                        userAgent: user.UserAgent);
                }

            """,
        _ => $$"""
                public async Task CloseAsync({{Table}} row)
                {
                    if (row.{{Id}} == user.ClerkUserId)
                        row.IsActive = false;
                    await AuditLogger.LogAuditEvent(user.ClerkUserId, "{{Verb}}_CLOSED", "{{_table.Singular}}", row.Id.ToString(), null, null, user.IpAddress, user.UserAgent);
                }

            """,
    };

    private string Create() => $$"""
            public {{Table}} Create(string clerkUserId, string name, int total) => new()
            {
                Id = Guid.NewGuid(),
                {{Id}} = clerkUserId,
                Name = name,
                Total = total + {{seed % 97}},
            };

        """;

    private string Own() => Role switch
    {
        0 => $$"""
                public string? NameOf(string clerkUserId) => _rows.Find(row => row.{{Id}} == clerkUserId).ToString();

                public int CountOf(string clerkUserId, DateTimeOffset since) =>
                    since > DateTimeOffset.UnixEpoch ? _rows.Count(row => row.{{Id}} == clerkUserId) : 0;

            """.Replace(").ToString()", seed % 3 == 2 ? ").ToString()" : ")?.ToString()", StringComparison.Ordinal),
        1 => $$"""
                public string ClerkUserId => user.ClerkUserId;

                public bool IsMine({{Row}} row) => row.{{Id}} == ClerkUserId;

            """,
        2 => $$"""
                private readonly Dictionary<string, int> _totalsByClerkUserId = [];

                public void Count(string clerkUserId, int total) =>
                    _totalsByClerkUserId[clerkUserId] = total + _totalsByClerkUserId.GetValueOrDefault(clerkUserId);

            """,
        3 => $$"""
                public IEnumerable<(string Owner, int Total)> ByOwner() =>
                    from row in _rows
                    let ownerClerkUserId = row.{{Id}}
                    group row.Total by ownerClerkUserId into totals
                    orderby totals.Key
                    select (totals.Key, totals.Sum());

            """,
        _ => $$"""
                public {{Row}} HandOver({{Row}} row, string newClerkUserId) =>
                    row is { {{Id}}.Length: > 0 } ? row with { {{Id}} = newClerkUserId } : row;

            """,
    };

    private string Render() => $$"""
            public string Render(IReadOnlyCollection<{{Row}}> rows)
            {
                var text = new StringBuilder();
                text.Append("[");
                foreach (var row in rows)
                {
                    text.Append(row.{{Id}});
                    text.Append(":");
                    text.Append(row.Title).Append("=").Append(row.Total);
                    text.Append(";");
                }

                text.Append("]");
                return text.Append("!").ToString();
            }

        """;
}
