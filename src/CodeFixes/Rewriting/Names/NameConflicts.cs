using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;


namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>An identifier that is spelled like one of the new names already.</summary>
internal sealed record ExistingName(DocumentView Document, SyntaxToken Token, ISymbol? Symbol, bool Declares);

/// <summary>
/// Before anything is edited: what would not compile, or would compile and mean something else. The one that loses is
/// blocked with its reason, and the rest goes on.
/// </summary>
internal sealed class NameConflicts(Snapshot snapshot, NameUnits units, IReadOnlyList<ExistingName> existing, CancellationToken cancellationToken)
{
    private readonly ILookup<string, ExistingName> _existing = existing.ToLookup(name => name.Token.ValueText, StringComparer.Ordinal);

    public void Block()
    {
        RenameCollisions.Block(units);
        foreach (var unit in units.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var token in unit.Tokens)
            {
                if (unit.Reason is not null)
                    break;
                if (Conflict(unit, token) is { } reason)
                    unit.Block(reason);
            }
        }
    }

    private string? Conflict(NameUnit unit, NameToken token)
    {
        var symbol = token.Symbol!;
        if (token.Binding != Binding.Declares)
            return ReferenceConflict(token) ?? CallConflicts.OfExtension(token, cancellationToken);
        if (LocalScope.IsLocal(symbol))
            return (token.IsRecordParameter ? MemberConflict(token, symbol.ContainingType) : null) ?? LocalConflict(token) ?? CallConflicts.OfParameter(unit, token, _existing[token.NewName]);
        return symbol switch
        {
            { ContainingType: { IsTupleType: true } tuple } => tuple.TupleElements.Any(element => element.Name == token.NewName)
                ? Reasons.NameTaken(token.NewName, tuple.ToDisplayString()) : null,
            { ContainingType: { IsAnonymousType: true } anonymous } => anonymous.GetMembers(token.NewName).IsEmpty
                ? null : Reasons.NameTaken(token.NewName, anonymous.ToDisplayString()),
            { ContainingType: { } type } => MemberConflict(token, type),
            INamedTypeSymbol type when type.ContainingNamespace.GetTypeMembers(token.NewName, type.Arity).Length > 0
                => Reasons.NameTaken(token.NewName, type.ContainingNamespace.ToDisplayString()),
            INamedTypeSymbol => CallConflicts.OfType(token, _existing[token.NewName]),
            _ => null,
        };
    }

    private string? MemberConflict(NameToken token, INamedTypeSymbol type)
    {
        var symbol = token.Symbol!;
        foreach (var member in type.GetMembers(token.NewName).Where(member => !SymbolEqualityComparer.Default.Equals(member, symbol)))
            return Meets(symbol, member, token.NewName, type);
        if (type.Name == token.NewName && symbol is not INamedTypeSymbol)
            return Reasons.NameTaken(token.NewName, type.ToDisplayString());
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            foreach (var member in parent.GetMembers(token.NewName))
            {
                if (member.DeclaredAccessibility != Accessibility.Private)
                    return Reasons.MeetsBase(member.ToDisplayString());
            }
        }

        foreach (var name in _existing[token.NewName])
        {
            if (!name.Declares && name.Symbol is { } meant && !(LocalScope.IsLocal(meant) && !LocalScope.IsPrimaryParameter(meant)) && !SymbolEqualityComparer.Default.Equals(meant.ContainingType?.OriginalDefinition, type)
                && !IsOfType(token.Symbol!, meant)
                && IsReadAsExpression(name.Token) && IsWithin(name, type))
                return Reasons.NameCaptured(token.NewName, Scopes.NameAt(name.Token));
        }

        if ((CallConflicts.OfInstance(token, type, _existing[token.NewName], cancellationToken)
            ?? CallConflicts.OfRivalExtension(token, _existing[token.NewName], cancellationToken)) is { } captured)
            return captured;
        if (InterfaceMet(type, token.NewName) is { } met)
            return Reasons.MeetsInterface(met.ToDisplayString());
        if (symbol.DeclaredAccessibility == Accessibility.Private)
            return null;
        foreach (var name in _existing[token.NewName])
        {
            if (!name.Declares || name.Symbol?.ContainingType is not { } other || IsExplicit(name.Symbol))
                continue;
            if (DerivesFrom(other, type))
                return Reasons.MeetsBase(name.Symbol.ToDisplayString());
            if (other.TypeKind == TypeKind.Interface && DerivedImplementer(type, other, token.NewName) is { } implementer)
                return Reasons.MeetsInterface($"{other.ToDisplayString()}.{token.NewName} in {implementer.Name}");
        }

        return null;
    }

    /// <summary>A member named like its own type: both can be meant where the name stands.</summary>
    private static bool IsOfType(ISymbol member, ISymbol type) =>
        SymbolEqualityComparer.Default.Equals((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type, type);

    private static bool IsReadAsExpression(SyntaxToken token) =>
        LocalScope.IsSimpleReference(token) && token.Parent is IdentifierNameSyntax name && !Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsInTypeOnlyContext(name)
        && name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null;

    /// <summary>Whether a place is in the type, in one that derives from it, or in one nested there.</summary>
    private static bool IsWithin(ExistingName name, INamedTypeSymbol type)
    {
        for (var enclosing = name.Document.Model.GetEnclosingSymbol(name.Token.SpanStart)?.ContainingType ?? EnclosingType(name); enclosing is not null; enclosing = enclosing.ContainingType)
        {
            if (SameDeclaration(enclosing, type) || DerivesFrom(enclosing, type))
                return true;
        }

        return false;
    }

    private static INamedTypeSymbol? EnclosingType(ExistingName name) =>
        name.Document.Model.GetEnclosingSymbol(name.Token.SpanStart) as INamedTypeSymbol;

    /// <summary>An explicit implementation is known under its interface's name only.</summary>
    public static bool IsExplicit(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => !method.ExplicitInterfaceImplementations.IsEmpty,
        IPropertySymbol property => !property.ExplicitInterfaceImplementations.IsEmpty,
        IEventSymbol raised => !raised.ExplicitInterfaceImplementations.IsEmpty,
        _ => false,
    };

    private static string Meets(ISymbol symbol, ISymbol member, string newName, INamedTypeSymbol type)
    {
        if (symbol is IMethodSymbol method && member is IMethodSymbol other && !SameSignature(method, other))
            return Reasons.MeetsOverload(other.ToDisplayString());
        return Reasons.NameTaken(newName, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
    }

    private static bool SameSignature(IMethodSymbol a, IMethodSymbol b)
    {
        if (a.Arity != b.Arity || a.Parameters.Length != b.Parameters.Length)
            return false;
        for (var i = 0; i < a.Parameters.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(a.Parameters[i].Type, b.Parameters[i].Type))
                return false;
        }

        return true;
    }

    /// <summary>A member that nothing, or only the interface itself, implements in the type so far.</summary>
    private static ISymbol? InterfaceMet(INamedTypeSymbol type, string newName)
    {
        if (type.TypeKind == TypeKind.Interface)
            return type.AllInterfaces.SelectMany(parent => parent.GetMembers(newName)).FirstOrDefault();
        foreach (var parent in type.AllInterfaces)
        {
            foreach (var member in parent.GetMembers(newName))
            {
                var implementation = type.FindImplementationForInterfaceMember(member);
                if (implementation is null || implementation.ContainingType.TypeKind == TypeKind.Interface)
                    return member;
            }
        }

        return null;
    }

    private INamedTypeSymbol? DerivedImplementer(INamedTypeSymbol type, INamedTypeSymbol contract, string newName)
    {
        foreach (var project in snapshot.Projects)
        {
            foreach (var candidate in SourceTypes.Of(project.Compilation))
            {
                if (candidate.TypeKind == TypeKind.Class && DerivesFrom(candidate, type)
                    && candidate.AllInterfaces.Any(parent => SameDeclaration(parent, contract)) && InterfaceMet(candidate, newName) is not null)
                    return candidate;
            }
        }

        return null;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (SameDeclaration(parent, ancestor))
                return true;
        }

        return ancestor.TypeKind == TypeKind.Interface && type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(parent => SameDeclaration(parent, ancestor));
    }

    /// <summary>The same declaration, be it seen from another project or target framework.</summary>
    private static bool SameDeclaration(INamedTypeSymbol a, INamedTypeSymbol b) =>
        SymbolEqualityComparer.Default.Equals(a.OriginalDefinition, b.OriginalDefinition)
        || (Sites.Of(a.OriginalDefinition) is { Count: > 0 } left && Sites.Of(b.OriginalDefinition) is { Count: > 0 } right && left[0] == right[0]);

    private string? LocalConflict(NameToken token)
    {
        var scope = LocalScope.Of(token.Token);
        foreach (var name in _existing[token.NewName])
        {
            if (name.Document.Tree != token.Document.Tree)
                continue;
            if (name.Declares && name.Symbol is { } declared && LocalScope.IsLocal(declared))
            {
                var other = LocalScope.Of(name.Token);
                if (LocalScope.Overlap(scope, other) && (scope is not TypeDeclarationSyntax || other == scope))
                    return Reasons.NameTaken(token.NewName, Scopes.NameAt(name.Token));
            }
            else if (!name.Declares && LocalScope.Contains(scope, name.Token.Parent!) && LocalScope.IsSimpleReference(name.Token)
                && !(name.Symbol is { } own && LocalScope.IsLocal(own) && IsDeclaredWithin(own, scope))
                && !IsOutsidePrimaryConstructor(scope, name))
            {
                return Reasons.NameCaptured(token.NewName, Scopes.NameAt(name.Token));
            }
        }

        return null;
    }

    private static bool IsDeclaredWithin(ISymbol local, SyntaxNode scope) =>
        local.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == scope.SyntaxTree && scope.Span.Contains(reference.Span));

    /// <summary>A primary constructor's parameter yields to a member of its type, so that such a reference keeps its meaning.</summary>
    private static bool IsOutsidePrimaryConstructor(SyntaxNode scope, ExistingName name) =>
        scope is TypeDeclarationSyntax && name.Symbol is { ContainingType: not null } && !LocalScope.IsLocal(name.Symbol);

    private static string? ReferenceConflict(NameToken token)
    {
        if (!LocalScope.IsSimpleReference(token.Token))
            return null;
        var symbol = token.Symbol!;
        foreach (var found in token.Document.Model.LookupSymbols(token.Token.SpanStart, name: token.NewName))
        {
            if (IsOutOfReach(found, token.Token))
                continue;
            var local = LocalScope.IsLocal(found);
            if (local && found.Kind != SymbolKind.TypeParameter)
                return LocalScope.IsLocal(symbol) && !LocalScope.IsPrimaryParameter(symbol) ? Reasons.NameTaken(token.NewName, Scopes.NameAt(token.Token)) : Reasons.NameCaptured(token.NewName, Scopes.NameAt(token.Token));
            if (LocalScope.IsPrimaryParameter(symbol) && !local && found.ContainingType is not null)
                return Reasons.NameCaptured(token.NewName, Scopes.NameAt(token.Token));
            if (!LocalScope.IsLocal(symbol) && found.ContainingType is { } nearer && symbol.ContainingType is { } owner
                && !SymbolEqualityComparer.Default.Equals(nearer.OriginalDefinition, owner.OriginalDefinition))
                return Reasons.NameCaptured(token.NewName, Scopes.NameAt(token.Token));
        }

        return null;
    }

    /// <summary>A local of top-level statements is found in types too, and cannot be used there.</summary>
    private static bool IsOutOfReach(ISymbol found, SyntaxToken token) =>
        found is ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
        && token.Parent?.FirstAncestorOrSelf<GlobalStatementSyntax>() is null
        && found.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().FirstAncestorOrSelf<GlobalStatementSyntax>() is not null);
}
