namespace Clerk2WorkOS.RowLevelSecurity.Linting;

/// <summary>What is reviewed, and what is known to be as it is meant.</summary>
public sealed class LintOptions
{
    /// <summary>The tables' schema.</summary>
    public string Schema { get; set; } = "public";

    /// <summary>The role that the application logs in as; null leaves out what concerns it.</summary>
    public string? AppRole { get; set; }

    /// <summary>Tables of the schema that everybody may read: <c>USING (true)</c> for SELECT is no finding there.</summary>
    public IList<string> PublicTables { get; } = ["categories"];

    /// <summary>Findings that are counted and not listed: an id, or <c>id:object</c> (<c>missing-index:public.events.org_id</c>).</summary>
    public IList<string> Ignored { get; } = [];

    internal bool Ignores(LintFinding finding) => Ignored.Any(ignored => ignored == finding.Id || ignored == $"{finding.Id}:{finding.Place}");
}
