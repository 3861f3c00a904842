using MicroStatus.Backend.Cluster;
using MicroStatus.Cluster;

namespace MicroStatus.Backend.Tests.Cluster;

public sealed class SlurmReplyTests
{
    [Theory]
    [InlineData("4711\n", "4711")]
    [InlineData("4711;cluster1\n", "4711")]
    [InlineData("  4711  \n", "4711")]
    [InlineData("", null)]
    [InlineData("Submitted batch job 4711\n", null)]
    [InlineData("4711\n4712\n", null)]
    [InlineData("-1\n", null)]
    [InlineData("99999999999999999999999\n", null)]
    public void An_id_is_read_only_from_an_answer_that_is_one(string output, string? id) => Assert.Equal(id, SlurmReply.IdOf(output));

    [Theory]
    [InlineData("sbatch: error: Batch job submission failed: Socket timed out on send/recv operation", "Unsure")]
    [InlineData("sbatch: error: Batch job submission failed: Zero Bytes were transmitted or received", "Unsure")]
    [InlineData("sbatch: error: Batch job submission failed: Connection reset by peer", "Unsure")]
    [InlineData("sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)", "Failed")]
    [InlineData("sbatch: error: Batch job submission failed: Slurm backup controller in standby mode", "Failed")]
    [InlineData("sbatch: error: If munged is up, restart with --num-threads=10\nsbatch: error: Munge encode failed: Failed to access \"/run/munge.socket\"", "Failed")]
    [InlineData("sbatch: fatal: Could not establish a configuration source", "Failed")]
    [InlineData("sbatch: error: Batch job submission failed: Invalid partition name specified", "Refused")]
    [InlineData("sbatch: error: Batch job submission failed: Requested node configuration is not available", "Refused")]
    [InlineData("sbatch: error: Invalid --time specification", "Refused")]
    [InlineData("scancel: error: Kill job error on job id 7: Access/permission denied", "Refused")]
    [InlineData("", "Refused")]
    public void The_words_of_a_failure_tell_whether_anything_was_changed(string words, string meaning) =>
        Assert.Equal(meaning, SlurmReply.Of(words).ToString());

    [Theory]
    [InlineData("sbatch: error: invalid partition specified: x\nsbatch: error: Batch job submission failed: Invalid partition name specified\n", "invalid partition specified: x. Batch job submission failed: Invalid partition name specified.")]
    [InlineData("slurm_load_jobs error: Unable to contact slurm controller", "slurm_load_jobs error: Unable to contact slurm controller.")]
    [InlineData("sbatch: error: \n\n", "It said nothing.")]
    [InlineData("", "It said nothing.")]
    public void A_persons_words_leave_out_what_says_nothing(string error, string words) => Assert.Equal(words, new CommandReply(1, "", error).Words);

    [Theory]
    [InlineData("PENDING", ClusterJobState.Pending)]
    [InlineData("REQUEUE_HOLD", ClusterJobState.Pending)]
    [InlineData("RUNNING", ClusterJobState.Running)]
    [InlineData("SUSPENDED", ClusterJobState.Suspended)]
    [InlineData("COMPLETING", ClusterJobState.Completing)]
    [InlineData("COMPLETED", ClusterJobState.Completed)]
    [InlineData("FAILED", ClusterJobState.Failed)]
    [InlineData("CANCELLED", ClusterJobState.Cancelled)]
    [InlineData("CANCELLED by 1000", ClusterJobState.Cancelled)]
    [InlineData("CANCELLED+", ClusterJobState.Cancelled)]
    [InlineData("TIMEOUT", ClusterJobState.TimedOut)]
    [InlineData("DEADLINE", ClusterJobState.TimedOut)]
    [InlineData("OUT_OF_MEMORY", ClusterJobState.OutOfMemory)]
    [InlineData("NODE_FAIL", ClusterJobState.NodeFailed)]
    [InlineData("PREEMPTED", ClusterJobState.Preempted)]
    [InlineData("running", ClusterJobState.Unknown)]
    [InlineData("", ClusterJobState.Unknown)]
    public void Words_for_states_are_known_and_others_are_no_failure(string word, ClusterJobState state) => Assert.Equal(state, SlurmStates.Of(word));
}
