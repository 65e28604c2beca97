namespace Booking.Drizzle;

/// <summary>The organization that the current request works for.</summary>
public interface IOrganizationContext
{
    /// <summary>Null outside of a signed-in request.</summary>
    Guid? OrgId { get; }
}
