namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>One message of an object header.</summary>
/// <param name="Kind">What it tells, one of the constants.</param>
/// <param name="Body">Its content.</param>
internal sealed record Hdf5Message(int Kind, ReadOnlyMemory<byte> Body)
{
    public const int Dataspace = 0x01;
    public const int LinkInfo = 0x02;
    public const int Datatype = 0x03;
    public const int Link = 0x06;
    public const int ExternalFiles = 0x07;
    public const int Layout = 0x08;
    public const int FilterPipeline = 0x0b;
    public const int Attribute = 0x0c;
    public const int Continuation = 0x10;
    public const int SymbolTable = 0x11;
    public const int AttributeInfo = 0x15;
}
