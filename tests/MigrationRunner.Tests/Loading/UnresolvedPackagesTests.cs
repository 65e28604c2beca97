using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>Packages that cannot be had: what needs them does not compile, before as after, and the rest is migrated.</summary>
public sealed class UnresolvedPackagesTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="No.Such.Package" Version="1.0.0" /></ItemGroup>
        </Project>
        """;

    [Theory]
    [InlineData("--allow-partial", "No.Such.Package")]
    [InlineData("--no-restore", "--no-restore forbids it")]
    public async Task The_rest_is_found_and_fixed(string option, string said)
    {
        using var folder = SmallSolution.CreateOneProject(Project);
        folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="empty" value="feed" /></packageSources></configuration>""");
        Directory.CreateDirectory(folder["feed"]);
        folder.Write("Mail.cs", """
            using No.Such.Package;

            namespace Domain;

            public class Mail(MailSender sender)
            {
                public void Send(User user) => sender.Send(user.ClerkUserId);
            }

            """);
        folder.Commit();

        var check = await Tool.RunAsync(folder, "check", ".", option);
        Assert.True(check.ExitCode == 1, check.Output + check.Error);
        Assert.Contains("User.cs(5,", check.Output, StringComparison.Ordinal);

        var fix = await Tool.RunAsync(folder, "fix", ".", option);
        Assert.True(fix.ExitCode == 0, fix.Output + fix.Error);
        Assert.Contains(said, fix.Error, StringComparison.Ordinal);
        Assert.Contains("sender.Send(user.WorkosUserId)", folder.Read("Mail.cs"), StringComparison.Ordinal);
        Assert.Contains("string WorkosUserId", folder.Read("User.cs"), StringComparison.Ordinal);
    }
}
