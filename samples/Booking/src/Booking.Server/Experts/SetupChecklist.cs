using Booking.Drizzle;

namespace Booking.Server.Experts;

/// <summary>What is known about an expert when the set-up is checked.</summary>
public sealed record SetupFacts(bool HasProfile, int Windows, int ActiveEvents, bool IsVerified, bool PayoutsEnabled);

public static class SetupChecklist
{
    public static SetupStep Completed(SetupFacts facts) =>
        (facts.HasProfile ? SetupStep.Profile : SetupStep.None)
        | (facts.Windows > 0 ? SetupStep.Availability : SetupStep.None)
        | (facts.ActiveEvents > 0 ? SetupStep.Events : SetupStep.None)
        | (facts.IsVerified ? SetupStep.Identity : SetupStep.None)
        | (facts.PayoutsEnabled ? SetupStep.Payment : SetupStep.None);

    /// <summary>The step that the dashboard asks for next, or none.</summary>
    public static SetupStep Next(SetupStep completed) =>
        Enum.GetValues<SetupStep>().FirstOrDefault(step => step is not (SetupStep.None or SetupStep.All) && !completed.HasFlag(step));
}
