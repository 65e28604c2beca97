using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Proving;

/// <summary>
/// Programs of many types that derive from, hold, make and convert to one another, a file each, in which a few declarations are renamed, retyped, added or
/// taken away: a proof that looks at what the edits reach finds every new error that a whole compilation finds.
/// </summary>
public sealed class GeneratedPrograms
{
    private const int Types = 7;

    /// <summary>The same ones each time; many more with <c>C2W_SOAK=1</c>.</summary>
    private static int Programs => Soak.IsOn ? 2_000 : 40;

    [Fact]
    public async Task Every_new_error_is_found()
    {
        var breaking = 0;
        for (var seed = 0; seed < Programs; seed++)
        {
            var random = new Random(seed);
            var (fresh, missed, _) = await Program([.. Enumerable.Range(0, 400).Select(_ => random.Next(1_000_000))]).ProveAsync();
            Assert.True(missed.Length == 0, $"Program {seed} misses {string.Join('\n', missed)}");
            breaking += fresh.Length == 0 ? 0 : 1;
        }

        Assert.True(breaking > Programs / 4, $"Only {breaking} programs break.");
    }

    /// <summary>The program, and the same with some declarations chosen otherwise.</summary>
    private static EditedProgram Program(int[] choices)
    {
        var next = 0;
        var edited = Enumerable.Range(0, 1 + (choices[^1] % 3)).Select(i => choices[^(i + 2)] % Types).ToHashSet();
        var files = new List<SourceFile>();
        for (var type = 0; type < Types; type++)
        {
            var members = Members(type, choices, ref next);
            var header = Header(type, choices[next++]);
            var before = Text(type, header, members);
            var after = before;
            if (edited.Contains(type))
            {
                var change = choices[next++] % (members.Count + 1);
                var others = Members(type, choices, ref next);
                if (change == members.Count)
                    after = Text(type, Header(type, choices[next++]), members);
                else
                    after = Text(type, header, [.. members.Select((member, i) => i == change ? others[i % others.Count] : member)]);
            }

            var uses = Uses(type, choices, ref next);
            files.Add(new SourceFile($"/booking/App/T{type}.cs", before, after, ["App"]));
            files.Add(new SourceFile($"/booking/App/Use{type}.cs", uses, uses, ["App"]));
        }

        return new EditedProgram([.. files]);
    }

    private static string Text(int type, string header, List<string> members) => $"{header}\n{{\n    {string.Join("\n    ", members)}\n}}\n";

    private static string Header(int type, int choice) => (choice % 4) switch
    {
        0 => $"public class T{type} : T{choice / 4 % (type + 1)}".Replace($"T{type} : T{type}", $"T{type}", StringComparison.Ordinal),
        1 => $"public partial class T{type} : IEnumerable<T{choice / 4 % Types}>",
        2 => $"public class T{type}(T{choice / 4 % Types}? first)",
        _ => $"public class T{type}",
    };

    private static List<string> Members(int type, int[] choices, ref int next)
    {
        var members = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var (kind, other, name) = (choices[next++], choices[next++] % Types, $"M{choices[next++] % 6}");
            members.Add((kind % 13) switch
            {
                0 => $"public T{other} {name} = null!;",
                1 => $"public T{other} {name}() => null!;",
                2 => $"public List<T{other}> {name} {{ get; }} = [];",
                3 => $"public static implicit operator T{other}(T{type} value) => null!;",
                4 => $"public T{other} this[int index] => null!;",
                5 => $"public T{type}(T{other} value) {{ }}",
                6 => $"public IEnumerator<T{other}> GetEnumerator() => null!;",
                7 => $"public void Deconstruct(out T{other} first, out int second) => (first, second) = (null!, 1);",
                8 => $"public static T{other} operator +(T{type} one, T{type} other) => null!;",
                9 => $"public const int {name} = {(kind / 13 % 3).ToString(CultureInfo.InvariantCulture)};",
                10 => $"public void {name}(T{other} value) {{ }}",
                11 => $"public T{other} Select(Func<int, int> f) => null!;",
                _ => $"public Action<T{other}> {name} = null!;",
            });
        }

        return members;
    }

    /// <summary>Code that gets from type to type by members and without their types' names.</summary>
    private static string Uses(int type, int[] choices, ref int next)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"class Use{type}\n{{\n    void F(T{type} start)\n    {{\n");
        for (var i = 0; i < 6; i++)
        {
            var (kind, one, two) = (choices[next++] % 9, $"M{choices[next++] % 6}", $"M{choices[next++] % 6}");
            text.Append(CultureInfo.InvariantCulture, $"        {{ {Use(kind, one, two)} }}\n");
        }

        return text.Append("    }\n}\n").ToString();
    }

    private static string Use(int kind, string one, string two) => kind switch
    {
        0 => $"var x = start.{one}.{two};",
        1 => $"foreach (var x in start.{one}) x.{two}.ToString();",
        2 => $"var (x, y) = start.{one}; x.{two}();",
        3 => $"start.{one}(new(null!));",
        4 => $"var x = (start.{one} + start.{one}).{two};",
        5 => $"start.{one}(start.{two});",
        6 => $"var x = from n in start.{one} select n; x.{two}.ToString();",
        7 => $"start.{one} += x => x.{two}.ToString();",
        _ => $"switch (1) {{ case T0.{one}: case T1.{two}: break; }} var x = start.{one}[0].{two};",
    };
}
