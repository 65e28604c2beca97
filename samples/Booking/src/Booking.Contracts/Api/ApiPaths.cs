namespace Booking.Api;

/// <summary>Where a client finds things. The server's routes are the counterpart.</summary>
public static class ApiPaths
{
    public static string Events(string clerkUserId) => $"/api/experts/{Segment(clerkUserId)}/events";

    public static string Slots(string clerkUserId, Guid eventId, DateOnlyText from, DateOnlyText to) =>
        $"/api/experts/{Segment(clerkUserId)}/events/{eventId:N}/slots?from={from}&to={to}";

    public static string Expert(string clerkId) => "/experts/" + Segment(clerkId);

    private static string Segment(string value) => Uri.EscapeDataString(value);
}

/// <summary>A date on the wire; netstandard2.0 has no <c>DateOnly</c>.</summary>
public readonly struct DateOnlyText(DateTime date)
{
    public override string ToString() => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
