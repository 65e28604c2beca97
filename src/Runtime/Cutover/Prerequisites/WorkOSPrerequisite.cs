using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>WorkOS answers with this key, and has the role that people get.</summary>
/// <param name="workos">The client; null where there is no key.</param>
internal sealed class WorkOSPrerequisite(IWorkOSClient? workos) : Prerequisite
{
    public override string Name => "workos";

    public override async Task<string> DemandAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (workos is null)
            throw new CutoverException("Whether WorkOS answers cannot be asked without its key (WORKOS_API_KEY).");
        var slug = context.Options.RoleSlug;
        return await workos.GetRoleAsync(slug, cancellationToken).ConfigureAwait(false) is not null
            ? $"WorkOS answers, and has the role '{slug}'."
            : throw new CutoverException($"WorkOS has no role '{slug}': make it in the dashboard, or name another (--role).");
    }
}
