using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;

/// <summary>A policy's expression, taken apart: the queries in it, the columns, the calls. The walk keeps its own stack, so that no depth is too deep.</summary>
internal sealed class PolicyExpression
{
    private readonly DatabaseState _state;
    private readonly Relation _table;
    private readonly int[] _close;
    private readonly Query?[] _queryOf;

    /// <summary>Names of tables and their aliases, where they are named to be read.</summary>
    private readonly bool[] _isTable;

    public PolicyExpression(string text, Relation table, DatabaseState state)
    {
        (Text, _table, _state) = (text, table, state);
        Tokens = SqlTokenizer.All(text);
        (_close, _queryOf, _isTable) = (new int[Tokens.Count], new Query?[Tokens.Count], new bool[Tokens.Count]);
        FindQueries();
        FindTables();
        FindNames();
    }

    public string Text { get; }

    public List<SqlToken> Tokens { get; }

    public List<Query> Queries { get; } = [];

    public List<ColumnUse> Columns { get; } = [];

    public List<Call> Calls { get; } = [];

    /// <summary>Whether it lets every row through.</summary>
    public bool IsAlwaysTrue
    {
        get
        {
            var bare = Tokens.Where(token => !token.IsSymbol("(") && !token.IsSymbol(")")).Select(token => token.Value).ToList();
            return bare is ["true"] or ["1", "=", "1"] or ["not", "false"] or ["true", "=", "true"] or ["t" or "true", "::", "boolean" or "bool"];
        }
    }

    /// <summary>Calls that tell who asks and are made for every row, for want of a <c>(select …)</c> around them.</summary>
    public IEnumerable<Call> UnwrappedCalls => Calls.Where(call => call.Query is null && call.IsOfSession && !TakesColumn(call));

    /// <summary>Functions, none of PostgreSQL's own, that are called with the row's columns and so for every row.</summary>
    public IEnumerable<Call> CallsPerRow => Calls.Where(call => call.Query is null && TakesColumn(call) && !IsOfPostgreSql(call));

    /// <summary>Queries that run again for every row; of nested ones the outermost.</summary>
    public IEnumerable<Query> QueriesPerRow => Queries.Where(query => query.IsCorrelated && query.Outer is not { IsCorrelated: true });

    /// <summary>Queries that run once, but whose result is searched for every row, past any index.</summary>
    public IEnumerable<Query> QueriesPastIndex => Queries.Where(query => query is { Outer: null, IsCorrelated: false, Form: QueryForm.In or QueryForm.Any });

    /// <summary>Queries that read the policy's own table.</summary>
    public IEnumerable<Query> QueriesOfOwnTable => Queries.Where(query => query.From.ContainsValue(_table.Name));

    /// <summary>Whether each parenthesis has its other.</summary>
    public bool IsBalanced { get; private set; }

    public bool IsSlow => UnwrappedCalls.Any() || CallsPerRow.Any() || QueriesPerRow.Any() || QueriesPastIndex.Any();

    public int CloseOf(int open) => _close[open];

    public Query? QueryOf(int token) => _queryOf[token];

    /// <summary>The text from one token to another, both included.</summary>
    public string Slice(int first, int last) => last < first ? "" : Text[Tokens[first].Start..Tokens[last].End];

    /// <summary>The columns that are compared with what is known once for a statement; an index finds their rows.</summary>
    public IEnumerable<(ObjectName Table, string Column)> ComparedColumns()
    {
        for (var i = 1; i < Tokens.Count - 1; i++)
        {
            var (isEquation, isIn) = (Tokens[i] is { Kind: SqlTokenKind.Operator, Value: "=" }, Tokens[i].IsWord("in"));
            if (!isEquation && !isIn)
                continue;
            var (left, right) = (EndingAt(i - 1), StartingAt(i + 1));
            if (SqlWords.IsLiteral(FirstWithin(i + 1)) || (left is null && SqlWords.IsLiteral(Tokens[i - 1])))
                continue;
            foreach (var column in isIn && left is null ? InList(i + 1) : OneOf(left, right))
            {
                if ((column.IsOfPolicy ? _table.Name : column.Table) is { } table)
                    yield return (table, column.Name);
            }
        }
    }

