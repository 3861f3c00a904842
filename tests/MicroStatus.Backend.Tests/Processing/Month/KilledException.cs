namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>The end of a process: no code of the program handles it.</summary>
internal sealed class KilledException() : Exception("The check was killed.");
