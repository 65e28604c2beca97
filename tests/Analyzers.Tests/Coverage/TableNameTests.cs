using Clerk2WorkOS.Analyzers.Coverage;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tests.Coverage;

/// <summary>By which names the database may know a table, the likeliest first.</summary>
public class TableNameTests
{
    [Theory]
    [InlineData("EventsTable", "events, events_table, EventsTable")]
    [InlineData("ScheduleAvailabilitiesTable", "schedule_availabilities, ScheduleAvailabilities, schedule_availabilities_table, ScheduleAvailabilitiesTable")]
    [InlineData("HTTPLogsTable", "http_logs, HTTPLogs, http_logs_table, HTTPLogsTable")]
    [InlineData("RowsXTable", "rows_x, RowsX, rows_x_table, RowsXTable")]
    [InlineData("Event", "event")]
    public void Conventions_give_it_with_and_without_snake_case(string type, string names) => Assert.Equal(names, NamesOf(type, $"class {type} {{ }}"));

    [Theory]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"all_events\")]", "all_events")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"all_events\", Schema = \"app\")]", "all_events")]
    [InlineData("[System.Obsolete(\"old\")]", "events, events_table, EventsTable")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(null)]", "events, events_table, EventsTable")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table]", "events, events_table, EventsTable")]
    public void An_attribute_gives_it(string attribute, string names) => Assert.Equal(names, NamesOf("EventsTable", $"{attribute} class EventsTable {{ }}"));

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore.DbSet<EventsTable> BookableEvents", "bookable_events, BookableEvents, events, events_table, EventsTable")]
    [InlineData("Microsoft.EntityFrameworkCore.DbSet<EventsTable> Events", "events, events_table, EventsTable")]
    [InlineData("System.Collections.Generic.List<EventsTable> BookableEvents", "events, events_table, EventsTable")]
    public void A_set_of_the_context_gives_it(string property, string names) => Assert.Equal(
        names, NamesOf("EventsTable", $"class EventsTable {{ }} class Db : Microsoft.EntityFrameworkCore.DbContext {{ public {property} {{ get; set; }} public EventsTable One {{ get; set; }} }}"));

    [Theory]
    [InlineData("class Db { void Configure(Model m) => m.Entity<EventsTable>().ToTable(\"all_events\"); }", "all_events")]
    [InlineData("class Db { void Configure(Model m) => m.Entity<Booking.EventsTable>().HasKey().ToTable(\"all_events\", \"app\"); }", "all_events")]
    [InlineData("class Db { void Configure(Model m) => m.Entity<EventsTable>(e => { e.HasKey(); e.ToTable(\"all_events\"); }); }", "all_events")]
    [InlineData("class C : System.IDisposable, Base<Other>, IEntityTypeConfiguration<EventsTable> { void Configure(Model m) => m.ToTable(\"all_events\"); }", "all_events")]
    [InlineData("class C : IEntityTypeConfiguration<Booking.EventsTable> { void Configure(Model m) => m.ToTable(\"all_events\"); }", "all_events")]
    [InlineData("class Db { void Configure(Model m) { m.Entity<EventsTable>().ToTable(\"one\"); m.Entity<EventsTable>().ToTable(\"two\"); } }", "one, two")]
    [InlineData("class Db { void Configure(Model m) => m.Entity<Other>().ToTable(\"all_events\"); }", "events, events_table, EventsTable")]
    [InlineData("class Db { void Configure(Model m, string name) => m.Entity<EventsTable>().ToTable(name); }", "events, events_table, EventsTable")]
    [InlineData("class Db { void Configure(Model m) => m.Entity<EventsTable>().ToTable(1); }", "events, events_table, EventsTable")]
    [InlineData("class Db { void Configure(Model m) => m.Entity<EventsTable>().ToTable(); }", "events, events_table, EventsTable")]
    [InlineData("class Db { void Configure(Model m) => m.Entity<EventsTable[]>().ToTable(\"all_events\"); }", "events, events_table, EventsTable")]
    [InlineData("class Db { void Configure(Model m) => m.Set<EventsTable>().ToTable(\"all_events\"); }", "events, events_table, EventsTable")]
    [InlineData("class Db { void Configure(Model m) => m.Entity<EventsTable>().ToTables(\"all_events\"); }", "events, events_table, EventsTable")]
    [InlineData("class Db { /* m.Entity<EventsTable>().ToTable(\"all_events\") */ }", "events, events_table, EventsTable")]
    [InlineData("class C : Base<EventsTable> { void Configure(Model m) => m.ToTable(\"all_events\"); }", "events, events_table, EventsTable")]
    public void A_mapping_gives_it(string code, string names) => Assert.Equal(names, NamesOf("EventsTable", "namespace Booking { class EventsTable { } " + code + " }"));

    private static string NamesOf(string type, string code)
    {
        var compilation = RuleProject.Of(code).Compile();
        var symbol = compilation.GetSymbolsWithName(type, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        return string.Join(", ", new TableName(compilation).Of(symbol));
    }
}
