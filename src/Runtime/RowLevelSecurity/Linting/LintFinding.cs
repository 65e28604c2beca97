namespace Clerk2WorkOS.RowLevelSecurity.Linting;

/// <summary>What a review found at one object.</summary>
/// <param name="Id">The check, in kebab-case and stable: <c>table-without-rls</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Place">Where: <c>public.events</c>, <c>public.events.own_rows</c> for a policy or a column, or a role's name.</param>
/// <param name="Reason">Why it is one, in a sentence.</param>
/// <param name="Fix">The SQL that mends it; only comments where no program can know what is meant.</param>
public sealed record LintFinding(string Id, LintSeverity Severity, string Place, string Reason, string Fix);

/// <summary>How bad a finding is.</summary>
public enum LintSeverity
{
    /// <summary>Good to know; it fails nothing.</summary>
    Info,

    /// <summary>Slow, or safe only as long as nothing else changes.</summary>
    Warning,

    /// <summary>Somebody sees or changes what is not theirs, or a statement fails.</summary>
    Error,
}
