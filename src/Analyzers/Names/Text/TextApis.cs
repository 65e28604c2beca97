using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>What libraries take a string for: by namespace and type where a call resolves, by the method's name where it does not.</summary>
internal static class TextApis
{
    /// <summary>Attributes whose strings name members.</summary>
    public static readonly HashSet<string> NamingAttributes = new(StringComparer.Ordinal)
    {
        "ForeignKey", "InverseProperty", "Compare", "MemberNotNull", "MemberNotNullWhen", "NotNullIfNotNull", "CallerArgumentExpression",
        "InterpolatedStringHandlerArgument", "NotifyPropertyChangedFor", "DependsOn", "DebuggerDisplay", "Bind", "PrimaryKey", "Index", "AlternateKey",
        "MemberData", "DynamicData", "TestCaseSource", "ValueSource", "UnsafeAccessor", "DynamicDependency", "DisplayColumn", "DefaultProperty", "JsonPropertyOrder",
    };

    internal static readonly (string Prefix, TextUse Use)[] Namespaces =
    {
        ("System.Text.Json", TextUse.Json), ("Newtonsoft.Json", TextUse.Json),
        ("System.Security.Claims", TextUse.Claim), ("System.IdentityModel.Tokens", TextUse.Claim), ("Microsoft.IdentityModel", TextUse.Claim),
        ("Microsoft.Extensions.Logging", TextUse.LogTemplate), ("Serilog", TextUse.LogTemplate), ("NLog", TextUse.LogTemplate),
        ("Microsoft.Extensions.Configuration", TextUse.Configuration),
        ("Microsoft.Extensions.Caching", TextUse.CacheKey), ("StackExchange.Redis", TextUse.CacheKey),
        ("System.Reflection", TextUse.Member), ("System.Linq.Expressions", TextUse.Member), ("System.ComponentModel", TextUse.Member),
        ("Microsoft.EntityFrameworkCore", TextUse.Member),
        ("System.Net.Http.Headers", TextUse.Header), ("System.Diagnostics.Metrics", TextUse.Telemetry), ("OpenTelemetry", TextUse.Telemetry),
        ("Microsoft.AspNetCore.Builder", TextUse.Route), ("Microsoft.AspNetCore.Routing", TextUse.Route),
        ("Microsoft.AspNetCore.WebUtilities", TextUse.Query),
        ("System.Collections", TextUse.Key), ("System.Data", TextUse.Column), ("Npgsql", TextUse.Column), ("Microsoft.Data", TextUse.Column), ("MySql", TextUse.Column),
        ("Dapper", TextUse.Sql), ("MongoDB", TextUse.Column),
    };

    internal static readonly Dictionary<string, TextUse> Types = new(StringComparer.Ordinal)
    {
        ["IQueryCollection"] = TextUse.Query,
        ["QueryString"] = TextUse.Query,
        ["IFormCollection"] = TextUse.Form,
        ["IHeaderDictionary"] = TextUse.Header,
        ["HeaderDictionaryExtensions"] = TextUse.Header,
        ["IRequestCookieCollection"] = TextUse.Cookie,
        ["IResponseCookies"] = TextUse.Cookie,
        ["ISession"] = TextUse.CacheKey,
        ["SessionExtensions"] = TextUse.CacheKey,
        ["Type"] = TextUse.Member,
        ["Enum"] = TextUse.Member,
        ["Activity"] = TextUse.Telemetry,
        ["ActivityTagsCollection"] = TextUse.Telemetry,
        ["Environment"] = TextUse.Configuration,
        ["PropertyChangedEventArgs"] = TextUse.Member,
    };

