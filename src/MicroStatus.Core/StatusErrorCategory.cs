namespace MicroStatus;

/// <summary>The kind of an error, independent of PowerShell; the cmdlets map it to an error category.</summary>
public enum StatusErrorCategory
{
    /// <summary>What was given is wrong: settings, a file's content, an argument.</summary>
    InvalidData,

    /// <summary>Something that should exist does not.</summary>
    NotFound,

    /// <summary>Something exists that may not be overwritten.</summary>
    Exists,

    /// <summary>The operating system refuses access.</summary>
    Permission,

    /// <summary>Someone else holds it: a locked database, a lease.</summary>
    Busy,

    /// <summary>The thing is not in the state that the request needs.</summary>
    InvalidOperation,

    /// <summary>Reading, writing or another outside act failed.</summary>
    Failure,
}
