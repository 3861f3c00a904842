using MicroStatus.Configuration;
using MicroStatus.Configuration.Binding;

namespace MicroStatus.Core.Tests.Configuration;

public class SettingsRulesTests
{
    [Theory]
    [InlineData("Storage:Warnings:First=91", "thresholds that rise")]
    [InlineData("Storage:Warnings:Critical=90", "thresholds that rise")]
    [InlineData("Storage:Warnings:FirstType={Store}|Storage:Warnings:SecondType={Store}", "three different types")]
    [InlineData("Storage:Warnings:HiveName=faststore", "two different names")]
    [InlineData("Storage:Hive:Root=/CBI_FastStore/", "two different folders")]
    [InlineData("Storage:Hive:Root=/CBI_FastStore/Acquire/x", "acquisitions of one store outside those of the other")]
    [InlineData("Storage:FastStore:TrashFolder=Acquire/trash", "a trash outside the acquisitions")]
    [InlineData("Storage:Hive:TrashFolder=Acquire", "a trash outside the acquisitions")]
    [InlineData("MesoSpim:Folder=RSCM", "two different folders")]
    [InlineData("Rscm:Processing:Stitching:ErrorFolder=complete", "five different folders")]
    [InlineData("Moves:ErrorFolder=complete", "four different folders")]
    [InlineData("Moves:Window:End=17:00", "a window that opens and closes at different times")]
    [InlineData("Usage:Enabled=true", "an address when usage is reported")]
    [InlineData("Usage:SlotLength=7 min", "a length that divides the day")]
    public void Settings_that_contradict_each_other_are_a_problem(string given, string allowed)
    {
        var problem = Assert.Single(Problems(given));
        Assert.Equal(allowed, problem.Allowed);
        Assert.Contains("/lab/microstatus.json", problem.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_is_wrong_by_itself_is_not_compared() =>
        Assert.Equal("Storage:Warnings:First", Assert.Single(Problems("Storage:Warnings:First=x|Storage:Warnings:Second=50")).Name);

    private static IReadOnlyList<SettingProblem> Problems(string given)
    {
        var values = given.Split('|').Select(pair => pair.Split('=', 2)).ToDictionary(
            pair => pair[0], pair => new LayerValue(pair[1], "/lab/microstatus.json"), StringComparer.OrdinalIgnoreCase);
        var error = Assert.Throws<StatusException>(
            () => SettingsBinder.Bind("/lab/microstatus.json", "/home/me", [new SettingsLayer(values, [], MayHoldSecrets: false)]));
        return Assert.IsAssignableFrom<IReadOnlyList<SettingProblem>>(error.Target);
    }
}
