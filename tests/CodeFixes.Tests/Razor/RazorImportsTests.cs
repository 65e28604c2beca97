namespace Clerk2WorkOS.CodeFixes.Tests.Razor;

/// <summary>Imports and tables in Razor files.</summary>
public sealed class RazorImportsTests
{
    private static RazorProgram Schemas => RazorProgram.Of("Schema.cs", """
        namespace Booking.Drizzle.Schema
        {
            public class EventTable { public string ClerkUserId { get; set; } = ""; public string Name { get; set; } = ""; }
            public class MeetingTable { public string ClerkUserId { get; set; } = ""; }
        }

        namespace Booking.Drizzle.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } = ""; public string Name { get; set; } = ""; }
            public class MeetingsTable { public string WorkosUserId { get; set; } = ""; }
        }
        """);

    [Fact]
    public async Task An_import_that_several_files_share_is_repointed_once() =>
        await Schemas.And("Pages/_ViewImports.cshtml", "@using Booking.Drizzle.Schema\n@using System.Text\n", "@using Booking.Drizzle.SchemaWorkos\n@using System.Text\n")
            .And("Pages/One.cshtml", "@model List<EventTable>\n@foreach (EventTable row in Model) { <p>@row.ClerkUserId @row.Name</p> }\n", "@model List<EventsTable>\n@foreach (EventsTable row in Model) { <p>@row.WorkosUserId @row.Name</p> }\n")
            .And("Pages/Two.cshtml", "@model MeetingTable\n<p>@Model.ClerkUserId</p>\n", "@model MeetingsTable\n<p>@Model.WorkosUserId</p>\n").Becomes();

    [Fact]
    public async Task An_import_that_is_there_already_is_not_doubled() =>
        await Schemas.And("_Imports.razor", "@using Booking.Drizzle.SchemaWorkos\n")
            .And("Row.razor", "@using Booking.Drizzle.Schema\n@using System.Text\n<p>@Item.ClerkUserId</p>\n@code { [Parameter] public EventTable Item { get; set; } = new(); }\n", "@using System.Text\n<p>@Item.WorkosUserId</p>\n@code { [Parameter] public EventsTable Item { get; set; } = new(); }\n")
            .And("Rows.razor", "@using Booking.Drizzle.Schema\n<Row Item=\"@(new EventTable { ClerkUserId = \"a\" })\" />\n", "<Row Item=\"@(new EventsTable { WorkosUserId = \"a\" })\" />\n").Becomes();

    [Fact]
    public async Task A_qualified_name_is_repointed_where_it_stands() =>
        await Schemas.And("Pages/One.cshtml", "@page\n@{ var row = new Booking.Drizzle.Schema.EventTable { ClerkUserId = \"a\" }; }\n<p>@row.ClerkUserId</p>\n", "@page\n@{ var row = new Booking.Drizzle.SchemaWorkos.EventsTable { WorkosUserId = \"a\" }; }\n<p>@row.WorkosUserId</p>\n").Becomes();

    [Fact]
    public async Task An_alias_and_a_static_import_are_repointed() =>
        await Schemas.And("Row.razor", "@using Row1 = Booking.Drizzle.Schema.EventTable\n<p>@(new Row1().ClerkUserId)</p>\n", "@using Row1 = Booking.Drizzle.SchemaWorkos.EventsTable\n<p>@(new Row1().WorkosUserId)</p>\n").Becomes();

    [Fact]
    public async Task An_import_that_a_file_has_from_a_global_one_is_added_where_it_is_missed() =>
        await Schemas.And("Imports.cs", "global using Old = Booking.Drizzle.Schema.EventTable;", "global using Old = Booking.Drizzle.SchemaWorkos.EventsTable;")
            .And("Pages/One.cshtml", "@page\n@model Old\n<p>@Model.ClerkUserId</p>\n", "@page\n@model Old\n<p>@Model.WorkosUserId</p>\n").Becomes();

