using System.Globalization;
using System.Text.RegularExpressions;

namespace Clerk2WorkOS.EndToEnd.Booking;

/// <summary>One command turns the broken sample into a solution that builds.</summary>
[Collection(nameof(BookingRuns))]
public sealed partial class MainJobTests(BookingRuns runs)
{
    /// <summary>What is listed, the reason that the report gives, and the one that the sample's README predicted.</summary>
    private static readonly IReadOnlyList<(string Rule, string Path, string Subject, string Reason, string Predicted)> Listed =
    [
        ("C2W101", "src/Booking.Server/Exports/AccountExport.cs", "ClerkUserId", "A dynamic access in AccountExport.cs finds it by its name", "through `dynamic`"),
        ("C2W201", "src/Booking.Server/Security/AccessLog.cs", "LogAuditEvent", "'throttle.Touch(ipAddress)' does something", "its IP argument counts (`throttle.Touch(…)`)"),
        ("C2W201", "src/Booking.Server/Security/AuditReplay.cs", "LogAuditEvent", "A method group of the old shape", "a method group of the old shape"),
        ("C2W101", "src/Booking.Server/Users/Impersonation.cs", "clerkUserId", "'workosUserId' would bind to something else in 'Resolve'", "as `workosUserId` it would hide the field"),
        ("C2W101", "src/Booking.Server/Users/TokenSubjects.cs", "ClerkSub", "'ClerkUserId' becomes 'WorkosUserId' here", "takes the name `WorkosUserId`"),
    ];

    [Fact]
    public async Task Starts_from_hundreds_of_compiler_errors()
    {
        var counted = (await runs.InPlace).ErrorsBefore;
        Assert.Equal(["Booking.Server", "Booking.Tests", "Booking.Web"], counted.Keys);
        Assert.Equal(BookingReadme.Details("compile errors"), [counted["Booking.Server"], counted["Booking.Web"], counted["Booking.Tests"]]);
        Assert.Equal(BookingReadme.Count("compile errors"), counted.Values.Sum());
        Assert.True(counted.Values.Sum() > 100);
        Assert.Equal(counted.Values.Sum(), (await runs.MainJob).Fix.Report.Summary.ErrorsBefore);
    }

    [Fact]
    public async Task Leaves_no_compiler_error_and_takes_nothing_back()
    {
        var report = (await runs.MainJob).Fix.Report;
        Assert.Equal(0, report.Summary.ErrorsAfter);
        Assert.Empty(report.TakenBack);
    }

    [Fact]
    public async Task Lists_what_the_README_of_the_sample_predicts_and_nothing_else()
    {
        var fix = (await runs.MainJob).Fix;
        Assert.Equal(Listed.Select(one => (one.Rule, one.Path)), fix.Report.ListedPlaces);
        Assert.Equal(Listed.Select(one => one.Path), BookingReadme.Predictions.Select(one => one.Path).Order(StringComparer.Ordinal));
        foreach (var (expected, finding) in Listed.Zip(fix.Report.Listed))
        {
            Assert.Contains($"'{expected.Subject}'", finding.Message, StringComparison.Ordinal);
            Assert.Contains(expected.Reason, finding.Reason, StringComparison.Ordinal);
            Assert.Contains(expected.Predicted, BookingReadme.Predictions.Single(one => one.Path == expected.Path).Why, StringComparison.Ordinal);
        }

        Assert.True(fix.Report.Summary.Listed <= 0.02 * (fix.Report.Summary.Fixed + fix.Report.Summary.Listed));
        Assert.Equal((1, 1), (fix.ExitCode, fix.Report.ExitCode));
    }

    [Fact]
    public async Task Prints_every_finding_that_is_left_in_the_form_of_the_compiler()
    {
        var fix = (await runs.MainJob).Fix;
        foreach (var finding in fix.Report.Listed)
            Assert.Contains($"{finding.Path}({finding.Line},{finding.Column}): warning {finding.Rule}: {finding.Message}", fix.Command.Output, StringComparison.Ordinal);
        Assert.EndsWith("Compiler errors: 222 before, 0 after.\n5 findings left.\n", fix.Command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_names_of_columns_and_names_every_contract_that_moves()
    {
        var contracts = (await runs.MainJob).Fix.Report.Contracts;
        Assert.Equal(
            [("CalendarLink", "clerk_user_id"), ("ExpertNote", "ClerkUserId")],
            contracts.Where(contract => contract.Kind == "persisted").Select(contract => (contract.Owner, contract.NewName)));
        Assert.All(contracts.Where(contract => contract.Kind == "persisted"), contract => Assert.True(contract.Kept));
        Assert.Equal(["json", "route"], contracts.Where(contract => !contract.Kept).Select(contract => contract.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Gives_a_solution_whose_own_tests_pass()
    {
        var tests = (await runs.MainJob).Tests;
        Assert.True(tests.ExitCode == 0, tests.Everything);
        var passed = Assert.Single(Passed().Matches(tests.Output));
        Assert.True(int.Parse(passed.Groups["count"].Value, CultureInfo.InvariantCulture) >= 91, passed.Value);
    }

    [GeneratedRegex(@"Passed!\s+- Failed:\s+0, Passed:\s+(?<count>\d+)")]
    private static partial Regex Passed();
}
