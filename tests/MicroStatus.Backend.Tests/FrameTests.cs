namespace MicroStatus.Backend.Tests;

public class FrameTests
{
    [Fact]
    public void The_frame_stands() => Assert.True(typeof(FrameTests).Assembly.FullName!.Length > 0);
}