    /// <summary>With the new import there already, the old one goes with its line; what else stands on the line is kept.</summary>
    [Theory]
    [InlineData("@using Booking.Drizzle.Schema;\n", "")]
    [InlineData("  @using Booking.Drizzle.Schema  \n", "")]
    [InlineData("@using Booking.Drizzle.Schema @* rows *@\n", "@using Booking.Drizzle.SchemaWorkos @* rows *@\n")]
    public async Task An_import_that_is_not_needed_goes_with_its_line(string before, string after) =>
        await Schemas.And("_Imports.razor", "@using Booking.Drizzle.SchemaWorkos\n")
            .And("Row.razor", before + "<p>@(new EventTable().Name)</p>\n", after + "<p>@(new EventsTable().Name)</p>\n").Becomes();

    /// <summary>The file that holds the import is edited, wherever in it the import stands.</summary>
    [Fact]
    public async Task A_shared_import_is_repointed_on_its_own_line() =>
        await Schemas.And("_Imports.razor", "@using System.Text\n@using System.Globalization\n@using Booking.Drizzle.Schema\n", "@using System.Text\n@using System.Globalization\n@using Booking.Drizzle.SchemaWorkos\n")
            .And("Row.razor", "<p>@(new EventTable().Name)</p>", "<p>@(new EventsTable().Name)</p>").Becomes();

    /// <summary>Where a light bulb asks for one of two tables, the other needs the old namespace still.</summary>
    [Theory]
    [InlineData("Row.razor", "", "@using Booking.Drizzle.Schema\n", "@using Booking.Drizzle.SchemaWorkos\n@using Booking.Drizzle.Schema\n")]
    [InlineData("Row.razor", "", "@using System.Text\r\n  @using Booking.Drizzle.Schema\r\n", "@using System.Text\r\n@using Booking.Drizzle.SchemaWorkos\r\n  @using Booking.Drizzle.Schema\r\n")]
    [InlineData("_Imports.razor", "@using System.Globalization\n", "@using System.Text\n@using Booking.Drizzle.Schema\n", "@using System.Text\n@using Booking.Drizzle.SchemaWorkos\n@using Booking.Drizzle.Schema\n")]
    public async Task A_file_that_needs_both_namespaces_has_both(string path, string head, string before, string after)
    {
        const string Rows = "<p>@(new EventTable().Name)@(new MeetingTable())</p>";
        const string Code = "class Code { Booking.Drizzle.Schema.EventTable? row; }";
        var program = (path == "Row.razor" ? Schemas.And(path, before + Rows) : Schemas.And(path, before).And("Row.razor", head + Rows)).And("Code.cs", Code);
        var place = new FindingPlace("/app/Code.cs", new(Code.IndexOf("EventTable", StringComparison.Ordinal), "EventTable".Length));
        var result = await program.Rewrite(new RewriteOptions { Rules = ["C2W301", "C2W302"], Only = [place] });
        async Task<string> TextAsync(string file) => (await result.Solution.Projects.Single().AdditionalDocuments.Single(document => document.FilePath == "/app/" + file).GetTextAsync()).ToString();
        var rows = Rows.Replace("EventTable", "EventsTable", StringComparison.Ordinal);
        Assert.Equal(path == "Row.razor" ? after + rows : head + rows, await TextAsync("Row.razor"));
        if (path != "Row.razor")
            Assert.Equal(after, await TextAsync(path));
    }

    /// <summary>An import that nothing but the moved tables needed goes, also from the file that others share.</summary>
    [Fact]
    public async Task A_shared_import_that_is_not_needed_goes_with_its_line() =>
        await Schemas.And("Imports.cs", "global using Booking.Drizzle.SchemaWorkos;")
            .And("_Imports.razor", "@using System.Text\n@using Booking.Drizzle.Schema\n@using System.Globalization\n", "@using System.Text\n@using System.Globalization\n")
            .And("Row.razor", "<p>@(new EventTable().Name)</p>", "<p>@(new EventsTable().Name)</p>").Becomes();
}
