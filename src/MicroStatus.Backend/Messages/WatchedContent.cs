using System.Net;

namespace MicroStatus.Backend.Messages;

/// <summary>A request's body that knows whether sending has begun. Before that, no server can have accepted the request.</summary>
/// <remarks>The connection stands, encrypted, before the body is asked for; and a request whose body was begun is never repeated by the
/// connection pool.</remarks>
internal sealed class WatchedContent : HttpContent
{
    private readonly HttpContent _inner;

    /// <summary>Wraps a body.</summary>
    /// <param name="inner">The body; disposed together with this.</param>
    public WatchedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var (name, values) in inner.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Sending has begun.</summary>
    public bool IsBegun { get; private set; }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsBegun = true;
        return _inner.CopyToAsync(stream, context, cancellationToken);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
