using System.Text;
using CsCheck;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

public class TileMetadataTests
{
    private static readonly TileMetadataParser Parser = new(new MesoSpimSettings());

    [Fact]
    public void A_finished_tile_is_read_with_its_decimals()
    {
        var metadata = Read(MesoSpimScene.Metadata(x: -1200.5, y: 300, step: "-2.50", pixel: "0.650"));
        Assert.Empty(metadata.Problems);
        Assert.Equal(("488 nm", "0.650", "-2.50", 4), (metadata.Laser, metadata.PixelSize, metadata.ZStep, metadata.Planes));
        Assert.Equal((-1200.5, 300.0), (metadata.X, metadata.Y));
        Assert.Equal(("mesoSPIM 1", "1.561", "Left", "0"), (metadata.Instrument, metadata.RefractiveIndex, metadata.Shutter, metadata.Rotation));
        Assert.True(metadata.HasStopped);
        Assert.Equal(new DateTime(2026, 9, 14, 14, 39, 12, DateTimeKind.Unspecified), metadata.StartedImages);
        Assert.Equal(new DateTime(2026, 9, 14, 19, 2, 56, DateTimeKind.Unspecified), metadata.StoppedImages);
    }

    [Fact]
    public void A_tile_being_written_has_not_stopped()
    {
        var metadata = Read(MesoSpimScene.Metadata(stopped: false));
        Assert.False(metadata.HasStopped);
        Assert.Null(metadata.StartedImages);
        Assert.Empty(metadata.Problems);
    }

    [Theory]
    [InlineData("[MICROSCOPE PARAMETERS] \n[name] mesoSPIM 2\n\n[OBJECTIVE_PARAMETERS] \n[name] Mitutoyo\n", "mesoSPIM 2")]
    [InlineData("[OBJECTIVE_PARAMETERS] \n[name] Mitutoyo\n\n[MICROSCOPE PARAMETERS] \n[name] mesoSPIM 2\n", "mesoSPIM 2")]
    [InlineData("[MICROSCOPE PARAMETERS]\n[institution] \n[name] mesoSPIM 2\n", "mesoSPIM 2")]
    [InlineData("[MICROSCOPE PARAMETERS] \n[name] mesoSPIM 2\n[instrument_id] mesoSPIM 3\n", "mesoSPIM 3")]
    [InlineData("[instrument_id] mesoSPIM 3\n", "mesoSPIM 3")]
    [InlineData("[MICROSCOPE PARAMETERS] \n[instrument_id] \n[name] m\n", "m")]
    [InlineData("[OBJECTIVE_PARAMETERS] \n[name] Mitutoyo\n", null)]
    public void The_instrument_is_its_id_or_the_microscopes_name(string text, string? expected) => Assert.Equal(expected, Read(text).Instrument);

    [Theory]
    [InlineData("config/etl_parameters/ETL-parameters_BE_RI_1.561_.csv", "1.561")]
    [InlineData(@"D:\RI_9\etl\ETL RI1.33.csv", "1.33")]
    [InlineData(@"D:\RI_9\etl\ETL.csv", null)]
    [InlineData("RI_1.5/ETL.csv", null)]
    [InlineData("ETL_RI_999999999999999999999.csv", null)]
    public void The_refractive_index_is_in_the_name_of_the_etl_file(string file, string? expected) =>
        Assert.Equal(expected, Read($"[ETL CFG File] {file}\n").RefractiveIndex);

