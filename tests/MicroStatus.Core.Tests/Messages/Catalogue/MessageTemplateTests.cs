using CsCheck;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Core.Tests.Messages.Catalogue;

public sealed class MessageTemplateTests
{
    private static readonly MessagePlaceholder[] Placeholders = [new("A"), new("B", MayBeEmpty: true), new("C", MayBeEmpty: true)];

    [Theory]
    [InlineData("{A} on[ {B}]. Then", "x", "y", "x on y. Then")]
    [InlineData("{A}[ on {B}]. Then", "x", "", "x. Then")]
    [InlineData("[{B} ]{A}", "x", "", "x")]
    [InlineData("[{B}] {A}", "x", "", "x")]
    [InlineData("{A} [{B}]", "x", "", "x")]
    [InlineData("{A} [{B}] {A}", "x", "", "x x")]
    [InlineData("{A} [{B}], {A}", "x", "", "x, x")]
    [InlineData("{A}: [{B}] [{C}].", "x", "", "x:.")]
    [InlineData("{A}[ {B} and {C}]!", "x", "y", "x!")]
    [InlineData("[{A}]", "x", "", "[x]")]
    [InlineData("[lab] {A}", "x", "", "[lab] x")]
    [InlineData("Say {A} now", "", "", "Say now")]
    [InlineData("{A} {A}", "{A} ", "", "{A}  {A} ")]
    [InlineData("{A}", "[{B}] {C", "y", "[{B}] {C")]
    public void Values_are_put_in_and_nothing_dangles(string text, string a, string b, string expected)
    {
        var template = MessageTemplate.Read(text, Placeholders, out var fault);
        Assert.Null(fault);
        Assert.Equal(expected, template!.Fill(Values(a, b)).Text);
    }

    [Theory]
    [InlineData("{D}", "{D} stands for nothing here")]
    [InlineData("{a}", "{a} stands for nothing here")]
    [InlineData("{}", "{} stands for nothing here")]
    [InlineData("{ A }", "{ A } stands for nothing here")]
    [InlineData("{A", "a { without its }")]
    [InlineData("{A and {A}", "a { without its }")]
    [InlineData("A}", "a } without its {")]
    [InlineData("{{A}}", "a { without its }")]
    [InlineData("[ on {B}", "a [ without its ]")]
    [InlineData("{A}]", "a ] without its [")]
    [InlineData("[[{B}]]", "a [ within square brackets")]
    [InlineData("on {B}", "{B} may be empty: write it in square brackets with the words that go with it, as in [ ({B})]")]
    public void What_is_wrong_with_a_text_is_said(string text, string expected)
    {
        Assert.Null(MessageTemplate.Read(text, Placeholders, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void A_needed_placeholder_must_be_there()
    {
        Assert.Null(MessageTemplate.Read("Hello", [new MessagePlaceholder("Text", IsNeeded: true)], out var fault));
        Assert.Equal("without {Text}", fault);
    }

    [Fact]
    public void Names_are_those_that_stand_in_the_text()
    {
        var template = MessageTemplate.Read("{A}[ {B}]", Placeholders, out _)!;
        var filled = template.Fill(new Dictionary<string, MessageValue>
        {
            ["A"] = MessageValue.With("x.tif is broken", ["x.tif", "y.tif", ""]),
            ["B"] = MessageValue.Code("x.tif"),
        });
        Assert.Equal(["x.tif"], filled.Names);
    }

    [Fact]
    public void Any_value_arrives_whole() => Gen.String.Sample(value =>
    {
        var clean = MessageValue.Code(value);
        var filled = MessageTemplate.Read("Of {A}, it is said[ by {B}].", Placeholders, out _)!.Fill(Values(value, value));
        Assert.Equal(
            clean.Text.Length == 0 ? "Of, it is said." : $"Of {clean.Text}, it is said by {clean.Text}.",
            filled.Text);
        Assert.Equal(clean.Text.Length == 0 ? [] : [clean.Text], filled.Names);
    });

    private static Dictionary<string, MessageValue> Values(string a, string b) => new()
    {
        ["A"] = MessageValue.Code(a),
        ["B"] = MessageValue.Code(b),
        ["C"] = MessageValue.Empty,
    };
}
