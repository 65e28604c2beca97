namespace Clerk2WorkOS.Cutover.Steps;

/// <summary>Of steps that are only asked what they would do: nothing is remembered.</summary>
internal sealed class ForgottenMemory : IStepMemory
{
    public Task<string?> FindAsync(string step, string name, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task KeepAsync(string step, string name, string? value, CancellationToken cancellationToken) => Task.CompletedTask;
}
