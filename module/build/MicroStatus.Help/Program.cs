using System.Management.Automation;
using System.Reflection;

namespace MicroStatus.Help;

/// <summary>Reads a module's assembly and its documentation, and writes the help that Get-Help shows.</summary>
internal static class Program
{
    /// <summary>Runs the program.</summary>
    /// <param name="args">The module's assembly, the help file to write, and the documentation files of the assembly and of those it refers to.</param>
    /// <returns>0 when the help is complete and written; 1 when something is missing, which is then told in the form of compiler errors.</returns>
    public static int Main(string[] args)
    {
        if (args.Length < 3)
        {
            Console.Error.WriteLine("MicroStatus.Help <assembly> <help file> <documentation file> ...");
            return 1;
        }

        var documentation = new Documentation(args[2..]);
        var reader = new CommandReader(documentation);
        var commands = LoadTypes(args[0])
            .Where(type => !type.IsAbstract && type.IsDefined(typeof(CmdletAttribute)))
            .Select(reader.Read)
            .OrderBy(command => command.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var problem in documentation.Problems)
        {
            // The form that a build shows as an error.
            Console.Error.WriteLine($"MicroStatus.Help : error HELP001: {problem}");
        }

        if (documentation.Problems.Count > 0)
        {
            return 1;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[1]))!);
        MamlFile.Write(args[1], commands);
        return 0;
    }

    private static Type[] LoadTypes(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
            Path.Join(folder, new AssemblyName(wanted.Name).Name + ".dll") is var file && File.Exists(file) ? Assembly.LoadFrom(file) : null;
        return Assembly.LoadFrom(Path.GetFullPath(path)).GetTypes();
    }
}
