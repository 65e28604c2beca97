namespace Booking.Api;

/// <summary>A card on the page of experts.</summary>
public sealed record ExpertSummary(string ClerkUserId, string Username, string DisplayName, string? Headline, bool IsTopExpert, int LowestPriceInCents)
{
    public bool IsFree => LowestPriceInCents == 0;

    public static readonly IComparer<ExpertSummary> TopFirst = Comparer<ExpertSummary>.Create((left, right) =>
        (left, right) switch
        {
            ({ IsTopExpert: true }, { IsTopExpert: false }) => -1,
            ({ IsTopExpert: false }, { IsTopExpert: true }) => 1,
            ({ ClerkUserId: var leftClerkUserId, DisplayName: var leftName }, { ClerkUserId: var rightClerkUserId, DisplayName: var rightName }) =>
                string.CompareOrdinal(leftName, rightName) is var order and not 0
                    ? order
                    : string.CompareOrdinal(leftClerkUserId, rightClerkUserId),
        });
}
