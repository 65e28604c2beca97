namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>A test that builds or kills so much that it is run on request only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("C2W_SOAK") != "1")
            Skip = "It takes long; C2W_SOAK=1 runs it.";
    }
}
