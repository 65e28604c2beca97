using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Has what is saved run in a transaction, a single statement as well: Npgsql counts the statements of a save, and one more before them would shift them.</summary>
internal sealed class SavesInTransactions : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Demand(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Demand(eventData.Context);
        return ValueTask.FromResult(result);
    }

    // It stays: no save of this context could do without, and a pooled context forgets it.
    private static void Demand(DbContext? context)
    {
        if (context is not null)
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }
}
