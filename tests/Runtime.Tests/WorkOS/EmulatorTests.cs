using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>
/// The client against the official emulator: what it has in common with the live API. It answers a duplicate address with 409, takes every external
/// id, role and hash, and has another shape for factors; those points are the stand-in's.
/// </summary>
public sealed class EmulatorTests(Emulator emulator) : AnyWorkOS, IClassFixture<Emulator>
{
    [EmulatorFact]
    public Task A_person_moves_in_here() => A_person_moves_in();

    [EmulatorFact]
    public Task What_is_there_is_found_here() => What_is_there_is_found();

    [EmulatorFact]
    public Task Roles_keys_lists_and_events_are_read_here() => Roles_keys_lists_and_events_are_read();

    [EmulatorFact]
    public Task An_invitation_is_sent_and_revoked_here() => An_invitation_is_sent_and_revoked();

    [EmulatorFact]
    public Task Another_key_is_not_accepted_here() => Another_key_is_not_accepted();

    private protected override TestClient Client(Action<WorkOSOptions>? configure = null) => new(emulator.Address, options =>
    {
        options.ApiKey = Emulator.ApiKey;
        options.AttemptTimeout = TimeSpan.FromSeconds(15);
        configure?.Invoke(options);
    });
}
