using System.Text.Json;
using System.Text.Json.Serialization;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Window;

/// <summary>What an instance counted in the last minute, as it stands in <c>gate_instances.signals</c>; or the sum over the instances of a side.</summary>
internal sealed record SideSignals
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Instances { get; init; }

    public long Requests { get; init; }

    public long Errors { get; init; }

    /// <summary>In milliseconds; of several instances the longest.</summary>
    public double P99 { get; init; }

    public long SignIns { get; init; }

    public long SignInFailures { get; init; }

    public long Webhooks { get; init; }

    public long WebhookFailures { get; init; }

    /// <summary>Rows of the audit log.</summary>
    public long AuditWrites { get; init; }

    /// <summary>Rows that have not moved; of a side, not of an instance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long OpenRejects { get; init; }

    /// <summary>Whether the instance knows where the other side is, and can pass requests on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasPeer { get; init; }

    /// <summary>Whether the other side answered when the instance asked it last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PeerAnswers { get; init; }

    /// <summary>How many instances of the side get no answer from the other one.</summary>
    [JsonIgnore]
    public int Unanswered { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static SideSignals Parse(string json) => JsonSerializer.Deserialize<SideSignals>(json, Json)!;

    /// <summary>Of the instances that were seen lately.</summary>
    public static async Task<SideSignals> ReadAsync(NpgsqlDataSource side, CancellationToken cancellationToken)
    {
        await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var instances = await connection.ListAsync(
            "SELECT signals::text FROM clerk2workos.gate_instances WHERE seen_at > now() - interval '10 seconds'", row => Parse(row.GetString(0)), cancellationToken).ConfigureAwait(false);
        return new SideSignals
        {
            Instances = instances.Count,
            Requests = instances.Sum(instance => instance.Requests),
            Errors = instances.Sum(instance => instance.Errors),
            P99 = instances.Count == 0 ? 0 : instances.Max(instance => instance.P99),
            SignIns = instances.Sum(instance => instance.SignIns),
            SignInFailures = instances.Sum(instance => instance.SignInFailures),
            Webhooks = instances.Sum(instance => instance.Webhooks),
            WebhookFailures = instances.Sum(instance => instance.WebhookFailures),
            AuditWrites = instances.Sum(instance => instance.AuditWrites),
            HasPeer = instances.Count > 0 && instances.All(instance => instance.HasPeer),
            PeerAnswers = instances.Count > 0 && instances.All(instance => instance.PeerAnswers),
            Unanswered = instances.Count(instance => !instance.PeerAnswers),
        };
    }
}
