namespace MicroStatus.Backend.Tests.Trash;

/// <summary>A process that dies before one of its acts.</summary>
internal sealed class Lifetime(int acts)
{
    private int _left = acts;

    public void Spend()
    {
        if (_left-- <= 0)
        {
            throw new InvalidOperationException("Killed.");
        }
    }
}
