using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Reporting;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>What was found, a line each for people, or as JSON for programs.</summary>
internal static class DoctorReport
{
    /// <summary>A line a check, what mends it in the same line, so that it can be searched for; and a verdict.</summary>
    public static string Text(IReadOnlyList<Diagnosis> found, Verbosity verbosity, bool isColored)
    {
        var text = new StringBuilder();
        foreach (var one in found.Where(one => verbosity != Verbosity.Quiet || one.Health != Health.Ok))
        {
            text.Append(Colored(one.Health, isColored)).Append(' ', 9 - Word(one.Health).Length).Append(one.Check).Append(": ").Append(one.Fact);
            if (one.Remedy is not null)
                text.Append(' ').Append(one.Remedy);
            text.AppendLine();
        }

        if (verbosity != Verbosity.Quiet)
            text.AppendLine().AppendLine(Verdict(found));
        return text.ToString();
    }

    public static string Json(IReadOnlyList<Diagnosis> found, int exitCode)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteNumber("exitCode", exitCode);
            json.WriteStartArray("checks");
            foreach (var one in found)
            {
                json.WriteStartObject();
                json.WriteString("health", Word(one.Health));
                json.WriteString("check", one.Check);
                json.WriteString("fact", one.Fact);
                json.WriteString("remedy", one.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Verdict(IReadOnlyList<Diagnosis> found)
    {
        var (problems, warnings) = (found.Count(one => one.Health == Health.Problem), found.Count(one => one.Health == Health.Warning));
        return (problems, warnings) switch
        {
            (0, 0) => "Nothing is wrong.",
            (0, _) => $"Nothing is wrong; {Words.Count(warnings, "warning")}.",
            _ => $"{Words.Count(problems, "problem")}, {Words.Count(warnings, "warning")}.",
        };
    }

    private static string Word(Health health) => health switch { Health.Ok => "ok", Health.Warning => "warning", _ => "problem" };

    private static string Colored(Health health, bool isColored) =>
        isColored ? $"\u001b[{health switch { Health.Ok => "32", Health.Warning => "33", _ => "31" }}m{Word(health)}\u001b[0m" : Word(health);
}
