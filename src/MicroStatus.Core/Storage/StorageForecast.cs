namespace MicroStatus.Storage;

/// <summary>When a store will have taken so many bytes more. Pure.</summary>
/// <remarks>
/// The rate of the recent past holds what running acquisitions wrote in it, so the two are not added: as long as acquisitions run, the store
/// fills at their rate or at that of the recent past, whichever is the higher; when they have ended, at that of the recent past.
/// </remarks>
/// <param name="now">The moment.</param>
/// <param name="perDay">Bytes a day by the recent past; null when unknown.</param>
/// <param name="acquisitions">What is being acquired onto the store.</param>
/// <param name="horizon">What lies further ahead is not foreseen.</param>
public sealed class StorageForecast(DateTimeOffset now, double? perDay, IReadOnlyList<RunningAcquisition> acquisitions, TimeSpan horizon)
{
    /// <summary>When that will be.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The moment; null when it cannot be known, or lies too far ahead to say.</returns>
    public DateTimeOffset? When(long bytes)
    {
        if (bytes <= 0)
        {
            return now;
        }

        var trend = Math.Max(perDay ?? 0, 0);
        var running = acquisitions
            .Where(acquisition => acquisition is { BytesLeft: > 0 } && acquisition.End > now)
            .Select(acquisition => (Days: (acquisition.End!.Value - now).TotalDays, Bytes: (double)acquisition.BytesLeft!.Value))
            .OrderBy(acquisition => acquisition.Days)
            .ToList();
        var (day, left) = (0.0, (double)bytes);
        for (var i = 0; i < running.Count; i++)
        {
            var speed = Math.Max(trend, running.Skip(i).Sum(acquisition => acquisition.Bytes / acquisition.Days));
            var span = running[i].Days - day;
            if (speed * span >= left)
            {
                return At(day + (left / speed));
            }

            (day, left) = (running[i].Days, left - (speed * span));
        }

        return trend > 0 ? At(day + (left / trend)) : null;
    }

    private DateTimeOffset? At(double days) => days <= horizon.TotalDays ? now.AddDays(days) : null;
}
