using Clerk2WorkOS.CutoverLoad.BlueGreen;

// An application that is switched while people use it, as processes of their own: 'CutoverLoad SIDE …'; each side is a folder.
var sides = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["blue"] = BlueSide.ServeAsync,
    ["green"] = GreenSide.ServeAsync,
    ["blue-green-operator"] = SwitchOperator.RunAsync,
};

if (args is not [var side, ..] || !sides.TryGetValue(side, out var serve))
{
    await Console.Error.WriteLineAsync($"Usage: CutoverLoad {string.Join('|', sides.Keys)} …");
    return 2;
}

return await serve(args[1..]);
