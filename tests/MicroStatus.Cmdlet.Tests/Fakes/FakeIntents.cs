using MicroStatus.Acts;
using MicroStatus.Database;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Acts on the outside in memory.</summary>
public sealed class FakeIntents : IIntents
{
    public IList<Intent> All { get; } = [];

    public IReadOnlyList<Intent> FindOpen() => [.. All.Where(intent => intent.State == IntentState.Open)];

    public Intent? Find(string key) => All.FirstOrDefault(intent => intent.Key == key);

    /// <summary>Writes as the database does.</summary>
    public void Apply(DatasetChangeSet changes)
    {
        foreach (var intent in changes.Begins)
        {
            All.Add(intent with { IntentId = All.Count + 1 });
        }

        foreach (var end in changes.Ends)
        {
            for (var i = 0; i < All.Count; i++)
            {
                if (All[i].Key == end.Key && All[i].State == IntentState.Open)
                {
                    All[i] = All[i] with { State = end.State, Result = end.Result };
                }
            }
        }
    }
}
