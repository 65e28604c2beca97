using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Tests.Map;

public class TableNamesTests
{
    [Theory]
    [InlineData("InvoiceTable", "InvoicesTable")]
    [InlineData("CompanyTable", "CompaniesTable")]
    [InlineData("DayTable", "DaysTable")]
    [InlineData("BoxTable", "BoxesTable")]
    [InlineData("AddressTable", "AddressesTable")]
    [InlineData("BranchTable", "BranchesTable")]
    public void Has_the_English_plural(string singular, string plural) => Assert.Equal(plural, TableNames.PluralOf(singular));

    [Fact]
    public void The_defaults_follow_the_same_rule() => Assert.All(
        TableNames.Defaults.Where(pair => pair.Key != pair.Value),
        pair => Assert.Equal(pair.Value, TableNames.PluralOf(pair.Key)));

    [Fact]
    public void Takes_further_tables_from_the_configuration()
    {
        var tables = TableNames.With("InvoiceTable, NoteTable:MemosTable, EventTable:OfferingsTable, Unrelated, Table");

        Assert.Equal(TableNames.Defaults.Count + 2, tables.Count);
        Assert.Equal("InvoicesTable", tables["InvoiceTable"]);
        Assert.Equal("MemosTable", tables["NoteTable"]);
        Assert.Equal("OfferingsTable", tables["EventTable"]);
    }

    [Fact]
    public Task A_configured_table_is_found() => RuleProject.Of("""
        using {|C2W302:Old|};
        public class Uses { public {|C2W301:InvoiceTable|} One { get; set; } public {|C2W301:EventTable|} Two { get; set; } }
        """)
        .Referring("namespace Old { public class InvoiceTable { } public class EventTable { } } namespace New { public class InvoicesTable { } public class EventsTable { } }")
        .Configured("c2w_tables", "InvoiceTable")
        .Shows();
}
