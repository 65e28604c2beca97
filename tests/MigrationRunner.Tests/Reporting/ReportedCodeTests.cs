using Clerk2WorkOS.MigrationRunner.Reporting;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>The lines that reports show around a finding.</summary>
public sealed class ReportedCodeTests
{
    private static readonly SourceText Text = SourceText.From("one\r\ntwo\r\nthree\r\n");

    [Fact]
    public void The_lines_around_a_place()
    {
        Assert.Equal(new ReportedCode(1, "one\ntwo"), ReportedCode.Of("C2W101", "A.cs", Text, 0));
        Assert.Equal(new ReportedCode(1, "one\ntwo\nthree"), ReportedCode.Of("C2W101", "A.razor", Text, 1));
        Assert.Equal(new ReportedCode(3, "three\n"), ReportedCode.Of("C2W101", "A.cs", SourceText.From("1\n2\nthree\n"), 3));
    }

    [Theory]
    [InlineData("C2W101", ".env")]
    [InlineData("C2W101", "src/.env.local")]
    [InlineData("C2W101", "appsettings.json")]
    [InlineData("C2W101", "compose.yml")]
    [InlineData("C2W502", "A.cs")]
    public void Nothing_where_values_of_settings_stand(string rule, string path) => Assert.Null(ReportedCode.Of(rule, path, Text, 0));

    [Theory]
    [InlineData("""var key = "sk_live_abcDEF123";""", """var key = "sk_live_…";""")]
    [InlineData("""Verify("whsec_aGVsbG8gd29ybGQ=")""", """Verify("whsec_…")""")]
    [InlineData("""Use("Host=db;Password=hunter2;Database=x")""", """Use("Host=db;Password=…;Database=x")""")]
    [InlineData("""var token = "eyJhbGciOi.eyJzdWIi.c2ln";""", """var token = "eyJ…";""")]
    [InlineData("risk_test_case(Password = password)", "risk_test_case(Password = password)")]
    public void What_is_secret_by_its_form_is_left_out(string line, string shown) => Assert.Equal(shown, ReportedCode.WithoutSecrets(line));
}
