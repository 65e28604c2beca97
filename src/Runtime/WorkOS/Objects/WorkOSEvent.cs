using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Clerk2WorkOS.WorkOS;

/// <summary>Something that happened in the environment. Source: https://workos.com/docs/reference/events</summary>
public sealed record WorkOSEvent
{
    /// <summary>The WorkOS id, <c>event_</c> and 26 characters: the cursor to go on after.</summary>
    public required string Id { get; init; }

    /// <summary>What happened, <c>user.created</c> for example.</summary>
    public required string Event { get; init; }

    /// <summary>The object that it happened to, in the shape that the event's own page describes. It may hold codes and tokens, and is not printed.</summary>
    public JsonElement Data { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Id = {Id}, Event = {Event}, CreatedAt = {CreatedAt:O}");
        return true;
    }
}
