// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a document is in HTML and in Markdown. */
class DocumentTest {
  private static final String HOSTILE = "<script>alert(\"1\" & '2')</script>";

  static Stream<Arguments> blocks() {
    Image image = new Image(Image.Type.PNG, new byte[] {1, 2, 3}, "a/b%20c.png");
    return Stream.of(
        block(
            new Section("one", "A < B", List.of(new Section("two", "C", List.of()))),
            "<section id=\"one\"><h2>A &lt; B</h2>\n<section id=\"two\"><h3>C</h3></section></section>",
            "<a id=\"one\"></a>\n\n## A &lt; B\n\n<a id=\"two\"></a>\n\n### C\n"),
        block(
            Paragraph.of(
                Phrase.of("see "),
                Phrase.link("this", "one"),
                Phrase.of(", "),
                Phrase.code("a|`b"),
                Phrase.strong(" 5*2")),
            "<p>see <a href=\"#one\">this</a>, <code>a|`b</code><strong> 5*2</strong></p>",
            "see [this](#one), ``a|`b`` **5\\*2**\n"),
        block(
            new Notice(Tone.BAD, List.of(Phrase.of("x"), Phrase.mark("m", Tone.GOOD))),
            "<p class=\"notice bad\">x<span class=\"mark good\">m</span></p>",
            "> x**m**\n"),
        block(
            new Code("a <b>\n```"),
            "<pre tabindex=\"0\"><code>a &lt;b&gt;\n```</code></pre>",
            "````\na <b>\n```\n````\n"),
        block(
            new Details("more > less", List.of(Paragraph.of("in"))),
            "<details><summary>more &gt; less</summary>\n<p>in</p></details>",
            "<details><summary>more &gt; less</summary>\n\nin\n\n</details>\n"),
        block(
            new Pairs(List.of(Pairs.Pair.of("k", "v"), Pairs.Pair.code("h", "ab"))),
            "<dl><div><dt>k</dt><dd>v</dd></div><div><dt>h</dt><dd><code>ab</code></dd></div></dl>",
            "- k: v\n- h: `ab`\n"),
        block(
            new Items(List.of(Phrase.of("a < b"), Phrase.strong("c"))),
            "<ul><li>a &lt; b</li><li><strong>c</strong></li></ul>",
            "- a &lt; b\n- **c**\n"),
        block(
            new DataTable(
                "t",
                List.of(Column.words("a"), Column.numbers("b")),
                List.of(List.of(Phrase.of("x|y"), Phrase.code("1|2")))),
            "<figure class=\"table\"><figcaption>t</figcaption><div class=\"scroll\" tabindex=\"0\""
                + " role=\"region\" aria-label=\"t\"><table><thead><tr><th scope=\"col\">a</th><th"
                + " scope=\"col\" class=\"number\">b</th></tr></thead><tbody>\n<tr><th"
                + " scope=\"row\">x|y</th><td class=\"number\"><code>1|2</code></td></tr></tbody>"
                + "</table></div></figure>",
            "*t*\n\n| a | b |\n| --- | ---: |\n| x\\|y | `1\\|2` |\n"),
        block(
            new Gallery(List.of(new Figure(image, "al\"t", "cap"))),
            "<div class=\"gallery\"><figure class=\"picture png\"><div class=\"scroll\" tabindex=\"0\""
                + " role=\"region\" aria-label=\"al&quot;t\"><img src=\"data:image/png;base64,AQID\""
                + " alt=\"al&quot;t\"></div><figcaption>cap</figcaption></figure></div>",
            "![al\"t](<a/b%20c.png>)\n\n*cap*\n"));
  }

