using Clerk2WorkOS.Analyzers.Clerk;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

/// <summary>What shows that Clerk the product is used.</summary>
public class ClerkSignsTests
{
    [Theory]
    [InlineData("using Clerk.BackendAPI;")]
    [InlineData("using Clerk.Net.Client;")]
    [InlineData("configuration.GetSection(\"Clerk\")")]
    [InlineData("\"Clerk:SecretKey\"")]
    [InlineData("\"Clerk:ApiKey\"")]
    [InlineData("\"https://api.clerk.com\"")]
    [InlineData("\"CLERK_SECRET_KEY\"")]
    [InlineData("\"@clerk/nextjs\"")]
    public void Code_shows_it(string code) => Assert.True(ClerkSigns.InCode(code));

    [Theory]
    [InlineData("")]
    [InlineData("class Clerk { }")]
    [InlineData("using Clerk.Desk;")]
    [InlineData("configuration.GetSection(\"ClerkOfTheCourt\")")]
    [InlineData("\"Clerk:Name\"")]
    [InlineData("\"CLERK_SHIFT\"")]
    [InlineData("\"https://clerk.shop.example\"")]
    [InlineData("\"/webhooks/clerk\"")]
    public void Code_that_does_not(string code) => Assert.False(ClerkSigns.InCode(code));

    [Theory]
    [InlineData("/App.csproj", "<PackageReference Include=\"Clerk.BackendAPI\" />", true)]
    [InlineData("/Directory.Packages.PROPS", "<PackageVersion Include=\"Clerk.Net\" />", true)]
    [InlineData("/App.csproj", "<PackageReference Include=\"Desk.Clerk.Net\" /> CLERK_SECRET_KEY", false)]
    [InlineData("/.env", "CLERK_SECRET_KEY=1", true)]
    [InlineData("/.env", "CLERK_SHIFT=1", false)]
    [InlineData("/.env", "KEY=CLERK_SECRET_KEY", false)]
    [InlineData("/appsettings.json", "{ \"Clerk\": { \"SecretKey\": 1 } }", true)]
    [InlineData("/appsettings.json", "{ \"Clerk\": { \"Name\": 1 } }", false)]
    [InlineData("/package.json", "\"@clerk/react\"", true)]
    [InlineData("/a.ts", "fetch('/webhooks/clerk')", false)]
    [InlineData("/readme.md", "CLERK_SECRET_KEY=1", false)]
    public void A_file_beside_the_code_shows_it(string path, string text, bool shows) => Assert.Equal(shows, ClerkSigns.InFile(path, text));

    [Theory]
    [InlineData("/App.csproj", true)]
    [InlineData("/Directory.Build.props", true)]
    [InlineData("/appsettings.json", true)]
    [InlineData("/.env", true)]
    [InlineData("/package.json", true)]
    [InlineData("/a.ts", false)]
    [InlineData("/a.sql", false)]
    [InlineData("/compose.yml", false)]
    [InlineData("/a.cs", false)]
    public void It_is_looked_for_in(string path, bool can) => Assert.Equal(can, ClerkSigns.CanBeIn(path));
}
