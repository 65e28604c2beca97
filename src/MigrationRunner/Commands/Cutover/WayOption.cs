using System.CommandLine;
using Clerk2WorkOS.Cutover;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary><c>--way</c>: how production changes over.</summary>
internal static class WayOption
{
    public const string Name = "--way";

    private static readonly Dictionary<string, CutoverWay> Ways = new(StringComparer.Ordinal)
    {
        ["maintenance"] = CutoverWay.Maintenance,
        ["blue-green"] = CutoverWay.BlueGreen,
        ["in-place"] = CutoverWay.InPlace,
    };

    public static Option<CutoverWay?> Create()
    {
        var option = new Option<CutoverWay?>(Name)
        {
            Description = "How production changes over: behind a maintenance page, from one database to another without one, or in one database without one. Default: that of the cut-over that is under way.",
            HelpName = string.Join('|', Ways.Keys),
            CustomParser = result =>
            {
                if (Ways.TryGetValue(result.Tokens[0].Value, out var way))
                    return way;
                result.AddError($"{Name} takes maintenance, blue-green or in-place, not '{result.Tokens[0].Value}'.");
                return null;
            },
        };
        option.CompletionSources.Clear();       // they would be the names of the enumeration
        option.CompletionSources.Add([.. Ways.Keys]);
        return option;
    }

    public static string NameOf(CutoverWay way) => Ways.First(pair => pair.Value == way).Key;
}
