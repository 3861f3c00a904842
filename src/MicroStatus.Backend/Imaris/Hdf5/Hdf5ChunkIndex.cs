namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>The index of a dataset's chunks.</summary>
internal enum Hdf5ChunkIndex
{
    /// <summary>A B-tree of version 1.</summary>
    BTree1,

    /// <summary>There is one chunk.</summary>
    Single,

    /// <summary>The chunks follow each other.</summary>
    Implicit,

    /// <summary>An array, for datasets of fixed size.</summary>
    FixedArray,

    /// <summary>An array, for datasets that grow in one direction.</summary>
    ExtensibleArray,

    /// <summary>A B-tree of version 2, for datasets that grow in several.</summary>
    BTree2,
}
