using System.Collections.Immutable;
using System.Reflection;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

internal sealed partial class Package
{
    /// <summary>Newtonsoft.Json itself.</summary>
    public static ImmutableArray<Package> Newtonsoft { get; } = Real("Newtonsoft.Json");

    /// <summary>Entity Framework Core itself, with a provider and the naming conventions: enough to build a model and read its columns.</summary>
    public static ImmutableArray<Package> RealEntityFramework { get; } = Real(
        "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
        "Npgsql.EntityFrameworkCore.PostgreSQL", "EFCore.NamingConventions", "Microsoft.Extensions.DependencyInjection.Abstractions");

    /// <summary>MongoDB's serializer itself.</summary>
    public static ImmutableArray<Package> RealBson { get; } = Real("MongoDB.Bson");

    /// <summary>ASP.NET Core itself, with a server that needs no port.</summary>
    public static ImmutableArray<Package> RealAspNetCore { get; } =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Builder.WebApplication).Assembly.Location)!, "*.dll").Order(StringComparer.Ordinal).Select(path => new Package(path)),
        .. Real("Microsoft.AspNetCore.TestHost"),
    ];

    /// <summary>A library that takes names, some beside the configuration that it finds them in.</summary>
    public static Package Library { get; } = new("Library", """
        namespace Library
        {
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;

            public class Client
            {
                public Client(string name = "") { }
                public void Use(IConfiguration configuration, string section) { }
                public void Use(string configuration) { }
                public void Read(string name, string section) { }
                public void Read(string configSectionPath) { }
            }
            public class SomeCommand { public SomeCommand(string text) { } }
            public static class Assert { public static void Is(string expected) { } }
            public static class Extensions
            {
                public static void Use(string name, IConfigurationSection section) { }
                public static void Use(string name, IConfiguration configuration) { }
                public static void UseLibrary(this IServiceCollection services, string name, IConfiguration configuration) { }
                public static void UseLibrary(this IConfiguration configuration, string name) { }
            }
        }
        """, RealAspNetCore);

    /// <summary>The companion library itself, the ASP.NET Core that it is made for, and what its options speak of.</summary>
    public static ImmutableArray<Package> RealRuntime { get; } = [.. RealAspNetCore, .. Real("Clerk2WorkOS.Runtime", "Npgsql")];

    private static ImmutableArray<Package> Real(params string[] names) => [.. names.Select(name => new Package(Assembly.Load(name).Location))];
}
