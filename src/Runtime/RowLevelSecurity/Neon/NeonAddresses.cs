using System.Text.Json.Nodes;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>Addresses and bodies of the management API. Source: https://neon.com/docs/reference/api-reference</summary>
internal sealed class NeonAddresses(NeonTarget target)
{
    private readonly string _project = $"{target.Address.AbsoluteUri.TrimEnd('/')}/projects/{Uri.EscapeDataString(target.ProjectId)}";

    // Ten thousand is the default and the most.
    public string Branches => $"{_project}/branches";

    public string Providers => $"{_project}/jwks";

    public string Provider(string id) => $"{Providers}/{Segment(id)}";

    public string Endpoints(string branch) => $"{Branches}/{Segment(branch)}/endpoints";

    public string Database(string branch) => $"{Branches}/{Segment(branch)}/databases/{Uri.EscapeDataString(target.Database)}";

    public string DataApi(string branch) => $"{Branches}/{Segment(branch)}/data-api/{Uri.EscapeDataString(target.Database)}";

    /// <summary>
    /// Default grants are rights on every table of the schema for whoever signed in, and are never asked for.
    /// Source: https://neon.com/docs/reference/api/dataapi/create-project-branch-data-api
    /// </summary>
    public NeonCall SwitchOn(string branch, bool withProvider)
    {
        var body = withProvider
            ? WithAudience(new JsonObject { ["auth_provider"] = "external", ["jwks_url"] = target.JwksUrl.AbsoluteUri, ["provider_name"] = NeonTarget.ProviderName }, target.Audience)
            : [];
        body["add_default_grants"] = false;
        body["settings"] = new JsonObject { ["db_schemas"] = new JsonArray(target.Schema), ["db_anon_role"] = RlsRoles.Anonymous, ["jwt_role_claim_key"] = target.RoleClaim };
        return new NeonCall("POST", DataApi(branch), body.ToJsonString());
    }

    /// <summary>Source: https://neon.com/docs/reference/api/projects/add-project-jwks</summary>
    public NeonCall Register(string branch) => Register(target.JwksUrl.AbsoluteUri, NeonTarget.ProviderName, branch, target.Audience);

    public NeonCall Register(NeonProvider provider) => Register(provider.JwksUrl, provider.ProviderName, provider.BranchId, provider.JwtAudience);

    private NeonCall Register(string jwksUrl, string name, string? branch, string? audience)
    {
        var body = new JsonObject { ["jwks_url"] = jwksUrl, ["provider_name"] = name };
        if (branch is not null)
            body["branch_id"] = branch;
        return new NeonCall("POST", Providers, WithAudience(body, audience).ToJsonString());
    }

    private static JsonObject WithAudience(JsonObject body, string? audience)
    {
        if (!string.IsNullOrEmpty(audience))
            body["jwt_audience"] = audience;
        return body;
    }

    // Braces mark what is not known before it is asked for.
    private static string Segment(string id) => id.StartsWith('{') ? id : Uri.EscapeDataString(id);
}