    // Of two columns that are compared, the policy's own is found by an index; two of one query are a join, and the planner's matter.
    private static IEnumerable<ColumnUse> OneOf(ColumnUse? left, ColumnUse? right)
    {
        if ((left is null || right is null || left.IsOfPolicy != right.IsOfPolicy) && (left is null || right is { IsOfPolicy: true } ? right : left) is { } one)
            yield return one;
    }

    private IEnumerable<ColumnUse> InList(int open) => Columns.Where(column => column.Start > open && column.End < _close[open] && column.Query == _queryOf[open]);

    /// <summary>The column that ends before an operator, be it in parentheses or cast: <c>((name)::text</c>.</summary>
    public ColumnUse? EndingAt(int token)
    {
        while (token > 1)
        {
            var cast = token;
            while (cast > 0 && (SqlWords.IsOfType(Tokens[cast]) || Tokens[cast].IsSymbol("]") || Tokens[cast].IsSymbol("[")))
                cast--;
            if (cast > 1 && Tokens[cast].IsName && Tokens[cast - 1].IsSymbol("::"))
                token = cast - 2;
            else if (Tokens[token].IsSymbol(")") && !Tokens[token - 1].IsSymbol("("))
                token--;
            else
                break;
        }

        return Columns.Find(column => column.End == token);
    }

    private ColumnUse? StartingAt(int token)
    {
        while (token < Tokens.Count && Tokens[token].IsSymbol("("))
            token++;
        return Columns.Find(column => column.Start == token);
    }

    private SqlToken FirstWithin(int token)
    {
        while (token < Tokens.Count - 1 && (Tokens[token].IsSymbol("(") || Tokens[token].IsSymbol("[") || Tokens[token].IsWord("any") || Tokens[token].IsWord("array")))
            token++;
        return Tokens[token];
    }

    private bool TakesColumn(Call call) => Columns.Exists(column => column.IsOfPolicy && column.Start > call.Open && column.End < call.Close);

    /// <summary>The catalog writes a schema before every function but PostgreSQL's own; a file may leave it out.</summary>
    private bool IsOfPostgreSql(Call call) =>
        call.Schema == "pg_catalog" || (call.Schema is null && (_state.ServerVersion is not null || SqlWords.IsSyntax(call.Name)
            || (SqlWords.IsBuiltIn(call.Name) && !_state.Functions.ContainsKey(new ObjectName(DatabaseState.Public, call.Name)))));

    private bool FindParentheses()
    {
        var (open, isBalanced) = (new Stack<int>(), true);
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (Tokens[i].IsSymbol("("))
                open.Push(i);
            else if (Tokens[i].IsSymbol(")"))
            {
                if (open.TryPop(out var start))
                    _close[start] = i;
                else
                    isBalanced = false;
            }
        }

