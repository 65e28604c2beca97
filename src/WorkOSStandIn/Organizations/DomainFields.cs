namespace Clerk2WorkOS.Testing;

/// <summary>The domains of a request: <c>domain_data</c>, or the older <c>domains</c>, which count as verified.</summary>
internal static class DomainFields
{
    /// <summary>None when the request names neither.</summary>
    public static IReadOnlyList<StoredDomain>? Read(Body body, IdSource ids)
    {
        var data = body.Objects("domain_data");
        var names = body.TextList("domains");
        if (data is null && names is null)
            return null;
        var found = new List<StoredDomain>();
        foreach (var item in data ?? [])
        {
            var (domain, state) = (item.RequiredText("domain"), item.RequiredText("state"));
            if (domain.Length == 0 || state is not ("pending" or "verified"))
                body.Reject("domain_data", "each value in domain_data needs a domain and a state, pending or verified");
            Add(domain, state);
        }

        foreach (var name in names ?? [])
            Add(name, "verified");
        return found;

        void Add(string domain, string state)
        {
            var lower = domain.ToLowerInvariant();
            if (found.TrueForAll(other => other.Domain != lower))
                found.Add(new StoredDomain(ids.Next("org_domain_"), lower, state));
        }
    }
}
