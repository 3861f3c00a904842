namespace MicroStatus.Processing.Services;

/// <summary>What is to become of a cluster that processes several datasets.</summary>
public enum ServiceWish
{
    /// <summary>It stays as it is.</summary>
    AsItIs,

    /// <summary>It has work: it is started unless it runs.</summary>
    Running,

    /// <summary>Nothing needs it: its jobs are cancelled.</summary>
    Stopped,
}
