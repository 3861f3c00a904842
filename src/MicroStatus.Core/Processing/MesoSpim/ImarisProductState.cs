namespace MicroStatus.Processing.MesoSpim;

/// <summary>How an Imaris file stands.</summary>
internal enum ImarisProductState
{
    /// <summary>Somebody writes it.</summary>
    BeingWritten,

    /// <summary>It is whole, and cannot be right.</summary>
    Broken,

    /// <summary>It opens.</summary>
    Opens,
}
