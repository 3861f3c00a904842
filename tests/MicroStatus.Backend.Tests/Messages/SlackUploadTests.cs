using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SlackUploadTests : IAsyncLifetime
{
    private readonly SlackBench _bench = new();

    private readonly TemporaryFolder _folder = new();

    private readonly byte[] _bytes = [.. Enumerable.Range(0, 300_000).Select(i => (byte)i)];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_picture_stands_in_its_thread_whole()
    {
        var first = await _bench.PostAsync("1");
        await UploadAsync(first);

        var reply = Assert.Single(_bench.Server.Replies(first.Timestamp));
        Assert.Equal(("montage.png", "Montage of Ch488"), (reply.File!.Name, reply.File.Title));
        Assert.Equal(_bytes, reply.File.Bytes!.Value.ToArray());
    }

    [Fact]
    public async Task A_picture_without_a_thread_stands_in_the_channel()
    {
        await UploadAsync(null);

        Assert.NotNull(Assert.Single(_bench.Server.Shown(SlackBench.Lab)).File);
    }

    [Fact]
    public async Task The_token_is_not_told_to_the_address_that_takes_the_bytes()
    {
        await UploadAsync(null);

        Assert.DoesNotContain("Authorization", Assert.Single(_bench.Server.Calls, call => call.Method == "upload").Headers.Keys);
    }

    [Theory]
    [InlineData("http://files.example.org/upload/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/upload")]
    [InlineData("upload/1")]
    public async Task Bytes_go_to_no_unsafe_address(string address)
    {
        await using var bench = new SlackBench(new SlackServerOptions { UploadAddress = address });
        var picture = Picture();

        var found = await SlackBench.FaultAsync(() => bench.Chat.UploadAsync(picture, new ChatReceipt(SlackBench.Lab, "1.0"), SlackBench.Cancel));

        Assert.Equal((ChatFault.MessageRefused, "upload_address_refused"), (found.Fault, found.Reason));
    }

    [Theory]
    [InlineData("files.getUploadURLExternal", "missing_scope", ChatFault.NotPermitted)]
    [InlineData("files.getUploadURLExternal", "invalid_auth", ChatFault.ChannelRefused)]
    [InlineData("files.getUploadURLExternal", "file_upload_size_restricted", ChatFault.MessageRefused)]
    [InlineData("files.completeUploadExternal", "not_in_channel", ChatFault.NotPermitted)]
    [InlineData("files.completeUploadExternal", "internal_error", ChatFault.Unsure)]
    [InlineData("files.completeUploadExternal", "file_update_failed", ChatFault.MessageRefused)]
    public async Task A_picture_that_is_refused_stops_no_message(string method, string word, ChatFault fault)
    {
        _bench.Server.Planned.Next(method, SlackFault.Refuse(word));

        var found = await SlackBench.FaultAsync(() => UploadAsync(null));

        Assert.Equal((fault, word), (found.Fault, found.Reason));
    }

    [Theory]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.ResetAfter)]
    public async Task Nothing_is_seen_of_a_picture_whose_bytes_were_lost_on_the_way(FaultKind kind)
    {
        _bench.Server.Planned.Next("upload", new SlackFault(kind));

        var found = await SlackBench.FaultAsync(() => UploadAsync(null));

        Assert.Equal(ChatFault.Unreachable, found.Fault);
        Assert.Empty(_bench.Server.Accepted);
    }

    [Fact]
    public async Task Nobody_knows_of_a_picture_whose_last_answer_is_lost()
    {
        _bench.Server.Planned.Next("files.completeUploadExternal", new SlackFault(FaultKind.CutAfter));

        Assert.Equal(ChatFault.Unsure, (await SlackBench.FaultAsync(() => UploadAsync(null))).Fault);
        Assert.Single(_bench.Server.Accepted);
    }

    [Fact]
    public async Task The_address_for_the_bytes_is_asked_for_again()
    {
        _bench.Server.Planned.Next("files.getUploadURLExternal", SlackFault.TooMany("3"));

        var upload = UploadAsync(null);
        await _bench.Clock.PassAsync(TimeSpan.FromSeconds(3));
        await upload;

        Assert.Single(_bench.Server.Accepted);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_refused()
    {
        var found = await SlackBench.FaultAsync(() => _bench.Chat.UploadAsync(new ChatPicture(_folder.FullName + "/none.png", "None"), null, SlackBench.Cancel));

        Assert.Equal((ChatFault.MessageRefused, "picture_unreadable"), (found.Fault, found.Reason));
        Assert.Empty(_bench.Server.Calls);
    }

    private ChatPicture Picture() => new(_folder.Write("montage.png", _bytes), "Montage of Ch488");

    private Task UploadAsync(ChatReceipt? thread) => _bench.Open(SlackBench.Lab).UploadAsync(Picture(), thread, SlackBench.Cancel);
}
