namespace Clerk2WorkOS.Analyzers;

/// <summary>What every rule is called, says and links to, a file per family of rules. The pages under <c>docs/rules</c> are generated from here.</summary>
public static partial class Rules
{
    private const string Pages = "https://github.com/clerk2workos/clerk2workos/blob/main/docs/rules/";
}

/// <summary>One category per family of rules.</summary>
public static class RuleCategories
{
    /// <summary>C2W0nn.</summary>
    public const string Configuration = "Clerk2WorkOS.Configuration";

    /// <summary>C2W1nn.</summary>
    public const string Names = "Clerk2WorkOS.Names";

    /// <summary>C2W2nn.</summary>
    public const string Audit = "Clerk2WorkOS.Audit";

    /// <summary>C2W3nn.</summary>
    public const string Tables = "Clerk2WorkOS.Tables";

    /// <summary>C2W4nn.</summary>
    public const string Guests = "Clerk2WorkOS.Guests";

    /// <summary>C2W5nn.</summary>
    public const string Clerk = "Clerk2WorkOS.Clerk";

    /// <summary>C2W6nn.</summary>
    public const string Security = "Clerk2WorkOS.Security";
}
