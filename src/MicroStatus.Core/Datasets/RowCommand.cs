namespace MicroStatus.Datasets;

/// <summary>Commands that put one row right, as a person types them.</summary>
public static class RowCommand
{
    /// <summary>Removes rows; files stay.</summary>
    /// <param name="ids">The rows.</param>
    /// <returns>The command.</returns>
    public static string Remove(params IEnumerable<long> ids) => FormattableString.Invariant($"Clear-DatasetDb -Id {string.Join(", ", ids)}");

    /// <summary>Records where a dataset that was moved is.</summary>
    /// <param name="id">The row.</param>
    /// <param name="path">Its folder on Hive.</param>
    /// <returns>The command.</returns>
    public static string PathOnHive(long id, string path) => FormattableString.Invariant($"Set-Dataset -Id {id} -PathOnHive {CommandText.Quote(path)} -Force");

    /// <summary>Records a move.</summary>
    /// <param name="id">The row.</param>
    /// <param name="path">The folder on Hive.</param>
    /// <returns>The command.</returns>
    public static string Moved(long id, string path) =>
        FormattableString.Invariant($"Set-Dataset -Id {id} -PathOnHive {CommandText.Quote(path)} -Moved $true -Moving $false -Force");

    /// <summary>Takes back that a dataset was moved.</summary>
    /// <param name="id">The row.</param>
    /// <returns>The command.</returns>
    public static string NotMoved(long id) => FormattableString.Invariant($"Set-Dataset -Id {id} -Moved $false -Force");

    /// <summary>Takes back that a dataset is being moved.</summary>
    /// <param name="id">The row.</param>
    /// <returns>The command.</returns>
    public static string NotMoving(long id) => FormattableString.Invariant($"Set-Dataset -Id {id} -Moving $false -Force");

    /// <summary>Sets the imaging status that makes a person look.</summary>
    /// <param name="id">The row.</param>
    /// <returns>The command.</returns>
    public static string ImagingNeedsAttention(long id) => FormattableString.Invariant($"Set-Dataset -Id {id} -ImagingStatus NeedsAttention -Force");

    /// <summary>Sets the processing status from which the files decide anew.</summary>
    /// <param name="id">The row.</param>
    /// <returns>The command.</returns>
    public static string ProcessingNeedsAttention(long id) => FormattableString.Invariant($"Set-Dataset -Id {id} -ProcessingStatus NeedsAttention -Force");
}