    internal static readonly Dictionary<string, TextUse> Names = new(StringComparer.Ordinal)
    {
        ["GetOrdinal"] = TextUse.Column,
        ["FindFirst"] = TextUse.Claim,
        ["FindFirstValue"] = TextUse.Claim,
        ["HasClaim"] = TextUse.Claim,
        ["FindAll"] = TextUse.Claim,
        ["Claim"] = TextUse.Claim,
        ["TryGetProperty"] = TextUse.Json,
        ["AddWithValue"] = TextUse.SqlParameter,
        ["GetRequiredSection"] = TextUse.Configuration,
        ["GetSection"] = TextUse.Configuration,
        ["GetEnvironmentVariable"] = TextUse.Configuration,
        ["OnPropertyChanged"] = TextUse.Member,
        ["Headers"] = TextUse.Header,
        ["Query"] = TextUse.Query,
        ["Form"] = TextUse.Form,
        ["Cookies"] = TextUse.Cookie,
        ["LogInformation"] = TextUse.LogTemplate,
        ["LogWarning"] = TextUse.LogTemplate,
        ["LogError"] = TextUse.LogTemplate,
        ["LogDebug"] = TextUse.LogTemplate,
        ["LogTrace"] = TextUse.LogTemplate,
        ["LogCritical"] = TextUse.LogTemplate,
        ["RaisePropertyChanged"] = TextUse.Member,
        ["MapGet"] = TextUse.Route,
        ["MapPost"] = TextUse.Route,
        ["MapPut"] = TextUse.Route,
        ["MapDelete"] = TextUse.Route,
        ["MapPatch"] = TextUse.Route,
        ["MapGroup"] = TextUse.Route,
    };

    internal static readonly HashSet<string> SqlMethods = new(StringComparer.Ordinal)
    {
        "FromSqlRaw", "FromSql", "FromSqlInterpolated", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlInterpolated",
        "ExecuteSqlInterpolatedAsync", "SqlQueryRaw", "SqlQuery", "HasFilter", "HasCheckConstraint", "HasComputedColumnSql", "HasDefaultValueSql", "Sql",
    };

    /// <summary>What <paramref name="called"/> takes <paramref name="text"/> for; <c>null</c> where it does not say.</summary>
    public static TextUse? Of(ISymbol called, string name, string text)
    {
        var type = called.ContainingType;
        if (type is null)
            return OfUnknown(name);
        if (Types.TryGetValue(type.Name, out var use))
            return use;
        var space = type.ContainingNamespace.ToDisplayString();
        if (called.Name is "AddWithValue" || type.Name.EndsWith("Parameter", StringComparison.Ordinal) || type.Name.EndsWith("ParameterCollection", StringComparison.Ordinal))
            return TextUse.SqlParameter;
        if (SqlMethods.Contains(called.Name) || type.Name.EndsWith("Command", StringComparison.Ordinal))
            return TextUse.Sql;
        foreach (var known in Namespaces)
        {
            if (IsIn(space, known.Prefix))
                return known.Use == TextUse.Column && text.Contains(" ") ? TextUse.Sql : known.Use;
        }

        return type.Name.Contains("Logger") || type.Name is "ILog" or "Log" ? TextUse.LogTemplate : OfUnknown(name);
    }

    /// <summary>Whether a test library compares with the string: xunit, NUnit, MSTest, FluentAssertions, Shouldly and their like.</summary>
    public static bool IsExpectation(ISymbol? called, SyntaxNode taker)
    {
        if (taker is not InvocationExpressionSyntax call)
            return false;
        if (called?.ContainingType is not { } type)
            return call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Assert" } };
        return type.Name.EndsWith("Assert", StringComparison.Ordinal) || type.Name.Contains("Assertions")
            || called.Name.StartsWith("ShouldBe", StringComparison.Ordinal) || called.Name.StartsWith("ShouldContain", StringComparison.Ordinal)
            || IsIn(type.ContainingNamespace.ToDisplayString(), "NUnit.Framework");
    }

    /// <summary>What a method that does not resolve takes a string for, if its name says so.</summary>
    public static TextUse? OfUnknown(string name) => Names.TryGetValue(name, out var use) ? use : null;

    private static bool IsIn(string space, string prefix) =>
        space.StartsWith(prefix, StringComparison.Ordinal) && (space.Length == prefix.Length || space[prefix.Length] == '.');
}
