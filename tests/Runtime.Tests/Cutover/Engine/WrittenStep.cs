using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>A step that writes down what is asked of it, in the database that it switches.</summary>
internal sealed class WrittenStep(string name) : CutoverStep
{
    public override string Name => name;

    public override string Title => $"Do {name}";

    public override bool IsFinal => name.StartsWith("final", StringComparison.Ordinal);

    public override string? AccompaniedUntil => Until;

    public string? Until { get; init; }

    /// <summary>Beside the later steps.</summary>
    public Func<CutoverContext, CancellationToken, Task>? Beside { get; init; }

    public Func<CutoverContext, CancellationToken, Task>? Does { get; set; }

    public Func<CutoverContext, CancellationToken, Task>? Undoes { get; set; }

    public IReadOnlyList<string> UndoObstacles { get; set; } = [];

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([$"SELECT '{name}'"]);

    public override Task<IReadOnlyList<string>> UndoObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult(UndoObstacles);

    public override Task AccompanyAsync(CutoverContext context, CancellationToken cancellationToken) => Beside?.Invoke(context, cancellationToken) ?? Task.CompletedTask;

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await WriteAsync(context, name, cancellationToken);
        await (Does?.Invoke(context, cancellationToken) ?? Task.CompletedTask);
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await WriteAsync(context, $"-{name}", cancellationToken);
        await (Undoes?.Invoke(context, cancellationToken) ?? Task.CompletedTask);
    }

    public static async Task WriteAsync(CutoverContext context, string what, CancellationToken cancellationToken)
    {
        await using var connection = await context.Target.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("INSERT INTO written (what) VALUES ($1)", cancellationToken, what);
    }
}
