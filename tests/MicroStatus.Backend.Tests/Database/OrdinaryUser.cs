using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Tests.Database;

/// <summary>Runs a piece of a test as a user whom permissions stop, also when the tests run as root.</summary>
internal static class OrdinaryUser
{
    private const int Nobody = 65534;

    public static void Run(Action act)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (Environment.UserName == "root")
                {
                    // Of this thread alone: the kernel then takes its right to pass permissions away.
                    _ = SetFileSystemUser(Nobody);
                }

                act();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(int user);
}
