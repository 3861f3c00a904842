namespace MicroStatus.Backend.Tests.Database;

internal static class Refusal
{
    /// <summary>Asserts that an act is refused with a documented error.</summary>
    public static StatusException Of(string errorId, Action act)
    {
        var e = Assert.Throws<StatusException>(act);
        Assert.Equal(errorId, e.ErrorId);
        return e;
    }
}
