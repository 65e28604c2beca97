using Clerk2WorkOS.Tokens;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>What the Data API of one database at Neon is to be, and how Neon is reached.</summary>
public sealed class NeonTarget
{
    /// <summary>What WorkOS is called at Neon.</summary>
    public const string ProviderName = "WorkOS";

    /// <summary>The project, <c>quiet-sea-12345678</c>.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The branch, by its id (<c>br-…</c>) or its name. Null: the project's default branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The database's name.</summary>
    public required string Database { get; init; }

    /// <summary>The schema that is exposed where the Data API is switched on.</summary>
    public string Schema { get; init; } = "public";

    /// <summary>WorkOS's client id, <c>client_…</c>: whose keys sign the tokens.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where WorkOS is. <c>https</c>, or <c>http</c> to this machine.</summary>
    public Uri WorkOSAddress { get; init; } = new WorkOSBearerOptions().BaseAddress;

    /// <summary>
    /// The audience that tokens must not contradict. Null: none is looked at. A token without <c>aud</c>, and WorkOS's have none unless a JWT template adds one, is accepted either
    /// way. Source: https://neon.com/docs/reference/api/dataapi/create-project-branch-data-api
    /// </summary>
    public string? Audience { get; init; }

    /// <summary>Where in a token the name of the database's role stands: <c>.role</c>, <c>.database_role</c>.</summary>
    public string RoleClaim { get; init; } = ".role";

    /// <summary>Neon's management API. <c>https</c>, or <c>http</c> to this machine. Source: https://neon.com/docs/reference/api/key-concepts</summary>
    public Uri Address { get; init; } = new("https://console.neon.tech/api/v2");

    /// <summary>Where the keys are that WorkOS signs with.</summary>
    public Uri JwksUrl => Tokens.KeysAddress;

    internal WorkOSBearerOptions Tokens => new() { ClientId = ClientId, BaseAddress = WorkOSAddress };

    /// <exception cref="RlsException">Something of it will not do.</exception>
    internal void Check()
    {
        foreach (var (name, value) in new[] { ("project", ProjectId), ("database", Database), ("client id", ClientId) })
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new RlsException($"The {name} is not named.");
        }

        foreach (var (name, address) in new[] { ("Neon", Address), ("WorkOS", WorkOSAddress) })
        {
            if (!address.IsAbsoluteUri || !address.IsSecure() || address.UserInfo.Length > 0)
                throw new RlsException($"The address of {name} has to begin with https://, and has neither user nor password in it.");
        }

        _ = RowLevelSecurity.Neon.RoleClaim.Parse(RoleClaim);
    }
}
