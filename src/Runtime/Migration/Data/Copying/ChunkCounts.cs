namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>What became of a chunk's rows.</summary>
/// <param name="Read">Rows of the legacy database.</param>
/// <param name="Written">Rows added to the target.</param>
/// <param name="There">Rows that the target had already, the same.</param>
/// <param name="Rejected">Rows that could not be moved.</param>
internal readonly record struct ChunkCounts(long Read, long Written, long There, long Rejected)
{
    public static ChunkCounts operator +(ChunkCounts one, ChunkCounts other) =>
        new(one.Read + other.Read, one.Written + other.Written, one.There + other.There, one.Rejected + other.Rejected);
}
