using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>Moves all users that can move, so many at once; a failure of one is noted and ends nothing.</summary>
internal sealed class UserRun(IWorkOSClient workos, UserMigrationOptions options, RunSetting setting, UserStepListener steps, IProgress<UserProgress>? progress)
{
    private const int IntendedAtOnce = 500;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // Beyond this many in a row, it is not users that fail but WorkOS.
    private readonly int _mostUnanswered = Math.Max(100, options.Concurrency * 2);
    private readonly object _gate = new();
    private readonly long _began = options.TimeProvider.GetTimestamp();
    private Exception? _fatal;
    private int _total;
    private int _done;
    private int _moved;
    private int _rejected;
    private int _unanswered;

    public int Moved => _moved;

    /// <param name="onlyRejects">Whether only those are taken up that were rejected before.</param>
    /// <param name="file">The map's file, kept fresh meanwhile.</param>
    /// <param name="cancellationToken">Lets those under way finish, for ten seconds at most, and begins no others.</param>
    public async Task RunAsync(bool onlyRejects, MapFile? file, CancellationToken cancellationToken)
    {
        await NoteVerdictsAsync(cancellationToken).ConfigureAwait(false);
        var rejected = onlyRejects
            ? (await setting.Records.RejectsAsync(cancellationToken).ConfigureAwait(false)).Select(reject => reject.Key).ToHashSet(StringComparer.Ordinal)
            : null;
        var users = setting.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Move && rejected?.Contains(verdict.ClerkUserId) != false).Select(verdict => verdict.User!).ToList();
        _total = users.Count;
        Report();

