using System.Collections.Immutable;
using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Database;

/// <summary>
/// The step in the database that belongs to C2W402: a new Entity Framework Core migration, or a file of SQL. Nobody's code is run unasked, so a migration
/// is made only on demand; without Entity Framework Core the SQL is written by itself.
/// </summary>
internal sealed class GuestColumnsStep
{
    private const string MigrationName = "AddGuestColumns";
    private const string SqlName = "add_guest_columns.sql";

    private readonly string _root;
    private readonly ImmutableArray<EfMigration> _migrations;
    private readonly ImmutableArray<(string Path, string Text)> _scripts;
    private readonly ImmutableArray<string> _advice;

    private GuestColumnsStep(
        string root, ImmutableArray<EfMigration> migrations, ImmutableArray<(string Path, string Text)> scripts, ImmutableArray<string> advice)
    {
        _root = root;
        _migrations = migrations;
        _scripts = scripts;
        _advice = advice;
    }

    /// <param name="tables">The columns that the rewrite added.</param>
    /// <param name="way">What was asked for; <c>null</c> for the SQL without Entity Framework Core, and advice with it.</param>
    /// <param name="startup">The start-up project that was named; <c>null</c> to find it.</param>
    /// <param name="solution">The solution as loaded.</param>
    /// <param name="root">The solution's folder.</param>
    /// <exception cref="CannotRunException">What was asked for cannot be done.</exception>
    public static GuestColumnsStep Plan(ImmutableArray<AddedColumns> tables, GuestColumnsWay? way, string? startup, Solution solution, string root)
    {
        var mapped = tables.Where(table => table.Context is not null).ToList();
        if (way == GuestColumnsWay.Ef && mapped.Count < tables.Length)
            throw new CannotRunException($"'{tables.First(table => table.Context is null).Type}' is in no Entity Framework Core context of the solution, so that 'dotnet ef' cannot migrate it; take --guest-columns sql. Nothing was written.");
        var byEf = way is GuestColumnsWay.Ef or null or GuestColumnsWay.None ? mapped : [];
        var bySql = way == GuestColumnsWay.None ? [] : tables.Except(byEf).ToList();
        var migrations = byEf.Select(table => (table.Context, table.ContextProjectPath)).Distinct()
            .Select(context => new EfMigration(
                root, FreeName(context.ContextProjectPath!), context.ContextProjectPath!,
                startup ?? Startup(context.ContextProjectPath!, solution, root, isAsked: way == GuestColumnsWay.Ef), context.Context!))
            .ToImmutableArray();
        var scripts = bySql.GroupBy(table => table.ProjectPath, StringComparer.Ordinal)
            .Select(project => Script(Path.GetDirectoryName(project.Key)!, GuestColumnsSql.Of(project))).OfType<(string Path, string Text)>().ToImmutableArray();
        if (way == GuestColumnsWay.Ef)
            return new GuestColumnsStep(root, migrations, scripts, []);
        ImmutableArray<string> advice =
        [
            .. migrations.Select(migration => $"the new columns need a migration: run '{migration.CommandLine}', or run again with --guest-columns ef or sql on the code before."),
            .. way == GuestColumnsWay.None
                ? tables.Except(mapped).Select(table => $"'{table.Table}' needs new columns: {string.Join(", ", table.Columns.Select(column => $"{column.Name} {column.Type}"))}.")
                : [],
        ];
        return new GuestColumnsStep(root, [], scripts, advice);
    }

    /// <summary>What is done, or would be, or is left to do.</summary>
    public ImmutableArray<string> Announced =>
    [
        .. _migrations.Select(migration => $"'{migration.CommandLine}' adds a migration."),
        .. _scripts.Select(script => $"'{Shown(script.Path)}' adds the columns; it can be run again and again."),
        .. _advice,
    ];

