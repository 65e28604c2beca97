using Clerk2WorkOS.Analyzers.Imports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>
/// The uses of Clerk's SDK in a file, each thing once: every call; every client that is made or registered; who holds one, once a type; a type of data where
/// no call beside it stands for it; an import alone where there is nothing else.
/// </summary>
internal sealed class ClerkUses
{
    private const string Client = "'WorkOSClient' takes its place";

    private readonly MigrationFile _file;
    private readonly bool _unresolved;
    private readonly List<ClerkUse> _uses = new();
    private readonly List<ClerkMention> _mentions = new();
    private readonly ClerkCallSites _calls = new();
    private bool _extends;

    private ClerkUses(MigrationFile file)
    {
        _file = file;
        _unresolved = ClerkSdk.IsImportedUnresolved(file);
    }

    /// <summary>All of them, in order.</summary>
    public static List<ClerkUse> In(MigrationFile file)
    {
        if (!ClerkSdk.IsSeen(file))
            return new List<ClerkUse>();
        var uses = new ClerkUses(file);
        foreach (var node in file.Root.DescendantNodes(descend => !IsOfSdk(descend)))
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            if (node is InvocationExpressionSyntax call)
                uses.Add(call);
            else if (node is SimpleNameSyntax name && ClerkMention.Of(name, file.Model, uses._unresolved, file.CancellationToken) is { } mention)
                uses._mentions.Add(mention);
        }

        uses.AddMentions();
        uses.AddImport();
        uses._uses.RemoveAll(use => use.Kind != ClerkUseKind.Import && file.IsProtected(file.Root.FindToken(use.Span.Start).Parent!));
        uses._uses.Sort((one, other) => one.Span.Start.CompareTo(other.Span.Start));
        return uses._uses;
    }

    private void Add(InvocationExpressionSyntax call)
    {
        if (ClerkCall.Of(call, _file.Model, _unresolved, _file.CancellationToken) is { } found)
        {
            _calls.Add(found.Call);
            _uses.Add(new ClerkUse(ClerkUseKind.Call, found.Span, found.What, found.Api.Advice));
        }
        else if (Registration(call) is { } registration)
        {
            _extends = true;
            _calls.Add(call);
            _uses.Add(registration);
        }
    }

    /// <summary>The SDK's own methods for services: of clients, and of tokens.</summary>
    private ClerkUse? Registration(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "AddClerkApiClient" or "AddClerkAuthentication" } name })
            return null;
        var info = _file.Model.GetSymbolInfo(call, _file.CancellationToken);
        var method = info.Symbol ?? (info.CandidateSymbols.IsEmpty ? null : info.CandidateSymbols[0]);
        if (method is null ? !_unresolved : !ClerkSdk.Holds(method.ContainingType))
            return null;
        return name.Identifier.ValueText == "AddClerkApiClient"
            ? new ClerkUse(ClerkUseKind.Registration, name.Span, name.Identifier.ValueText, "register 'WorkOSClient' in its place")
            : new ClerkUse(ClerkUseKind.TokenSetup, name.Span, name.Identifier.ValueText, "");
    }

    private void AddMentions()
    {
        var seen = new HashSet<SyntaxNode>();
        var makes = new HashSet<SyntaxNode>();
        foreach (var mention in _mentions)
        {
            if (mention.Kind == ClerkUseKind.Construction && !_calls.Hold(mention.Name))
            {
                makes.Add(mention.Owner);
                makes.Add(mention.Unit);
            }
        }

        foreach (var mention in _mentions)
        {
            var isCovered = mention.Kind switch
            {
                ClerkUseKind.Model => _calls.Cover(mention.Name),
                ClerkUseKind.Construction => _calls.Hold(mention.Name),
                ClerkUseKind.Holder => makes.Contains(mention.Unit),        // who makes one holds it
                _ => false,
            };
            if (!isCovered && seen.Add(mention.Unit))
                _uses.Add(new ClerkUse(mention.Kind, mention.Name.Span, mention.Name.Identifier.ValueText, AdviceOn(mention)));
        }
    }

    private static string AdviceOn(ClerkMention mention) => mention.Kind switch
    {
        ClerkUseKind.Construction => "use 'new WorkOSClient(new WorkOSOptions { ApiKey = …, ClientId = … })'",
        ClerkUseKind.Registration => "register 'WorkOSClient' in its place",
        ClerkUseKind.Holder => Client,
        _ => ClerkApis.AdviceOnType(mention.Name.Identifier.ValueText),
    };

    private void AddImport()
    {
        if (_mentions.Count > 0 || _extends || ClerkSdk.Imports(_file.Root).FirstOrDefault() is not { } import || _file.Root.ChildNodes().Any(IsOwnSource))
            return;
        var name = import.NamespaceOrType;
        _uses.Add(new ClerkUse(ClerkUseKind.Import, name.Span, NamespaceMention.TextOf(name), "the import can go when nothing needs it; WorkOS's is 'WorkOS'"));
    }

    /// <summary>The SDK's own source, or an import: nothing to change in it.</summary>
    private static bool IsOfSdk(SyntaxNode node) =>
        node is UsingDirectiveSyntax || IsOwnSource(node);

    private static bool IsOwnSource(SyntaxNode node) =>
        node is BaseNamespaceDeclarationSyntax declaration && ClerkSdk.IsNamespace(NamespaceMention.TextOf(declaration.Name));
}
