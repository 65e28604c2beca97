using System.Text;

namespace Clerk2WorkOS.EndToEnd.Booking;

/// <summary>What a run must leave as it is: the source, protected code, and every byte that is no part of an edit.</summary>
[Collection(nameof(BookingRuns))]
public sealed class UntouchedTests(BookingRuns runs)
{
    private static readonly string[] CrlfFiles =
    [
        "src/Booking.Contracts/Schema/Meetings/MeetingPaymentRequest.cs", "src/Booking.Server/Actions/BillingActions.cs",
        "src/Booking.Server/Notifications/PayoutSent.cs", "src/Booking.Web/Webhooks/RefundHandler.cs",
    ];

    private static readonly string[] MarkedFiles =
    [
        "src/Booking.Server/Actions/UserSyncActions.cs", "src/Booking.Server/Notifications/PayoutSent.cs", "src/Booking.Web/Controllers/ExpertsController.cs",
    ];

    [Fact]
    public async Task The_source_of_an_output_stays_to_the_last_byte() =>
        Assert.Empty((await runs.MainJob).SourceAfter.DifferencesFrom(runs.Source));

    [Fact]
    public async Task An_output_has_the_files_of_its_source() =>
        Assert.Equal(runs.Source.Paths, (await runs.MainJob).Result.Paths);

    [Theory]
    [InlineData("src/Booking.Drizzle/Migrations/")]
    [InlineData("src/Booking.Drizzle/Schema/")]
    [InlineData("src/Booking.DataMigration/")]
    public async Task Protected_code_stays(string folder)
    {
        Assert.Contains(runs.Source.Paths, path => path.StartsWith(folder, StringComparison.Ordinal));
        Assert.DoesNotContain((await runs.MainJob).Result.DifferencesFrom(runs.Source), path => path.StartsWith(folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_C_sharp_and_Razor_files_change()
    {
        var job = await runs.MainJob;
        var changed = job.Result.DifferencesFrom(runs.Source);
        Assert.Equal(job.Fix.Report.Summary.FilesChanged, changed.Count);
        Assert.All(changed, path => Assert.Matches(@"\.(cs|cshtml|razor)$", path));
        Assert.Equal(
            ["src/Booking.Web/Components/OfferCount.razor", "src/Booking.Web/Components/_Imports.razor", "src/Booking.Web/Pages/Expert.cshtml"],
            changed.Where(path => !path.EndsWith(".cs", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_file_keeps_its_line_endings_its_byte_order_mark_and_its_last_line_break()
    {
        var result = (await runs.MainJob).Result;
        Assert.All(runs.Source.Paths, path => Assert.Equal(Form.Of(runs.Source[path]), Form.Of(result[path])));
    }

    [Fact]
    public async Task Files_with_Windows_line_endings_or_a_byte_order_mark_are_among_the_changed_ones()
    {
        var code = runs.Source.Paths
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !path.StartsWith("src/Booking.Drizzle/Migrations/", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(CrlfFiles, code.Where(path => Form.Of(runs.Source[path]).HasCrlf));
        Assert.Equal(MarkedFiles, code.Where(path => Form.Of(runs.Source[path]).HasMark));
        Assert.All(code.Where(path => Form.Of(runs.Source[path]).HasCrlf), path => Assert.False(Form.Of(runs.Source[path]).HasLf));

        var changed = (await runs.MainJob).Result.DifferencesFrom(runs.Source);
        Assert.Subset(changed.ToHashSet(), CrlfFiles.Concat(MarkedFiles).ToHashSet());
    }

    /// <summary>How a file is written down, apart from what it says.</summary>
    private readonly record struct Form(bool HasMark, bool HasCrlf, bool HasLf, bool EndsWithLineBreak)
    {
        public static Form Of(byte[] bytes)
        {
            var text = Encoding.Latin1.GetString(bytes);
            var crlf = text.Split("\r\n").Length - 1;
            return new Form(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), crlf > 0, text.Count(c => c == '\n') > crlf, text.EndsWith('\n'));
        }
    }
}
