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

    [Theory]
    [InlineData("InvoiceTable", null)]
    [InlineData("InvoiceTable:BillsTable", null)]
    [InlineData(" InvoiceTable : Bills ", null)]
    [InlineData("Table", "'Table' is no type's name that ends in 'Table'")]
    [InlineData("Invoice", "'Invoice' is no type's name that ends in 'Table'")]
    [InlineData("Invoicetable", "'Invoicetable' is no type's name that ends in 'Table'")]
    [InlineData("1Table", "'1Table' is no type's name that ends in 'Table'")]
    [InlineData(":BillsTable", "'' is no type's name that ends in 'Table'")]
    [InlineData("ATable:", "'' is no type's name")]
    [InlineData("ATable:B C", "'B C' is no type's name")]
    public void What_is_wrong_with_a_table_is_said(string entry, string? problem) => Assert.Equal(problem, TableNames.Problem(entry));

    [Theory]
    [InlineData("YTable", "YsTable")]
    [InlineData("KeyTable", "KeysTable")]
    [InlineData("DAYTable", "DAYsTable")]
    [InlineData("dAyTable", "dAysTable")]
    [InlineData("ByTable", "BiesTable")]
    [InlineData("MatchTable", "MatchesTable")]
    [InlineData("WishTable", "WishesTable")]
    [InlineData("QuizTable", "QuizesTable")]
    [InlineData("BusTable", "BusesTable")]
    [InlineData("TaxTable", "TaxesTable")]
    [InlineData("Entry", "Entries")]
    [InlineData("Table", "sTable")]
    public void A_plural_is_made_by_the_last_letters(string singular, string plural) => Assert.Equal(plural, TableNames.PluralOf(singular));

    [Fact]
    public Task A_configured_table_is_found() => RuleProject.Of("""
        using {|C2W302:Old|};
        public class Uses { public {|C2W301:InvoiceTable|} One { get; set; } public {|C2W301:EventTable|} Two { get; set; } }
        """)
        .Referring("namespace Old { public class InvoiceTable { } public class EventTable { } } namespace New { public class InvoicesTable { } public class EventsTable { } }")
        .Configured("c2w_tables", "InvoiceTable")
        .Shows();
}
