using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// The one line of a terminal that shows how far something has come: what it is, and where it can be told a bar, a percentage, what was counted and how long it
/// still takes. Spectre.Console draws it, which is loaded for a terminal alone; what is said meanwhile stands above it, and at the end it is gone.
/// </summary>
internal sealed class TerminalLine
{
    private const string ClearLine = "\r\u001b[K";

    /// <summary>With fewer columns than the first number the bar is as long as the second; the words matter more.</summary>
    private static readonly (int Width, int Bar)[] Bars = [(60, 0), (100, 12), (int.MaxValue, 24)];

    private readonly IAnsiConsole _console;
    private readonly TaskCompletionSource _ended = new();
    private readonly Task _drawing;
    private readonly ProgressContext _context;
    private ProgressTask _task;
    private string _what = "";
    private volatile string _counted = "";

    /// <param name="error">The terminal.</param>
    /// <param name="isColored">Whether it may be coloured.</param>
    /// <param name="what">What is being done.</param>
    public TerminalLine(TextWriter error, bool isColored, string what)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = isColored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },     // that it is a terminal is known
        });
        ProgressContext? context = null;
        _drawing = new Progress(_console) { AutoClear = true, ExcludeVerticalPadding = true }
            .Columns(Columns(_console.Profile.Width))
            .StartAsync(started =>
            {
                context = started;      // which is before it waits for anything
                return _ended.Task;
            });
        _context = context!;
        _task = Begin(what);
    }

    /// <summary>Something else is being done, of which nothing is counted yet.</summary>
    public void Show(string what)
    {
        _context.RemoveTask(_task);
        _counted = "";
        _task = Begin(what);
    }

    /// <summary>How far it has come.</summary>
    /// <param name="done">How many are dealt with.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="counted">The same in words.</param>
    public void Count(long done, long total, string counted)
    {
        _counted = counted;
        _task.IsIndeterminate = false;
        _task.MaxValue = Math.Max(total, 1);
        _task.Value = total > 0 ? done : 1;
    }

    /// <summary>Says something above the line; the terminal wraps it, so that it can be copied whole.</summary>
    public void Say(string sentence) => _console.Write(new ControlCode($"{ClearLine}{sentence}\n"));

    /// <summary>Takes the line away, and gives the cursor back.</summary>
    public void End()
    {
        _ended.TrySetResult();
        _drawing.GetAwaiter().GetResult();
    }

    private ProgressTask Begin(string what)
    {
        _what = what;
        var task = _context.AddTask(Markup.Escape(what));
        task.IsIndeterminate = true;
        return task;
    }

    private ProgressColumn[] Columns(int width)
    {
        var length = Bars.First(one => width < one.Width).Bar;
        var (bar, percentage) = (new ProgressBarColumn { Width = length }, new PercentageColumn());
        ProgressColumn[] always = [new SpinnerColumn(), new TaskDescriptionColumn()];
        ProgressColumn[] measured = length == 0 ? [] : [new CountedColumn(bar.Render), new CountedColumn(percentage.Render)];
        return [.. always, .. measured, new CountedColumn((options, task, _) => Counted(task, options.ConsoleSize.Width - _what.Length - (length == 0 ? 0 : length + 6)))];
    }

    /// <summary>What was counted and how long it still takes, cut to what the other columns leave: a second line would tear the first.</summary>
    private Text Counted(ProgressTask task, int width)
    {
        const int spinnerAndGaps = 4;
        var words = task.RemainingTime is { } left && left > TimeSpan.Zero ? $"{_counted}, {ReportText.Of(left)} left" : _counted;
        var room = Math.Max(1, width - spinnerAndGaps);
        return new Text(words.Length <= room ? words : $"{words.AsSpan(0, room - 1)}…");
    }

    /// <summary>A column that is empty while nothing is counted.</summary>
    private sealed class CountedColumn(Func<RenderOptions, ProgressTask, TimeSpan, IRenderable> render) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.IsIndeterminate ? Text.Empty : render(options, task, deltaTime);
    }
}
