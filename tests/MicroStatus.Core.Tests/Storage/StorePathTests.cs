using MicroStatus.Configuration;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public class StorePathTests
{
    [Theory]
    [InlineData(null, StorePathKind.Missing, null)]
    [InlineData("", StorePathKind.Missing, null)]
    [InlineData("  ", StorePathKind.Missing, null)]
    [InlineData("Acquire/RSCM/x", StorePathKind.Unusable, null)]
    [InlineData(@"Z:\Acquire\RSCM\x", StorePathKind.Unusable, null)]
    [InlineData("/CBI_FastStore/Acquire/RSCM/../../../etc", StorePathKind.Unusable, null)]
    [InlineData("/CBI_FastStore/Acquire/RSCM/./x", StorePathKind.Unusable, null)]
    [InlineData("/", StorePathKind.Elsewhere, null)]
    [InlineData("/CBI_FastStore", StorePathKind.Unusable, null)]
    [InlineData("/CBI_FastStore/Acquire/", StorePathKind.Unusable, null)]
    [InlineData("/CBI_FastStore/Acquire/RSCM", StorePathKind.Unusable, null)]
    [InlineData("/tmp/x", StorePathKind.Elsewhere, null)]
    [InlineData("/CBI_FastStore2/Acquire/RSCM/x", StorePathKind.Elsewhere, null)]
    [InlineData("/CBI_FastStore/old/x", StorePathKind.OnFastStore, null)]
    [InlineData("/CBI_FastStore/Acquire/RSCM/x", StorePathKind.OnFastStore, "RSCM/x")]
    [InlineData("/CBI_FastStore//Acquire/RSCM/klimstra-w/5CL18/x/", StorePathKind.OnFastStore, "RSCM/klimstra-w/5CL18/x")]
    [InlineData("/h20/Acquire/RSCM/klimstra-w/x", StorePathKind.OnHive, "RSCM/klimstra-w/x")]
    [InlineData("/h20", StorePathKind.Unusable, null)]
    public void A_path_of_a_row_is_taken_for_what_it_is(string? text, StorePathKind kind, string? relative)
    {
        var path = StorePath.Of(text, new StorageSettings());
        Assert.Equal((kind, relative), (path.Kind, path.RelativePath));
        Assert.Equal(path.IsOnStore, path.Fault is null);
    }

    [Fact]
    public void A_store_inside_the_other_keeps_its_own_paths()
    {
        var storage = new StorageSettings
        {
            FastStore = new StoreSettings { Root = "/lab/fast", WindowsRoot = "Z:" },
            Hive = new StoreSettings { Root = "/lab", WindowsRoot = "H:" },
        };
        Assert.Equal(StorePathKind.OnFastStore, StorePath.Of("/lab/fast/Acquire/RSCM/x", storage).Kind);
        Assert.Equal(StorePathKind.OnHive, StorePath.Of("/lab/Acquire/RSCM/x", storage).Kind);
    }
}
