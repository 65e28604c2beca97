using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>The variables that the commands about people and data read. What is in them is never shown.</summary>
internal static class MigrationChecks
{
    private static readonly string[] Databases = ["C2W_LEGACY", "C2W_TARGET"];
    private static readonly string[] Others = ["WORKOS_API_KEY"];

    /// <param name="variable">The environment.</param>
    public static IEnumerable<Diagnosis> Of(Func<string, string?> variable)
    {
        var names = Databases.Concat(Others).ToList();
        var set = names.Where(name => !string.IsNullOrWhiteSpace(variable(name))).ToList();
        yield return Diagnosis.Ok("migration", (set.Count, names.Count - set.Count) switch
        {
            (0, _) => $"{Sentence.List(names)} are not set; 'users', 'data' and 'rls' alone read them.",
            (_, 0) => $"{Sentence.List(names)} are set.",
            _ => $"{Sentence.List(set)} {(set.Count == 1 ? "is" : "are")} set, {Sentence.List([.. names.Except(set)])} {(names.Count - set.Count == 1 ? "is" : "are")} not; 'users', 'data' and 'rls' alone read them.",
        });
        foreach (var name in Databases.Intersect(set))
        {
            if (Refusal(variable(name)!, name) is { } why)
                yield return Diagnosis.Problem("migration", Sentence.Of(why), $"Set it as in 'export {name}=postgres://user:password@host/database'.");
        }
    }

    private static string? Refusal(string address, string name)
    {
        try
        {
            DatabaseAddress.Parse(address, name);
            return null;
        }
        catch (CannotRunException refused)
        {
            return refused.Message;
        }
    }
}
