using System.Diagnostics;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.BlueGreen;
using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.Cutover.Maintenance;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.CutoverLoad.Operating;

/// <summary>
/// An operator: <c>operator WAY start|rollback|finish [--until STEP] [--die STEP POINT] [--early REASON] [--code-report FILE --accept-readers NAMES]</c>, the databases in
/// <c>C2W_LEGACY</c> and <c>C2W_TARGET</c>. Every sentence is a line; the last one is <c>state: …</c>. Dying is what <c>kill -9</c> does: at <c>asked</c> after the step before was noted,
/// at <c>begin</c> before the step has done anything, at <c>end</c> when it has done everything and nothing says so yet.
/// </summary>
internal static class OperatorProcess
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var way = Enum.Parse<CutoverWay>(arguments[0]);
        var (until, death) = (After(arguments, "--until", 1), After(arguments, "--die", 2));
        await using var operation = new CutoverOperation(Environment.GetEnvironmentVariable("C2W_TARGET")!, Environment.GetEnvironmentVariable("C2W_LEGACY"), new CutoverOptions
        {
            Way = way,
            Window = TimeSpan.Zero,
            Skipped = Skipped(way).ToDictionary(name => name, _ => "not what is tried here", StringComparer.Ordinal),
            InPlace = new InPlaceOptions
            {
                BatchRows = 100,
                WithoutInstances = true,
                StatisticsDelay = TimeSpan.Zero,
                CodeReport = After(arguments, "--code-report", 1).FirstOrDefault(),
                AcceptedReaders = After(arguments, "--accept-readers", 1).FirstOrDefault() is { } names ? [.. names.Split(',')] : [],
            },
        })
        {
            Steps = [.. Steps(way).Select(step => step.Name == death.FirstOrDefault() ? new DeadlyStep(step, death[1]) : step)],
        };
        try
        {
            var status = arguments[1] switch
            {
                "start" => await operation.StartAsync(until.FirstOrDefault(), Console.WriteLine),
                "rollback" => await operation.RollbackAsync(until.FirstOrDefault(), Console.WriteLine),
                _ => await operation.FinishAsync(After(arguments, "--early", 1).FirstOrDefault(), Console.WriteLine),
            };
            Console.WriteLine($"state: {status.State}");
            return 0;
        }
        catch (CutoverException failure)
        {
            Console.WriteLine(failure.Message);
            return 1;
        }
    }

    private static IReadOnlyList<CutoverStep> Steps(CutoverWay way) => way switch
    {
        CutoverWay.BlueGreen => BlueGreenWay.Steps(),
        CutoverWay.InPlace => InPlaceWay.Steps(),
        _ => MaintenanceWay.Steps(),
    };

    private static string[] Skipped(CutoverWay way) => ["backup", "rehearsal", "workos", .. way switch
    {
        CutoverWay.BlueGreen => ["data", "rls", "gate"],
        CutoverWay.InPlace => ["gate"],
        _ => (string[])["rls"],
    }];

    private static string[] After(string[] arguments, string option, int count) =>
        Array.IndexOf(arguments, option) is >= 0 and var at ? arguments[(at + 1)..(at + 1 + count)] : [];

    private sealed class DeadlyStep(CutoverStep inner, string point) : CutoverStep
    {
        public override string Name => inner.Name;

        public override string Title => inner.Title;

        public override bool IsFinal => inner.IsFinal;

        public override string? AccompaniedUntil => inner.AccompaniedUntil;

        public override Task AccompanyAsync(CutoverContext context, CancellationToken cancellationToken) => inner.AccompanyAsync(context, cancellationToken);

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