        using var hard = new CancellationTokenSource();
        await using var writer = new MapFileWriter(file, options, failure => End(failure, hard));
        await using (cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAfter(Grace), hard))
            await MoveAllAsync(users, hard, cancellationToken).ConfigureAwait(false);
        if (_fatal is not null)
            throw RunFailures.OfRun(_fatal, options.RoleSlug);
        if (!cancellationToken.IsCancellationRequested)
            await setting.Commits.WriteAsync(setting.Statements.RaiseSequences, cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(UserStep.MapFile, null).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(cancellationToken.IsCancellationRequested ? Grace : Timeout.InfiniteTimeSpan);
        await writer.FinishAsync(patience.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Rejections and skipped users are written down before anybody moves, and what no longer holds is taken back.</summary>
    private async Task NoteVerdictsAsync(CancellationToken cancellationToken)
    {
        var statements = setting.Statements;
        foreach (var part in setting.Verdicts.Where(verdict => verdict.Kind != VerdictKind.Move).Chunk(IntendedAtOnce))
        {
            // What stands against one who has moved is of a sync, and only a sync settles it.
            var settled = part.Where(verdict => verdict.Kind == VerdictKind.Skipped).Select(verdict => verdict.ClerkUserId).ToList();
            await setting.Commits.WriteAsync(
                () => Target.UserStatements.Clear(settled)
                    .Concat(part.Where(verdict => verdict.Rejection is not null).SelectMany(verdict => statements.RejectUser(verdict.ClerkUserId, verdict.Rejection!.Value.Reason, verdict.Rejection.Value.Detail)))
                    .Concat(part.Where(verdict => verdict.Kind == VerdictKind.Skipped).Select(verdict => Target.UserStatements.Note(
                        new UserNote(verdict.ClerkUserId, UserNoteCodes.Deleted, "Deleted in Clerk, and not moved.")))),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MoveAllAsync(List<UserToMove> users, CancellationTokenSource hard, CancellationToken cancellationToken)
    {
        var organizations = new ClerkOrganizations(
            workos, setting.Statements, setting.Commits, steps, await setting.Records.OrganizationsAsync(hard.Token).ConfigureAwait(false), hard.Token);
        var procedure = new UserProcedure(
            workos, options, setting.Tables, setting.Target, setting.Statements, setting.Commits, organizations, setting.Roles, steps);
        using var soft = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, hard.Token);
        try
        {
            await Parallel.ForEachAsync(
                IntendedAsync(users, soft.Token),
                new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = soft.Token },
                async (begun, _) => await MoveAsync(procedure, begun, hard).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (soft.IsCancellationRequested)
        {
            // Whoever asked for it hears of it from the caller of this.
        }
        catch (Exception failure)
        {
            End(failure, hard);
        }
    }

    /// <summary>The users in parts, each with its intents committed, and what the legacy database has of them.</summary>
    private async IAsyncEnumerable<Begun> IntendedAsync(
        List<UserToMove> users, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var noted = await setting.Records.IntentsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var part in users.Chunk(IntendedAtOnce))
        {
            var legacy = await LegacyValuesAsync(part, cancellationToken).ConfigureAwait(false);
            await setting.Commits.WriteAsync(() => setting.Statements.Intend([.. part.Select(user => user.ClerkUserId)]), cancellationToken).ConfigureAwait(false);
            foreach (var user in part)
                yield return new(user, noted.GetValueOrDefault(user.ClerkUserId), legacy.GetValueOrDefault(user.ClerkUserId));
        }
    }

    private async Task<Dictionary<string, string?[]>> LegacyValuesAsync(UserToMove[] users, CancellationToken cancellationToken)
    {
        if (setting.Sources.Legacy is not { } legacy)
            return [];
        // The legacy database may be restarted as well; to read twice is harmless.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await legacy.ValuesAsync(
                    [.. users.Where(user => user.HasLegacyRow).Select(user => user.ClerkUserId)], [.. setting.Tables.Carried.Columns.Select(column => column.Name)],
                    cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException failure) when (Target.TargetDatabase.IsPassing(failure) && attempt < 20)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task MoveAsync(UserProcedure procedure, Begun begun, CancellationTokenSource hard)
    {
        try
        {
            await procedure.RunAsync(begun.User, begun.NotedId, begun.LegacyValues, hard.Token).ConfigureAwait(false);
            Interlocked.Increment(ref _moved);
            Volatile.Write(ref _unanswered, 0);
        }
        catch (Exception failure) when (!hard.IsCancellationRequested && RunFailures.OfUser(failure) is { } rejection)
        {
            await RejectAsync(begun.User, failure, rejection, hard).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !hard.IsCancellationRequested)
        {
            End(failure, hard);
            throw;
        }

        Interlocked.Increment(ref _done);
        Report();
    }

    private async Task RejectAsync(UserToMove user, Exception failure, (string Reason, string Detail) rejection, CancellationTokenSource hard)
    {
        try
        {
            await setting.Commits.WriteAsync(() => setting.Statements.RejectUser(user.ClerkUserId, rejection.Reason, rejection.Detail), hard.Token).ConfigureAwait(false);
            Interlocked.Increment(ref _rejected);
        }
        catch (Exception fatal) when (!hard.IsCancellationRequested)
        {
            End(fatal, hard);
            throw;
        }

        if (failure is WorkOSUnavailableException or WorkOSRateLimitedException && Interlocked.Increment(ref _unanswered) >= _mostUnanswered)
            End(new MigrationException($"WorkOS has failed {_mostUnanswered} users in a row ({RunFailures.CodeOf((WorkOSException)failure)}): run again when it answers; nothing is lost.", failure), hard);
    }

    /// <summary>The first that ends the run is the one that is told.</summary>
    private void End(Exception failure, CancellationTokenSource hard)
    {
        lock (_gate)
        {
            if (!hard.IsCancellationRequested)
                _fatal ??= failure;
        }

        hard.Cancel();
    }

    private void Report()
    {
        if (progress is null)
            return;
        lock (_gate)
            progress.Report(new UserProgress(_total, _done, _rejected, options.TimeProvider.GetElapsedTime(_began)));
    }

    private sealed record Begun(UserToMove User, string? NotedId, string?[]? LegacyValues);
}
