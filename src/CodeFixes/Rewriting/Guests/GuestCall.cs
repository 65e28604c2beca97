using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Guests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The statement that registers a guest, and the initializer that uses what it gives.</summary>
/// <param name="Edit">From the beginning of the statement to what is added to the initializer; <c>null</c> where it cannot be.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Types">The types that the edit names.</param>
internal sealed record GuestCall(Edit? Edit, string? Reason, ImmutableArray<INamedTypeSymbol> Types)
{
    public static GuestCall Of(
        DocumentView document, StoredMeeting meeting, StatementSyntax statement, int number, string service, CancellationToken cancellationToken)
    {
        var values = new List<GuestValue>();
        foreach (var (member, local) in Roles(meeting))
        {
            if (meeting.Value(member) is not { } expression)
                continue;
            if (GuestValue.IsRead(expression))
                values.Add(new GuestValue(expression, null));
            else if (!GuestValue.CanMoveUp(expression, statement, document.Project.Map) || document.Model.GetTypeInfo(expression, cancellationToken).Type is null or { TypeKind: TypeKind.Error })
                return new GuestCall(null, Reasons.GuestOrder(expression.ToString()), ImmutableArray<INamedTypeSymbol>.Empty);
            else
                values.Add(new GuestValue(expression, GuestStatement.FreeName(meeting, number, local)));
        }

        return Written(document, meeting, statement, values, GuestStatement.FreeName(meeting, number, "guest", "guestAccount", "registeredGuest"), service);
    }

    /// <summary>The members whose values the registration gets, and what a local for such a value is called.</summary>
    private static IEnumerable<(Func<string, bool> Member, string Local)> Roles(StoredMeeting meeting)
    {
        yield return (name => name == MeetingsTable.Email, "guestEmail");
        yield return (name => name == MeetingsTable.Name, "guestName");
        yield return (name => name == "EventId", "eventId");
        yield return (GuestFacts.IsStart, "startTime");
    }

    private static GuestCall Written(
        DocumentView document, StoredMeeting meeting, StatementSyntax statement, List<GuestValue> values, string guest, string service)
    {
        var text = document.Text;
        var lineEnd = Layout.LineEnd(text, statement.SpanStart);
        var indentation = Layout.Indentation(text, statement.SpanStart);
        var types = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        GuestValue? Of(Func<string, bool> member) => meeting.Value(member) is { } expression ? values.First(value => value.Expression == expression) : null;

        var pieces = ImmutableArray.CreateBuilder<Piece>();
        foreach (var value in values.Where(value => value.Local is not null).OrderBy(value => value.Expression.SpanStart))
        {
            pieces.Add(Piece.Of($"var {value.Local} = "));
            pieces.Add(Piece.Of(value.Expression.Span));
            pieces.Add(Piece.Of($";{lineEnd}{indentation}"));
        }

        var email = Of(name => name == MeetingsTable.Email)!;
        pieces.Add(Piece.Of($"var {guest} = await {service}.CreateOrGetAsync("));
        var arguments = new List<ImmutableArray<Piece>> { Read(email), Name(document, email, Of(name => name == MeetingsTable.Name)) };
        var metadata = Metadata(document, Of(name => name == "EventId"), Of(GuestFacts.IsStart), types);
        if (!metadata.IsEmpty)
            arguments.Add(metadata);
        if (Token(document, statement) is { } token)
            arguments.Add(ImmutableArray.Create(Piece.Of(metadata.IsEmpty ? "cancellationToken: " + token : token)));
        var step = metadata.IsEmpty ? "" : lineEnd + Layout.Deeper(indentation);
        for (var i = 0; i < arguments.Count; i++)
        {
            pieces.Add(Piece.Of(i == 0 ? step : step.Length == 0 ? ", " : "," + step));
            pieces.AddRange(arguments[i]);
        }

        pieces.Add(Piece.Of($");{lineEnd}{indentation}"));
        var orgId = OrgIdFrom(guest, GuestRegistrationFix.OrgIdType(meeting, document))!;
        var userId = meeting.Table.UserId?.Name ?? meeting.Table.UserIdName;
        var end = Fill(text, meeting, statement, values, $"{userId} = {guest}.WorkosUserId", $"{MeetingsTable.OrgIdName} = {orgId}", lineEnd, pieces);
        return new GuestCall(new Edit(TextSpan.FromBounds(statement.SpanStart, end), pieces.ToImmutable()), null, types.ToImmutable());
    }

    /// <summary>The organization's id as the property has it; <c>null</c> where it cannot be.</summary>
    public static string? OrgIdFrom(string guest, ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String ? guest + ".OrgId.ToString()"
        : type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } ? guest + ".OrgId"
        : null;

