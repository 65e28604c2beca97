using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Reads from source which naming policy serializer options carry: where they are made, and what is assigned to them later.</summary>
internal sealed class JsonOptionsReading(Snapshot snapshot, CancellationToken cancellationToken)
{
    private const int MaximumSteps = 6;

    /// <summary>The policy of options that a call passes; <c>null</c> for a call that passes none.</summary>
    public NamingPolicy PolicyOf(ExpressionSyntax? options, SemanticModel model, NamingPolicy otherwise) =>
        options is null || options.IsKind(SyntaxKind.NullLiteralExpression) || options.IsKind(SyntaxKind.DefaultLiteralExpression)
            ? otherwise
            : Of(options, model, MaximumSteps);

    private NamingPolicy Of(ExpressionSyntax options, SemanticModel model, int steps)
    {
        if (steps == 0)
            return NamingPolicy.Unknown;
        switch (options)
        {
            case ParenthesizedExpressionSyntax inner:
                return Of(inner.Expression, model, steps - 1);
            case PostfixUnaryExpressionSyntax asserted:
                return Of(asserted.Operand, model, steps - 1);
            case AssignmentExpressionSyntax assigned:
                return Of(assigned.Right, model, steps - 1);
            case BaseObjectCreationExpressionSyntax creation:
                return OfCreation(creation, model, steps);
        }

        if (model.GetSymbolInfo(options, cancellationToken).Symbol is not { } symbol)
            return NamingPolicy.Unknown;
        if (symbol is { IsStatic: true, ContainingType.Name: "JsonSerializerOptions" })
            return symbol.Name == "Web" ? NamingPolicy.CamelCase : symbol.Name is "Default" or "Strict" ? NamingPolicy.AsWritten : NamingPolicy.Unknown;
        return OfSymbol(symbol, steps);
    }

