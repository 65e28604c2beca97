using Booking.Server.Exports;

namespace Booking.Tests;

public class AccountExportTests
{
    [Fact]
    public void Writes_what_there_is()
    {
        var text = AccountExport.Write(
        [
            new ExportRow { ClerkUserId = "clerk_001", Kind = "meetings", Count = 12 },
            new ExportRow { ClerkUserId = "clerk_001", Kind = "records" },
            new ExportRow { ClerkUserId = "clerk_001", Kind = "notes", Count = 3 },
        ]);
        Assert.Equal("clerk_001;meetings;12\nclerk_001;notes;3\n", text);
    }
}
