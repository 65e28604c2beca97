using System.Text.Json;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>
/// A report for programs. Schema version 1; members are added within a version, never taken away or changed in meaning:
/// <code>
/// schemaVersion  1
/// command, verdict, startedAt (ISO 8601, UTC), seconds, exitCode
/// facts          an object: a member for each fact
/// tables         an object: for each table an array of objects with a member for each column
/// rate           unit, points[] (seconds, done); null where nothing was counted
/// </code>
/// </summary>
internal static class DocumentJson
{
    public static byte[] Write(ReportDocument document)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, document);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ReportDocument document)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("command", document.Command);
        json.WriteString("verdict", document.Verdict);
        json.WriteString("startedAt", document.StartedAt.UtcDateTime);
        json.WriteNumber("seconds", Math.Round(document.Duration.TotalSeconds, 3));
        json.WriteNumber("exitCode", document.ExitCode);
        json.WriteStartObject("facts");
        foreach (var fact in document.Facts)
            Write(json, fact.Id, fact.Value);
        json.WriteEndObject();
        json.WriteStartObject("tables");
        foreach (var table in document.Tables)
            Write(json, table);
        json.WriteEndObject();
        Write(json, document.Rate);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReportTable table)
    {
        json.WriteStartArray(table.Id);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < table.Columns.Count; i++)
                Write(json, table.Columns[i].Id, row[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReportRate? rate)
    {
        if (rate is null)
        {
            json.WriteNull("rate");
            return;
        }

        json.WriteStartObject("rate");
        json.WriteString("unit", rate.Unit);
        json.WriteStartArray("points");
        foreach (var (at, done) in rate.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("seconds", Math.Round(at.TotalSeconds, 3));
            json.WriteNumber("done", done);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case TimeSpan time:
                json.WriteNumberValue(Math.Round(time.TotalSeconds, 3));
                break;
            case DateTimeOffset moment:
                json.WriteStringValue(moment.UtcDateTime);
                break;
            default:
                JsonSerializer.Serialize(json, value, value.GetType());
                break;
        }
    }
}
