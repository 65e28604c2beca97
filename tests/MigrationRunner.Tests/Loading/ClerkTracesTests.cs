using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>What beside the code says that Clerk the product is used, so that <c>ClerkId</c> counts on its own.</summary>
public sealed class ClerkTracesTests
{
    [Theory]
    [InlineData("src/Web/appsettings.json", """{ "Clerk": { "SecretKey": "" } }""")]
    [InlineData("appsettings.Development.json", """{ "Jwt": { "Authority": "https://booking.clerk.accounts.dev" } }""")]
    [InlineData(".env.local", "A=1\nNEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=pk_test\n")]
    [InlineData("web/package.json", """{ "dependencies": { "@clerk/nextjs": "^6" } }""")]
    [InlineData("src/Web/Web.csproj", """<Project><ItemGroup><PackageReference Include="Clerk.BackendAPI" /></ItemGroup></Project>""")]
    public void Shows_a_section_a_variable_a_package(string path, string text) => Assert.True(In(path, text));

    [Theory]
    [InlineData("appsettings.json", """{ "ClerkOfTheCourt": "A. Person" }""")]
    [InlineData("web/node_modules/x/package.json", """{ "dependencies": { "@clerk/nextjs": "^6" } }""")]
    [InlineData("notes.md", "Clerk: CLERK_SECRET_KEY @clerk/nextjs")]
    [InlineData("src/Shop.csproj", """<Project><ItemGroup><Compile Include="Clerks/*.cs" /></ItemGroup></Project>""")]
    public void A_clerk_that_is_a_person_and_other_peoples_packages_show_nothing(string path, string text) => Assert.False(In(path, text));

    private static bool In(string path, string text)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return ClerkTraces.In(folder.Root, CancellationToken.None);
    }
}
