namespace Clerk2WorkOS.RowLevelSecurity.Linting.Model;

/// <summary>What the checks look at, from whichever source.</summary>
internal sealed class DatabaseState
{
    public const string Public = "public";

    /// <summary>Of the server, such as 150018; null for files.</summary>
    public int? ServerVersion { get; set; }

    public Dictionary<ObjectName, Relation> Relations { get; } = [];

    /// <summary>By name, each with its overloads.</summary>
    public Dictionary<ObjectName, List<Function>> Functions { get; } = [];

    public Dictionary<string, Role> Roles { get; } = new(StringComparer.Ordinal);

    public Relation Relation(ObjectName name) => Relations.TryGetValue(name, out var known) ? known : Relations[name] = new Relation(name);

    public Role Role(string name) => Roles.TryGetValue(name, out var known) ? known : Roles[name] = new Role(name);

    public void Add(Function function)
    {
        if (!Functions.TryGetValue(function.Name, out var overloads))
            Functions[function.Name] = overloads = [];
        overloads.RemoveAll(other => other.Arguments == function.Arguments);
        overloads.Add(function);
    }

    /// <summary>The roles, and every role that they may become.</summary>
    public HashSet<string> WithMemberships(IEnumerable<string> roles)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(roles);
        while (open.TryPop(out var name))
        {
            if (!all.Add(name) || !Roles.TryGetValue(name, out var role))
                continue;
            foreach (var further in role.MemberOf.Keys)
                open.Push(further);
        }

        return all;
    }

    /// <summary>Whether a view reads, itself or through other views, a table with row-level security.</summary>
    public bool ReadsProtected(Relation view)
    {
        var seen = new HashSet<ObjectName>();
        var open = new Stack<ObjectName>(view.Reads);
        while (open.TryPop(out var name))
        {
            if (!seen.Add(name) || !Relations.TryGetValue(name, out var read))
                continue;
            if (read.HasRowSecurity)
                return true;
            foreach (var further in read.Reads)
                open.Push(further);
        }

        return false;
    }
}
