namespace Clerk2WorkOS.Testing.Tests.LocalPostgreSqlServers;

/// <summary>A test that fetches a package with npm; where npm is missing it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsNpmAttribute : FactAttribute
{
    public NeedsNpmAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "npm"))))
            Skip = "npm is not on PATH.";
    }
}
