using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary><c>rls verify</c>: attacks the database.</summary>
internal sealed class RlsVerifyCommand
{
    private readonly Surroundings _surroundings;
    private readonly RlsOptions _options = new();
    private readonly ReportVerbosity _verbosity = new();
    private readonly Option<bool> _tap = new("--tap") { Description = "Print the outcome in TAP, as pgTAP's tests do, for pipelines that read it." };

    private RlsVerifyCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new RlsVerifyCommand(surroundings).Create();

    private ExampledCommand Create()
    {
        var command = new ExampledCommand(
            "verify", "Attacks every table as made-up members, guests, outsiders and visitors, in a transaction that is rolled back; exit 1 if anybody got what the rules do not give.",
            """
            clerk2workos rls verify --app-role booking_app --report matrix.html
            clerk2workos rls verify --app-role booking_app --tap
            """)
        {
            _tap,
        };
        _options.AddTo(command);
        _options.AddPoliciesTo(command);
        _options.AddReportTo(command);
        _verbosity.AddTo(command);
        command.SetAction((parsed, token) => _options.RunAsync(parsed, _surroundings, async (address, database) =>
        {
            var reports = _options.Reports(parsed, _surroundings);
            var (began, startedAt) = (TimeProvider.System.GetTimestamp(), DateTimeOffset.UtcNow);
            var matrix = await new RlsVerification(address, await _options.ModelAsync(parsed, _surroundings, database, token)).RunAsync(token);
            var document = RlsMatrixReport.Of(matrix, startedAt, TimeProvider.System.GetElapsedTime(began));
            DocumentFiles.Write(reports, document);
            await _surroundings.Output.WriteAsync(parsed.GetValue(_tap) ? RlsMatrixReport.Tap(matrix) : DocumentConsole.Write(document, _verbosity.Read(parsed)));
            return document.ExitCode;
        }, token));
        return command;
    }
}
