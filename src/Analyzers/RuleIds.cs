namespace Clerk2WorkOS.Analyzers;

/// <summary>The ids of all rules. Constants, so that a fix provider never needs a descriptor of another assembly's version.</summary>
public static class RuleIds
{
    /// <summary>A configured value that cannot be used.</summary>
    public const string Configuration = "C2W001";

    /// <summary>A name that stands for the Clerk user id.</summary>
    public const string ClerkUserIdName = "C2W101";

    /// <summary>A string that holds the Clerk user id's name.</summary>
    public const string ClerkNameInText = "C2W102";

    /// <summary>The Clerk user id's name where nothing can be resolved.</summary>
    public const string ClerkNameUnresolvable = "C2W103";

    /// <summary>An audit call of the old eight-argument shape.</summary>
    public const string LegacyAuditCall = "C2W201";

    /// <summary>An import or qualified name of the legacy audit namespace.</summary>
    public const string LegacyAuditImport = "C2W202";

    /// <summary>A singular table type of the legacy schema in use.</summary>
    public const string SingularTable = "C2W301";

    /// <summary>An import or qualified name of the legacy schema.</summary>
    public const string LegacySchemaImport = "C2W302";

    /// <summary>A reference to the interim schema's name after consolidation.</summary>
    public const string InterimSchema = "C2W303";

    /// <summary>A meeting stored without registering its guest.</summary>
    public const string UnregisteredGuest = "C2W401";

    /// <summary>A meetings table without the guest's user and organization.</summary>
    public const string GuestColumns = "C2W402";

    /// <summary>A use of Clerk's SDK.</summary>
    public const string ClerkSdk = "C2W501";

    /// <summary>A configuration key, variable, URL or scheme of Clerk's.</summary>
    public const string ClerkConfiguration = "C2W502";

    /// <summary>The set-up of Clerk's tokens and webhooks.</summary>
    public const string ClerkTokens = "C2W503";

    /// <summary>A table that no row-level-security policy covers.</summary>
    public const string UncoveredTable = "C2W601";
}
