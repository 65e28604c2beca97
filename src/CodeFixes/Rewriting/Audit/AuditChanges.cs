using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Old and new values as the one argument <c>changes</c> that takes their place.</summary>
internal sealed class AuditChanges
{
    private readonly ArgumentSyntax? _old;
    private readonly ArgumentSyntax? _new;
    private readonly bool _omit;

    private AuditChanges(ArgumentSyntax? oldValues, ArgumentSyntax? newValues, bool omit, ImmutableArray<Piece> pieces)
    {
        _old = oldValues;
        _new = newValues;
        _omit = omit;
        Pieces = pieces;
    }

    public ImmutableArray<Piece> Pieces { get; }

    /// <summary>The values that go without a trace because both are null.</summary>
    public IEnumerable<ExpressionSyntax> Omitted => _omit
        ? new[] { _old?.Expression, _new?.Expression }.OfType<ExpressionSyntax>()
        : Enumerable.Empty<ExpressionSyntax>();

    /// <summary>The later of the two as written.</summary>
    public ArgumentSyntax Last => _old is null ? _new! : _new is null || _new.SpanStart < _old.SpanStart ? _old : _new;

    public bool Has(ArgumentSyntax argument) => argument == _old || argument == _new;

    /// <summary>Whether the new argument is written here: at the earlier of the two, and nowhere when it is omitted.</summary>
    public bool IsPlace(ArgumentSyntax argument) =>
        !_omit && argument == (_old is null ? _new : _new is null || _old.SpanStart < _new.SpanStart ? _old : _new);

    /// <summary>By the type of the new method's parameter; <c>null</c> when it cannot be built from two values.</summary>
    public static AuditChanges? Of(LegacyAuditCall call, ImmutableArray<IParameterSymbol> parameters)
    {
        var oldValues = call["oldValues"];
        var newValues = call["newValues"];
        if (IsNothing(oldValues) && IsNothing(newValues))
            return new AuditChanges(oldValues, newValues, omit: true, ImmutableArray<Piece>.Empty);
        var type = parameters.First(parameter => parameter.Name == "changes").Type;
        var (open, oldName, newName, close) = type switch
        {
            { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => ("new { ", "oldValues", "newValues", " }"),
            INamedTypeSymbol named when HasConstructor(named) => ($"new {named.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}(", "", "", ")"),
            INamedTypeSymbol named when HasMember(named, "OldValues") && HasMember(named, "NewValues")
                => ($"new {named.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {{ ", "OldValues", "NewValues", " }"),
            _ => ("", "", "", ""),
        };
        if (open.Length == 0)
            return null;

        // In the order in which they were written, which is that of their evaluation.
        var swapped = oldValues is not null && newValues is not null && newValues.SpanStart < oldValues.SpanStart;
        if (swapped && oldName.Length == 0)
            return null;                                // a constructor would evaluate them the other way round
        var (first, firstName, second, secondName) = swapped
            ? (newValues, newName, oldValues, oldName)
            : (oldValues, oldName, newValues, newName);
        var isAnonymous = open == "new { ";
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        pieces.Add(Piece.Of(open));
        AddValue(pieces, firstName, first, isAnonymous);
        if (first is not null && second is not null && first.GetTrailingTrivia().ToFullString() is var behind && (behind.Contains("//") || behind.Contains("/*")))
            pieces.Add(Piece.Of(TextSpan.FromBounds(first.Span.End, first.FullSpan.End)));
        pieces.Add(Piece.Of(","));
        AddBetween(pieces, call.Call.ArgumentList, first, second);
        AddValue(pieces, secondName, second, isAnonymous);
        pieces.Add(Piece.Of(close));
        return new AuditChanges(oldValues, newValues, omit: false, pieces.ToImmutable());
    }

    private static bool IsNothing(ArgumentSyntax? argument) => argument is null || AuditPurity.IsNull(argument.Expression);

    private static void AddValue(ImmutableArray<Piece>.Builder pieces, string name, ArgumentSyntax? argument, bool isAnonymous)
    {
        if (argument?.Expression is IdentifierNameSyntax identifier && isAnonymous && identifier.Identifier.ValueText == name)
        {
            pieces.Add(Piece.Of(identifier.Span));
            return;
        }

        if (name.Length > 0)
            pieces.Add(Piece.Of(name + " = "));
        if (IsNothing(argument))
            pieces.Add(Piece.Of(isAnonymous ? "(object?)null" : "null"));
        else
            pieces.Add(Piece.Of(argument!.Expression.Span));
    }

    /// <summary>Comments between the two values stay between them.</summary>
    private static void AddBetween(ImmutableArray<Piece>.Builder pieces, ArgumentListSyntax list, ArgumentSyntax? first, ArgumentSyntax? second)
    {
        if (first is not null && second is not null && list.Arguments.IndexOf(first) is var index && index + 1 == list.Arguments.IndexOf(second))
        {
            var separator = list.Arguments.GetSeparator(index);
            var between = separator.TrailingTrivia.ToFullString() + second.GetLeadingTrivia().ToFullString();
            if (between.Contains("//") || between.Contains("/*"))
            {
                pieces.Add(Piece.Of(TextSpan.FromBounds(separator.Span.End, second.SpanStart)));
                return;
            }
        }

        pieces.Add(Piece.Of(" "));
    }

    private static bool HasConstructor(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor =>
        constructor.Parameters.Length == 2
        && string.Equals(constructor.Parameters[0].Name, "oldValues", StringComparison.OrdinalIgnoreCase)
        && string.Equals(constructor.Parameters[1].Name, "newValues", StringComparison.OrdinalIgnoreCase));

    private static bool HasMember(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IPropertySymbol>().Any(property => property.SetMethod is not null);
}
