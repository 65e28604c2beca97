using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Package.Presets;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: presets FOLDER");
    return 2;
}

Directory.CreateDirectory(folder);
foreach (var preset in Preset.All)
    File.WriteAllText(Path.Combine(folder, preset.FileName), preset.Text(AllAnalyzers.Create().SelectMany(analyzer => analyzer.SupportedDiagnostics)));
return 0;
