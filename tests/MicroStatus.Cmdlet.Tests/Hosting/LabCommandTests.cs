using MicroStatus.Cmdlet.Tests.Fakes;

namespace MicroStatus.Cmdlet.Tests.Hosting;

public sealed class LabCommandTests
{
    private readonly FakeBackend _backend = new();

    [Fact]
    public void Objects_come_out_in_the_order_they_were_emitted()
    {
        using var runner = new CmdletRunner(_backend, typeof(TestEmitCommand));

        var result = runner.Run("1..1000 | Test-Emit");

        Assert.Equal(Enumerable.Range(1, 1000), result.Of<int>());
    }
}
