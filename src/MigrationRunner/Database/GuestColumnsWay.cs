namespace Clerk2WorkOS.MigrationRunner.Database;

/// <summary>How the columns of C2W402 come into the database.</summary>
internal enum GuestColumnsWay
{
    /// <summary>A new Entity Framework Core migration, made by <c>dotnet ef</c>.</summary>
    Ef,

    /// <summary>A file of SQL that can be run again and again.</summary>
    Sql,

    /// <summary>Not by this run: it says what to run.</summary>
    None,
}
