using System.Globalization;
using System.Text.Json.Nodes;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Runs statements as somebody, inside a savepoint that is given up afterwards, and compares what they did with what the rules say.</summary>
internal sealed class Attacker(NpgsqlConnection connection, MadeUpWorld world, Oracle oracle)
{
    /// <summary>So many rows of a table without a working policy are touched, and no more: they are written and given up again.</summary>
    private const int MostTouched = 1_000;

    private const string Probe = "nextval('pg_temp.c2w_probe') <= 1000";
    private const string Place = "t.tableoid::text || t.ctid::text";

    private readonly List<string> _details = [];
    private RlsVerdict _worst;

    public int Attempts { get; private set; }

    /// <summary>All attacks on a table by somebody.</summary>
    public async Task<IReadOnlyList<RlsCell>> AttackAsync(RlsTable table, Persona persona, long publicRows, CancellationToken cancellationToken)
    {
        var rows = world.Rows.Where(row => row.Table.Name == table.Name).ToList();
        return
        [
            await CellAsync(table, persona, RlsAttack.Select, () => SelectAsync(table, persona, rows, publicRows, cancellationToken)).ConfigureAwait(false),
            await CellAsync(table, persona, RlsAttack.Copy, () => CopyAsync(table, persona, rows, publicRows, cancellationToken)).ConfigureAwait(false),
            await CellAsync(table, persona, RlsAttack.Insert, () => InsertAsync(table, persona, returning: false, cancellationToken)).ConfigureAwait(false),
            await CellAsync(table, persona, RlsAttack.Update, () => UpdateAsync(table, persona, rows, cancellationToken)).ConfigureAwait(false),
            await CellAsync(table, persona, RlsAttack.Delete, () => DeleteAsync(table, persona, rows, cancellationToken)).ConfigureAwait(false),
            await CellAsync(table, persona, RlsAttack.Returning, () => ReturningAsync(table, persona, rows, cancellationToken)).ConfigureAwait(false),
            await CellAsync(table, persona, RlsAttack.Truncate, () => TruncateAsync(table, persona, cancellationToken)).ConfigureAwait(false),
        ];
    }

