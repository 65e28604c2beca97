namespace Clerk2WorkOS.Cutover.InPlace.Keeping;

/// <summary>Is told of each statement that changes something; tests end the step there.</summary>
internal class StatementListener
{
    public static readonly StatementListener None = new();

    /// <summary>It is about to run.</summary>
    public virtual ValueTask BeginsAsync(string sql) => ValueTask.CompletedTask;

    /// <summary>It is committed, and nothing else is yet.</summary>
    public virtual ValueTask DoneAsync(string sql) => ValueTask.CompletedTask;
}
