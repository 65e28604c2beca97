using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Names that meet only at run time: the compiler would not notice that one of the two has changed, so the declaration stays.</summary>
internal static class RuntimeNames
{
    private static readonly HashSet<string> Reflection = new(StringComparer.Ordinal)
    {
        "GetProperty", "GetField", "GetMethod", "GetMember", "GetEvent", "GetRuntimeProperty", "GetRuntimeField", "GetRuntimeMethod", "InvokeMember",
        "GetDeclaredProperty", "GetDeclaredField", "GetDeclaredMethod", "GetDeclaredEvent", "GetNestedType",
    };

    /// <summary>Static methods that look a name up in a type: of expression trees, and of enumerations.</summary>
    private static readonly HashSet<string> Lookups = new(StringComparer.Ordinal)
    {
        "Expression.Property", "Expression.Field", "Expression.PropertyOrField", "Expression.Call", "Enum.Parse", "Enum.TryParse", "Enum.IsDefined", "Type.GetType",
    };

    private static readonly HashSet<string> EfCore = new(StringComparer.Ordinal)
    {
        "HasIndex", "HasKey", "HasAlternateKey", "HasForeignKey", "HasPrincipalKey", "Property", "Include", "ThenInclude", "Ignore", "Navigation",
        "ComplexProperty", "OwnsOne", "OwnsMany", "HasOne", "HasMany", "PrimitiveCollection",
    };

    private static readonly HashSet<string> NamingAttributes = new(StringComparer.Ordinal)
    {
        "ForeignKey", "InverseProperty", "Compare", "MemberNotNull", "MemberNotNullWhen", "NotNullIfNotNull", "CallerArgumentExpression",
        "InterpolatedStringHandlerArgument", "NotifyPropertyChangedFor", "DependsOn", "DebuggerDisplay", "Bind", "PrimaryKey", "Index", "AlternateKey",
        "MemberData", "DynamicData", "TestCaseSource", "UnsafeAccessor", "DynamicDependency",
    };

