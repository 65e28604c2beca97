using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Guests;

/// <summary>What one compilation shows of guests: its entity types, which of them hold their meetings, and the service that registers them.</summary>
internal sealed class GuestFacts
{
    private const string RegistrationType = "Clerk2WorkOS.Guests.IGuestRegistration";

    internal static readonly ImmutableArray<string> MeetingWords = ImmutableArray.Create("Meeting", "Appointment", "Booking", "Consultation");

    internal static readonly ImmutableHashSet<string> Starts = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Start", "StartTime", "StartTimeUtc", "StartsAt", "StartsAtUtc", "StartAt", "StartDate", "StartDateTime", "StartUtc", "StartedAt", "ScheduledAt", "ScheduledFor", "BeginsAt");

    internal static readonly ImmutableHashSet<string> TestFrameworks = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core");

    private readonly MigrationProject _project;
    private readonly ImmutableHashSet<ISymbol> _sets;

    private GuestFacts(MigrationProject project, INamedTypeSymbol? registration, ImmutableHashSet<ISymbol> sets, bool isTestProject)
    {
        _project = project;
        _sets = sets;
        Registration = registration;
        IsTestProject = isTestProject;
    }

    /// <summary><c>IGuestRegistration</c>, where it resolves.</summary>
    public INamedTypeSymbol? Registration { get; }

    /// <summary>Whether the project tests others: the rows that it stores are nobody's meetings.</summary>
    public bool IsTestProject { get; }

    /// <summary>Looks at the source and at every referenced assembly that uses an object-relational mapper.</summary>
    public static GuestFacts Of(Compilation compilation, MigrationProject project)
    {
        var contexts = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(compilation))
        {
            if (SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly) || Maps(assembly))
                SolutionAssemblies.Types(assembly.GlobalNamespace, IsContext, contexts);
        }

        return new GuestFacts(
            project,
            compilation.GetTypeByMetadataName(RegistrationType),
            contexts.SelectMany(SetsOf).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default),
            compilation.ReferencedAssemblyNames.Any(name => TestFrameworks.Contains(name.Name)));
    }

    /// <summary>Whether any code of the migration speaks of guests' meetings here, so that a statement in SQL can be one of them.</summary>
    public bool IsMigrating(CancellationToken cancellationToken) =>
        Registration is not null
        || _project.Schema.TargetNamespace is not null
        || _project.HasAny(Text.Words.Workos, cancellationToken)
        || _project.Evidence is { HasStrongName: true, IsPerson: false };

    /// <summary>Whether <paramref name="type"/> is an entity: of a <c>DbSet&lt;&gt;</c>, marked <c>[Table]</c>, or of the WorkOS schema.</summary>
    public bool IsEntity(INamedTypeSymbol type) =>
        _sets.Contains(type) || IsInTargetSchema(type)
        || type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "TableAttribute" or "Table");

    /// <summary>
    /// <paramref name="type"/> as a table of guests' meetings; <c>null</c> when it is none: no entity, of the legacy schema, without a guest's email, or
    /// in code that has nothing to do with the migration.
    /// </summary>
    public MeetingsTable? TableOf(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsStatic || type.Arity > 0 || _project.Schema.IsLegacy(type.ContainingNamespace)
            || MeetingsTable.Property(type, MeetingsTable.Email) is not { Type.SpecialType: SpecialType.System_String }
            || !IsMeeting(type) || !IsEntity(type) || !IsOfMigration(type))
            return null;
        return MeetingsTable.Of(type, _project.Map.Names);
    }

    /// <summary>The table that <paramref name="written"/> is or becomes: a legacy table, or a name that resolves to nothing, becomes its counterpart.</summary>
    public MeetingsTable? TableBehind(INamedTypeSymbol written)
    {
        if (written.TypeKind == TypeKind.Error)
        {
            var name = _project.Map.Tables.TryGetValue(written.Name, out var plural) ? plural : written.Name;
            return _project.Schema.Targets.TryGetValue(name, out var target) ? TableOf(target) : null;
        }

        var type = written.OriginalDefinition;
        return _project.Schema.IsLegacyTable(type)
            ? _project.Schema.CounterpartOf(type) is { } counterpart ? TableOf(counterpart) : null
            : TableOf(type);
    }

    /// <summary>Whether a table of that name holds meetings: <c>meetings</c>, <c>"public"."Meetings"</c>.</summary>
    public static bool IsMeetingName(string table) =>
        MeetingWords.Any(word => table.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private bool IsMeeting(INamedTypeSymbol type)
    {
        if (_project.Map.Tables.TryGetValue("MeetingTable", out var mapped) && type.Name == mapped)
            return true;
        return HasStart(type) && (MeetingsTable.Property(type, MeetingsTable.Name) is not null || IsMeetingName(type.Name));
    }

    private bool IsOfMigration(INamedTypeSymbol type)
    {
        if (Registration is not null || IsInTargetSchema(type))
            return true;
        for (var up = type; up is not null; up = up.BaseType)
        {
            foreach (var member in up.GetMembers())
            {
                if (member is IPropertySymbol
                    && (member.Name.IndexOf("workos", StringComparison.OrdinalIgnoreCase) >= 0 || _project.Counts(_project.Map.Names.KindOf(member.Name))))
                    return true;
            }
        }

        return false;
    }

    private bool IsInTargetSchema(INamedTypeSymbol type) =>
        _project.Schema.Targets.Count > 1 && type.ContainingType is null
        && type.ContainingNamespace.ToDisplayString() == _project.Schema.TargetNamespace;

    private static bool HasStart(INamedTypeSymbol type)
    {
        for (var up = type; up is not null; up = up.BaseType)
        {
            foreach (var member in up.GetMembers())
            {
                if (member is IPropertySymbol property && IsStart(property.Name))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a member of that name says when a meeting starts.</summary>
    public static bool IsStart(string name) => Starts.Contains(name);

    private static bool Maps(IAssemblySymbol assembly) => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(
        reference => reference.Name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || reference.Name == "EntityFramework"));

    /// <summary>Whether the type is a context of Entity Framework's.</summary>
    public static bool IsContext(ITypeSymbol type)
    {
        for (var up = type; up is not null; up = up.BaseType)
        {
            if (up.Name.EndsWith("DbContext", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static IEnumerable<ISymbol> SetsOf(INamedTypeSymbol context) => context.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(property => property.Type is INamedTypeSymbol { Name: "DbSet" or "IDbSet", Arity: 1 })
        .Select(property => (ISymbol)((INamedTypeSymbol)property.Type).TypeArguments[0].OriginalDefinition);
}
