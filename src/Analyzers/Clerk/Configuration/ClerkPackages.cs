namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>Clerk's packages on npm, and what takes their place.</summary>
internal static class ClerkPackages
{
    /// <summary>The scope of all of them.</summary>
    public const string Scope = "@clerk/";

    /// <summary>What to do about a package.</summary>
    public static string AdviceOf(string package) => package switch
    {
        "@clerk/nextjs" => ClerkTrace.Use("@workos-inc/authkit-nextjs"),
        "@clerk/clerk-react" or "@clerk/react" or "@clerk/clerk-js" => ClerkTrace.Use("@workos-inc/authkit-react"),
        "@clerk/remix" => ClerkTrace.Use("@workos-inc/authkit-remix"),
        "@clerk/react-router" => ClerkTrace.Use("@workos-inc/authkit-react-router"),
        "@clerk/backend" or "@clerk/clerk-sdk-node" or "@clerk/express" or "@clerk/fastify" => ClerkTrace.Use("@workos-inc/node"),
        _ => "WorkOS has packages of its own: '@workos-inc/authkit-…' and '@workos-inc/node'",
    };
}
