using System.Text.Json.Nodes;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>
/// Neon's Data API of one database: reads how it is set, plans the calls that set it to WorkOS's tokens, and makes them. One provider counts at a time, so a change from another one is a
/// hard switch. Source: https://neon.com/docs/data-api/manage
/// </summary>
public sealed class NeonDataApi : IDisposable
{
    private const int MostUnclear = 4;
    private const int MostRounds = 2;       // a Data API that is switched on may come without its provider

    private readonly NeonTarget _target;
    private readonly NeonAddresses _at;
    private readonly NeonTransport _neon;

    /// <param name="target">What is set, and to what.</param>
    /// <param name="apiKey">Neon's API key. Source: https://neon.com/docs/manage/api-keys</param>
    /// <exception cref="RlsException">Something of the target will not do, or there is no key.</exception>
    public NeonDataApi(NeonTarget target, string apiKey)
        : this(target, apiKey, TimeSpan.FromSeconds(1))
    {
    }

    internal NeonDataApi(NeonTarget target, string apiKey, TimeSpan pause)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Check();
        if (string.IsNullOrWhiteSpace(apiKey) || apiKey.Any(letter => letter is <= ' ' or > '~'))
            throw new RlsException("The API key of Neon is missing, or has letters in it that no key has.");
        (_target, _at, _neon) = (target, new NeonAddresses(target), new NeonTransport(target.Address, apiKey, pause));
    }

    /// <summary>The calls that would be made, each with when, without any being made.</summary>
    /// <exception cref="RlsException">Something of the target will not do.</exception>
    public static IReadOnlyList<(string When, NeonCall Call)> Rehearse(NeonTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Check();
        var at = new NeonAddresses(target);
        var branch = target.Branch ?? "{id of the default branch}";
        const string Always = "first, to see how it is";
        return
        [
            (Always, new("GET", at.Branches)),
            (Always, new("GET", at.Endpoints(branch))),
            (Always, new("GET", at.Providers)),
            (Always, new("GET", at.DataApi(branch))),
            ("for each other provider", new("DELETE", at.Provider("{id of the provider}"))),
            ("if the Data API is off", at.SwitchOn(branch, withProvider: true)),
            ("if it is on without this provider", at.Register(branch)),
            ("if it is on with another role claim", new("PATCH", at.DataApi(branch), "{\"settings\":{all as they are, " + $"\"jwt_role_claim_key\":{JsonValue.Create(target.RoleClaim).ToJsonString()}" + "}}")),
        ];
    }

    /// <summary>Looks how it is set, and what would have to be called.</summary>
    /// <exception cref="RlsException">There is no such project, branch or database, the key may not see it, or Neon does not answer.</exception>
    public async Task<NeonPlan> PlanAsync(CancellationToken cancellationToken = default) => (await LookAsync(cancellationToken).ConfigureAwait(false)).Plan;

    /// <summary>
    /// Makes a plan's calls, and looks whether it is as wanted then. A call of which nobody knows whether it happened is settled by looking again.
    /// </summary>
    /// <param name="agreed">The plan that somebody agreed to: another provider than those in it is not removed, and the Data API is not switched on where it does not say so.</param>
    /// <param name="cancellationToken">Stops between two calls, but not while no provider is registered.</param>
    /// <returns>How it is now; as wanted, unless Neon took a call and did not do it.</returns>
    /// <exception cref="RlsException">Neon refuses, does not answer, or somebody else changed the project meanwhile. A provider that was removed before is put back.</exception>
    public async Task<NeonPlan> ApplyAsync(NeonPlan agreed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agreed);
        for (int rounds = 0, unclears = 0; ;)
        {
            var seen = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (seen.Plan.IsAsWanted || rounds == MostRounds)
                return seen.Plan;
            if (seen.Plan.BranchId != agreed.BranchId || seen.Plan.Replaced.Except(agreed.Replaced).Any() || (seen.Plan.SwitchesOn && !agreed.SwitchesOn))
                throw new RlsException("Somebody else changed this project at Neon meanwhile; look at it again, and run this again.");
            try
            {
                await MakeAsync(seen, cancellationToken).ConfigureAwait(false);
                rounds++;
            }
            catch (NeonUnclearException unclear)
            {
                if (++unclears > MostUnclear)
                    throw new RlsException($"{unclear.Message} It may have happened all the same; run this again, which looks first.", unclear);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _neon.Dispose();

    private async Task MakeAsync(Seen seen, CancellationToken cancellationToken)
    {
        var removed = 0;
        try
        {
            foreach (var call in seen.Plan.Calls)
            {
                // Once a provider is removed nobody gets in until the new one is there: no time to be interrupted.
                await _neon.ChangeAsync(call, removed > 0 ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
                if (removed < seen.Others.Count)
                    removed++;
            }
        }
        catch (RlsException refused) when (removed > 0)
        {
            throw new RlsException($"{refused.Message} {await PutBackAsync([.. seen.Others.Take(removed)]).ConfigureAwait(false)}", refused);
        }
    }

    private async Task<string> PutBackAsync(List<NeonProvider> removed)
    {
        var names = string.Join(", ", removed.Select(provider => provider.ProviderName));
        try
        {
            foreach (var provider in removed)
                await _neon.ChangeAsync(_at.Register(provider), CancellationToken.None).ConfigureAwait(false);
            return $"{names} was put back: its tokens are accepted as before.";
        }
        catch (Exception failure) when (failure is RlsException or NeonUnclearException)
        {
            return $"{names} was removed and could not be put back: the Data API answers 401 to everyone until a provider is added, by running this again or in Neon's console (Data API, Settings, Add provider).";
        }
    }

    private async Task<Seen> LookAsync(CancellationToken cancellationToken)
    {
        var branch = await BranchAsync(cancellationToken).ConfigureAwait(false);
        var endpoints = await _neon.GetAsync<NeonEndpoints>(_at.Endpoints(branch.Id), cancellationToken).ConfigureAwait(false);
        var providers = await _neon.GetAsync<NeonProviders>(_at.Providers, cancellationToken).ConfigureAwait(false) ?? throw NoProject();
        var api = await _neon.GetAsync<NeonDataApiAnswer>(_at.DataApi(branch.Id), cancellationToken).ConfigureAwait(false);
        if (api is null && await _neon.GetAsync<NeonDatabaseAnswer>(_at.Database(branch.Id), cancellationToken).ConfigureAwait(false) is null)
            throw new RlsException($"There is no database '{_target.Database}' on branch '{branch.Name}' of that project.");

        var here = providers.Jwks.Where(provider => provider.BranchId is null || provider.BranchId == branch.Id).ToList();
        var ours = here.Find(IsWanted);
        var others = here.Where(provider => provider != ours).ToList();
        var claim = TextOf(api?.Settings?["jwt_role_claim_key"]);
        var changesClaim = api is { Settings: not null } && claim != _target.RoleClaim;
        var schemas = api is null ? [_target.Schema] : SchemasOf(api);

        var calls = others.Select(other => new NeonCall("DELETE", _at.Provider(other.Id))).ToList();
        if (api is null)
            calls.Add(_at.SwitchOn(branch.Id, withProvider: ours is null));
        else if (ours is null)
            calls.Add(_at.Register(branch.Id));
        if (changesClaim)
            calls.Add(new NeonCall("PATCH", _at.DataApi(branch.Id), new JsonObject { ["settings"] = With(api!.Settings!, "jwt_role_claim_key", _target.RoleClaim) }.ToJsonString()));

        var before = here.Count == 0 ? null : string.Join(", ", here.Select(provider => provider.ProviderName));
        var schemasText = string.Join(", ", schemas);
        var settings = new List<NeonSetting>
        {
            new("Data API", api is null ? "off" : "on", "on"),
            new("provider", before, ours is not null && others.Count == 0 ? before : NeonTarget.ProviderName),
            new("JWKS URL", here.Count == 0 ? null : string.Join(", ", here.Select(provider => provider.JwksUrl)), _target.JwksUrl.AbsoluteUri),
            new("audience", here.Count == 0 ? null : string.Join(", ", here.Select(provider => provider.JwtAudience ?? "any")), _target.Audience ?? "any"),
            new("role claim", claim, _target.RoleClaim),
            new("schemas", api is null ? null : schemasText, schemasText),
        };
        return new Seen(
            new NeonPlan(branch.Id, settings, calls)
            {
                Replaced = [.. others.Select(other => $"{other.ProviderName} ({other.JwksUrl})")],
                ReplacesEverywhere = others.Exists(other => other.BranchId is null),
                SwitchesOn = api is null,
                Schemas = schemas,
                Endpoints = [.. endpoints?.Endpoints.Select(endpoint => endpoint.Id) ?? []],
                Findings = [.. FindingsOn(api, here.Count > 0)],
                Url = api?.Url,
            },
            others);
    }

    private async Task<NeonBranch> BranchAsync(CancellationToken cancellationToken)
    {
        var answer = await _neon.GetAsync<NeonBranches>(_at.Branches, cancellationToken).ConfigureAwait(false) ?? throw NoProject();
        var branch = _target.Branch is { } named
            ? answer.Branches.FirstOrDefault(branch => branch.Id == named) ?? answer.Branches.FirstOrDefault(branch => branch.Name == named)
            : answer.Branches.FirstOrDefault(branch => branch.Default);
        return branch ?? throw new RlsException(_target.Branch is null ? "That project at Neon has no default branch: name one." : $"That project at Neon has no branch '{_target.Branch}'.");
    }

    private bool IsWanted(NeonProvider provider) => provider.JwksUrl == _target.JwksUrl.AbsoluteUri && provider.JwtAudience == (string.IsNullOrEmpty(_target.Audience) ? null : _target.Audience);

    private static IEnumerable<NeonFinding> FindingsOn(NeonDataApiAnswer? api, bool hasProvider)
    {
        const string Console = "Neon's console: Data API, Settings, Advanced settings";
        if (api is { Settings: null })
            yield return new(NeonVerdict.Problem, "settings", "Neon does not tell this Data API's settings, and a change would reset those that it does not tell.", $"{Console}, JWT role claim key");
        if (api is not null && !hasProvider)
            yield return new(NeonVerdict.Note, "provider", "None is registered; Neon does not tell of its own, Neon Auth. Where the console shows it as the provider (Data API, Settings), it has to be removed there first.");
        if (TextOf(api?.Settings?["db_anon_role"]) is { } visitor && visitor != RlsRoles.Anonymous)
            yield return new(NeonVerdict.Problem, "anonymous role", $"Requests without a token run as '{visitor}' in place of '{RlsRoles.Anonymous}'.", $"{Console}, Anonymous role");
    }

    private static List<string> SchemasOf(NeonDataApiAnswer api) =>
        api.Settings?["db_schemas"] is JsonArray { Count: > 0 } named ? [.. named.Select(TextOf).OfType<string>()] : ["public"];     // its default

    private static JsonObject With(JsonObject settings, string name, string value)
    {
        var changed = settings.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static RlsException NoProject() => new("Neon has no project of that id that this API key sees.");

    private sealed record Seen(NeonPlan Plan, IReadOnlyList<NeonProvider> Others);
}
