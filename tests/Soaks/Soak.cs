namespace Clerk2WorkOS.Soaks;

/// <summary>Whether the slow tests run in full: <c>C2W_SOAK=1</c>. A short form of each runs always.</summary>
internal static class Soak
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("C2W_SOAK") == "1";
}
