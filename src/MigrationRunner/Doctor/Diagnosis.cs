namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>How something is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It may be meant so, and something works less well for it.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Problem,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Fact">What was seen; a sentence.</param>
/// <param name="Remedy">The command or the edit that mends it; a sentence. Null where there is nothing to mend.</param>
internal sealed record Diagnosis(Health Health, string Check, string Fact, string? Remedy = null)
{
    public static Diagnosis Ok(string check, string fact) => new(Health.Ok, check, fact);

    public static Diagnosis Warning(string check, string fact, string remedy) => new(Health.Warning, check, fact, remedy);

    public static Diagnosis Problem(string check, string fact, string remedy) => new(Health.Problem, check, fact, remedy);
}
