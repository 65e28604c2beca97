namespace Clerk2WorkOS.Analyzers;

/// <summary>The ids of all rules. Constants, so that a fix provider never needs a descriptor of another assembly's version.</summary>
public static class RuleIds
{
    /// <summary>A name that stands for the Clerk user id.</summary>
    public const string ClerkUserIdName = "C2W101";

    /// <summary>An audit call of the old eight-argument shape.</summary>
    public const string LegacyAuditCall = "C2W201";

    /// <summary>An import or qualified name of the legacy audit namespace.</summary>
    public const string LegacyAuditImport = "C2W202";

    /// <summary>A singular table type of the legacy schema in use.</summary>
    public const string SingularTable = "C2W301";

    /// <summary>An import or qualified name of the legacy schema.</summary>
    public const string LegacySchemaImport = "C2W302";
}
