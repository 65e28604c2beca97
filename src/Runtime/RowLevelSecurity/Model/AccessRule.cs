namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Who may do what with which rows of a table.</summary>
/// <param name="Who">Whom it is about.</param>
/// <param name="Commands">What they may do; only <see cref="RowCommands.Select"/> for <see cref="Audience.Everyone"/>.</param>
public sealed record AccessRule(Audience Who, RowCommands Commands)
{
    /// <summary>The column that says whose the row is: a WorkOS user id, an organization's id, or a foreign key. Null for <see cref="Audience.Everyone"/> alone.</summary>
    public string? Column { get; init; }

    /// <summary>Whether the person has to be an active member of the row's organization as well, so that who leaves it loses the row.</summary>
    public bool WithinOrganization { get; init; }

    /// <summary>For <see cref="Audience.Everyone"/>: which rows, a condition in SQL on the table's columns, such as <c>is_active</c>; <c>true</c> for all.</summary>
    public string? Where { get; init; }

    /// <summary>Rows whose <paramref name="column"/> holds the person's WorkOS user id.</summary>
    public static AccessRule Person(string column, RowCommands commands = RowCommands.All) => new(Audience.Person, commands) { Column = column };

    /// <summary>Rows of the organizations whose active member the person is.</summary>
    public static AccessRule Member(string column, RowCommands commands = RowCommands.Select) => new(Audience.Member, commands) { Column = column };

    /// <summary>Rows of the organizations that the person owns.</summary>
    public static AccessRule Owner(string column, RowCommands commands = RowCommands.Select) => new(Audience.Owner, commands) { Column = column };

    /// <summary>Rows that refer to a row of the person's.</summary>
    public static AccessRule Parent(string column, RowCommands commands = RowCommands.All) => new(Audience.Parent, commands) { Column = column };

    /// <summary>Rows that everyone may read.</summary>
    public static AccessRule Everyone(string where) => new(Audience.Everyone, RowCommands.Select) { Where = where };
}
