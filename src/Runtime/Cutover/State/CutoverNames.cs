namespace Clerk2WorkOS.Cutover.State;

/// <summary>What ways and states are called in the database and on the command line.</summary>
internal static class CutoverNames
{
    public static string Of(CutoverWay way) => way switch
    {
        CutoverWay.Maintenance => "maintenance",
        CutoverWay.BlueGreen => "blue-green",
        _ => "in-place",
    };

    public static CutoverWay WayOf(string name) => name switch
    {
        "maintenance" => CutoverWay.Maintenance,
        "blue-green" => CutoverWay.BlueGreen,
        _ => CutoverWay.InPlace,
    };

    public static string Of(CutoverState state) => state switch
    {
        CutoverState.Running => "running",
        CutoverState.Watching => "watching",
        CutoverState.Finished => "finished",
        CutoverState.RolledBack => "rolled-back",
        _ => "none",
    };

    public static CutoverState StateOf(string name) => name switch
    {
        "running" => CutoverState.Running,
        "watching" => CutoverState.Watching,
        "finished" => CutoverState.Finished,
        _ => CutoverState.RolledBack,
    };

    public static StepState StepStateOf(string name) => name switch
    {
        "running" => StepState.Running,
        "done" => StepState.Done,
        "undoing" => StepState.Undoing,
        _ => StepState.Undone,
    };
}
