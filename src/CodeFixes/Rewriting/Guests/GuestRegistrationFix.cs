using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Guests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>C2W401: registers the guest before the meeting is made, and stores the guest's user and organization with it.</summary>
internal sealed class GuestRegistrationFix : LocalFix
{
    public override string Rule => RuleIds.UnregisteredGuest;

    public override LocalChange Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var token = document.Root.FindToken(diagnostic.Location.SourceSpan.Start);
        var guests = document.Project.AsRulesSeeIt(clerkElsewhere: false).Guests;
        if (!token.IsKind(SyntaxKind.IdentifierToken) || StoredMeeting.Of(token, document.Model, guests, cancellationToken) is not { } meeting)
            return LocalChange.None(Reasons.GuestInSql);
        if (guests.Registration is not { } service)
            return LocalChange.None(Reasons.GuestsNotInstalled);
        if (Obstacle(meeting, document) is { } obstacle)
            return LocalChange.None(obstacle);
        if (GuestStatement.Of(meeting.Creation) is not { } statement)
            return LocalChange.None(Reasons.GuestNoStatement);
        if (statement.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Count(other => IsMeeting(other, meeting, document.Model, cancellationToken)) > 1)
            return LocalChange.None(Reasons.GuestSeveral);
        if (!AsynchronousCaller.CanWait(statement))
            return LocalChange.None(Reasons.GuestCallerIsSynchronous);
        var instance = ServiceInstance.For(statement, service, "guestRegistration", document.Model, cancellationToken);
        if (instance.Reason is { } none)
            return LocalChange.None(none);

        var call = GuestCall.Of(document, meeting, statement, Number(token, meeting, document.Model, guests, cancellationToken), instance.Name, cancellationToken);
        if (call.Edit is null)
            return LocalChange.None(call.Reason!);
        var edits = ImmutableArray.CreateBuilder<(DocumentView Document, Edit Edit)>();
        edits.Add((document, call.Edit));
        foreach (var needed in call.Types)
            AddImport(document, statement.SpanStart, needed, edits);
        foreach (var (tree, edit) in instance.Edits)
        {
            var other = tree == document.Tree ? document : new DocumentView(document.Project, id: null, tree.FilePath, tree, tree.GetText(cancellationToken));
            edits.Add((other, edit));
            AddImport(other, edit.Span.Start, service, edits);
        }

        return new LocalChange(edits.ToImmutable(), null)
        {
            NeedsTable = IsLegacy(meeting, document) ? meeting.Written.Name : null,
            NeedsColumns = meeting.Table.IsComplete ? null : PlaceOf(meeting.Table.Type, cancellationToken),
        };
    }

    /// <summary>What speaks against it whatever the code around looks like.</summary>
    private static string? Obstacle(StoredMeeting meeting, DocumentView document)
    {
        if (meeting.Sets(meeting.IsUserId) || meeting.Sets(name => name == MeetingsTable.OrgIdName))
            return Reasons.GuestHalfSet;
        if (!meeting.Table.IsComplete && PlaceOf(meeting.Table.Type, CancellationToken.None) is null)
            return Reasons.GuestColumnsMissing;
        foreach (var property in new[] { meeting.Table.UserId, meeting.Table.OrgId }.OfType<IPropertySymbol>())
        {
            if (property.SetMethod is not { } setter || !document.Project.Compilation.IsSymbolAccessibleWithin(setter, document.Project.Compilation.Assembly))
                return Reasons.GuestPropertySet(property.Name);
        }

        if (meeting.Table.UserId is { Type.SpecialType: not SpecialType.System_String } user)
            return Reasons.GuestPropertyType(user.Name, user.Type.ToDisplayString());
        if (GuestCall.OrgIdFrom("guest", OrgIdType(meeting, document)) is null)
            return Reasons.GuestPropertyType(MeetingsTable.OrgIdName, OrgIdType(meeting, document).ToDisplayString());
        var email = meeting.Value(name => name == MeetingsTable.Email)!;
        return document.Model.GetTypeInfo(email).Nullability.FlowState == NullableFlowState.MaybeNull || AuditPurity.IsNull(email) ? Reasons.GuestEmailMayBeNull : null;
    }

    /// <summary>What <c>GuestOrgId</c> is or will be, without its question mark.</summary>
    public static ITypeSymbol OrgIdType(StoredMeeting meeting, DocumentView document) => meeting.Table.OrgId?.Type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0],
        { } type => type,
        null => GuestColumnsFix.OrgIdOf(meeting.Table.Type, document.Project.Compilation),
    };

    private static bool IsMeeting(BaseObjectCreationExpressionSyntax other, StoredMeeting meeting, SemanticModel model, CancellationToken cancellationToken) =>
        SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(other, cancellationToken).Type, meeting.Written);

    private static bool IsLegacy(StoredMeeting meeting, DocumentView document) =>
        document.Project.Map.Tables.TryGetValue(meeting.Written.Name, out var plural) && plural != meeting.Written.Name
        && !SymbolEqualityComparer.Default.Equals(meeting.Written.OriginalDefinition, meeting.Table.Type);

    /// <summary>Where the C2W402 finding of the table is: at the part of the type that holds the guest's email.</summary>
    private static Site? PlaceOf(INamedTypeSymbol table, CancellationToken cancellationToken)
    {
        var syntax = MeetingsTable.Property(table, MeetingsTable.Email)!.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        return syntax?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? new Site(declaration.SyntaxTree.FilePath, declaration.Identifier.SpanStart) : null;
    }

    /// <summary>Which of the member's meetings it is, from 1.</summary>
    private static int Number(SyntaxToken token, StoredMeeting meeting, SemanticModel model, GuestFacts guests, CancellationToken cancellationToken) =>
        1 + StoredMeeting.MemberAround(meeting.Creation).DescendantTokens()
            .Where(other => other.SpanStart < token.SpanStart && other.IsKind(SyntaxKind.IdentifierToken) && other.ValueText == MeetingsTable.Email)
            .Count(other => StoredMeeting.Of(other, model, guests, cancellationToken) is not null);

    private static void AddImport(DocumentView document, int position, INamedTypeSymbol type, ImmutableArray<(DocumentView Document, Edit Edit)>.Builder edits)
    {
        if (document.Model.LookupNamespacesAndTypes(position, name: type.Name).Any(found => SymbolEqualityComparer.Default.Equals(found, type)))
            return;
        var import = ImportEdits.Add(document, type.ContainingNamespace.ToDisplayString());
        if (!edits.Any(edit => edit.Document.Path == document.Path && edit.Edit.Span == import.Span && edit.Edit.Pieces.SequenceEqual(import.Pieces)))
            edits.Add((document, import));
    }
}