    [Theory]
    [InlineData("[z_planes] 500\n", 500)]
    [InlineData("[z_planes] 500.0\r\n", 500)]
    [InlineData("  [z_planes]   500  \r\n", 500)]
    [InlineData("[z_planes]500\n", 500)]
    [InlineData("\uFEFF[z_planes] 500\n", 500)]
    [InlineData("[z_planes] 500\n[z_planes] 3\n", 500)]
    [InlineData("[z_planes] -1\n", null)]
    [InlineData("[z_planes] 0\n", null)]
    [InlineData("[z_planes] 2.5\n", null)]
    [InlineData("[z_planes] 1e400\n", null)]
    [InlineData("[z_planes] NaN\n", null)]
    [InlineData("[z_planes] 99999999999999999999\n", null)]
    [InlineData("[z_planes] five\n", null)]
    [InlineData("[z_planes] 1,000\n", null)]
    public void Planes_are_a_whole_number_that_can_be_true(string text, int? expected)
    {
        var metadata = Read(text);
        Assert.Equal(expected, metadata.Planes);
        Assert.Equal(expected is null, metadata.Problems.Any(problem => problem.Contains("z_planes", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("0.65", "0.65")]
    [InlineData("1.53", "1.53")]
    [InlineData("5", "5")]
    [InlineData("NaN", null)]
    [InlineData("1e400", null)]
    [InlineData("-0.65", null)]
    [InlineData("0", null)]
    [InlineData("0,65", null)]
    public void A_pixel_size_is_positive_and_stays_as_written(string value, string? expected) =>
        Assert.Equal(expected, Read($"[Pixelsize in um] {value}\n").PixelSize);

    [Fact]
    public void A_last_line_without_an_end_is_half_written_and_left_out()
    {
        var metadata = Read("[x_pos] 1\n[z_planes] 50");
        Assert.Equal(1, metadata.X);
        Assert.Null(metadata.Planes);
    }

    [Fact]
    public void An_end_with_an_unreadable_time_is_an_end_with_a_problem()
    {
        var metadata = Read("[Stopped taking images] yesterday\n");
        Assert.True(metadata.HasStopped);
        Assert.Null(metadata.StoppedImages);
        Assert.Contains(metadata.Problems, problem => problem == "its 'Stopped taking images' is 'yesterday'");
    }

    [Fact]
    public void What_is_needed_and_missing_is_a_problem() =>
        Assert.Equal(["it has no z_planes", "it has no x_pos", "it has no y_pos"], Read("[CFG] \n[Laser] 488 nm\n").Problems);

    [Fact]
    public void An_empty_file_says_so() => Assert.Equal("it is empty", Assert.Single(Read(string.Empty).Problems));

    [Fact]
    public void Windows_1252_is_read_where_the_file_is_not_utf_8()
    {
        var bytes = Encoding.Latin1.GetBytes("[instrument_id] M\u00fcller \u0080\n");
        Assert.Equal("Müller €", Parser.Parse(bytes).Instrument);
        Assert.Equal("Müller €", Parser.Parse(Encoding.UTF8.GetBytes("[instrument_id] Müller €\n")).Instrument);
    }

    [Fact]
    public void Keys_and_values_may_hold_brackets()
    {
        var metadata = Read("[Total [s]] 3\n[Processors] ['a'] [b]\n[Laser] 488 nm [x] D:\\y\n[]\n[\n]\n[x_pos] 1\n");
        Assert.Equal("488 nm [x] D:\\y", metadata.Laser);
        Assert.Equal(1, metadata.X);
    }

    [Fact]
    public void Control_characters_never_reach_a_message() => Assert.Equal("a?b", Read("[instrument_id] a\u0007b\n").Instrument);

    [Fact]
    public void No_bytes_make_it_fail() => Gen.Byte.Array[0, 400].Sample(bytes => Parser.Parse(bytes) is not null);

    [Fact]
    public void No_damage_makes_it_fail()
    {
        var sound = Encoding.UTF8.GetBytes(MesoSpimScene.Metadata());
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte, Gen.Int[0, sound.Length]).Sample((at, value, end) =>
        {
            var damaged = sound.ToArray();
            damaged[at] = value;
            return Parser.Parse(damaged.AsSpan(0, end)) is not null;
        });
    }

    private static TileMetadata Read(string text) => Parser.Parse(Encoding.UTF8.GetBytes(text));
}
