using System.Diagnostics;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Maintenance;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.CutoverLoad.Maintenance;

/// <summary>
/// An operator who dies at a step: <c>operator start|rollback|finish [STEP asked|begin|end]</c>, both databases in <c>C2W_LEGACY</c> and <c>C2W_TARGET</c>. <c>asked</c> is after the
/// step before was noted, <c>begin</c> before the step has done anything, <c>end</c> when it has done everything and nothing says so yet.
/// </summary>
internal static class OperatorProcess
{
    private static readonly string[] Skipped = ["backup", "rehearsal", "rls", "workos"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (step, point) = arguments.Length > 2 ? (arguments[1], arguments[2]) : ("", "");
        await using var operation = new CutoverOperation(Environment.GetEnvironmentVariable("C2W_TARGET")!, Environment.GetEnvironmentVariable("C2W_LEGACY"), new CutoverOptions
        {
            Way = CutoverWay.Maintenance,
            Window = TimeSpan.Zero,
            Skipped = Skipped.ToDictionary(name => name, _ => "not what is tried here", StringComparer.Ordinal),
        })
        {
            Steps = [.. MaintenanceWay.Steps().Select(inner => inner.Name == step ? new DeadlyStep(inner, point) : inner)],
        };
        var status = arguments[0] switch
        {
            "start" => await operation.StartAsync(say: Console.Error.WriteLine),
            "rollback" => await operation.RollbackAsync(say: Console.Error.WriteLine),
            _ => await operation.FinishAsync(say: Console.Error.WriteLine),
        };
        await Console.Out.WriteLineAsync(status.State.ToString());
        return 0;
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    private sealed class DeadlyStep(CutoverStep inner, string point) : CutoverStep
    {
        public override string Name => inner.Name;

        public override string Title => inner.Title;

        public override bool IsFinal => inner.IsFinal;

        public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => inner.PreviewAsync(context, cancellationToken);

        public override Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken)
        {
            DieAt("asked");
            return inner.ObstaclesAsync(context, cancellationToken);
        }

        public override Task<IReadOnlyList<string>> UndoObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) => inner.UndoObstaclesAsync(context, cancellationToken);

        public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
        {
            DieAt("begin");
            await inner.DoAsync(context, cancellationToken);
            DieAt("end");
        }

        public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
        {
            DieAt("begin");
            await inner.UndoAsync(context, cancellationToken);
            DieAt("end");
        }

        private void DieAt(string here)
        {
            if (here == point)
                Process.GetCurrentProcess().Kill();
        }
    }
}
