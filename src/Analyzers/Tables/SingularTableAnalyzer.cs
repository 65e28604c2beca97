using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>C2W301: a singular table type of the legacy schema in use, and queries that are named after one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SingularTableAnalyzer() : MigrationAnalyzer(Rules.SingularTable)
{
    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => !map.Tables.IsEmpty;

    private protected override void Register(CompilationStartAnalysisContext start, MigrationProject project)
    {
        OnFilesWith(Words.Table | Words.Escape, start, project, CheckTables);
        OnFilesBeside(Words.Table, configured: false, start, project, CheckQueries);
    }

    private static void CheckTables(MigrationFile file)
    {
        var map = file.Project.Map;
        foreach (var token in file.Identifiers(Words.Table))
        {
            if (!map.Tables.TryGetValue(token.ValueText, out var plural) || plural == token.ValueText || token.Parent is not SimpleNameSyntax name)
                continue;
            var schema = file.Project.Schema;
            if (TablesOf(file).IsReference(name, out var newName))
                Report(file, name, schema.Targets.ContainsKey(plural) ? $"use '{newName}'" : NoTarget(plural));
            else if (schema.TargetNamespace is null
                && TableReference.TypeOf(name, file.Model, file.Project.Entities.Contains, file.CancellationToken) is not null)
                Report(file, name, NoTarget(plural));
        }
    }

    /// <summary>The table's name, and that of the query which is declared with it.</summary>
    private static void Report(MigrationFile file, SimpleNameSyntax table, string advice)
    {
        if (file.IsProtected(table))
            return;
        file.Report(Diagnostic.Create(Rules.SingularTable, table.Identifier.GetLocation(), table.Identifier.ValueText, advice));
        if (file.Project.Schema.TargetNamespace is not null
            && SingularTable.QueryNamedLike(table, out var newName, file.Project.Map) is { } query)
            file.Report(Diagnostic.Create(Rules.SingularTable, query.Identifier.GetLocation(), query.Identifier.ValueText, $"use '{newName}'"));
    }

    /// <summary>Queries that dropped "Table" do not hold the word; they are looked for only where the WorkOS schema is there.</summary>
    private static void CheckQueries(MigrationFile file)
    {
        var schema = file.Project.Schema;
        if (schema.TargetNamespace is null)
            return;
        var characters = file.Text.ToString();
        foreach (var pair in file.Project.Map.Tables)
        {
            var (singular, plural) = (SingularTable.Stem(pair.Key), SingularTable.Stem(pair.Value));
            if (singular == plural || !schema.Targets.TryGetValue(pair.Value, out var target))
                continue;
            foreach (var token in CandidateWords.Identifiers(file.Root, characters, singular))
            {
                if (token.Parent is SimpleNameSyntax name
                    && TablesOf(file).IsGoneQuery(name, plural, target) && !file.IsProtected(name))
                    file.Report(Diagnostic.Create(Rules.SingularTable, token.GetLocation(), singular, $"use '{plural}'"));
            }
        }
    }

    private static SingularTable TablesOf(MigrationFile file) =>
        new(file.Model, file.Project.Map, file.Project.Schema, () => file.Imports, file.CancellationToken);

    private static string NoTarget(string plural) => $"no target '{plural}' is in the solution yet";
}
