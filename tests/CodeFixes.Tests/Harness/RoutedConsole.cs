using System.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>Gives each running program a console output of its own, so that tests can run side by side.</summary>
internal sealed class RoutedConsole(TextWriter real) : TextWriter
{
    private readonly AsyncLocal<StringWriter?> _captured = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Puts itself in the place of <see cref="Console.Out"/>.</summary>
    public static RoutedConsole Install()
    {
        var routed = new RoutedConsole(Console.Out);
        Console.SetOut(routed);
        return routed;
    }

    public override void Write(char value) => (_captured.Value ?? real).Write(value);

    /// <summary>What <paramref name="program"/> writes, with line feeds alone.</summary>
    public async Task<string> CaptureAsync(Func<Task> program)
    {
        var writer = new StringWriter();
        _captured.Value = writer;
        try
        {
            await program();
        }
        finally
        {
            _captured.Value = null;
        }

        return writer.ToString().ReplaceLineEndings("\n");
    }
}