    /// <summary>
    /// A table that no rule speaks of: nobody may do anything with it. There are no rows to try it on, so the rights are looked at; under row-level security without
    /// a policy they come to nothing, but for TRUNCATE.
    /// </summary>
    public async Task<IReadOnlyList<RlsCell>> AttackUncoveredAsync(CatalogTable table, Persona persona, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT (has_table_privilege($1, c.oid, $3) OR CASE WHEN $3 IN ('SELECT', 'INSERT', 'UPDATE') THEN has_any_column_privilege($1, c.oid, $3) ELSE false END)
                AND ($3 = 'TRUNCATE' OR NOT c.relrowsecurity OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
            FROM pg_class c WHERE c.oid = $2::regclass
            """;
        var cells = new List<RlsCell>();
        foreach (var attack in new[] { RlsAttack.Select, RlsAttack.Insert, RlsAttack.Update, RlsAttack.Delete, RlsAttack.Truncate })
        {
            var right = attack.ToString().ToUpperInvariant();
            cells.Add(await CellAsync(new RlsTable(table, []), persona, attack, async () =>
            {
                if (await connection.ScalarAsync<bool>(Sql, cancellationToken, persona.Role, table.QuotedName, right).ConfigureAwait(false))
                    Tell(RlsVerdict.Leaked, $"may {right} a table that no rule speaks of.");
            }).ConfigureAwait(false));
        }

        return cells;
    }

    private async Task<RlsCell> CellAsync(RlsTable table, Persona persona, RlsAttack attack, Func<Task> act)
    {
        (_worst, var before) = (RlsVerdict.Held, _details.Count);
        await act().ConfigureAwait(false);
        return new RlsCell(table.Name, persona.Name, attack, _worst, [.. _details.Skip(before)]);
    }

    private async Task SelectAsync(RlsTable table, Persona persona, List<MadeUpRow> rows, long publicRows, CancellationToken cancellationToken)
    {
        var allowed = Places(rows, row => oracle.Allows(persona, row, RowCommands.Select));
        var all = persona.Role is RlsRoles.Authenticated or RlsRoles.Anonymous ? publicRows : 0;
        Expect(allowed.Count + all, await RunAsync(persona, $"SELECT count(*) FROM {table.QuotedName}", reads: true, cancellationToken, isCount: true).ConfigureAwait(false), "counts", persona, isPublic: all > 0 || table.IsPublic);
        Expect(allowed, await RunAsync(persona, $"SELECT {Place} FROM {table.QuotedName} t WHERE {Place} = ANY ($1)", reads: true, cancellationToken, parameter: PlacesOf(rows)).ConfigureAwait(false), "reads", persona, table.IsPublic);
    }

    private async Task CopyAsync(RlsTable table, Persona persona, List<MadeUpRow> rows, long publicRows, CancellationToken cancellationToken)
    {
        var expected = rows.Count(row => oracle.Allows(persona, row, RowCommands.Select)) + (persona.Role is RlsRoles.Authenticated or RlsRoles.Anonymous ? publicRows : 0);
        Expect(expected, await AsAsync(persona, async () => new Attempt(Effect.Done, await CopiedAsync(table, expected, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false), "copies out", persona, table.IsPublic);
        Expect(
            0,
            await AsAsync(persona, async () =>
            {
                try
                {
                    var import = await connection.BeginTextImportAsync($"COPY {table.QuotedName} FROM STDIN", cancellationToken).ConfigureAwait(false);
                    await using (((IAsyncDisposable)import).ConfigureAwait(false))
                        return new Attempt(Effect.Constrained, Message: "COPY … FROM began");
                }
                catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.FeatureNotSupported)
                {
                    return new Attempt(Effect.Refused);     // it is not to be had under row-level security at all
                }
            }, cancellationToken).ConfigureAwait(false),
            "copies in", persona);
    }

    private async Task InsertAsync(RlsTable table, Persona persona, bool returning, CancellationToken cancellationToken)
    {
        foreach (var (what, values) in Inserts(table, persona))
        {
            var allowed = oracle.AllowsInsert(persona, table, values);
            if (returning)
                allowed = allowed && oracle.Allows(persona, new MadeUpRow(table, persona.PosesAs, "", values), RowCommands.Select);
            var attempt = await AsAsync(persona, async () =>
            {
                var command = MadeUpWorld.Insert(connection, table, values, returning ? "RETURNING made.*" : "");
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                    return new Attempt(Effect.Done, 1);
                }
            }, cancellationToken).ConfigureAwait(false);
            // A key that is taken: it got past every right and policy.
            Expect(allowed ? 1 : 0, attempt is { Effect: Effect.Constrained } && allowed ? new Attempt(Effect.Done, 1) : attempt, $"adds {what}", persona);
        }
    }

    private IEnumerable<(string What, JsonObject Values)> Inserts(RlsTable table, Persona persona)
    {
        var (me, other) = (persona.PosesAs, persona.PosesAs == world.Expert ? world.Colleague : world.Expert);
        var foreign = me.OrgId == world.Outsider.OrgId ? world.Expert.OrgId : world.Outsider.OrgId;
        JsonObject Row(MadeUpPerson person, string org, MadeUpPerson parent, bool isPublic = false)
        {
            var values = world.Maker.Make(table, new RowMaker.Wish(person, org, parent, IsPublic: isPublic));
            foreach (var column in table.ServiceColumns)
                values.Remove(column.Name);
            foreach (var column in table.ServiceColumns.Where(column => column.IsNotNull && !column.HasDefault && !table.NotInsertable.Contains(column)))
                values[column.Name] = false;
            return values;
        }

        yield return ("a row of their own", Row(me, me.OrgId, me));
        yield return ("a row of another person's", Row(other, other.OrgId, other));
        yield return ("a row of another person's in their own organization", Row(other, me.OrgId, other));
        yield return ("a row in a foreign organization", Row(me, foreign, me));
        if (table.Rules.Any(rule => rule.Who == Audience.Parent))
            yield return ("a part of another person's row", Row(me, me.OrgId, other));
        foreach (var column in table.ServiceColumns.Where(column => !column.IsGenerated))
        {
            var values = Row(me, me.OrgId, me);
            values[column.Name] = Filled(column, other);
            yield return ($"a row of their own with {column.Name}", values);
        }
    }

    /// <summary>What only the service writes.</summary>
    private static JsonNode Filled(CatalogColumn column, MadeUpPerson other) => column.BaseType switch
    {
        "boolean" => true,
        "uuid" => other.OrgId,
        "integer" or "bigint" or "smallint" or "numeric" => 1,
        "timestamp with time zone" or "timestamp without time zone" or "date" => "2199-01-01",
        _ => column.IsEnum ? column.Labels[^1] : other.UserId[..Math.Min(other.UserId.Length, column.Modifier > 4 ? column.Modifier - 4 : int.MaxValue)],
    };

    private async Task UpdateAsync(RlsTable table, Persona persona, List<MadeUpRow> rows, CancellationToken cancellationToken)
    {
        var reached = rows.Where(row => oracle.Allows(persona, row, RowCommands.Update)).ToList();
        if (table.Commands.HasFlag(RowCommands.Update) && Harmless(table) is { } column)
        {
            // A statement that reads nothing is held by the policy for changes alone.
            var refused = reached.Any(row => !oracle.AllowsAfterwards(persona, table, row.Values));
            Expect(refused ? 0 : reached.Count, await SetAsync(persona, table, column, world.Maker.Other(table, column), cancellationToken).ConfigureAwait(false), "changes", persona);
            var read = Places(reached, row => oracle.Allows(persona, row, RowCommands.Select));
            foreach (var row in rows)
            {
                var expected = read.Contains(row.Place) && oracle.AllowsAfterwards(persona, table, row.Values) ? 1 : 0;
                Expect(expected, await SetAsync(persona, table, column, world.Maker.Other(table, column), cancellationToken, $"{Place} = $2", row.Place).ConfigureAwait(false), $"changes {row.Person.Name}'s row", persona);
            }
        }

        var fixedColumns = table.Commands.HasFlag(RowCommands.Update) ? table.Fixed.Where(fixedColumn => !fixedColumn.IsGenerated && fixedColumn.Identity == CatalogIdentity.None)
            : table.Catalog.Columns.Where(any => !any.IsGenerated && any.Identity == CatalogIdentity.None).Take(1);
        foreach (var key in fixedColumns)
            Expect(0, await SetAsync(persona, table, key, Foreign(table, key, persona), cancellationToken).ConfigureAwait(false), $"changes {key.Name}", persona);

        if (!table.Commands.HasFlag(RowCommands.Update))
            return;
        // Behind the rights there are policies, and each has to hold alone.
        var right = $"GRANT UPDATE ON {table.QuotedName} TO {RlsRoles.Authenticated}";
        foreach (var key in table.Rules.Where(rule => rule.Commands.HasFlag(RowCommands.Update)).Select(rule => rule.Column).Append(table.Organization).OfType<CatalogColumn>().Distinct())
            Expect(0, await SetAsync(persona, table, key, Foreign(table, key, persona), cancellationToken, also: right).ConfigureAwait(false), $"moves a row by its {key.Name}, given the right to", persona);
        if (table.Organization is { } organization && persona.Organizations.FirstOrDefault() is { } own)
        {
            var refused = reached.Any(row => !oracle.AllowsAfterwards(persona, table, With(row.Values, organization.Name, own)));
            Expect(refused ? 0 : reached.Count, await SetAsync(persona, table, organization, own, cancellationToken, also: right).ConfigureAwait(false), "moves rows into an organization of their own, given the right to", persona);
        }
    }

    private static JsonObject With(JsonObject values, string column, string value)
    {
        var changed = values.DeepClone().AsObject();
        changed[column] = value;
        return changed;
    }

    private async Task DeleteAsync(RlsTable table, Persona persona, List<MadeUpRow> rows, CancellationToken cancellationToken)
    {
        var reached = rows.Where(row => oracle.Allows(persona, row, RowCommands.Delete)).ToList();
        var blind = await RunAsync(persona, $"DELETE FROM {table.QuotedName} WHERE {Probe}", reads: false, cancellationToken).ConfigureAwait(false);
        if (blind.Effect != Effect.Constrained || reached.Count == 0)
            Expect(reached.Count, blind, "deletes", persona);
        foreach (var row in rows)
        {
            var expected = reached.Contains(row) && oracle.Allows(persona, row, RowCommands.Select) ? 1 : 0;
            var attempt = await RunAsync(persona, $"DELETE FROM {table.QuotedName} t WHERE {Place} = $1", reads: false, cancellationToken, parameter: row.Place).ConfigureAwait(false);
            // Other rows refer to it: no policy kept it.
            Expect(expected, attempt is { Effect: Effect.Constrained } && expected == 1 ? new Attempt(Effect.Done, 1) : attempt, $"deletes {row.Person.Name}'s row", persona);
        }
    }

    private async Task ReturningAsync(RlsTable table, Persona persona, List<MadeUpRow> rows, CancellationToken cancellationToken)
    {
        await InsertAsync(table, persona, returning: true, cancellationToken).ConfigureAwait(false);
        if (table.Commands.HasFlag(RowCommands.Update) && Harmless(table) is { } column)
        {
            var reached = rows.Where(row => oracle.Allows(persona, row, RowCommands.Update) && oracle.Allows(persona, row, RowCommands.Select)).ToList();
            var refused = reached.Any(row => !oracle.AllowsAfterwards(persona, table, row.Values));
            Expect(refused ? 0 : reached.Count, await SetAsync(persona, table, column, world.Maker.Other(table, column), cancellationToken, returning: true).ConfigureAwait(false), "changes and reads", persona);
        }

        foreach (var row in rows)
        {
            var expected = oracle.Allows(persona, row, RowCommands.Delete) && oracle.Allows(persona, row, RowCommands.Select) ? 1 : 0;
            var attempt = await RunAsync(persona, $"DELETE FROM {table.QuotedName} t WHERE {Place} = $1 RETURNING t.*", reads: true, cancellationToken, parameter: row.Place).ConfigureAwait(false);
            Expect(expected, attempt is { Effect: Effect.Constrained } && expected == 1 ? new Attempt(Effect.Done, 1) : attempt, $"deletes and reads {row.Person.Name}'s row", persona);
        }
    }

    private async Task TruncateAsync(RlsTable table, Persona persona, CancellationToken cancellationToken)
    {
        // The right alone is looked at: to try it would lock everybody out until the end.
        var may = await connection.ScalarAsync<bool>("SELECT has_table_privilege($1, $2::regclass, 'TRUNCATE')", cancellationToken, persona.Role, table.QuotedName).ConfigureAwait(false);
        Expect(0, may ? new Attempt(Effect.Done, 1) : new Attempt(Effect.Refused), "truncates", persona);
    }

    /// <summary>A column that says nothing about whose the row is.</summary>
    private static CatalogColumn? Harmless(RlsTable table)
    {
        var free = table.Changeable.Where(column => !table.Rules.Any(rule => rule.Column == column || rule.Where?.Contains(column.Name, StringComparison.Ordinal) == true)
            && !table.Catalog.ForeignKeys.Any(key => key.Columns.Contains(column.Name))).ToList();
        return free.FirstOrDefault(column => !column.IsNotNull) ?? free.FirstOrDefault(column => !table.Catalog.Keys.Any(key => key.Columns.Contains(column.Name))) ?? free.FirstOrDefault();
    }

    /// <summary>A value of a key that is somebody else's.</summary>
    private JsonNode? Foreign(RlsTable table, CatalogColumn column, Persona persona)
    {
        var other = persona.PosesAs.OrgId == world.Outsider.OrgId ? world.Expert : world.Outsider;
        if (column == table.Organization || table.Rules.Any(rule => rule.Who is Audience.Member or Audience.Owner && rule.Column == column))
            return other.OrgId;
        if (column.Name.EndsWith("workos_user_id", StringComparison.Ordinal) || table.Rules.Any(rule => rule.Who == Audience.Person && rule.Column == column))
            return other.UserId;
        if (table.Catalog.ForeignKeys.FirstOrDefault(key => key.Columns.Contains(column.Name)) is { } key && world.Referred(key, column.Name, other) is { } referred)
            return referred;
        return table.ServiceColumns.Contains(column) ? Filled(column, other) : world.Maker.Other(table, column);
    }

    private Task<Attempt> SetAsync(
        Persona persona, RlsTable table, CatalogColumn column, JsonNode? value, CancellationToken cancellationToken, string? where = null, string? parameter = null, bool returning = false, string? also = null)
    {
        var values = new JsonObject { [column.Name] = value };
        // The value comes from a parameter, not from the row: nothing of it is read.
        var sql = $"UPDATE {table.QuotedName} t SET {column.QuotedName} = (SELECT v.{column.QuotedName} FROM jsonb_populate_record(NULL::{table.QuotedName}, $1) v) WHERE {where ?? Probe}{(returning ? $" RETURNING {Place}" : "")}";
        return AsAsync(persona, async () =>
        {
            var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = values.ToJsonString(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb } } };
            if (parameter is not null)
                command.Parameters.Add(new NpgsqlParameter { Value = parameter });
            await using (command.ConfigureAwait(false))
                return new Attempt(Effect.Done, await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false));
        }, cancellationToken, also);
    }

    private Task<Attempt> RunAsync(Persona persona, string sql, bool reads, CancellationToken cancellationToken, object? parameter = null, bool isCount = false) => AsAsync(persona, async () =>
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            if (parameter is not null)
                command.Parameters.Add(new NpgsqlParameter { Value = parameter });
            if (!reads)
                return new Attempt(Effect.Done, await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false));
            if (isCount)
                return new Attempt(Effect.Done, (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var places = new HashSet<string>(StringComparer.Ordinal);
                var count = 0L;
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && count++ < MostTouched)
                    places.Add(reader.GetValue(0).ToString() ?? "");
                return new Attempt(Effect.Done, count, places);
            }
        }
    }, cancellationToken);

    private async Task<long> CopiedAsync(RlsTable table, long expected, CancellationToken cancellationToken)
    {
        var export = await connection.BeginTextExportAsync($"COPY {table.QuotedName} TO STDOUT", cancellationToken).ConfigureAwait(false);
        using (export)
        {
            var lines = 0L;
            while (lines <= expected && await export.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not null)
                lines++;
            return lines;
        }
    }

    /// <summary>Becomes somebody, acts, and undoes it all.</summary>
    private async Task<Attempt> AsAsync(Persona persona, Func<Task<Attempt>> act, CancellationToken cancellationToken, string? also = null)
    {
        Attempts++;
        await BecomeAsync(persona, also, cancellationToken).ConfigureAwait(false);
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (PostgresException refused)
        {
            var effect = refused.SqlState switch
            {
                PostgresErrorCodes.InsufficientPrivilege => Effect.Refused,
                _ when refused.SqlState.StartsWith("23", StringComparison.Ordinal) => Effect.Constrained,
                _ when persona.IsMalformed && refused.SqlState.StartsWith("22", StringComparison.Ordinal) => Effect.Unreadable,
                _ => Effect.Failed,
            };
            return new Attempt(effect, Message: $"{refused.SqlState}: {refused.MessageText}");
        }
        finally
        {
            await connection.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_attack", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BecomeAsync(Persona persona, string? also, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection) { BatchCommands = { new("SAVEPOINT c2w_attack"), new("SELECT setval('pg_temp.c2w_probe', 1, false)") } };
        await using (batch.ConfigureAwait(false))
        {
            if (also is not null)
                batch.BatchCommands.Add(new NpgsqlBatchCommand(also));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('request.jwt.claims', $1, true), set_config('role', $2, true)")
            {
                Parameters = { new NpgsqlParameter { Value = persona.Claims ?? "" }, new NpgsqlParameter { Value = persona.Role } },
            });
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Expect(long expected, Attempt attempt, string what, Persona persona, bool isPublic = false)
    {
        var number = attempt.Count > MostTouched ? $"more than {MostTouched}" : attempt.Count.ToString(CultureInfo.InvariantCulture);
        switch (attempt.Effect)
        {
            case Effect.Done when attempt.Count == expected || (persona.IsMalformed && isPublic && attempt.Count < expected):
            case Effect.Refused when expected == 0:
            case Effect.Unreadable:
                return;
            case Effect.Done when attempt.Count > expected:
                Tell(RlsVerdict.Leaked, $"{what}: {number} {Rows(attempt.Count)}, where the rules allow {(expected == 0 ? "none" : expected)}.");
                return;
            case Effect.Constrained when expected == 0:
                Tell(RlsVerdict.Leaked, $"{what}: no right and no policy kept them from it ({attempt.Message}).");
                return;
            case Effect.Done:
                Tell(RlsVerdict.TooStrict, $"{what}: {number} {Rows(attempt.Count)}, where the rules allow {expected}.");
                return;
            case Effect.Refused:
                Tell(RlsVerdict.TooStrict, $"{what}: refused ({attempt.Message}), where the rules allow it.");
                return;
            default:
                Tell(RlsVerdict.NotRun, $"{what}: it could not be tried ({attempt.Message}).");
                return;
        }
    }

    private void Expect(HashSet<string> expected, Attempt attempt, string what, Persona persona, bool isPublic)
    {
        if (attempt is { Effect: Effect.Done, Places: { } places } && places.Except(expected).Any())
            Tell(RlsVerdict.Leaked, $"{what}: {places.Except(expected).Count()} {Rows(places.Count)} that the rules do not allow.");
        else
            Expect(expected.Count, attempt, what, persona, isPublic);
    }

    private void Tell(RlsVerdict verdict, string detail)
    {
        _worst = verdict > _worst ? verdict : _worst;
        _details.Add(detail);
    }

    private static string Rows(long count) => count == 1 ? "row" : "rows";

    private static HashSet<string> Places(IEnumerable<MadeUpRow> rows, Func<MadeUpRow, bool> which) => rows.Where(which).Select(row => row.Place).ToHashSet(StringComparer.Ordinal);

    private static string[] PlacesOf(IEnumerable<MadeUpRow> rows) => [.. rows.Select(row => row.Place)];
}
