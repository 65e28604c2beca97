namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>What somebody may do with a row; each is a policy of its own.</summary>
[Flags]
public enum RowCommands
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read it.</summary>
    Select = 1,

    /// <summary>Add one.</summary>
    Insert = 2,

    /// <summary>Change it.</summary>
    Update = 4,

    /// <summary>Take it away.</summary>
    Delete = 8,

    /// <summary>All of them.</summary>
    All = Select | Insert | Update | Delete,
}
