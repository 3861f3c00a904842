namespace MicroStatus.Messages.Delivery;

/// <summary>What a delivery did.</summary>
public sealed record DeliveryResult
{
    /// <summary>Why a run ends that has spent its time.</summary>
    internal const string TimeIsOver = "The time for one run is over.";

    /// <summary>Nothing was done.</summary>
    public static DeliveryResult Nothing { get; } = new() { Sent = 0, Waiting = 0, Updated = 0, Refused = [] };

    /// <summary>Messages accepted by the chat, or written to the log.</summary>
    public required int Sent { get; init; }

    /// <summary>Messages that wait for a later run.</summary>
    public required int Waiting { get; init; }

    /// <summary>First messages of threads that were brought up to date.</summary>
    public required int Updated { get; init; }

    /// <summary>Messages that the chat will never accept, with its reason in <see cref="OutboxEntry.LastError"/>.</summary>
    public required IReadOnlyList<OutboxEntry> Refused { get; init; }

    /// <summary>Pictures that were uploaded, or whose paths were written to the log.</summary>
    public int PicturesSent { get; init; }

    /// <summary>Pictures of sent messages that wait for a later run.</summary>
    public int PicturesWaiting { get; init; }

    /// <summary>Messages whose pictures were given up, with the reason in <see cref="OutboxPicture.LastError"/>.</summary>
    public IReadOnlyList<OutboxEntry> RefusedPictures { get; init; } = [];

    /// <summary>Why nothing more could be delivered until a person changes something, or null.</summary>
    public Chat.ChatException? ChannelFault { get; init; }

    /// <summary>Why delivery ended early, for example a pause that the chat asked for; null when everything due was delivered.</summary>
    public string? Reason { get; init; }

    /// <summary>The chat has accepted something: what kept it from that is gone.</summary>
    public bool IsProofOfChat { get; init; }
}
