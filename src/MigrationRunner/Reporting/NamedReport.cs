namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>What a run reported, and the repository that it is about; <c>null</c> where there is only the one.</summary>
internal sealed record NamedReport(string? Name, RunReport Report)
{
    /// <summary>What somebody has to look at.</summary>
    public int Left => Report.Leftovers.Count() + Report.TakenBack.Length;

    /// <summary>Whether the run failed for nothing but a baseline that holds what is found no more.</summary>
    public bool HasStaleBaseline => Left == 0 && Report.ExitCode != 0;

    /// <summary>Where a thing is, with the repository in front of it where there are several.</summary>
    public string Place(string path) => Name is null ? path : $"{Name}: {path}";
}
