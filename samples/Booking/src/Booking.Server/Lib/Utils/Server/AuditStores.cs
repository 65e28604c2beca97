namespace Booking.Lib.Utils.Server;

/// <summary>The store that both audits write to; the host sets it when it starts.</summary>
public static class AuditStores
{
    public static IAuditStore? Current { get; private set; }

    public static void Use(IAuditStore store) => Current = store;
}
