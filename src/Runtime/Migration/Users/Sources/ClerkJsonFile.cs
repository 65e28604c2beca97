using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>
/// Users as Clerk's Backend API gives them: an array, an object with the array in <c>data</c>, or one of these or a user a line. Arrays and lines are read as a stream;
/// an object that goes over several lines is read as a whole. Source: https://clerk.com/docs/reference/backend-api/tag/Users
/// </summary>
internal static class ClerkJsonFile
{
    /// <summary>Reads one user after the other.</summary>
    /// <exception cref="MigrationException">The file cannot be read, or a part of it is malformed; it names file and line.</exception>
    public static async IAsyncEnumerable<ClerkUser> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var users = FirstCharacter(path) switch
        {
            '[' => ArrayAsync(path, cancellationToken),
            '{' => LinesAsync(path, cancellationToken),
            null => throw SourceFile.Malformed(path, 1, "the file is empty"),
            _ => throw SourceFile.Malformed(path, 1, "this is no JSON: an array, an object with 'data', or an object a line"),
        };
        var number = 0;
        await foreach (var (json, line) in users.ConfigureAwait(false))
        {
            number++;
            yield return ClerkUserJson.Read(json) ?? throw SourceFile.Malformed(path, line, $"user number {number} is no object with an 'id'");
        }
    }

    private static char? FirstCharacter(string path)
    {
        using var text = SourceFile.OpenText(path);
        try
        {
            int next;
            while ((next = text.Read()) >= 0)
            {
                if (!char.IsWhiteSpace((char)next))
                    return (char)next;
            }
        }
        catch (DecoderFallbackException failure)
        {
            throw SourceFile.Malformed(path, 1, "the text is not UTF-8", failure);
        }

        return null;
    }

    private static async IAsyncEnumerable<(JsonElement Json, long Line)> ArrayAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = SourceFile.Open(path);
        await using var users = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await users.MoveNextAsync().ConfigureAwait(false))
                    yield break;
            }
            catch (JsonException failure)
            {
                throw SourceFile.Malformed(path, (failure.LineNumber ?? 0) + 1, "the JSON ends or breaks here", failure);
            }

            yield return (users.Current, 1);
        }
    }

    private static async IAsyncEnumerable<(JsonElement Json, long Line)> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = SourceFile.OpenText(path);
        for (var line = 1L; await LineAsync(text, path, line, cancellationToken).ConfigureAwait(false) is { } content; line++)
        {
            if (string.IsNullOrWhiteSpace(content))
                continue;
            if (Parse(content, path, line, isFirst: line == 1) is not { } document)
            {
                await foreach (var json in WholeAsync(path, cancellationToken).ConfigureAwait(false))
                    yield return (json, 1);
                yield break;
            }

            foreach (var json in UsersOf(document))
                yield return (json, line);
        }
    }

    private static async Task<string?> LineAsync(StreamReader text, string path, long line, CancellationToken cancellationToken)
    {
        try
        {
            return await text.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException failure)
        {
            throw SourceFile.Malformed(path, line, "the text is not UTF-8", failure);
        }
    }

    /// <summary>Null for a first line that is not complete: then the object goes over several.</summary>
    private static JsonElement? Parse(string content, string path, long line, bool isFirst)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.Clone();
        }
        catch (JsonException) when (isFirst)
        {
            return null;
        }
        catch (JsonException failure)
        {
            throw SourceFile.Malformed(path, line, "this line is no JSON", failure);
        }
    }

    private static async IAsyncEnumerable<JsonElement> WholeAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = SourceFile.Open(path);
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException failure)
        {
            throw SourceFile.Malformed(path, (failure.LineNumber ?? 0) + 1, "the JSON ends or breaks here", failure);
        }

        using (document)
        {
            foreach (var json in UsersOf(document.RootElement))
                yield return json;
        }
    }

    private static List<JsonElement> UsersOf(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("data", out var data))
            json = data;
        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
    }
}
