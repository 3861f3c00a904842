using System.Globalization;
using System.Text;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Metadata of the demo lab's ribbon scanners (lab.md §3).</summary>
internal static class RscmText
{
    /// <summary>A dataset's <c>vs_series.dat</c>.</summary>
    /// <param name="series">The dataset, and how much of the file is there.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Series(DemoContent.Series series)
    {
        var scenario = series.Scenario;
        var channels = new StringBuilder();
        foreach (var colour in scenario.Colours)
        {
            channels.Append(CultureInfo.InvariantCulture, $"    <channel><wavelength>{colour}</wavelength><power>12.5</power></channel>\n");
        }

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
             <?xml version="1.0" encoding="utf-8"?>
             <vs_series>
               <series_name>{scenario.SeriesName}</series_name>
               <device>VS4510ML</device>
               <objective>20x</objective>
               <grid>
                 <grid_rows>1</grid_rows>
                 <overlap_px>64</overlap_px>
                 <grid_cols>{scenario.Ribbons}</grid_cols>
               </grid>
               <stack>
                 <stack_slice_step_um>4.8</stack_slice_step_um>
                 <stack_start_um>0</stack_start_um>
                 <stack_slice_count>{scenario.Layers}</stack_slice_count>
               </stack>
               <channels>
             {channels}  </channels>
             </vs_series>

             """);
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes[..(int)(bytes.Length * series.Kept)];
    }

    /// <summary>A layer's <c>vs_slm_series.dat</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] LayerSeries(DemoContent.LayerSeries layer) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"""
         <?xml version="1.0" encoding="utf-8"?>
         <vs_slm_series>
           <series_name>{layer.Scenario.LayerFolder(layer.Layer)}</series_name>
           <slice>{layer.Layer}</slice>
         </vs_slm_series>

         """));
}
