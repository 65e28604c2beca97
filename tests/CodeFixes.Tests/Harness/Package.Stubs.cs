namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

internal sealed partial class Package
{
    /// <summary>As much of Entity Framework Core as decides what is persisted.</summary>
    public static Package EntityFramework { get; } = new("Microsoft.EntityFrameworkCore", """
        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext
            {
                protected virtual void OnModelCreating(ModelBuilder modelBuilder) { }
                public ModelBuilder Build() { var builder = new ModelBuilder(); OnModelCreating(builder); return builder; }
            }
            public class DbSet<TEntity> : List<TEntity> where TEntity : class { }
            public class ModelBuilder
            {
                public List<string> Names { get; } = new();
                public Metadata.Builders.EntityTypeBuilder<TEntity> Entity<TEntity>() where TEntity : class => new(Names);
                public Metadata.Builders.EntityTypeBuilder Entity(string name, Action<Metadata.Builders.EntityTypeBuilder> build) { var b = new Metadata.Builders.EntityTypeBuilder(Names); build(b); return b; }
            }
        }
        namespace Microsoft.EntityFrameworkCore.Metadata.Builders
        {
            public class EntityTypeBuilder
            {
                protected readonly List<string> Names;
                public EntityTypeBuilder(List<string> names) { Names = names; }
                public virtual PropertyBuilder<TProperty> Property<TProperty>(string propertyName) { Names.Add(propertyName); return new(Names); }
                public EntityTypeBuilder HasIndex(params string[] propertyNames) { Names.AddRange(propertyNames); return this; }
            }
            public class EntityTypeBuilder<TEntity> : EntityTypeBuilder where TEntity : class
            {
                public EntityTypeBuilder(List<string> names) : base(names) { }
                public PropertyBuilder<TProperty> Property<TProperty>(System.Linq.Expressions.Expression<Func<TEntity, TProperty>> propertyExpression) => new(Names);
                public EntityTypeBuilder<TEntity> HasIndex(System.Linq.Expressions.Expression<Func<TEntity, object>> indexExpression) => this;
            }
            public class PropertyBuilder<TProperty>
            {
                private readonly List<string> _names;
                public PropertyBuilder(List<string> names) { _names = names; }
                public PropertyBuilder<TProperty> HasColumnName(string name) { _names.Add(name); return this; }
                public PropertyBuilder<TProperty> HasMaxLength(int length) => this;
            }
        }
        namespace Microsoft.EntityFrameworkCore.Infrastructure
        {
            public abstract class ModelSnapshot { protected virtual void BuildModel(ModelBuilder modelBuilder) { } }
            public sealed class DbContextAttribute : Attribute { public DbContextAttribute(Type contextType) { } }
        }
        namespace Microsoft.EntityFrameworkCore.Migrations
        {
            public abstract class Migration { protected abstract void Up(MigrationBuilder migrationBuilder); }
            public class MigrationBuilder
            {
                public void CreateTable<TColumns>(string name, Func<ColumnsBuilder, TColumns> columns) => Console.WriteLine(name + ": " + string.Join(",", typeof(TColumns).GetProperties().Select(p => p.Name)));
            }
            public class ColumnsBuilder { public string Column<T>(string type = null, bool nullable = false) => type; }
        }
        """);

    /// <summary>A type of somebody else's that has a name that ours get.</summary>
    public static Package Vendor { get; } = new("Vendor", "namespace Vendor { public class Account { public string WorkosUserId = \"\"; } }");

    /// <summary>As much of Dapper as is needed: results by column name, parameters by member name.</summary>
    public static Package Dapper { get; } = new("Dapper", """
        using System.Data;
        namespace Dapper
        {
            public static class SqlMapper
            {
                public static int Execute(this IDbConnection cnn, string sql, object param = null)
                {
                    foreach (var p in param.GetType().GetProperties())
                        Console.WriteLine("@" + p.Name + " = " + p.GetValue(param) + (sql.Contains("@" + p.Name) ? "" : " is not in the statement"));
                    return 1;
                }
                public static IEnumerable<T> Query<T>(this IDbConnection cnn, string sql, object param = null) where T : new()
                {
                    var row = new T();
                    foreach (var column in sql.Substring(7, sql.IndexOf(" from ") - 7).Split(", "))
                        typeof(T).GetProperty(column)?.SetValue(row, "a " + column);
                    yield return row;
                }
            }
        }
        """);

