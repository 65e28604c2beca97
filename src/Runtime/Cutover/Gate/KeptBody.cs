using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>A request's body that is kept while it is read, and that whoever reads it cannot close: as the server's own body, which outlives its readers.</summary>
internal sealed class KeptBody : Stream
{
    private readonly Stream _kept;

    private KeptBody(Stream kept) => _kept = kept;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _kept.Length;

    public override long Position
    {
        get => _kept.Position;
        set => _kept.Position = value;
    }

    /// <summary>Has the body of a request kept.</summary>
    public static void Keep(HttpRequest request)
    {
        request.EnableBuffering();
        request.Body = new KeptBody(request.Body);
    }

    /// <summary>The body from its beginning, as another stream, so that what was made for the first reader is not used again.</summary>
    public static void Rewind(HttpRequest request)
    {
        if (request.Body is not KeptBody body)
            return;
        body.Position = 0;
        request.Body = new KeptBody(body._kept);
    }

    public override int Read(byte[] buffer, int offset, int count) => _kept.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => _kept.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _kept.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _kept.ReadAsync(buffer, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => _kept.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
