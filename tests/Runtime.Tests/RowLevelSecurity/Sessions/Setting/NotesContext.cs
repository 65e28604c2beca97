using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;

internal sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    public DbSet<Line> Lines => Set<Line>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Note>().Property(note => note.Owner).HasDefaultValueSql("auth.user_id()").ValueGeneratedOnAdd();
        modelBuilder.Entity<Note>().HasMany(note => note.Lines).WithOne().HasForeignKey(line => line.NoteId);
    }
}

[Table("notes")]
internal sealed class Note
{
    [Column("id")]
    public int Id { get; set; }

    [Column("workos_user_id")]
    public string? Owner { get; set; }

    [Column("text")]
    public required string Text { get; set; }

    [Column("version")]
    [ConcurrencyCheck]
    public int Version { get; set; }

    public List<Line> Lines { get; set; } = [];
}

[Table("lines")]
internal sealed class Line
{
    [Column("id")]
    public int Id { get; set; }

    [Column("note_id")]
    public int NoteId { get; set; }

    [Column("text")]
    public required string Text { get; set; }
}

internal static class NotesContexts
{
    /// <summary>Pooled contexts, and as few as can be: one after the other gets the same.</summary>
    public static IDbContextFactory<NotesContext> Contexts(this NotesDatabase database, string? connectionString = null, Action<NpgsqlDbContextOptionsBuilder>? configure = null) =>
        database.Services(connectionString, services => services.AddPooledDbContextFactory<NotesContext>(
            (provider, options) => options.UseNpgsql(connectionString ?? database.ConnectionString, configure).UseRowLevelSecurity(provider), poolSize: 1))
            .GetRequiredService<IDbContextFactory<NotesContext>>();
}
