using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Acquisition.Demo;

/// <summary>Makes small labs in a folder and lets time pass in them.</summary>
public interface IDemoLab
{
    /// <summary>Makes a demo lab: both stores, settings, an empty database, and datasets of both instruments.</summary>
    /// <param name="path">An absolute path of a folder that is empty or not there.</param>
    /// <param name="replace">An earlier demo lab in the folder is deleted first; anything else never is.</param>
    /// <returns>The lab, at step 0.</returns>
    /// <exception cref="StatusException"><c>DemoLabExists</c>: the folder is not empty. <c>NotADemoLab</c>: it is to be replaced and holds
    /// something else than a demo lab.</exception>
    DemoLab Create(string path, bool replace);

    /// <summary>Reads what a demo lab is and how far it has come.</summary>
    /// <param name="path">An absolute path: the lab's folder, or the settings file in it.</param>
    /// <returns>The lab.</returns>
    /// <exception cref="StatusException"><c>NotADemoLab</c>.</exception>
    DemoLab Find(string path);

    /// <summary>Wishes for something to go wrong in processing, until it is taken back with <see cref="DemoFault.None"/>.</summary>
    /// <param name="path">An absolute path: the lab's folder, or the settings file in it.</param>
    /// <param name="stage">The stage; null for all, with <see cref="DemoFault.None"/> only.</param>
    /// <param name="fault">What is to happen.</param>
    /// <param name="name">Names of datasets, with <c>*</c> and <c>?</c>.</param>
    /// <exception cref="StatusException"><c>NotADemoLab</c>; those of <see cref="DemoFaults.With"/>.</exception>
    void SetFault(string path, StageKind? stage, DemoFault fault, string name);

    /// <summary>Waits for the jobs that run on this machine for the lab: a quarter of an hour is enough for them, and a step takes no time. At most some seconds.</summary>
    /// <param name="path">An absolute path: the lab's folder, or the settings file in it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When none runs any more, or the patience is over.</returns>
    /// <exception cref="StatusException"><c>NotADemoLab</c>.</exception>
    Task WaitAsync(string path, CancellationToken cancellationToken);

    /// <summary>Lets time pass: the microscopes write what they would have written, the played cluster works, and the lab's clock goes ahead.</summary>
    /// <param name="path">An absolute path: the lab's folder, or the settings file in it.</param>
    /// <param name="span">How much time passes; more than zero.</param>
    /// <returns>The lab after the step.</returns>
    /// <exception cref="StatusException"><c>NotADemoLab</c>.</exception>
    DemoLab Step(string path, TimeSpan span);
}
