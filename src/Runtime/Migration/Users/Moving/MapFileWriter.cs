namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>Keeps the map's file fresh while users move.</summary>
internal sealed class MapFileWriter : IAsyncDisposable
{
    // A map of a hundred thousand users takes a while to write: that while is to be a small part of the whole.
    private const int LeastShareOfPauses = 20;

    private readonly MapFile? _file;
    private readonly UserMigrationOptions _options;
    private readonly Action<Exception> _failed;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;

    /// <param name="file">The file; null for none.</param>
    /// <param name="options">How often.</param>
    /// <param name="failed">Is told why it could not be written.</param>
    public MapFileWriter(MapFile? file, UserMigrationOptions options, Action<Exception> failed)
    {
        (_file, _options, _failed) = (file, options, failed);
        _writing = file is null ? Task.CompletedTask : KeepFreshAsync(file);
    }

    /// <summary>Writes it for the last time.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await EndAsync().ConfigureAwait(false);
        if (_file is null)
            return;
        await WriteAsync(_file, cancellationToken).ConfigureAwait(false);
        _file.RemoveLeftovers();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task EndAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
    }

    private async Task KeepFreshAsync(MapFile file)
    {
        try
        {
            var pause = _options.MapFileInterval;
            while (true)
            {
                await Task.Delay(pause, _options.TimeProvider, _ending.Token).ConfigureAwait(false);
                var began = _options.TimeProvider.GetTimestamp();
                await WriteAsync(file, _ending.Token).ConfigureAwait(false);
                var took = _options.TimeProvider.GetElapsedTime(began) * LeastShareOfPauses;
                pause = took > _options.MapFileInterval ? took : _options.MapFileInterval;
            }
        }
        catch (OperationCanceledException)
        {
            // the end
        }
        catch (Exception failure)
        {
            _failed(failure);
        }
    }

    private static async Task WriteAsync(MapFile file, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException($"The map's file cannot be written ({failure.GetType().Name}); the map itself is in the database, and the next run writes the file.", failure);
        }
    }
}