    /// <summary><c>new JsonSerializerOptions { … }</c>, <c>new(JsonSerializerDefaults.Web)</c>, <c>new JsonSerializerSettings { … }</c>.</summary>
    private NamingPolicy OfCreation(BaseObjectCreationExpressionSyntax creation, SemanticModel model, int steps)
    {
        foreach (var assignment in creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? Enumerable.Empty<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "PropertyNamingPolicy" or "ContractResolver" or "NamingStrategy" })
                return Named(assignment.Right, model);
        }

        if (model.GetTypeInfo(creation, cancellationToken).Type is not { } type)
            return NamingPolicy.Unknown;
        if (type.Name is "JsonSerializerSettings")
            return NamingPolicy.AsWritten;
        if (type.Name is not "JsonSerializerOptions")
            return NamingPolicy.Unknown;
        if (creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression is not { } argument)
            return NamingPolicy.AsWritten;
        if (model.GetSymbolInfo(argument, cancellationToken).Symbol is IFieldSymbol { ContainingType.Name: "JsonSerializerDefaults" } defaults)
            return defaults.Name == "Web" ? NamingPolicy.CamelCase : NamingPolicy.AsWritten;
        return Of(argument, model, steps - 1);
    }

    /// <summary>The policy that an expression names: <c>JsonNamingPolicy.CamelCase</c>, <c>new CamelCasePropertyNamesContractResolver()</c>.</summary>
    public NamingPolicy Named(ExpressionSyntax policy, SemanticModel model)
    {
        if (policy.IsKind(SyntaxKind.NullLiteralExpression) || policy.IsKind(SyntaxKind.DefaultLiteralExpression))
            return NamingPolicy.AsWritten;
        if (policy is BaseObjectCreationExpressionSyntax creation)
        {
            var strategy = creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
                .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "NamingStrategy" });
            return strategy is not null ? Named(strategy.Right, model) : OfStrategy(model.GetTypeInfo(creation, cancellationToken).Type?.Name);
        }

        return model.GetSymbolInfo(policy, cancellationToken).Symbol is { } symbol
            ? symbol.ContainingType?.Name is "JsonNamingPolicy" or "JsonKnownNamingPolicy" ? OfMember(symbol.Name) : OfInitializer(symbol)
            : NamingPolicy.Unknown;
    }

    /// <summary>The member of <c>JsonNamingPolicy</c> or <c>JsonKnownNamingPolicy</c>.</summary>
    public static NamingPolicy OfMember(string name) => name switch
    {
        "Unspecified" => NamingPolicy.AsWritten,
        "CamelCase" => NamingPolicy.CamelCase,
        "SnakeCaseLower" => NamingPolicy.SnakeCaseLower,
        "SnakeCaseUpper" => NamingPolicy.SnakeCaseUpper,
        "KebabCaseLower" => NamingPolicy.KebabCaseLower,
        "KebabCaseUpper" => NamingPolicy.KebabCaseUpper,
        _ => NamingPolicy.Unknown,
    };

    /// <summary>Newtonsoft's resolvers and strategies, by type.</summary>
    public static NamingPolicy OfStrategy(string? type) => type switch
    {
        "DefaultContractResolver" or "DefaultNamingStrategy" => NamingPolicy.AsWritten,
        "CamelCasePropertyNamesContractResolver" or "CamelCaseNamingStrategy" => NamingPolicy.CamelCase,
        "SnakeCaseNamingStrategy" => NamingPolicy.NewtonsoftSnakeCase,
        "KebabCaseNamingStrategy" => NamingPolicy.NewtonsoftKebabCase,
        _ => NamingPolicy.Unknown,
    };

    /// <summary>Options that a variable holds: what it is made with, unless a policy is assigned to it afterwards.</summary>
    private NamingPolicy OfSymbol(ISymbol symbol, int steps)
    {
        if (symbol is IParameterSymbol)
            return NamingPolicy.Unknown;
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (ModelOf(reference.SyntaxTree) is not { } model)
                continue;
            var declared = reference.GetSyntax(cancellationToken);
            var assigned = symbol is IMethodSymbol ? null : Assigned(symbol, declared.SyntaxTree, model);
            if (assigned is { } later)
                return later;
            if (Value(declared) is { } value)
                return Of(value, model, steps - 1);
        }

        return NamingPolicy.Unknown;
    }

    private NamingPolicy OfInitializer(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (symbol is not IParameterSymbol && ModelOf(reference.SyntaxTree) is { } model && Value(reference.GetSyntax(cancellationToken)) is { } value)
                return value is IdentifierNameSyntax ? NamingPolicy.Unknown : Named(value, model);
        }

        return NamingPolicy.Unknown;
    }

    /// <summary>What a declaration is made with, or what a method or getter always returns.</summary>
    private static ExpressionSyntax? Value(SyntaxNode declared)
    {
        switch (declared)
        {
            case VariableDeclaratorSyntax variable:
                return variable.Initializer?.Value;
            case PropertyDeclarationSyntax { Initializer: { } initializer }:
                return initializer.Value;
            case PropertyDeclarationSyntax { ExpressionBody: { } body }:
                return body.Expression;
            case MethodDeclarationSyntax { ExpressionBody: { } body }:
                return body.Expression;
        }

        var returned = declared.DescendantNodes(node => node is not LambdaExpressionSyntax and not LocalFunctionStatementSyntax).OfType<ReturnStatementSyntax>().ToList();
        return returned.Count == 1 ? returned[0].Expression : null;
    }

    /// <summary><c>options.PropertyNamingPolicy = …</c>, wherever in the file; <c>null</c> when there is none.</summary>
    private NamingPolicy? Assigned(ISymbol options, SyntaxTree tree, SemanticModel model)
    {
        NamingPolicy? found = null;
        foreach (var assignment in tree.GetRoot(cancellationToken).DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "PropertyNamingPolicy" or "ContractResolver" } access
                || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(access.Expression, cancellationToken).Symbol, options))
                continue;
            var policy = Named(assignment.Right, model);
            found = found is null || found == policy ? policy : NamingPolicy.Unknown;
        }

        return found;
    }

    private SemanticModel? ModelOf(SyntaxTree tree) =>
        snapshot.Projects.FirstOrDefault(project => project.Compilation.ContainsSyntaxTree(tree))?.Compilation.GetSemanticModel(tree);
}