    public static void Block(Collected collected, NameUnits names, CancellationToken cancellationToken)
    {
        var members = names.All
            .SelectMany(unit => unit.Declarations.Select(token => (Unit: unit, Token: token)))
            .ToLookup(declared => declared.Token.OldName, StringComparer.Ordinal);
        MappedByName.PairConstructors(names);
        foreach (var document in collected.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document.IsProtected)
                continue;
            if (document.Names.Any(token => token.Binding == Binding.Dynamic))
                BlockDynamic(document, members, cancellationToken);
            if (document.HasClerk)
                BlockStrings(document, members, cancellationToken);
            MappedByName.BlockDapper(document, names, cancellationToken);
            MappedByName.PairAutoMapper(document, names, cancellationToken);
        }
    }

    private static void BlockMembers(ILookup<string, (NameUnit Unit, NameToken Token)> members, string name, ITypeSymbol? type, string reason, string? method = null)
    {
        foreach (var (unit, token) in members[name])
        {
            if (method is null ? LocalScope.IsLocal(token.Symbol!) : !(token.Symbol is IParameterSymbol && token.Symbol.ContainingSymbol.Name == method))
                continue;
            if (token.Symbol is INamedTypeSymbol && Receivers.IsUnknown(type))
                unit.Block(reason);
            if (token.Symbol!.ContainingType is not { } owner)
                continue;
            if (Receivers.IsUnknown(type) || IsOrDerives(type!, owner))
                unit.Block(reason);
        }
    }

    private static bool IsOrDerives(ITypeSymbol type, INamedTypeSymbol owner)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Same(current.OriginalDefinition, owner.OriginalDefinition))
                return true;
        }

        return type.AllInterfaces.Any(contract => Same(contract.OriginalDefinition, owner.OriginalDefinition));
    }

    private static bool Same(ITypeSymbol a, ITypeSymbol b) =>
        SymbolEqualityComparer.Default.Equals(a, b) || (Sites.Of(a) is { Count: > 0 } left && Sites.Of(b) is { Count: > 0 } right && left[0] == right[0]);

    /// <summary>Blocks the members of every type that this file hands to <c>dynamic</c>.</summary>
    private static void BlockDynamic(DocumentFindings document, ILookup<string, (NameUnit Unit, NameToken Token)> members, CancellationToken cancellationToken)
    {
        var model = document.Document.Model;
        var handed = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var expression in document.Document.Root.DescendantNodes().OfType<ExpressionSyntax>())
        {
            var info = model.GetTypeInfo(expression, cancellationToken);
            if (info.ConvertedType is { TypeKind: TypeKind.Dynamic } && info.Type is { TypeKind: not TypeKind.Dynamic } type)
                handed.Add(type);
        }

        foreach (var token in document.Names.Where(token => token.Binding == Binding.Dynamic))
        {
            var called = token.Token.Parent?.Parent is NameColonSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } ? CalledName(call) : null;
            foreach (var type in handed)
                BlockMembers(members, token.OldName, type, Reasons.Dynamic(Plan.FileName(document.Document.Path)), called);
        }
    }

    private static void BlockStrings(DocumentFindings document, ILookup<string, (NameUnit Unit, NameToken Token)> members, CancellationToken cancellationToken)
    {
        foreach (var literal in document.Document.Root.DescendantNodes().OfType<LiteralExpressionSyntax>())
        {
            if (!literal.IsKind(SyntaxKind.StringLiteralExpression) || literal.Token.ValueText is not { Length: < 400 } text
                || text.IndexOf("clerk", StringComparison.OrdinalIgnoreCase) < 0 || literal.Parent is null)
                continue;
            foreach (var name in Identifiers(text))
            {
                if (members.Contains(name))
                    BlockString(document, literal, name, members, cancellationToken);
            }
        }
    }

    private static void BlockString(
        DocumentFindings document, LiteralExpressionSyntax literal, string name, ILookup<string, (NameUnit Unit, NameToken Token)> members, CancellationToken cancellationToken)
    {
        var file = Plan.FileName(document.Document.Path);
        var model = document.Document.Model;
        if (literal.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
        {
            if (!NamingAttributes.Contains(AttributeName(attribute)))
                return;
            foreach (var (unit, token) in members[name])
            {
                if (Concerns(attribute, token, model, cancellationToken))
                    unit.Block(Reasons.AttributeString(file));
            }

            return;
        }

        if (literal.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent is not InvocationExpressionSyntax call || CalledName(call) is not { } called)
            return;
        if (Reflection.Contains(called) && call.Expression is MemberAccessExpressionSyntax reflected)
            BlockMembers(members, name, Reflected(reflected.Expression, model, cancellationToken), Reasons.Reflection(file));
        else if (call.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } && Lookups.Contains(type.Identifier.ValueText + "." + called))
            BlockMembers(members, name, LookedInto(call, model, cancellationToken), Reasons.Reflection(file));
        else if (EfCore.Contains(called) && IsEfCore(call, model, cancellationToken))
            BlockMembers(members, name, Entity(call, model, cancellationToken), Reasons.EfString(file));
    }

    private static bool Concerns(AttributeSyntax attribute, NameToken token, SemanticModel model, CancellationToken cancellationToken)
    {
        if (AttributeName(attribute) is "UnsafeAccessor" or "DynamicDependency")
            return !LocalScope.IsLocal(token.Symbol!);
        if (token.Symbol is IParameterSymbol parameter)
            return attribute.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method
                && SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(method, cancellationToken), parameter.ContainingSymbol);
        return token.Symbol!.ContainingType is { } owner && attribute.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } type
            && model.GetDeclaredSymbol(type, cancellationToken) is { } declaring && IsOrDerives(declaring, owner);
    }

    /// <summary><c>typeof(T)</c> and <c>x.GetType()</c> say which type is looked into.</summary>
    private static ITypeSymbol? Reflected(ExpressionSyntax receiver, SemanticModel model, CancellationToken cancellationToken) => receiver switch
    {
        TypeOfExpressionSyntax type => model.GetTypeInfo(type.Type, cancellationToken).Type,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetType" } access }
            when model.GetTypeInfo(access.Expression, cancellationToken).Type is { SpecialType: not SpecialType.System_Object } type => type,
        _ => null,
    };

    /// <summary><c>Enum.Parse&lt;T&gt;("…")</c> and <c>Enum.Parse(typeof(T), "…")</c> say which type is looked into.</summary>
    private static ITypeSymbol? LookedInto(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax generic })
            return model.GetTypeInfo(generic.TypeArgumentList.Arguments[0], cancellationToken).Type;
        return call.ArgumentList.Arguments.FirstOrDefault()?.Expression is TypeOfExpressionSyntax type ? model.GetTypeInfo(type.Type, cancellationToken).Type : null;
    }

    private static bool IsEfCore(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken) is var info && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is var symbol
        && (symbol is null || symbol.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));

    /// <summary>The entity of a builder, set or query; for <c>EF.Property(e, …)</c> the type of <c>e</c>.</summary>
    private static ITypeSymbol? Entity(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return null;
        if (access.Expression is IdentifierNameSyntax { Identifier.ValueText: "EF" })
            return model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression, cancellationToken).Type;
        return model.GetTypeInfo(access.Expression, cancellationToken).Type is INamedTypeSymbol { TypeArguments.Length: >= 1 } builder
            ? builder.TypeArguments[0]
            : null;
    }

    public static string? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static string AttributeName(AttributeSyntax attribute)
    {
        var name = (attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax aliased => aliased.Name,
            var simple => (SimpleNameSyntax)simple,
        }).Identifier.ValueText;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>The identifiers that a string consists of or lists: <c>"ClerkUserId"</c>, <c>"User.ClerkUserId"</c>, <c>"{ClerkUserId}"</c>.</summary>
    private static IEnumerable<string> Identifiers(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_');
            if (inside && start < 0)
                start = i;
            if (inside || start < 0)
                continue;
            yield return text.Substring(start, i - start);
            start = -1;
        }
    }
}
