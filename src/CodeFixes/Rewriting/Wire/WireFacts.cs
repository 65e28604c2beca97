using System.Runtime.CompilerServices;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What the solution says about names on the wire; it depends on no plan, so all plans over a snapshot share it.</summary>
internal sealed class WireFacts
{
    private static readonly ConditionalWeakTable<Snapshot, WireFacts> Found = new();

    private WireFacts(Snapshot snapshot, CancellationToken cancellationToken)
    {
        Columns = new ColumnNames(snapshot, cancellationToken);
        Json = JsonUses.Of(snapshot, cancellationToken);
        Xml = XmlTypes.Of(snapshot, cancellationToken);
    }

    public ColumnNames Columns { get; }

    public JsonUses Json { get; }

    public XmlTypes Xml { get; }

    public static WireFacts Of(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (Found.TryGetValue(snapshot, out var facts))
            return facts;
        facts = new WireFacts(snapshot, cancellationToken);
        return Found.GetValue(snapshot, _ => facts);
    }
}