  private static Arguments block(Block block, String html, String markdown) {
    return Arguments.of(block, html, markdown);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void eachBlockIsWrittenInBoth(Block block, String html, String markdown) {
    Document document = document(block);
    assertTrue(
        HtmlWriter.write(document).contains("\n" + html + "</main>"),
        () -> HtmlWriter.write(document));
    assertEquals("<!-- maker -->\n\n# Title\n\n" + markdown, MarkdownWriter.write(document));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void noTextBecomesMarkup(Block block) {
    Document document = new Document(HOSTILE, HOSTILE, List.of(block));
    String page = HtmlWriter.write(document);
    assertFalse(page.contains("<script"), page);
    assertEquals(1, count(page, "<main>"));
    assertTrue(page.contains("&lt;script&gt;alert("), page);
    String text = MarkdownWriter.write(document);
    assertFalse(
        text.lines().skip(1).filter(line -> !line.startsWith("    ")).anyMatch(this::isTag), text);
  }

  /** Code stands between fences or backticks, where nothing is markup. */
  private boolean isTag(String line) {
    return line.replaceAll("`[^`]*`", "").contains("<script");
  }

  static Stream<Block> everywhere() {
    Image image = new Image(Image.Type.SVG, new byte[0], "x.svg");
    return Stream.of(
        Paragraph.of(Phrase.of(HOSTILE), Phrase.strong(HOSTILE), Phrase.code(HOSTILE)),
        Paragraph.of(Phrase.mark(HOSTILE, Tone.OPEN), Phrase.link(HOSTILE, "x")),
        new Section("x", HOSTILE, List.of(new Details(HOSTILE, List.of()))),
        new Figure(image, HOSTILE, HOSTILE),
        new Pairs(List.of(Pairs.Pair.of(HOSTILE, HOSTILE))),
        new Items(List.of(Phrase.of(HOSTILE))),
        new DataTable(
            HOSTILE, List.of(Column.words(HOSTILE)), List.of(List.of(Phrase.of(HOSTILE)))));
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void aPageLoadsNothingAndRunsNothing() {
    String page = HtmlWriter.write(document(Paragraph.of("x")));
    assertTrue(page.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), page);
    assertTrue(page.contains("content=\"default-src &#x27;none&#x27;; img-src data:;"), page);
    assertFalse(page.matches("(?s).*(https?:|//|<link|<script|@import|url\\().*"), page);
    assertTrue(page.contains("name=\"viewport\""), page);
    assertEquals(page, HtmlWriter.write(document(Paragraph.of("x"))));
  }

  @ParameterizedTest
  @CsvSource({
    "a\u0000b, a\uFFFDb",
    "a\u202Eb, a\uFFFDb",
    "a\uFFFFb, a\uFFFDb",
    "a\u0007b, a\uFFFDb",
    "ü ± 😀, ü ± 😀"
  })
  void whatNoDocumentMayHaveIsReplaced(String text, String shown) {
    assertTrue(HtmlWriter.write(document(Paragraph.of(text))).contains("<p>" + shown + "</p>"));
    assertTrue(MarkdownWriter.write(document(Paragraph.of(text))).contains("\n" + shown + "\n"));
  }

  @Test
  void markdownKeepsSpacesOutsideOfMarks() {
    Block line =
        Paragraph.of(
            Phrase.strong("Test. "), Phrase.of("The"), Phrase.mark(" ", Tone.GOOD), Phrase.of("x"));
    assertTrue(MarkdownWriter.write(document(line)).endsWith("\n\n**Test.** The x\n"));
  }

  @ParameterizedTest
  @CsvSource({"60, a/b.json, 60", "61, a/b.json, 0", "61, , 61"})
  void markdownLeavesOutLongTablesThatStandElsewhere(int rows, String source, int written) {
    List<List<Phrase>> cells = Collections.nCopies(rows, List.of(Phrase.of("cell")));
    Block table = new DataTable("caption", List.of(Column.words("a")), cells, source);
    String text = MarkdownWriter.write(document(table));
    assertEquals(written, count(text, " cell "));
    assertEquals(
        written == 0,
        text.endsWith("\n\n61 rows, too many to stand here: they are in `a/b.json`\n"),
        text);
    assertEquals(rows, count(HtmlWriter.write(document(table)), ">cell<"));
  }

  @Test
  void tablesWithSentencesAreCardsWhoseCellsHaveTheirHeadings() {
    List<Column> columns = List.of(Column.words("a"), Column.words("b"));
    String long80 = "x".repeat(80);
    String page = page(columns, Phrase.of(long80));
    assertTrue(page.contains("<figure class=\"table cards\">"), page);
    assertTrue(page.contains("<th scope=\"row\">1</th><td data-label=\"b\">" + long80), page);
    for (Phrase phrase : List.of(Phrase.code(long80), Phrase.of("x".repeat(79)))) {
      assertFalse(page(columns, phrase).matches("(?s).*<body>.*(table cards|data-label).*"));
    }
  }

  private static String page(List<Column> columns, Phrase second) {
    List<List<Phrase>> rows = List.of(List.of(Phrase.of("1"), second));
    return HtmlWriter.write(document(new DataTable("t", columns, rows)));
  }

  @Test
  void halfASurrogatePairIsReplaced() {
    assertEquals("a\uFFFDb", PlainText.of("a\uD800b"));
    assertEquals("a b c", PlainText.line(" a\n b\t\u2028c "));
  }

  @ParameterizedTest
  @CsvSource({
    "1. x, 1\\. x",
    "0.5 x, 0\\.5 x",
    "- x, \\- x",
    "a - b, a - b",
    "a_b, a\\_b",
    "'[a](b)', '\\[a\\](b)'",
    "a&lt;b, a&amp;lt;b",
    "$x$, \\$x\\$"
  })
  void markdownEscapesWhatMeansSomething(String text, String escaped) {
    assertTrue(
        MarkdownWriter.write(document(Paragraph.of(text))).endsWith("\n\n" + escaped + "\n"),
        () -> MarkdownWriter.write(document(Paragraph.of(text))));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    List<Column> columns = List.of(Column.words("a"), Column.words("b"));
    List<List<Phrase>> rows = List.of(List.of(Phrase.of("x")));
    refused("table 't': a row has 2 cells, not 1", () -> new DataTable("t", columns, rows));
    refused("table 't': needs a column", () -> new DataTable("t", List.of(), List.of()));
    refused("not 'a b'", () -> new Section("a b", "t", List.of()));
    refused("not '\"'", () -> new Section("\"", "t", List.of()));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable maker) {
    String said = assertThrows(IllegalArgumentException.class, maker).getMessage();
    assertTrue(said.contains(message), said);
  }

  private static Document document(Block block) {
    return new Document("Title", "maker", List.of(block));
  }
}
