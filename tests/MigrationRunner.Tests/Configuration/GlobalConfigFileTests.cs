using Clerk2WorkOS.MigrationRunner.Configuration;

namespace Clerk2WorkOS.MigrationRunner.Tests.Configuration;

/// <summary>Our section in somebody else's file.</summary>
public sealed class GlobalConfigFileTests
{
    private static readonly string[] Section = ["c2w_evidence = on"];

    [Fact]
    public void A_new_file_says_that_it_is_global() => Assert.Equal(
        "is_global = true\nglobal_level = 100\n\n# -- clerk2workos init --\nc2w_evidence = on\n# -- end of clerk2workos --\n",
        GlobalConfigFile.Parse(null).With(Section));

    [Fact]
    public void What_is_there_stays() => Assert.Equal(
        "is_global = true\ndotnet_diagnostic.CA1000.severity = none\n\n# -- clerk2workos init --\nc2w_evidence = on\n# -- end of clerk2workos --\n",
        GlobalConfigFile.Parse("is_global = true\ndotnet_diagnostic.CA1000.severity = none\n").With(Section));

    [Fact]
    public void It_stands_before_the_first_section_which_would_swallow_it() => Assert.Equal(
        "is_global = true\n\n# -- clerk2workos init --\nc2w_evidence = on\n# -- end of clerk2workos --\n\n[/src/A.cs]\ngenerated_code = true\n",
        GlobalConfigFile.Parse("is_global = true\n\n[/src/A.cs]\ngenerated_code = true\n").With(Section));

    [Fact]
    public void Written_twice_it_is_there_once()
    {
        var once = GlobalConfigFile.Parse("is_global = true\n\n[/src/A.cs]\ngenerated_code = true\n").With(Section);
        Assert.Equal(once, GlobalConfigFile.Parse(once).With(Section));
        var fresh = GlobalConfigFile.Parse(null).With(Section);
        Assert.Equal(fresh, GlobalConfigFile.Parse(fresh).With(Section));
    }

    [Fact]
    public void Line_ends_stay_as_they_are() => Assert.Equal(
        "is_global = true\r\n\r\n# -- clerk2workos init --\r\nc2w_evidence = on\r\n# -- end of clerk2workos --\r\n",
        GlobalConfigFile.Parse("is_global = true\r\n").With(Section));

    [Fact]
    public void Settings_are_read_without_their_comments_and_those_in_comments_not_at_all()
    {
        var settings = GlobalConfigFile.Parse("C2W_Stage = consolidated # since May\n# c2w_evidence = on\nc2w_vendor_spelling: WorkOS\nindent_size = 4\n").Settings;
        Assert.Equal([new("c2w_stage", "consolidated"), new("c2w_vendor_spelling", "WorkOS")], settings);
    }

    [Fact]
    public void Settings_outside_of_the_section_are_taken_into_it() => Assert.Equal(
        "is_global = true\n\n# -- clerk2workos init --\nc2w_evidence = on\n# -- end of clerk2workos --\n",
        GlobalConfigFile.Parse("is_global = true\nc2w_stage = migrate\n").With(Section));
}
