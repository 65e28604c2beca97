using System.Text;
using System.Xml.Linq;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>One report in its three forms.</summary>
public sealed class ReportDocumentTests
{
    private static readonly ReportDocument Document = new("users run", "2 of 3 users moved; 1 is rejected <and> named.", new(2026, 11, 29, 1, 2, 3, TimeSpan.Zero), TimeSpan.FromSeconds(75), 1)
    {
        Facts = [new("moved", "Moved", 1234), new("share", "Share", 0.5), new("limited", "Limits kept", true), new("unknown", "Unknown", null), new("wait", "Waited", TimeSpan.FromSeconds(2.5))],
        Tables =
        [
            new("rejects", "Rejected", [new("key", "Clerk id"), new("reasons", "Reasons"), new("count", "Count")], [["user_1|2", new[] { "no_email", "a\nb" }, 7L]]),
            new("nothing", "Nothing", [new("key", "Key")], []),
            new("said", "Said", [new("key", "Key")], []) { WhenEmpty = "None & all well." },
        ],
        Rate = new("users", [(TimeSpan.Zero, 0), (TimeSpan.FromSeconds(1), 10), (TimeSpan.FromSeconds(3), 40)]),
    };

    [Fact]
    public void Markdown_has_the_verdict_the_facts_and_the_tables_that_say_something() => Assert.Equal(
        """
        # clerk2workos users run

        **2 of 3 users moved; 1 is rejected &lt;and> named.**

        Began 2026-11-29 01:02:03 UTC, took 1 min 15 s, exit code 1.

        | what | value |
        |---|---|
        | Moved | 1,234 |
        | Share | 0.5 |
        | Limits kept | yes |
        | Unknown | – |
        | Waited | 2.5 s |

        ## Rejected (1)

        | Clerk id | Reasons | Count |
        |---|---|---|
        | user_1\|2 | no_email, a b | 7 |

        ## Said

        None & all well.

        """.ReplaceLineEndings("\n"),
        Encoding.UTF8.GetString(DocumentMarkdown.Write(Document)));

    [Fact]
    public void Json_has_numbers_as_numbers_and_every_table() => Assert.Equal(
        """
        {
          "schemaVersion": 1,
          "command": "users run",
          "verdict": "2 of 3 users moved; 1 is rejected <and> named.",
          "startedAt": "2026-11-29T01:02:03Z",
          "seconds": 75,
          "exitCode": 1,
          "facts": {
            "moved": 1234,
            "share": 0.5,
            "limited": true,
            "unknown": null,
            "wait": 2.5
          },
          "tables": {
            "rejects": [
              {
                "key": "user_1|2",
                "reasons": [
                  "no_email",
                  "a\nb"
                ],
                "count": 7
              }
            ],
            "nothing": [],
            "said": []
          },
          "rate": {
            "unit": "users",
            "points": [
              {
                "seconds": 0,
                "done": 0
              },
              {
                "seconds": 1,
                "done": 10
              },
              {
                "seconds": 3,
                "done": 40
              }
            ]
          }
        }

        """.ReplaceLineEndings("\n"),
        Encoding.UTF8.GetString(DocumentJson.Write(Document)));

    [Fact]
    public void Html_is_well_formed_needs_nothing_else_and_escapes_what_it_shows()
    {
        var text = Encoding.UTF8.GetString(DocumentHtml.Write(Document));
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        var page = XDocument.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        Assert.Equal("2 of 3 users moved; 1 is rejected <and> named.", page.Descendants("p").First().Value);
        Assert.Equal(["Rate", "Rejected (1)", "Said"], page.Descendants("h2").Select(title => title.Value));
        Assert.Equal("verdict bad", page.Descendants("p").First().Attribute("class")!.Value);
        Assert.Contains("user_1|2", page.Descendants("td").Select(cell => cell.Value));
        Assert.Equal("13.3 users a second in the mean, 15.0 at most, over 3.0 s.", page.Descendants("desc").Single().Value);
        Assert.Equal([("60", "70", "120"), ("340", "10", "180")], page.Descendants("rect").Select(bar => (bar.Attribute("x")!.Value, bar.Attribute("y")!.Value, bar.Attribute("height")!.Value)));
    }

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(10.4, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3600, "1 h")]
    [InlineData(3661, "1 h 1 min")]
    public void A_time_reads_as_people_say_it(double seconds, string text) => Assert.Equal(text, ReportText.Of(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_long_run_is_shown_in_stretches_that_lose_nothing()
    {
        var points = Enumerable.Range(0, 100_001).Select(i => (TimeSpan.FromMilliseconds(i * 10), (long)i)).ToList();
        var stretches = new ReportRate("rows", points).Stretches();
        Assert.InRange(stretches.Count, 100, 121);
        Assert.All(stretches, stretch => Assert.Equal(100, stretch.PerSecond, 3));
        Assert.Equal(points[^1].Item1, stretches[^1].At);
    }

    [Fact]
    public void A_run_in_which_nothing_was_counted_has_no_rate()
    {
        Assert.Empty(new ReportRate("rows", [(TimeSpan.Zero, 0)]).Stretches());
        Assert.DoesNotContain("<svg", Encoding.UTF8.GetString(DocumentHtml.Write(Document with { Rate = new("rows", []) })), StringComparison.Ordinal);
    }
}
