using Booking.Server.Exports;

namespace Booking.Tests;

public class AccountExportTests
{
    [Fact]
    public void Writes_rows_of_any_shape()
    {
        dynamic visit = new System.Dynamic.ExpandoObject();
        visit.Kind = "visits";
        visit.Count = 3;
        string text = AccountExport.Write(
        [
            new ExportRow { ClerkUserId = "clerk_001", Kind = "meetings", Count = 12 },
            visit,
        ]);
        Assert.Equal("clerk_001;meetings;12\nanonymous;visits;3\n", text);
    }
}