        foreach (var start in open)
            _close[start] = Tokens.Count;
        return isBalanced && open.Count == 0;
    }

    private void FindQueries()
    {
        IsBalanced = FindParentheses();
        var outside = new Stack<Query?>();
        Query? current = null;
        for (var i = 0; i < Tokens.Count; i++)
        {
            _queryOf[i] = current;
            if (Tokens[i].IsSymbol("("))
            {
                outside.Push(current);
                if (i + 1 < Tokens.Count && (Tokens[i + 1].IsWord("select") || Tokens[i + 1].IsWord("with") || Tokens[i + 1].IsWord("values")))
                    Queries.Add(current = new Query(Form(i), i, _close[i], current));
            }
            else if (Tokens[i].IsSymbol(")") && outside.TryPop(out var outer))
            {
                current = outer;
                _queryOf[i] = current;
            }
        }
    }

    private QueryForm Form(int open) => open == 0 ? QueryForm.Value : Tokens[open - 1] switch
    {
        { Kind: SqlTokenKind.Word, Value: "array" } => QueryForm.Array,
        { Kind: SqlTokenKind.Word, Value: "in" } => QueryForm.In,
        { Kind: SqlTokenKind.Word, Value: "any" or "some" or "all" } => QueryForm.Any,
        { Kind: SqlTokenKind.Word, Value: "exists" } => QueryForm.Exists,
        _ => QueryForm.Value,
    };

    private void FindTables()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (_queryOf[i] is { } query && (Tokens[i].IsWord("join") || (Tokens[i].IsWord("from") && !Tokens[i - 1].IsWord("distinct"))))
                ReadFrom(query, i + 1);
        }
    }

    private void ReadFrom(Query query, int at)
    {
        while (true)
        {
            while (Is(at, "(") || (at < Tokens.Count && (Tokens[at].IsWord("only") || Tokens[at].IsWord("lateral"))))
                at++;
            if (at >= Tokens.Count || _queryOf[at] != query && !Tokens[at].IsWord("select"))
                return;
            ObjectName? table = null;
            string? alias = null;
            if (Tokens[at].IsWord("select") || Tokens[at].IsWord("values") || Tokens[at].IsWord("with"))
                at = Math.Min(Tokens.Count, (_queryOf[at]?.Close ?? at) + 1);
            else if (Tokens[at].IsName && !SqlWords.IsReserved(Tokens[at]))
            {
                _isTable[at] = true;
                var (schema, name) = (Tokens[at].Value is var first && Is(at + 1, ".") && at + 2 < Tokens.Count ? first : null, first);
                if (schema is not null)
                {
                    at += 2;
                    name = Tokens[at].Value;
                    _isTable[at] = true;
                }

                at++;
                alias = name;
                if (Is(at, "("))
                    at = Math.Min(Tokens.Count, _close[at] + 1);
                else
                    table = new(schema ?? _table.Name.Schema, name);
            }

            if (at < Tokens.Count && Tokens[at].IsWord("as"))
                at++;
            if (at < Tokens.Count && Tokens[at].IsName && !SqlWords.EndsAlias(Tokens[at]))
            {
                _isTable[at] = true;
                alias = Tokens[at++].Value;
            }

            query.From[alias ?? ""] = table;
            if (!Is(at, ","))
                return;
            at++;
        }
    }

    private bool Is(int token, string symbol) => token < Tokens.Count && Tokens[token].IsSymbol(symbol);

    private void FindNames()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (Is(i, "::"))
            {
                i = EndOfType(i + 1);
                continue;
            }

            if (!Tokens[i].IsName || SqlWords.IsReserved(Tokens[i]))
            {
                if (Tokens[i].IsWord("as"))
                    i = EndOfType(i + 1);                       // an alias, or the type of a CAST
                continue;
            }

            var start = i;
            while (Is(i + 1, ".") && i + 2 < Tokens.Count && Tokens[i + 2].IsName)
                i += 2;
            var qualifier = i > start ? Tokens[i - 2].Value : null;
            if (_isTable[i])
                continue;
            if (Is(i + 1, "("))
                Calls.Add(new Call(qualifier, Tokens[i].Value, start, i + 1, _close[i + 1], _queryOf[start]));
            else if (Resolve(qualifier, Tokens[i].Value, start, i) is { } column)
                Add(column);
        }
    }

    /// <summary>The last token of the type that begins there.</summary>
    private int EndOfType(int at)
    {
        while (Is(at + 1, ".") && at + 2 < Tokens.Count)
            at += 2;
        while (at + 1 < Tokens.Count && SqlWords.IsOfType(Tokens[at + 1]))
            at++;
        if (Is(at + 1, "("))
            at = _close[at + 1];
        return at;
    }

    private void Add(ColumnUse column)
    {
        Columns.Add(column);
        if (!column.IsOfPolicy)
            return;
        for (var query = column.Query; query is not null; query = query.Outer)
            query.IsCorrelated = true;
    }

    private ColumnUse? Resolve(string? qualifier, string name, int start, int end)
    {
        var own = _queryOf[start];
        for (var query = own; query is not null; query = query.Outer)
        {
            if (qualifier is not null)
            {
                if (query.From.TryGetValue(qualifier, out var named))
                    return new(name, start, end, own, query, named);
                continue;
            }

            foreach (var (alias, table) in query.From)
            {
                // What is read but not known may have any column: to assume so raises no false alarm.
                if (alias == name || table is null || !_state.Relations.TryGetValue(table.Value, out var read) || read.Columns.Count == 0 || !read.IsKnown || read.Columns.ContainsKey(name))
                    return new(name, start, end, own, query, query.From.Count == 1 ? table : null);
            }
        }

        var isOwn = qualifier is null ? !_table.IsKnown || _table.Columns.Count == 0 || _table.Columns.ContainsKey(name) || name == _table.Name.Name : qualifier == _table.Name.Name;
        return isOwn ? new(name, start, end, own, null, null) : null;
    }
}
