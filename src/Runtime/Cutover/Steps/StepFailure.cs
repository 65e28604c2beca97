using Clerk2WorkOS.Migration;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Steps;

/// <summary>What went wrong, as a sentence for the operator without a value, an address or a key.</summary>
internal static class StepFailure
{
    /// <summary>Null for what nobody foresaw.</summary>
    public static string? SentenceOf(Exception failure) => failure switch
    {
        CutoverException or MigrationException or RlsException or WorkOSException => failure.Message,
        PostgresException refused => $"PostgreSQL refuses: {refused.MessageText.Split(':')[0]} ({refused.SqlState}).",
        NpgsqlException => "A database does not answer.",
        _ => null,
    };

    /// <summary>The failure with the step's name before its sentence; itself where nobody foresaw it, or where another operator has taken over.</summary>
    public static Exception Of(CutoverStep step, string what, Exception failure) => failure is MigrationFencedException || SentenceOf(failure) is not { } sentence
        ? failure
        : new CutoverException($"{what} '{step.Name}' failed: {sentence}", failure);
}