    /// <summary>Everything that can be refused before anything is written.</summary>
    /// <exception cref="CannotRunException">The tool that it takes is not there.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var migration in _migrations.Take(1))
            await migration.CheckAsync(cancellationToken);
    }

    /// <summary>The files that are there and may change.</summary>
    public IEnumerable<string> Snapshots => _migrations.SelectMany(migration => migration.Snapshots()).Distinct(StringComparer.Ordinal);

    /// <summary>The migrations that <c>dotnet ef</c> makes.</summary>
    public IEnumerable<ExpectedMigration> Migrations => _migrations.Select(migration => new ExpectedMigration(Path.GetDirectoryName(migration.Project)!, migration.Name));

    /// <summary>Writes the scripts and makes the migrations, in the rewritten code; what fails leaves nothing behind.</summary>
    /// <param name="write">Writes a script, in a folder that may not be there yet.</param>
    /// <param name="cancellationToken">Ends <c>dotnet ef</c>.</param>
    /// <returns>What was done, as sentences, and the files that were made.</returns>
    /// <exception cref="CannotRunException">It could not be done.</exception>
    public async Task<(ImmutableArray<string> Sentences, IReadOnlyList<string> Made)> RunAsync(Action<string, byte[]> write, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        var snapshots = Snapshots.ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);
        var done = ImmutableArray.CreateBuilder<string>();
        try
        {
            foreach (var (path, text) in _scripts)
            {
                Write(path, text, write);
                written.Add(path);
                done.Add($"'{Shown(path)}' adds the columns; it can be run again and again.");
            }

            foreach (var migration in _migrations)
            {
                var files = await migration.AddAsync(cancellationToken);
                written.AddRange(files);
                done.Add($"'{Shown(files.First(file => !file.EndsWith(".Designer.cs", StringComparison.Ordinal)))}' was added by '{migration.CommandLine}'; read it before it is applied.");
            }
        }
        catch
        {
            foreach (var path in written)
                File.Delete(path);
            foreach (var (path, content) in snapshots)
                await File.WriteAllBytesAsync(path, content, CancellationToken.None);
            throw;
        }

        return (done.ToImmutable().AddRange(_advice), written);
    }

    private string Shown(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');

    private static void Write(string path, string text, Action<string, byte[]> write)
    {
        try
        {
            write(path, Encoding.UTF8.GetBytes(text));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{path}' cannot be written: {Sentence.Of(failure)}", failure);
        }
    }

    /// <summary>A script that says the same already is left alone; another of that name is never replaced.</summary>
    private static (string Path, string Text)? Script(string folder, string text)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, "Migrations", number == 1 ? SqlName : SqlName.Replace(".sql", $"_{number}.sql", StringComparison.Ordinal));
            if (!File.Exists(path))
                return (path, text);
            if (File.ReadAllText(path) == text)
                return null;
        }
    }

    private static string FreeName(string project)
    {
        var taken = Directory.EnumerateFiles(Path.GetDirectoryName(project)!, $"*_{MigrationName}*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToList();
        var name = MigrationName;
        for (var number = 2; taken.Any(file => file!.EndsWith("_" + name, StringComparison.Ordinal)); number++)
            name = MigrationName + number;
        return name;
    }

    /// <summary>The one program that uses the context's project; the project itself where none does.</summary>
    private static string Startup(string contextProject, Solution solution, string root, bool isAsked)
    {
        var programs = solution.Projects
            .Where(project => project.CompilationOptions?.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication)
            .Select(project => project.FilePath).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(path => !IsTest(solution, path)).ToList();
        var references = new ProjectReferences();
        var users = programs.Where(path => path == contextProject).Concat(references.DependentsOf([contextProject], programs)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (users.Count > 1 && isAsked)
            throw new CannotRunException($"{Sentence.List([.. users.Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))])} use the context; say with --startup-project which of them builds the model. Nothing was written.");
        return users is [var only, ..] ? only : contextProject;
    }

    private static bool IsTest(Solution solution, string path) => solution.Projects.Where(project => project.FilePath == path)
        .Any(project => project.MetadataReferences.Any(reference => Path.GetFileName(reference.Display) is "xunit.core.dll" or "xunit.v3.core.dll" or "nunit.framework.dll" or "Microsoft.VisualStudio.TestPlatform.TestFramework.dll" or "MSTest.TestFramework.dll"));
}
