namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>Who else knows a name that stands in a string.</summary>
internal enum KnownTo
{
    /// <summary>Others, outside of the code: a database, a client, a log.</summary>
    Outside,

    /// <summary>Whoever writes or reads some JSON; a contract of this code may keep the name for them.</summary>
    Json,

    /// <summary>A test, which expects it of the program.</summary>
    Test,

    /// <summary>The code itself, which finds a member by that name while it runs.</summary>
    RunTime,

    /// <summary>A statement of SQL, perhaps in the same method.</summary>
    Statement,

    /// <summary>Other code, perhaps, that uses the same text.</summary>
    OtherCode,

    /// <summary>People who read it, and nobody else.</summary>
    Readers,
}

/// <summary>What a string is used for.</summary>
/// <param name="What">The kind of string, as a message says it.</param>
/// <param name="With">What has to be renamed with it.</param>
/// <param name="KnownTo">Who else knows the name.</param>
internal sealed record TextUse(string What, string With, KnownTo KnownTo)
{
    public static readonly TextUse LogTemplate = new("a log template", "the log queries and alerts, which a rename breaks", KnownTo.Outside);
    public static readonly TextUse Telemetry = new("a telemetry tag", "the queries and dashboards, which a rename breaks", KnownTo.Outside);
    public static readonly TextUse Sql = new("SQL", "the column or parameter that it names", KnownTo.Outside);
    public static readonly TextUse Column = new("a column name", "the column", KnownTo.Outside);
    public static readonly TextUse SqlParameter = new("the name of an SQL parameter", "the SQL and the code that name it", KnownTo.Statement);
    public static readonly TextUse Json = new("a JSON name", "whoever writes and reads that JSON", KnownTo.Json);
    public static readonly TextUse Claim = new("a claim name", "the tokens that carry it", KnownTo.Outside);
    public static readonly TextUse Member = new("a name that is looked up", "what it finds", KnownTo.RunTime);
    public static readonly TextUse Route = new("a route", "the clients that call it", KnownTo.Outside);
    public static readonly TextUse Query = new("a query string", "the clients that send it", KnownTo.Outside);
    public static readonly TextUse Form = new("a form field", "the forms that send it", KnownTo.Outside);
    public static readonly TextUse Header = new("a header name", "whoever sends and reads it", KnownTo.Outside);
    public static readonly TextUse Cookie = new("the name of a cookie", "the cookies that are out already", KnownTo.Outside);
    public static readonly TextUse CacheKey = new("a cache key", "what else uses it", KnownTo.Outside);
    public static readonly TextUse Configuration = new("a configuration key", "the settings that hold it", KnownTo.Outside);
    public static readonly TextUse Key = new("a dictionary key", "what else uses it", KnownTo.OtherCode);
    public static readonly TextUse Attribute = new("an attribute", "what reads it", KnownTo.OtherCode);
    public static readonly TextUse Parameter = new("the name of a parameter", "the parameter", KnownTo.Readers);
    public static readonly TextUse Message = new("an exception's message", "", KnownTo.Readers);
    public static readonly TextUse Expectation = new("what a test expects", "what it checks", KnownTo.Test);
    public static readonly TextUse Other = new("a string", "what else uses it", KnownTo.OtherCode);
}
