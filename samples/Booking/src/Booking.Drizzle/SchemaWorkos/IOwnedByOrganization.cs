namespace Booking.Drizzle.SchemaWorkos;

/// <summary>A row that row-level security shows to the members of one organization only.</summary>
public interface IOwnedByOrganization
{
    Guid OrgId { get; set; }
}
