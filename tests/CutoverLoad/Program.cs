using Clerk2WorkOS.CutoverLoad.BlueGreen;
using Clerk2WorkOS.CutoverLoad.InPlace;
using Clerk2WorkOS.CutoverLoad.Maintenance;
using Clerk2WorkOS.CutoverLoad.Operating;

// An application that is switched while people use it, as processes of their own: 'CutoverLoad SIDE …'; each side is a folder.
var sides = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["notes"] = NotesApp.ServeAsync,
    ["operator"] = OperatorProcess.RunAsync,
    ["in-place"] = Application.ServeAsync,
    ["in-place-operator"] = Operator.RunAsync,
    ["blue"] = BlueSide.ServeAsync,
    ["green"] = GreenSide.ServeAsync,
};

if (args is not [var side, ..] || !sides.TryGetValue(side, out var serve))
{
    await Console.Error.WriteLineAsync($"Usage: CutoverLoad {string.Join('|', sides.Keys)} …");
    return 2;
}

return await serve(args[1..]);
