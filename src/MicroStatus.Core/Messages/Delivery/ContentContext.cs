using System.Text.Json.Serialization;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>The shape of <see cref="ChatContent"/> for the serializer, known when it is compiled.</summary>
[JsonSerializable(typeof(ChatContent))]
internal sealed partial class ContentContext : JsonSerializerContext;