    /// <summary>The attributes and the collection of MongoDB's driver.</summary>
    public static Package MongoDB { get; } = new("MongoDB.Bson", """
        namespace MongoDB.Driver
        {
            public interface IMongoCollection<TDocument> { string Name { get; } }
        }
        namespace MongoDB.Bson.Serialization.Attributes
        {
            public class BsonIdAttribute : Attribute { }
            public class BsonElementAttribute : Attribute { public BsonElementAttribute(string elementName) { ElementName = elementName; } public string ElementName { get; } }
        }
        """);

    /// <summary>Minimal APIs and controllers: handlers whose parameters are bound by the names in the route's template.</summary>
    public static Package AspNetCore { get; } = new("Microsoft.AspNetCore", """
        namespace Microsoft.AspNetCore.Routing { public interface IEndpointRouteBuilder { } }
        namespace Microsoft.AspNetCore.Builder
        {
            using System.Diagnostics.CodeAnalysis;
            using Microsoft.AspNetCore.Routing;
            public class WebApplication : IEndpointRouteBuilder { }
            public static class EndpointRouteBuilderExtensions
            {
                public static void MapGet(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Delegate handler)
                {
                    var parameters = handler.Method.GetParameters();
                    var names = parameters.Select(p => p.GetCustomAttributesData().SelectMany(a => a.NamedArguments).Select(n => n.TypedValue.Value as string).FirstOrDefault() ?? p.Name).ToHashSet();
                    var bound = pattern.Split('{').Skip(1).All(part => names.Contains(part.Split('}', ':', '?')[0]));
                    Console.WriteLine(bound ? handler.DynamicInvoke(parameters.Select(p => (object)"user_1").ToArray()) : "A part of the route is not bound.");
                }
            }
        }
        namespace Microsoft.AspNetCore.Mvc
        {
            using System.Diagnostics.CodeAnalysis;
            public abstract class ControllerBase { }
            public class ApiControllerAttribute : Attribute { }
            public class RouteAttribute : Attribute { public RouteAttribute([StringSyntax("Route")] string template) { Template = template; } public string Template { get; } }
            public class HttpGetAttribute : Attribute { public HttpGetAttribute([StringSyntax("Route")] string template) { Template = template; } public string Template { get; } }
            public class FromRouteAttribute : Attribute { public string Name { get; set; } }
        }
        """);

    /// <summary>AutoMapper's profile: members are paired by their names.</summary>
    public static Package AutoMapper { get; } = new("AutoMapper", """
        namespace AutoMapper
        {
            public abstract class Profile
            {
                protected void CreateMap<TSource, TDestination>() { }
                public static TDestination Map<TSource, TDestination>(TSource source) where TDestination : new()
                {
                    var destination = new TDestination();
                    foreach (var property in typeof(TDestination).GetProperties())
                        property.SetValue(destination, typeof(TSource).GetProperty(property.Name)?.GetValue(source));
                    return destination;
                }
            }
        }
        """);

    /// <summary>Authentication by tokens, which asks its options at once.</summary>
    public static Package JwtBearer { get; } = new("Microsoft.AspNetCore.Authentication.JwtBearer", """
        namespace Microsoft.AspNetCore.Authentication.JwtBearer { public class JwtBearerOptions { public string? Authority { get; set; } } }
        namespace Microsoft.Extensions.DependencyInjection
        {
            public class AuthenticationBuilder
            {
                public AuthenticationBuilder AddJwtBearer(Action<Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions> configure)
                {
                    var options = new Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions();
                    configure(options);
                    Console.WriteLine(options.Authority);
                    return this;
                }
            }
        }
        """);
}
