using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>One look at mesoSPIM datasets: three listings a dataset at most, and a stat of what is growing.</summary>
internal sealed class MesoSpimPipelineLook : IPipelineLook
{
    private readonly ContentsReader _contents;
    private readonly StartStage _start;
    private readonly DeconvolutionStage _deconvolution;
    private readonly ConversionStage _conversion;
    private readonly MontageStage _montage;
    private readonly FinalFileStage _finalFile;
    private readonly ZarrChores _chores;

    /// <summary>Prepares a look.</summary>
    public MesoSpimPipelineLook(StatusSettings settings, IFileTree files, IImarisFiles imaris, DateTimeOffset now)
    {
        var products = new ImarisProducts(settings, files, imaris, now);
        _contents = new ContentsReader(settings, files);
        _start = new StartStage(settings);
        _deconvolution = new DeconvolutionStage(settings.MesoSpim.Processing, files);
        _conversion = new ConversionStage(settings.MesoSpim.Processing, products);
        _montage = new MontageStage(settings.MesoSpim.Processing, products, new StitchErrors(settings.MesoSpim.Processing, files));
        _finalFile = new FinalFileStage(settings.MesoSpim.Processing, products);
        _chores = new ZarrChores(settings.MesoSpim.Processing, files);
    }

    /// <inheritdoc/>
    public bool IsUnderWay(Dataset row) => false; // its jobs are the cluster's own

    /// <inheritdoc/>
    public ProcessingObservation Observe(ProcessingSubject subject, CancellationToken cancellationToken)
    {
        var contents = _contents.Read(subject.Row, subject.Folder);
        var start = _start.Read(subject, contents);
        return contents.IsZarr ? ObserveZarr(subject, contents, start, cancellationToken) : ObserveTiles(subject, contents, start, cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ServiceNeed> Services(IReadOnlyList<ProcessingDecision> decisions, bool isMoving) => [];

    // From the last stage backwards: a product that is there spares the look at what it was made of.
    private ProcessingObservation ObserveTiles(ProcessingSubject subject, MesoSpimContents contents, StageReading start, CancellationToken cancellationToken)
    {
        var (montage, result) = _montage.Read(contents, cancellationToken);
        var isMade = montage.State == StageState.Done;
        var (conversion, opened) = _conversion.Read(contents, MesoSpimProcessingSummary.Read(subject.Row.ProcessingSummary), isMade, cancellationToken);
        var stages = new List<StageReading> { start };
        if (contents.IsDeconvolved)
        {
            stages.Add(_deconvolution.Read(contents, isMade || conversion.State == StageState.Done));
        }

        stages.Add(conversion);
        stages.Add(montage);
        return Observation(subject, contents, stages, result, [], Summary(contents, result) with
        {
            ImsFiles = _conversion.Count(contents).Found,
            ImsExpected = _conversion.Count(contents).Expected,
            Opened = isMade ? [] : opened,
        });
    }

    private ProcessingObservation ObserveZarr(ProcessingSubject subject, MesoSpimContents contents, StageReading start, CancellationToken cancellationToken)
    {
        var (finalFile, result) = _finalFile.Read(contents, cancellationToken);
        return Observation(subject, contents, [start, finalFile], result, _chores.Of(subject.Row, contents, result), Summary(contents, result));
    }

    private MesoSpimProcessingSummary Summary(MesoSpimContents contents, ProcessingResult? result) => new()
    {
        Deconvolved = contents.IsDeconvolved,
        RefractiveIndex = contents.RefractiveIndex,
        Tiles = contents.ExpectedTiles,
        DeconFiles = contents is { IsZarr: false, IsDeconvolved: true } ? _deconvolution.Count(contents).Found : null,
        Final = result is null ? null : Path.GetFileName(result.Path),
    };

    private static ProcessingObservation Observation(
        ProcessingSubject subject,
        MesoSpimContents contents,
        List<StageReading> stages,
        ProcessingResult? result,
        IReadOnlyList<ProcessingAct> chores,
        MesoSpimProcessingSummary summary)
    {
        var isBegun = stages[0].State == StageState.Done;
        if (!contents.HasTiles && isBegun && TilesGone.Concerns(subject.Row, stages))
        {
            stages[1] = TilesGone.Reading(stages[1]);
        }

        var fields = new Dictionary<DatasetField, object?> { [DatasetField.ProcessingSummary] = summary.Write() };
        if (result is not null)
        {
            fields[DatasetField.ImarisFilePath] = result.Path;
        }

        return new ProcessingObservation
        {
            Stages = stages,
            Obstacle = contents.HasTiles || isBegun ? null : "There are no tiles in its folder.",
            Fields = fields,
            Result = result,
            Chores = chores,
        };
    }
}
