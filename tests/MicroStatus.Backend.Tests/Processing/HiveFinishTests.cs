using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Trash;
using MicroStatus.Checks;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Processing.Rscm;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>lab.md §10: the end of an RSCM dataset's processing is said once its Imaris file opens on Hive.</summary>
public sealed class HiveFinishTests : IDisposable
{
    private const string Name = "8257_stack1";

    private readonly CheckLab _lab = new();

    private string OnHive => Path.Join(_lab.Root, "hive/Acquire/RSCM/klimstra-w/5CL18", Name);

    private string Built => Path.Join(OnHive, "composites_RSCM_v0.1/job_7/composites_RSCM_v0.1_job_7.ims");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_moved_dataset_whose_file_opens_is_announced_once()
    {
        await MovedAsync();

        Assert.Equal([MessageKind.ProcessingFinished], await LookAsync());
        Assert.Empty(await LookAsync());
        Assert.Equal(["1"], _lab.Query("SELECT is_announced_on_hive FROM processing"));
        Assert.Single(_lab.Messages(Name), kind => kind == MessageKind.ProcessingFinished);
    }

    [Fact]
    public async Task A_file_that_was_published_is_found_where_it_is()
    {
        await MovedAsync();
        var published = Path.Join(_lab.Root, "public/klimstra-w/x.ims");
        _lab.Write(published, "an Imaris file");
        File.Delete(Built);
        _lab.Sql($"""
            INSERT INTO file_relocation (dataset_id, old_path, new_path, kind, inode, size, modified, changed_before, changed_after, moved, why)
            VALUES (1, '{Built}', '{published}', 'File', 1, 1, 1, 1, 1, '2026-01-01T00:00:00.0000000Z', 'Published.')
            """);

        Assert.Equal([MessageKind.ProcessingFinished], await LookAsync());
    }

    [Fact]
    public async Task A_broken_file_is_said_once_and_looked_at_again_the_next_day()
    {
        await MovedAsync();
        _lab.Backend.Imaris = new AnyImaris(opens: false);
        _lab.Advance(10); // it is not being written any more
        Assert.Equal([MessageKind.ImarisFileBroken], await LookAsync());
        _lab.Backend.Imaris = new AnyImaris(opens: true);
        Assert.Empty(await LookAsync());
        _lab.Advance((24 * 60) + 1);

        Assert.Equal([MessageKind.ProcessingFinished], await LookAsync());
    }

    [Theory]
    [InlineData("UPDATE dataset SET processing_status = 'denoised'")]
    [InlineData("UPDATE dataset SET modality = 'mesospim'")]
    [InlineData("UPDATE dataset SET moved = 0")]
    [InlineData("UPDATE dataset_move SET state = 'Failed'")]
    [InlineData("UPDATE dataset_move SET ended = '2020-01-01T00:00:00.0000000Z'")]
    public async Task Others_are_left_alone(string change)
    {
        await MovedAsync();
        _lab.Sql(change);

        Assert.Empty(await LookAsync());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_waited_for()
    {
        await MovedAsync();
        File.Delete(Built);
        Assert.Empty(await LookAsync());
        _lab.Write(Built, "an Imaris file");

        Assert.Equal([MessageKind.ProcessingFinished], await LookAsync());
    }

    private async Task MovedAsync()
    {
        var source = _lab.AddRscm("klimstra-w/5CL18/" + Name, imaged: 2);
        await _lab.SettleAsync();
        _lab.Rename(source, OnHive);
        _lab.Write(Built, "an Imaris file");
        _lab.Backend.Imaris = new AnyImaris(opens: true);
        _lab.Sql($"UPDATE dataset SET moved = 1, processing_status = 'finished', path_on_hive = '{OnHive}'");
        _lab.SeenLongAgo();
        _lab.Sql($"""
            INSERT INTO dataset_move (dataset_id, name, source, destination, state, origin, proof, run_id, runs, tries, job_name, begun, ended)
            VALUES (1, '{Name}', '{source}', '{OnHive}', 'Moved', 'Check', 'Hashes', 'run1', 1, 1, 'move_00001', '2026-01-01T00:00:00.0000000Z', '2099-01-01T00:00:00.0000000Z')
            """);
    }

    private async Task<IReadOnlyList<string>> LookAsync()
    {
        await using var session = await ActingSession.OpenAsync(_lab.Backend, _lab.Settings, "node1", TimeSpan.FromSeconds(10), CheckLab.Cancellation);
        var finish = new HiveFinish(
            TrashTools.Of(_lab.Backend, _lab.Settings, session.Database, session.Gate),
            new MessageCatalogue(_lab.Settings.Messages),
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var said = new List<string>();
        foreach (var row in finish.Due(CheckLab.Cancellation))
        {
            if (finish.Of(row, CheckLab.Cancellation) is { } change)
            {
                Assert.Null(session.Gate.Write([change])[0].Error);
                said.AddRange(change.Messages.Select(message => message.Kind));
            }
        }

        return said;
    }
}
