using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>CREATE, ALTER and DROP TABLE; CREATE and DROP INDEX.</summary>
internal static class TableStatements
{
    private static readonly string[] Constraints = ["constraint", "primary", "unique", "check", "foreign", "exclude", "like"];
    private static readonly string[] AfterType = ["not", "null", "default", "primary", "unique", "references", "check", "generated", "constraint", "collate", "deferrable", "storage", "compression"];

    public static bool Read(TokenCursor cursor, DatabaseState state, string schema)
    {
        cursor.At = 0;
        if (cursor.Take("create"))
        {
            if (cursor.TakeAny("temporary", "temp"))
                return cursor.Is("table");
            _ = cursor.Take("unlogged");
            var isForeign = cursor.Take("foreign");
            if (cursor.Take("table"))
                return Create(cursor, state, schema, isForeign);
            _ = cursor.Take("unique");
            return cursor.Take("index") && CreateIndex(cursor, state, schema);
        }

        if (cursor.Take("alter"))
        {
            _ = cursor.Take("foreign");
            return cursor.Take("table") && Alter(cursor, state, schema);
        }

        return cursor.Take("drop") && Drop(cursor, state, schema);
    }

    private static bool Create(TokenCursor cursor, DatabaseState state, string schema, bool isForeign)
    {
        var isConditional = cursor.Take("if", "not", "exists");
        if (cursor.Name(schema) is not { } name)
            return false;
        if (isConditional && state.Relations.TryGetValue(name, out var there) && there.IsKnown)
            return true;
        var table = state.Relation(name);
        (table.IsKnown, table.Kind) = (true, isForeign ? RelationKind.ForeignTable : RelationKind.Table);
        if (cursor.Take("partition", "of") && cursor.Name(schema) is { } parent)
        {
            table.PartitionOf = parent;
            Inherit(table, state.Relation(parent));
        }

        if (cursor.TakeSymbol("("))
            Elements(cursor, table);
        else if (cursor.SkipTo("as"))
            table.IsKnown = false;                              // its columns are those of a query
        return true;
    }

    private static void Inherit(Relation table, Relation parent)
    {
        table.IsKnown = parent.IsKnown;
        foreach (var (column, type) in parent.Columns)
            table.Columns[column] = type;
        foreach (var (index, column) in parent.Indexes)
            table.Indexes[$"{index} of {parent.Name}"] = column;
    }

    private static void Elements(TokenCursor cursor, Relation table)
    {
        while (!cursor.IsAtEnd && !cursor.TakeSymbol(")"))
        {
            if (cursor.Current.Kind == SqlTokenKind.Word && Constraints.Contains(cursor.Current.Value))
                Constraint(cursor, table);
            else if (cursor.Current.IsName)
                Column(cursor, table);
            while (!cursor.IsAtEnd && !cursor.Current.IsSymbol(",") && !cursor.Current.IsSymbol(")"))
                cursor.Skip();
            cursor.TakeSymbol(",");
        }
    }

    private static void Column(TokenCursor cursor, Relation table)
    {
        var name = cursor.Next().Value;
        var type = "";
        while (!cursor.IsAtEnd && !cursor.Current.IsSymbol(",") && !cursor.Current.IsSymbol(")") && !(cursor.Current.Kind == SqlTokenKind.Word && AfterType.Contains(cursor.Current.Value)))
        {
            if (cursor.Parenthesized() is { } modifier)
                type += $"({modifier})";
            else
                type += type.Length > 0 && cursor.Current.IsName && !type.EndsWith('.') ? $" {cursor.Next().Value}" : cursor.Next().Value;
        }

        table.Columns[name] = type;
        for (; !cursor.IsAtEnd && !cursor.Current.IsSymbol(",") && !cursor.Current.IsSymbol(")"); cursor.Skip())
        {
            if (cursor.Is("primary", "key") || cursor.Is("unique"))
                table.Indexes[$"{table.Name.Name}_{name}_key"] = name;
        }
    }

    private static void Constraint(TokenCursor cursor, Relation table)
    {
        if (cursor.Take("like"))
            table.IsKnown = false;
        var name = cursor.Take("constraint") ? cursor.Next().Value : null;
        if (!cursor.Take("primary", "key") && !cursor.Take("unique"))
            return;
        if (cursor.Take("nulls"))
            _ = cursor.Take("not", "distinct") || cursor.Take("distinct");
        if (cursor.TakeSymbol("(") && cursor.Current is { IsName: true, Value: var column })
        {
            table.Indexes[name ?? $"{table.Name.Name}_{column}_key"] = column;
            while (!cursor.IsAtEnd && !cursor.TakeSymbol(")"))
                cursor.Skip();
        }
    }

