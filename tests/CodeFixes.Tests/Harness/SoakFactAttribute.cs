namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>A test that takes many minutes: it runs with <c>C2W_SOAK=1</c> only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("C2W_SOAK") != "1")
            Skip = "It takes many minutes; C2W_SOAK=1 runs it.";
    }
}
