using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>An organization as the API shows it.</summary>
internal static class OrganizationShape
{
    public static void Write(Utf8JsonWriter json, StoredOrganization organization)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "organization");
        json.WriteString("id"u8, organization.Id);
        json.WriteString("name"u8, organization.Name);
        json.WriteString("external_id"u8, organization.ExternalId);
        if (organization.StripeCustomerId is not null)
            json.WriteString("stripe_customer_id"u8, organization.StripeCustomerId);
        json.WriteMetadata(organization.Metadata);
        json.WriteBoolean("allow_profiles_outside_organization"u8, organization.AllowProfilesOutsideOrganization);
        json.WriteStartArray("domains"u8);
        foreach (var domain in organization.Domains)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "organization_domain");
            json.WriteString("id"u8, domain.Id);
            json.WriteString("organization_id"u8, organization.Id);
            json.WriteString("domain"u8, domain.Domain);
            json.WriteString("state"u8, domain.State);
            json.WriteString("verification_strategy"u8, "manual");
            json.WriteTime("created_at"u8, organization.CreatedAt);
            json.WriteTime("updated_at"u8, organization.UpdatedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTime("created_at"u8, organization.CreatedAt);
        json.WriteTime("updated_at"u8, organization.UpdatedAt);
        json.WriteEndObject();
    }
}