    /// <summary>The statement as it was, with the locals in the place of what they took, and the two new members behind the guest's email and name.</summary>
    private static int Fill(
        SourceText text, StoredMeeting meeting, StatementSyntax statement, List<GuestValue> values, string user, string organization, string lineEnd, ImmutableArray<Piece>.Builder pieces)
    {
        var elements = meeting.Creation.Initializer!.Expressions;
        var anchor = elements.Last(element => element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: MeetingsTable.Email or MeetingsTable.Name } });
        var index = elements.IndexOf(anchor);
        var hasComma = index < elements.SeparatorCount;
        var ownLine = Layout.EndsLine(text, hasComma ? elements.GetSeparator(index).Span.End : anchor.Span.End)
            && text.Lines.GetLineFromPosition(meeting.Creation.Initializer.OpenBraceToken.SpanStart).LineNumber < text.Lines.GetLineFromPosition(anchor.SpanStart).LineNumber;
        var step = ownLine ? lineEnd + Layout.Indentation(text, anchor.SpanStart) : " ";
        var place = !hasComma ? anchor.Span.End
            : ownLine ? text.Lines.GetLineFromPosition(elements.GetSeparator(index).Span.End).End
            : elements.GetSeparator(index).Span.End;
        var added = hasComma ? $"{step}{user},{step}{organization}," : $",{step}{user},{step}{organization}";

        var at = statement.SpanStart;
        var replaced = values.Where(value => value.Local is not null).Select(value => (value.Expression.Span, Text: value.Local!))
            .Append((Span: new TextSpan(place, 0), Text: added)).OrderBy(part => part.Span.Start);
        foreach (var (span, replacement) in replaced)
        {
            pieces.Add(Piece.Of(TextSpan.FromBounds(at, span.Start)));
            pieces.Add(Piece.Of(replacement));
            at = span.End;
        }

        return at;
    }

    private static ImmutableArray<Piece> Read(GuestValue value) =>
        ImmutableArray.Create(value.Local is { } local ? Piece.Of(local) : Piece.CopyOf(value.Expression.Span));

    /// <summary>A guest without a name goes by the email; what is stored stays as it is.</summary>
    private static ImmutableArray<Piece> Name(DocumentView document, GuestValue email, GuestValue? name)
    {
        if (name is null || AuditPurity.IsNull(name.Expression))
            return Read(email);
        return document.Model.GetTypeInfo(name.Expression).Nullability.FlowState == NullableFlowState.MaybeNull
            ? Read(name).Add(Piece.Of(" ?? ")).AddRange(Read(email))
            : Read(name);
    }

    private static ImmutableArray<Piece> Metadata(DocumentView document, GuestValue? eventId, GuestValue? start, ImmutableArray<INamedTypeSymbol>.Builder types)
    {
        var entries = new[] { (Key: "eventId", Value: eventId), (Key: "startTime", Value: start) }.Where(entry => entry.Value is not null && !AuditPurity.IsNull(entry.Value.Expression)).ToList();
        if (entries.Count == 0)
            return ImmutableArray<Piece>.Empty;
        types.Add(document.Project.Compilation.GetTypeByMetadataName("System.Collections.Generic.Dictionary`2")!);
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        pieces.Add(Piece.Of("new Dictionary<string, string> { "));
        for (var i = 0; i < entries.Count; i++)
        {
            pieces.Add(Piece.Of($"{(i == 0 ? "" : ", ")}[\"{entries[i].Key}\"] = "));
            pieces.AddRange(AsText(document, entries[i].Value!, types));
        }

        pieces.Add(Piece.Of(" }"));
        return pieces.ToImmutable();
    }

    /// <summary>The value as text that reads the same everywhere: dates in ISO 8601, numbers without a culture.</summary>
    private static ImmutableArray<Piece> AsText(DocumentView document, GuestValue value, ImmutableArray<INamedTypeSymbol>.Builder types)
    {
        var type = document.Model.GetTypeInfo(value.Expression).Type!;
        var isNullable = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        var bare = isNullable ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        if (bare.SpecialType == SpecialType.System_String)
            return document.Model.GetTypeInfo(value.Expression).Nullability.FlowState == NullableFlowState.MaybeNull ? Read(value).Add(Piece.Of(" ?? \"\"")) : Read(value);
        var format = bare.SpecialType == SpecialType.System_DateTime || bare.Name is "DateTimeOffset" or "DateOnly" or "TimeOnly" ? "\"O\", CultureInfo.InvariantCulture"
            : bare.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 ? "CultureInfo.InvariantCulture"
            : "";
        if (format.Length > 0)
            types.Add(document.Project.Compilation.GetTypeByMetadataName("System.Globalization.CultureInfo")!);
        var toText = Read(value).Add(Piece.Of($"{(isNullable || !bare.IsValueType ? "?" : "")}.ToString({format})"));
        return isNullable || bare.Name != "Guid" && format.Length == 0 || !bare.IsValueType ? toText.Add(Piece.Of(" ?? \"\"")) : toText;
    }

    /// <summary>The token in scope: a parameter's before a local's.</summary>
    private static string? Token(DocumentView document, StatementSyntax statement) => document.Model.LookupSymbols(statement.SpanStart)
        .Where(symbol => symbol switch
        {
            IParameterSymbol parameter => IsToken(parameter.Type),
            ILocalSymbol local => IsToken(local.Type) && local.Locations[0].SourceSpan.End < statement.SpanStart,
            _ => false,
        })
        .OrderBy(symbol => symbol.Kind == SymbolKind.Parameter ? 0 : 1).ThenBy(symbol => symbol.Name == "cancellationToken" ? 0 : 1).ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
        .FirstOrDefault()?.Name;

    private static bool IsToken(ITypeSymbol type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };
}
