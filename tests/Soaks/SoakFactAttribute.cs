namespace Clerk2WorkOS.Soaks;

/// <summary>A test that builds or kills so much that it runs with <c>C2W_SOAK=1</c> only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (!Soak.IsOn)
            Skip = "It takes many minutes; C2W_SOAK=1 runs it.";
    }
}
