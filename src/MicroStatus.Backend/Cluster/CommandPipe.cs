using System.Text;
using CliWrap;

namespace MicroStatus.Backend.Cluster;

/// <summary>Keeps what a command says, up to a length that no honest answer has.</summary>
/// <param name="most">Bytes.</param>
/// <param name="ended">Called once when it says more.</param>
internal sealed class CommandPipe(int most, Action ended) : IDisposable
{
    private const int Step = 64 * 1024;
    private readonly MemoryStream _kept = new();

    /// <summary>It said more than it may.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Where the command's words go.</summary>
    public PipeTarget Target => PipeTarget.Create(ReadAsync);

    /// <summary>What it said.</summary>
    public string Text => Encoding.UTF8.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[Step];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (_kept.Length + read <= most)
            {
                await _kept.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            else if (!IsFull)
            {
                IsFull = true;
                ended();
            }
        }
    }
}
