using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Guests;

/// <summary>C2W401: a meeting is stored with its guest's email, and nobody registers the guest.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnregisteredGuestAnalyzer() : FileRule(Rules.UnregisteredGuest)
{
    internal override Words Wanted => Words.Guest;

    internal override void Check(MigrationFile file)
    {
        var guests = file.Project.Guests;
        if (guests.IsTestProject)
            return;
        foreach (var token in file.Identifiers(Words.Guest))
        {
            if (token.ValueText == MeetingsTable.Email && StoredMeeting.Of(token, file.Model, guests, file.CancellationToken) is { } meeting
                && !file.IsProtected(meeting.Creation))
                file.Report(Diagnostic.Create(Rules.UnregisteredGuest, token.GetLocation(), meeting.Table.Type.Name));
        }

        foreach (var insert in MeetingInsert.In(file.Root))
        {
            if (!file.IsProtected(file.Root.FindToken(insert.Place.Start).Parent!) && guests.IsMigrating(file.CancellationToken))
                file.Report(Diagnostic.Create(Rules.UnregisteredGuest, Location.Create(file.Root.SyntaxTree, insert.Place), insert.Table));
        }
    }
}
