using MicroStatus.Backend.Messages;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>What a check says of datasets as they lie on disk (lab.md §10).</summary>
public sealed class MessageTextTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public static TheoryData<string> HostileNames => new(
        "<!channel> <@U0BOT00001>_stack1",
        "*bold*_~no~_`code`_stack1",
        "two\nlines_stack1",
        "\u202Egnp_stack1",
        "{Name}_[{Microscope}]_stack1",
        "o'brien's_stack1",
        "a|imaging-started|first_stack1",
        new string('x', 249) + "_stack");

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_folder_of_any_name_is_shown_as_code_in_every_message(string name)
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/" + name, layers: 3, imaged: 1);
        await _lab.CheckAsync();
        _lab.AddRibbon(path, 1, "488", 0);
        _lab.AddRibbon(path, 1, "488", 1, "garbage"u8.ToArray());
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();

        var messages = Messages();
        Assert.Equal([MessageKind.ImagingStarted, MessageKind.BrokenTiff, MessageKind.ImagingPaused], messages.Select(message => message.Kind));
        Assert.All(messages, message =>
        {
            Assert.Equal([name, @"Z:\Acquire\RSCM\klimstra-w\5CL18\" + name], message.Code.Where(code => code.Contains(name, StringComparison.Ordinal)));
            Assert.Equal(message.Kind != MessageKind.ImagingStarted, message.Broadcast);
            Assert.DoesNotContain(_lab.Fast, message.Text, StringComparison.Ordinal);
            var words = TextParts.Split(message.Text, message.Code, limit: 3000).Where(part => !part.IsCode).Select(part => part.Text).ToList();
            Assert.All(words, text => Assert.DoesNotMatch(@"[<>*~`{}\[\]|\n\u202E\\]", text));
        });
        Assert.Contains("ribbon_col001.tif", messages[1].Code);
        Assert.Contains("Broken TIFF in layer 1, colour 488: ribbon_col001.tif (", messages[1].Text, StringComparison.Ordinal);
        Assert.Contains("at z-layer 1.", messages[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_a_mesoSPIM_names_the_microscope_and_the_tile()
    {
        var path = Path.Join(_lab.MesoSpim, "klimstra-w", "5CL18", "KC34");
        _lab.AddTile(path, 0);
        _lab.AddTile(path, 1, stopped: false, x: 1);
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();

        Assert.Equal(
            [
                @"Imaging of KC34 has started on mesoSPIM 1. Z:\Acquire\MesoSPIM\klimstra-w\5CL18\KC34",
                "Imaging of KC34 has paused on mesoSPIM 1. No image for 25 minutes at tile 1, channel 488. Look at the microscope; imaging is resumed by the next image. "
                    + @"Z:\Acquire\MesoSPIM\klimstra-w\5CL18\KC34",
            ],
            Messages().Select(message => message.Text));
        Assert.All(Messages(), message => Assert.Equal(["KC34", "mesoSPIM 1", @"Z:\Acquire\MesoSPIM\klimstra-w\5CL18\KC34"], message.Code));
    }

    [Fact]
    public async Task An_aborted_tile_is_named_with_its_file_and_what_to_do()
    {
        var path = Path.Join(_lab.MesoSpim, "klimstra-w", "5CL18", "KC34");
        _lab.AddTile(path, 0);
        await _lab.CheckAsync();
        _lab.AddTile(path, 1, x: 1);
        _lab.Write(Path.Join(path, "scan_Mag4x_Tile1_Ch488_Sh0_Rot0.btf"), "");
        _lab.Advance(1);
        await _lab.CheckAsync();

        var message = Messages()[^1];
        Assert.Equal(MessageKind.NeedsAttention, message.Kind);
        Assert.Contains("KC34 on mesoSPIM 1 needs attention. Imaging of tile 1, channel 488 stopped, but scan_Mag4x_Tile1_Ch488_Sh0_Rot0.btf is empty. Image the tile again,", message.Text, StringComparison.Ordinal);
        Assert.Contains("scan_Mag4x_Tile1_Ch488_Sh0_Rot0.btf", message.Code);
    }

    [Fact]
    public async Task A_failing_check_is_told_with_the_Windows_path()
    {
        _lab.Settings = _lab.Settings with { Check = _lab.Settings.Check with { QuarantineAfter = 1 } };
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        _lab.Tree.Before = (_, target) =>
        {
            if (target.StartsWith(path + "/scan", StringComparison.Ordinal))
            {
                throw new UnauthorizedAccessException($"Access to the path '{target}' is denied.");
            }
        };
        await _lab.CheckAsync();

        var message = Assert.Single(Messages(), message => message.Kind == MessageKind.Quarantined);
        Assert.Contains(@"'Z:\Acquire\RSCM\klimstra-w\5CL18\a_stack1\scan_layer001' is denied.", message.Text, StringComparison.Ordinal);
        Assert.Contains(@"Z:\Acquire\RSCM\klimstra-w\5CL18\a_stack1\scan_layer001", message.Code);
        Assert.DoesNotContain(_lab.Fast, message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lab_says_it_in_its_own_words()
    {
        var texts = new Dictionary<string, string> { [MessageKind.ImagingStarted] = "{Name} läuft[ ({Microscope})]." };
        _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { Texts = texts } };
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();

        Assert.Equal(["a_stack1 läuft (VS4510ML)."], Messages().Select(message => message.Text));
    }

    private List<OutboxEntry> Messages()
    {
        using var database = _lab.Open();
        return [.. database.Outbox.Find(new OutboxFilter(), CheckLab.Cancellation)];
    }
}
