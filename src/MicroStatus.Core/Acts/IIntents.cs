namespace MicroStatus.Acts;

/// <summary>The acts on the outside of an open database. They are written with the change set that they belong to.</summary>
/// <remarks>Errors as at <see cref="Database.IDatasetDatabase"/>.</remarks>
public interface IIntents
{
    /// <summary>Acts whose result is not noted, oldest first.</summary>
    /// <returns>The acts.</returns>
    IReadOnlyList<Intent> FindOpen();

    /// <summary>An act.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The act; null when none has this key.</returns>
    Intent? Find(string key);
}
