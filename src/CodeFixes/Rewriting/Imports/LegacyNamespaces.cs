using System.Runtime.CompilerServices;
using Clerk2WorkOS.Analyzers;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The namespaces that move in a project.</summary>
internal static class LegacyNamespaces
{
    private static readonly ConditionalWeakTable<ProjectView, List<LegacyNamespace>> Known = new();

    public static List<LegacyNamespace> Of(ProjectView project) => Known.GetValue(project, Find);

    private static List<LegacyNamespace> Find(ProjectView project)
    {
        var moves = new List<LegacyNamespace>();
        var schema = project.Schema;
        if (schema.TargetNamespace is { } target)
        {
            foreach (var legacy in schema.LegacyNamespaces.OrderBy(name => name, StringComparer.Ordinal))
                moves.Add(new LegacyNamespace(legacy, target, RuleIds.LegacySchemaImport, type => schema.CounterpartOf(type)));
            if (schema.LegacyNamespaces.Count == 0 && target.EndsWith("Workos", StringComparison.Ordinal))
                moves.Add(new LegacyNamespace(target.Substring(0, target.Length - "Workos".Length), target, RuleIds.LegacySchemaImport, type => schema.CounterpartOf(type)));
        }

        foreach (var interim in schema.InterimNamespaces)
            moves.Add(new LegacyNamespace(interim, schema.TargetNamespace!, RuleIds.InterimSchema, type => schema.CounterpartOf(type)));

        var audit = project.Audit;
        foreach (var legacy in audit.Legacy)
        {
            var from = legacy.ContainingNamespace.ToDisplayString();
            if (audit.CounterpartOf(legacy) is not { } counterpart || moves.Any(move => move.From == from))
                continue;
            var to = counterpart.ContainingNamespace;
            if (to.ToDisplayString() is var name && name != from)
                moves.Add(new LegacyNamespace(from, name, RuleIds.LegacyAuditImport, type => to.GetTypeMembers(type.Name, type.Arity).FirstOrDefault()));
        }

        foreach (var current in audit.Current)
        {
            var to = current.ContainingNamespace;
            var name = to.ToDisplayString();
            if (audit.Legacy.IsEmpty && name.EndsWith("Workos", StringComparison.Ordinal) && moves.All(move => move.To != name))
                moves.Add(new LegacyNamespace(name.Substring(0, name.Length - "Workos".Length), name, RuleIds.LegacyAuditImport,
                    type => to.GetTypeMembers(type.Name, type.Arity).FirstOrDefault()));
        }

        return moves;
    }
}
