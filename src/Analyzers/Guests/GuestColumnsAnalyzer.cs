using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Guests;

/// <summary>C2W402: the type of a meetings table has a guest's email and no place for the guest's user and organization.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GuestColumnsAnalyzer() : FileRule(Rules.GuestColumns)
{
    internal override Words Wanted => Words.Guest;

    internal override void Check(MigrationFile file)
    {
        foreach (var token in file.Identifiers(Words.Guest))
        {
            if (token.ValueText == MeetingsTable.Email && DeclaringType(token) is { } declaration && !file.IsProtected(declaration)
                && file.Model.GetDeclaredSymbol(declaration, file.CancellationToken) is INamedTypeSymbol type
                && file.Project.Guests.TableOf(type) is { IsComplete: false } table)
                file.Report(Diagnostic.Create(Rules.GuestColumns, declaration.Identifier.GetLocation(), type.Name, Missing(table)));
        }
    }

    /// <summary>The declaration whose property, or positional parameter of a record, the token names.</summary>
    internal static TypeDeclarationSyntax? DeclaringType(SyntaxToken token) => token.Parent switch
    {
        PropertyDeclarationSyntax property when property.Identifier == token => property.Parent as TypeDeclarationSyntax,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax record } parameter when parameter.Identifier == token => record,
        _ => null,
    };

    private static string Missing(MeetingsTable table) => table switch
    {
        { UserId: null, OrgId: null } => $"'{table.UserIdName}' and '{MeetingsTable.OrgIdName}'",
        { UserId: null } => $"'{table.UserIdName}'",
        _ => $"'{MeetingsTable.OrgIdName}'",
    };
}
