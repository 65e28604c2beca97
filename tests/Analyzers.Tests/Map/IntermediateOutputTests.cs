using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Tests.Map;

public class IntermediateOutputTests
{
    [Theory]
    [InlineData("/repo/App/Program.cs", false)]
    [InlineData("/repo/App/obj/Debug/App.AssemblyInfo.cs", true)]
    [InlineData("/repo/App/Obj/Debug/App.AssemblyInfo.cs", true)]
    [InlineData("/repo/App/objects/Pen.cs", false)]
    [InlineData("/repo/Domain/obj.cs", false)]
    [InlineData("", false)]
    public void A_file_under_obj_is_the_builds(string path, bool expected) =>
        Assert.Equal(expected, IntermediateOutput.Of(["/repo/App/Program.cs", "/repo/Domain/Event.cs", path]).Contains(path));

    [Theory]
    [InlineData("/home/obj/repo/App/Program.cs", false)]
    [InlineData("/home/obj/repo/App/obj/Debug/App.AssemblyInfo.cs", true)]
    [InlineData("/home/obj/repo/App2/obj/Debug/App2.AssemblyInfo.cs", true)]
    public void One_that_a_whole_solution_lies_in_is_not(string path, bool expected) =>
        Assert.Equal(expected, IntermediateOutput.Of(["/home/obj/repo/App/Program.cs", "/home/obj/repo/App/Db.cs", path]).Contains(path));

    [Theory]
    [InlineData("/home/obj/repo/App/Program.cs", false)]
    [InlineData("/home/obj/repo/App/obj/Debug/App.AssemblyInfo.cs", true)]
    [InlineData("Generators/Generators.Clients/Client.g.cs", false)]
    [InlineData("obj/Debug/App.AssemblyInfo.cs", true)]
    public void Neither_is_it_where_a_generator_names_its_files_without_a_folder(string path, bool expected) =>
        Assert.Equal(expected, IntermediateOutput.Of(["Generators/Generators.Clients/Client.g.cs", "/home/obj/repo/App/Program.cs", "/home/obj/repo/App/Db.cs", path]).Contains(path));

    [Fact]
    public void Backslashes_are_slashes()
    {
        string[] paths = [@"C:\obj\repo\App\Program.cs", @"C:\obj\repo\App\obj\Debug\App.AssemblyInfo.cs"];
        Assert.Equal([false, true], paths.Select(IntermediateOutput.Of(paths).Contains));
    }

    [Fact]
    public void Nothing_is_under_it_where_there_are_no_files() => Assert.False(IntermediateOutput.Of(Array.Empty<string>()).Contains(""));
}
