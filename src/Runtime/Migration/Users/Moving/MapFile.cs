using System.Text.Json;
using Clerk2WorkOS.Migration.Users.Target;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>
/// <c>migration-user-map.json</c>: one array, made from the table of the map, which is the truth. It is replaced as a whole, so that a reader and a crash never see a part of it.
/// </summary>
internal sealed class MapFile(string path, TargetDatabase target)
{
    /// <summary>A file of that name that somebody else wrote is left alone.</summary>
    /// <exception cref="MigrationException">There is such a file, or there is no such folder.</exception>
    public async Task DemandOursAsync(CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new MigrationException($"There is no folder for the map {Path.GetFileName(path)}: create it, or name another file.");
        if (!File.Exists(path))
            return;
        try
        {
            await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException failure)
        {
            throw new MigrationException($"The file {Path.GetFileName(path)} is there and is no map of users; it is left as it is: name another file, or move it away.", failure);
        }
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="MigrationException">It is no map.</exception>
    public static async Task<Dictionary<string, State.MappedUser>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var map = new Dictionary<string, State.MappedUser>(StringComparer.Ordinal);
        await using var file = Sources.SourceFile.Open(path);
        try
        {
            await foreach (var json in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                var user = new State.MappedUser(
                    json.GetProperty("clerkUserId").GetString()!, json.GetProperty("workosUserId").GetString()!, json.GetProperty("organizationId").GetGuid(),
                    json.GetProperty("workosOrganizationId").GetString()!);
                map[user.ClerkUserId] = user;
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw new MigrationException($"The file {Path.GetFileName(path)} is no map of users.", failure);
        }

        return map;
    }

    /// <summary>Writes it anew.</summary>
    public Task WriteAsync(CancellationToken cancellationToken) => target.RunAsync(
        async (connection, token) =>
        {
            var temporary = $"{path}.{Environment.ProcessId}.tmp";
            try
            {
                await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
                {
                    await WriteAsync(connection, file, token).ConfigureAwait(false);
                    file.Flush(flushToDisk: true);
                }

                File.Move(temporary, path, overwrite: true);
                return true;
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        },
        cancellationToken);

    /// <summary>Deletes what runs left beside it that were killed while they wrote it.</summary>
    public void RemoveLeftovers()
    {
        var full = Path.GetFullPath(path);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(full)!).Where(file => IsTemporary(file, full)))
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // A run that was given up for dead has it open yet, and deletes it itself.
            }
        }
    }

    private static bool IsTemporary(string file, string map) =>
        file.StartsWith(map + ".", StringComparison.Ordinal) && file.EndsWith(".tmp", StringComparison.Ordinal)
        && file.Length > map.Length + 5 && file.AsSpan(map.Length + 1, file.Length - map.Length - 5).IndexOfAnyExceptInRange('0', '9') < 0;

    private static async Task WriteAsync(NpgsqlConnection connection, FileStream file, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT clerk_user_id, workos_user_id, organization_id, workos_organization_id FROM clerk2workos.user_map ORDER BY clerk_user_id", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("clerkUserId"u8, rows.GetString(0));
            json.WriteString("workosUserId"u8, rows.GetString(1));
            json.WriteString("organizationId"u8, rows.GetGuid(2));
            json.WriteString("workosOrganizationId"u8, rows.GetString(3));
            json.WriteEndObject();
            if (json.BytesPending > 32 * 1024)
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        json.WriteEndArray();
        await json.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