    private static bool CreateIndex(TokenCursor cursor, DatabaseState state, string schema)
    {
        _ = cursor.Take("concurrently");
        _ = cursor.Take("if", "not", "exists");
        var name = cursor.Is("on") ? null : cursor.Next().Value;
        if (!cursor.Take("on"))
            return false;
        _ = cursor.Take("only");
        if (cursor.Name(schema) is not { } tableName)
            return false;
        if (cursor.Take("using") && cursor.Next().Value is not ("btree" or "hash"))
            return true;
        if (!cursor.TakeSymbol("("))
            return false;
        var (first, behind) = (cursor.Current, cursor.Peek(1));
        if (!first.IsName || behind.IsSymbol("("))
            return true;                                        // over an expression: no column of its own
        while (!cursor.IsAtEnd && !cursor.TakeSymbol(")"))
            cursor.Skip();
        if (cursor.SkipTo("where") && !IsNotNull(cursor, first.Value))
            return true;
        state.Relation(tableName).Indexes[name ?? $"{tableName.Name}_{first.Value}_idx"] = first.Value;
        return true;
    }

    /// <summary>A partial index over the rows that have a value serves an equation as well as a whole one.</summary>
    private static bool IsNotNull(TokenCursor cursor, string column)
    {
        cursor.At++;
        while (cursor.TakeSymbol("("))
        {
        }

        if (cursor.Next() is not { IsName: true, Value: var tested } || tested != column || !cursor.Take("is", "not", "null"))
            return false;
        while (cursor.TakeSymbol(")"))
        {
        }

        return cursor.IsAtEnd;
    }

    private static bool Alter(TokenCursor cursor, DatabaseState state, string schema)
    {
        _ = cursor.Take("if", "exists");
        _ = cursor.Take("only");
        if (cursor.Name(schema) is not { } name)
            return false;
        var table = state.Relation(name);
        do
        {
            Action(cursor, state, table, schema);
            while (!cursor.IsAtEnd && !cursor.Current.IsSymbol(","))
                cursor.Skip();
        }
        while (cursor.TakeSymbol(","));
        return true;
    }

    private static void Action(TokenCursor cursor, DatabaseState state, Relation table, string schema)
    {
        if (cursor.Take("enable", "row", "level", "security"))
            table.HasRowSecurity = true;
        else if (cursor.Take("disable", "row", "level", "security"))
            table.HasRowSecurity = false;
        else if (cursor.Take("force", "row", "level", "security"))
            table.IsForced = true;
        else if (cursor.Take("no", "force", "row", "level", "security"))
            table.IsForced = false;
        else if (cursor.Take("owner", "to"))
            table.Owner = cursor.Next().Value;
        else if (cursor.Take("rename", "to"))
            Rename(state, table, table.Name with { Name = cursor.Next().Value });
        else if (cursor.Take("set", "schema"))
            Rename(state, table, table.Name with { Schema = cursor.Next().Value });
        else if (cursor.Take("attach", "partition") && cursor.Name(schema) is { } attached)
            state.Relation(attached).PartitionOf = table.Name;
        else if (cursor.Take("detach", "partition") && cursor.Name(schema) is { } detached)
            state.Relation(detached).PartitionOf = null;
        else if (cursor.Take("drop", "column"))
        {
            _ = cursor.Take("if", "exists");
            Forget(table, cursor.Next().Value);
        }
        else if (cursor.Take("add"))
            Add(cursor, table);
    }

    private static void Add(TokenCursor cursor, Relation table)
    {
        if (cursor.Take("column"))
        {
            _ = cursor.Take("if", "not", "exists");
            Column(cursor, table);
        }
        else if (cursor.Current.Kind == SqlTokenKind.Word && Constraints.Contains(cursor.Current.Value))
            Constraint(cursor, table);
        else if (cursor.Current.IsName)
            Column(cursor, table);
    }

    private static void Forget(Relation table, string column)
    {
        table.Columns.Remove(column);
        foreach (var index in table.Indexes.Where(index => index.Value == column).Select(index => index.Key).ToList())
            table.Indexes.Remove(index);
    }

    private static void Rename(DatabaseState state, Relation relation, ObjectName name)
    {
        state.Relations.Remove(relation.Name);
        relation.Name = name;
        for (var i = 0; i < relation.Policies.Count; i++)
            relation.Policies[i] = relation.Policies[i] with { Table = name };
        state.Relations[name] = relation;
    }

    private static bool Drop(TokenCursor cursor, DatabaseState state, string schema)
    {
        var isIndex = cursor.Take("index");
        if (!isIndex && !cursor.Take("table") && !cursor.Take("view") && !cursor.Take("materialized", "view") && !cursor.Take("foreign", "table"))
            return false;
        _ = cursor.Take("concurrently");
        _ = cursor.Take("if", "exists");
        do
        {
            if (cursor.Name(schema) is not { } name)
                break;
            if (!isIndex)
                state.Relations.Remove(name);
            else
            {
                foreach (var relation in state.Relations.Values.Where(relation => relation.Name.Schema == name.Schema))
                    relation.Indexes.Remove(name.Name);
            }
        }
        while (cursor.TakeSymbol(","));
        return true;
    }
}
