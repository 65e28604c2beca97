using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Guests;

/// <summary>A row of a meetings table that is made with a guest's email and stored, without the guest's user and organization.</summary>
/// <param name="Table">The table that it is stored in, or will be once the legacy table has moved.</param>
/// <param name="Written">The type as it is written.</param>
/// <param name="Creation">Where the row is made.</param>
/// <param name="Local">The local that holds it until it is stored; <c>null</c> where it is stored as it is made.</param>
internal sealed record StoredMeeting(MeetingsTable Table, INamedTypeSymbol Written, BaseObjectCreationExpressionSyntax Creation, ILocalSymbol? Local)
{
    internal static readonly ImmutableHashSet<string> StoringMethods = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Add", "AddAsync", "AddRange", "AddRangeAsync", "Insert", "InsertAsync", "Create", "CreateAsync", "Save", "SaveAsync");

    /// <summary>The row in whose initializer <paramref name="email"/> stands; <c>null</c> when it is no such row.</summary>
    public static StoredMeeting? Of(SyntaxToken email, SemanticModel model, GuestFacts guests, CancellationToken cancellationToken)
    {
        if (email.Parent is not IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment } name
            || assignment.Left != name || initializer.Parent is not BaseObjectCreationExpressionSyntax creation
            || model.GetTypeInfo(creation, cancellationToken).Type is not INamedTypeSymbol written
            || guests.TableBehind(written) is not { } table)
            return null;
        var stored = new StoredMeeting(table, written, creation, LocalOf(creation, model, cancellationToken));
        return !(stored.Sets(stored.IsUserId) && stored.Sets(name => name == MeetingsTable.OrgIdName)) && stored.IsStored(model, guests, cancellationToken)
            ? stored
            : null;
    }

    /// <summary>Whether a member of that kind is set: in the initializer, or on the local.</summary>
    public bool Sets(Func<string, bool> member)
    {
        if (Creation.Initializer is { } initializer && initializer.Expressions.Any(element => element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } && member(left.Identifier.ValueText)))
            return true;
        return Local is not null && MemberAround(Creation).DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } access
                && receiver.Identifier.ValueText == Local.Name && member(access.Name.Identifier.ValueText));
    }

    /// <summary>Whether a member of that name is the guest's user id, in any spelling of the vendor.</summary>
    public bool IsUserId(string name) => name == Table.UserId?.Name || string.Equals(name, Table.UserIdName, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the initializer assigns to the member; <c>null</c> where it does not.</summary>
    public ExpressionSyntax? Value(Func<string, bool> member)
    {
        foreach (var element in Creation.Initializer!.Expressions)
        {
            if (element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment && member(left.Identifier.ValueText))
                return assignment.Right;
        }

        return null;
    }

    /// <summary>The member, or for top-level statements the file, around a node.</summary>
    public static SyntaxNode MemberAround(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is null or GlobalStatementSyntax ? node.SyntaxTree.GetRoot() : member;
    }

    private bool IsStored(SemanticModel model, GuestFacts guests, CancellationToken cancellationToken)
    {
        if (Local is null)
            return StoringCall(Creation) is { } direct && Stores(direct, model, guests, cancellationToken);
        foreach (var name in MemberAround(Creation).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == Local.Name && StoringCall(name) is { } call && Stores(call, model, guests, cancellationToken)
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, Local))
                return true;
        }

        return false;
    }

    private static ILocalSymbol? LocalOf(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => model.GetDeclaredSymbol(variable, cancellationToken) as ILocalSymbol,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment when assignment.Right == creation =>
            model.GetSymbolInfo(left, cancellationToken).Symbol as ILocalSymbol,
        _ => null,
    };

    /// <summary>The call whose argument <paramref name="value"/> is, alone or in a collection that is made for it.</summary>
    private static InvocationExpressionSyntax? StoringCall(ExpressionSyntax value)
    {
        SyntaxNode node = value;
        while (node.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or ExpressionElementSyntax or CollectionExpressionSyntax
            or InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression or (int)SyntaxKind.CollectionInitializerExpression }
            or ImplicitArrayCreationExpressionSyntax or ArrayCreationExpressionSyntax
            || (node.Parent is BaseObjectCreationExpressionSyntax && node is InitializerExpressionSyntax))
            node = node.Parent;
        return node.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } ? call : null;
    }

    private static bool Stores(InvocationExpressionSyntax call, SemanticModel model, GuestFacts guests, CancellationToken cancellationToken)
    {
        var (method, receiver) = call.Expression switch
        {
            MemberAccessExpressionSyntax access => (access.Name.Identifier.ValueText, access.Expression),
            MemberBindingExpressionSyntax binding => (binding.Name.Identifier.ValueText, (call.Parent as ConditionalAccessExpressionSyntax)?.Expression),
            SimpleNameSyntax simple => (simple.Identifier.ValueText, null),
            _ => ("", null),
        };
        if (!StoringMethods.Contains(method))
            return false;
        var isAdd = method.StartsWith("Add", StringComparison.Ordinal);
        var type = receiver is null
            ? model.GetSymbolInfo(call, cancellationToken).Symbol?.ContainingType
            : model.GetTypeInfo(receiver, cancellationToken).Type;
        if (type is null or { TypeKind: TypeKind.Error })
            return isAdd && receiver is not null;           // a set that is not found: db.MeetingTable
        if (isAdd && (type.Name is "DbSet" or "IDbSet" || GuestFacts.IsContext(type)))
            return true;
        if (type.Name.EndsWith("Repository", StringComparison.Ordinal) || type.Name.EndsWith("Store", StringComparison.Ordinal))
            return true;

        // A navigation of another entity: the row is stored with it.
        return (isAdd || method == "Insert") && receiver is not null
            && model.GetSymbolInfo(receiver, cancellationToken).Symbol is IPropertySymbol { ContainingType: { } owner } && guests.IsEntity(owner.OriginalDefinition);
    }
}
