namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>As much of the frameworks as takes a string.</summary>
internal static class Frameworks
{
    public const string Code = """
        using System;
        using System.Collections.Generic;
        namespace Microsoft.Extensions.Logging
        {
            public interface ILogger { }
            public static class LoggerExtensions
            {
                public static void LogInformation(this ILogger logger, string message, params object[] args) { }
                public static IDisposable BeginScope(this ILogger logger, string messageFormat, params object[] args) => null;
            }
            public class LoggerMessageAttribute : Attribute { public string Message { get; set; } }
        }
        namespace Microsoft.Extensions.Configuration { public interface IConfiguration { string this[string key] { get; } } }
        namespace Microsoft.Extensions.Caching.Memory
        {
            public interface IMemoryCache { object Get(string key); }
        }
        namespace Microsoft.AspNetCore.Http
        {
            public interface IQueryCollection { string this[string key] { get; } }
            public interface IFormCollection { string this[string key] { get; } }
            public interface IHeaderDictionary { string this[string key] { get; set; } }
            public interface IRequestCookieCollection { string this[string key] { get; } }
            public class HttpRequest { public IQueryCollection Query; public IFormCollection Form; public IHeaderDictionary Headers; public IRequestCookieCollection Cookies; }
        }
        namespace Microsoft.AspNetCore.Builder
        {
            public class WebApplication { }
            public static class Endpoints
            {
                public static void MapGet(this WebApplication app, string pattern, Delegate handler) { }
                public static void MapPost(this WebApplication app, string pattern, Func<string, string> handler) { }
                public static WebApplication MapGroup(this WebApplication app, string prefix) => app;
            }
        }
        namespace Microsoft.AspNetCore.Mvc
        {
            public class HttpGetAttribute : Attribute { public HttpGetAttribute(string template) { } }
            public class RouteAttribute : Attribute { public RouteAttribute(string template) { } }
            public class FromRouteAttribute : Attribute { public string Name { get; set; } }
            public class FromQueryAttribute : Attribute { public string Name { get; set; } }
            public class FromHeaderAttribute : Attribute { public string Name { get; set; } }
            public class BindAttribute : Attribute { public BindAttribute(params string[] include) { } }
        }
        namespace Newtonsoft.Json { public class JsonPropertyAttribute : Attribute { public JsonPropertyAttribute(string name) { } } }
        namespace Newtonsoft.Json.Linq { public class JObject { public string this[string name] => null; } }
        namespace MongoDB.Bson.Serialization.Attributes { public class BsonElementAttribute : Attribute { public BsonElementAttribute(string name) { } } }
        namespace Microsoft.EntityFrameworkCore.Metadata.Builders
        {
            public class PropertyBuilder { public PropertyBuilder HasColumnName(string name) => this; }
            public class EntityTypeBuilder { public PropertyBuilder Property(string name) => null; public EntityTypeBuilder ToTable(string name) => this; }
        }
        public class Failed : Exception { public Failed(string code) { } }
        public class Statement { public string CommandText; }
        namespace Xunit { public class Assert { public static void Contains(string expected, string actual) { } } }
        namespace FluentAssertions { public class StringAssertions { public void Be(string expected, string because = "") { } } }
        namespace Shouldly { public static class ShouldBeTestExtensions { public static void ShouldBe(this string actual, string expected) { } } }
        namespace Dapper { public static class SqlMapper { public static int Execute(this System.Data.IDbConnection connection, string sql, object param = null) => 0; } }
        """;

    private const string Imports = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Data.Common;
        using System.Linq;
        using System.Runtime.Serialization;
        using System.Security.Claims;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;
        using System.Xml.Serialization;
        using Dapper;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Logging;
        using MongoDB.Bson.Serialization.Attributes;
        using Newtonsoft.Json;
        using Newtonsoft.Json.Linq;
        using Shouldly;

        """;

    /// <summary>A file that uses them.</summary>
    public static RuleProject Using(string code) => RuleProject.Of(Imports + code).Referring(Code, name: "Frameworks");

    /// <summary>The message of a statement in a method.</summary>
    public static async Task<string> MessageOf(string statement) => Assert.Single(await Using($$"""
        public class Uses
        {
            public void All(ILogger logger, DbDataReader reader, DbCommand command, ClaimsPrincipal user, JsonElement element, JsonNode node, JObject bag, HttpRequest request,
                IMemoryCache cache, IConfiguration configuration, Dictionary<string, string> map, WebApplication app, EntityTypeBuilder entity, System.Data.IDbConnection connection, Statement other, string id)
            {
                {{statement}}
            }
        }
        """).Messages());
}
