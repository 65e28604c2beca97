using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>The emulator's tests at the stand-in: whoever tests against the one may change to the other.</summary>
public sealed class SameAsTheEmulator : AnyWorkOS, IAsyncLifetime
{
    private WorkOSStandIn _workos = null!;

    public async Task InitializeAsync()
    {
        var options = new WorkOSStandInOptions();
        options.Roles.Add(new StandInRole("owner"));
        _workos = await WorkOSStandIn.StartAsync(options);
    }

    public async Task DisposeAsync() => await _workos.DisposeAsync();

    [Fact]
    public Task A_person_moves_in_here() => A_person_moves_in();

    [Fact]
    public Task What_is_there_is_found_here() => What_is_there_is_found();

    [Fact]
    public Task Roles_keys_lists_and_events_are_read_here() => Roles_keys_lists_and_events_are_read();

    [Fact]
    public Task An_invitation_is_sent_and_revoked_here() => An_invitation_is_sent_and_revoked();

    [Fact]
    public Task Another_key_is_not_accepted_here() => Another_key_is_not_accepted();

    private protected override TestClient Client(Action<WorkOSOptions>? configure = null) => new(_workos.BaseAddress, options =>
    {
        options.ApiKey = _workos.ApiKey;
        options.ClientId = _workos.ClientId;
        options.AttemptTimeout = TimeSpan.FromSeconds(15);
        configure?.Invoke(options);
    });
}
