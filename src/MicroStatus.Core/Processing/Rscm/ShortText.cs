using System.Security.Cryptography;
using System.Text;

namespace MicroStatus.Processing.Rscm;

/// <summary>Long lists in a few characters, the same in every process: only their equality matters.</summary>
internal static class ShortText
{
    /// <summary>Shortens.</summary>
    /// <param name="texts">The texts, in order.</param>
    /// <returns>Sixteen characters.</returns>
    public static string Of(IEnumerable<string> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))).AsSpan(0, 8));
}
