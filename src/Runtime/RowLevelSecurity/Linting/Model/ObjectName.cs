using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Model;

/// <summary>A table's, view's or function's name with its schema.</summary>
internal readonly record struct ObjectName(string Schema, string Name)
{
    public string Quoted => SqlName.Quote(Schema, Name);

    public override string ToString() => $"{Schema}.{Name}";
}
