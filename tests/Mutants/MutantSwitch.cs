using System.Reflection;

namespace Clerk2WorkOS.Mutants;

/// <summary>The switch that Stryker put into the assembly: which mutant is active, and which ones a test reaches.</summary>
internal sealed class MutantSwitch
{
    private readonly Type _control;

    public MutantSwitch(Assembly mutated) =>
        _control = mutated.GetTypes().FirstOrDefault(type => type.Name == "MutantControl")
            ?? throw new InvalidOperationException($"'{mutated.Location}' holds no mutants.");

    /// <summary>The one mutant that is active; -1 for none.</summary>
    public int Active
    {
        set => _control.GetField("ActiveMutant")!.SetValue(null, value);
    }

    public bool IsCovering
    {
        set => _control.GetField("CaptureCoverage")!.SetValue(null, value);
    }

    /// <summary>The mutants that were reached since the last call, and those among them that were reached while a type was initialized.</summary>
    public (IReadOnlyList<int> Reached, IReadOnlyList<int> AtStart) Covered()
    {
        var lists = (IList<int>[])_control.GetMethod("GetCoverageData")!.Invoke(null, null)!;
        return ([.. lists[0]], [.. lists[1]]);
    }
}
