using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Clerk;
using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.Analyzers.Clerk.Tokens;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.Analyzers.Coverage;
using Clerk2WorkOS.Analyzers.Guests;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Names.Unresolvable;
using Clerk2WorkOS.Analyzers.Razor;
using Clerk2WorkOS.Analyzers.Tables;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers;

/// <summary>Every analyzer of this assembly.</summary>
public static class AllAnalyzers
{
    /// <summary>A new instance of each, in the order of their rules.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Create() => new DiagnosticAnalyzer[]
    {
        new ConfigurationAnalyzer(),
        new ClerkUserIdNameAnalyzer(),
        new ClerkNameInTextAnalyzer(),
        new ClerkNameUnresolvableAnalyzer(),
        new RazorNameAnalyzer(),
        new LegacyAuditCallAnalyzer(),
        new LegacyAuditImportAnalyzer(),
        new SingularTableAnalyzer(),
        new LegacySchemaImportAnalyzer(),
        new InterimSchemaAnalyzer(),
        new UnregisteredGuestAnalyzer(),
        new GuestColumnsAnalyzer(),
        new ClerkSdkAnalyzer(),
        new ClerkConfigurationAnalyzer(),
        new ClerkInFilesAnalyzer(),
        new ClerkTokensAnalyzer(),
        new UncoveredTableAnalyzer(),
    }.ToImmutableArray();
}
