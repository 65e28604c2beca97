using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.RowLevelSecurity.Linting;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary><c>rls lint</c>: reviews a database, or the files that make one.</summary>
internal sealed class RlsLintCommand
{
    private readonly Surroundings _surroundings;
    private readonly RlsOptions _options = new();
    private readonly Argument<string[]> _files = new("FILES") { Description = "Files of SQL, read in their order as one; without any the database is reviewed.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _ignore = new("--ignore") { Description = "Count these findings and do not list them: an id, or id:object (missing-index:public.events.org_id). May be given several times.", HelpName = "ID[:OBJECT]" };
    private readonly Option<string[]> _publicTables = new("--public-table") { Description = "A table that everybody may read: USING (true) for SELECT is no finding there. May be given several times. Default: categories.", HelpName = "NAME" };
    private readonly Option<LintFormat?> _format = Choice.Of<LintFormat>("--format", [], "How findings are printed: for people, for programs, or as annotations of a workflow on GitHub.");

    private RlsLintCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new RlsLintCommand(surroundings).Create();

    private ExampledCommand Create()
    {
        var command = new ExampledCommand(
            "lint", "Reviews row-level security, in a database or in files of SQL: who sees what is not theirs, what is slow; each finding with the SQL that mends it.",
            """
            clerk2workos rls lint --app-role booking_app --report lint.html
            clerk2workos rls lint 000_indexes.sql 001_enable_rls.sql
            clerk2workos rls lint --ignore definer-view:public.totals --format github
            """);
        command.Add(_files);
        _options.AddTo(command);
        _options.AddReportTo(command);
        foreach (var option in new Option[] { _ignore, _publicTables, _format })
            command.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (began, startedAt) = (TimeProvider.System.GetTimestamp(), DateTimeOffset.UtcNow);
        var reports = _options.Reports(parsed, _surroundings);
        var files = parsed.GetValue(_files) ?? [];
        if (files.Length > 0 && _options.IsDatabaseGiven(parsed))
            throw new CannotRunException("Files are reviewed, or a database: give one of them.");
        var result = files.Length > 0 ? ReviewFiles(files, Options(parsed)) : await ReviewDatabaseAsync(parsed, cancellationToken);
        var document = LintReport.Of(result, startedAt, TimeProvider.System.GetElapsedTime(began));
        DocumentFiles.Write(reports, document);
        await _surroundings.Output.WriteAsync(parsed.GetValue(_format) switch
        {
            LintFormat.Json => System.Text.Encoding.UTF8.GetString(DocumentJson.Write(document)),
            LintFormat.GitHub => LintReport.Annotations(result),
            _ => LintReport.Text(result),
        });
        return document.ExitCode;
    }

    private LintOptions Options(ParseResult parsed)
    {
        var options = new LintOptions { Schema = _options.Schema(parsed), AppRole = _options.AppRole(parsed) };
        foreach (var ignored in parsed.GetValue(_ignore) ?? [])
            options.Ignored.Add(ignored);
        if (parsed.GetValue(_publicTables) is { Length: > 0 } named)
        {
            options.PublicTables.Clear();
            foreach (var table in named)
                options.PublicTables.Add(table);
        }

        return options;
    }

    private LintResult ReviewFiles(string[] files, LintOptions options)
    {
        try
        {
            return RlsLinter.Lint(files.Select(file => new SqlScript(file, File.ReadAllText(_surroundings.FullPath(file)))), options);
        }
        catch (SqlScriptException failure)
        {
            throw new CannotRunException(failure.Message, failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"A file cannot be read: {Sentence.Of(failure)}", failure);
        }
    }

    private async Task<LintResult> ReviewDatabaseAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var text = _options.Database(parsed, _surroundings);
        await DatabaseProbe.CheckAsync("The database", text, cancellationToken);
        try
        {
            await using var database = NpgsqlDataSource.Create(text);
            return await RlsLinter.LintAsync(database, Options(parsed), cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw new CannotRunException(DatabaseProbe.SentenceOf("The database", failure), failure);
        }
    }
}

/// <summary>How findings are printed.</summary>
internal enum LintFormat
{
    Text,
    Json,
    GitHub,
}
