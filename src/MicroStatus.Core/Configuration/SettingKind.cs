namespace MicroStatus.Configuration;

/// <summary>What a text setting holds, so that it can be checked before it is needed.</summary>
public enum SettingKind
{
    /// <summary>Any text that is not empty, or whatever the property's type says.</summary>
    Plain,

    /// <summary>An absolute path; <c>~</c> and paths relative to the settings file are made absolute.</summary>
    Path,

    /// <summary>A regular expression (.NET).</summary>
    Pattern,

    /// <summary>A file name with <c>*</c> and <c>?</c>.</summary>
    Glob,

    /// <summary>A path below another setting's folder.</summary>
    RelativePath,

    /// <summary>A time zone's IANA name.</summary>
    TimeZone,

    /// <summary>The name of one file or folder, without a path.</summary>
    FileName,

    /// <summary>An absolute http or https address.</summary>
    Address,

    /// <summary>A command as a list: the program (a name that is found on the PATH, or a path), then its arguments; never a shell line.</summary>
    Command,

    /// <summary>Texts of messages by kind, with the placeholders of the kind.</summary>
    MessageText,
}
