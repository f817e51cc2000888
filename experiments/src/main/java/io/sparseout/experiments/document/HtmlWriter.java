// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.img;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.style;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Writes a document as one page of HTML that needs nothing else: pictures and style are in it,
 * there is no script, and its security policy forbids to load anything.
 */
public final class HtmlWriter {
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
          + " form-action 'none'";
  private static final String BEGINNING = "<!DOCTYPE html>\n";
  private static final String HEAD = BEGINNING + "<html lang=\"en\"><head><meta charset=\"utf-8\">";
  private static final int FIRST_LEVEL = 2;
  private static final int LAST_LEVEL = 6;
  private static final int PROSE = 80;

  private HtmlWriter() {}

  /** The page. */
  public static String write(Document document) {
    ContainerTag<?> main =
        main(header(h1(line(document.title()))), contents(document))
            .with(blocks(document.blocks(), FIRST_LEVEL));
    return BEGINNING + html(head(document), body(main)).attr("lang", "en").render() + "\n";
  }

  /**
   * Whether a page begins as those of some program do: with this class's head, in which the program
   * is named before the title.
   *
   * @param generator how the program's name begins; without signs that are escaped
   */
  public static boolean isMadeBy(String generator, String page) {
    int name = page.indexOf("<meta name=\"generator\" content=\"" + generator);
    int title = page.indexOf("<title>");
    return page.startsWith(HEAD) && name > 0 && name < title;
  }

  private static DomContent head(Document document) {
    return j2html.TagCreator.head(
        meta().attr("charset", "utf-8"),
        meta().attr("http-equiv", "Content-Security-Policy").attr("content", POLICY),
        named("viewport", "width=device-width, initial-scale=1"),
        named("color-scheme", "light dark"),
        named("generator", document.generator()),
        title(PlainText.line(document.title())),
        style(rawHtml("\n" + Stylesheet.text())));
  }

  private static DomContent named(String name, String content) {
    return meta().attr("name", name).attr("content", PlainText.line(content));
  }

  private static DomContent contents(Document document) {
    return nav(ul(
            each(
                document.sections(),
                section -> li(a(line(section.title())).attr("href", "#" + section.id())))))
        .attr("aria-label", "Contents");
  }

  private static DomContent blocks(List<Block> blocks, int level) {
    return each(blocks, block -> each(text("\n"), block(block, level)));
  }

  private static DomContent block(Block block, int level) {
    if (block instanceof Section part) {
      return section(
              tag("h" + Math.min(level, LAST_LEVEL)).with(line(part.title())),
              blocks(part.blocks(), level + 1))
          .attr("id", part.id());
    }
    if (block instanceof Details hidden) {
      return details(summary(line(hidden.summary())), blocks(hidden.blocks(), level));
    }
    if (block instanceof Paragraph paragraph) {
      return p(phrases(paragraph.phrases()));
    }
    if (block instanceof Notice notice) {
      return p(phrases(notice.phrases())).withClass("notice " + toneClass(notice.tone()));
    }
    if (block instanceof Code code) {
      return pre(j2html.TagCreator.code(PlainText.of(code.text()))).attr("tabindex", "0");
    }
    if (block instanceof Pairs pairs) {
      return dl(each(pairs.pairs(), pair -> div(dt(line(pair.name())), dd(phrase(pair.value())))));
    }
    if (block instanceof Items list) {
      return ul(each(list.items(), item -> li(phrase(item))));
    }
    if (block instanceof Figure picture) {
      return figure(picture);
    }
    if (block instanceof Gallery gallery) {
      return div(each(gallery.figures(), HtmlWriter::figure)).withClass("gallery");
    }
    return table((DataTable) block);
  }

  /** Charts drawn by shapes may change their colours in the dark, pictures of pixels may not. */
  private static DomContent figure(Figure figure) {
    String words = PlainText.line(figure.alternative());
    DomContent image = img().attr("src", figure.image().dataAddress()).attr("alt", words);
    return j2html.TagCreator.figure(scroll(image, words), figcaption(line(figure.caption())))
        .withClass("picture " + figure.image().type().name().toLowerCase(Locale.ROOT));
  }

  /** A box that scrolls where its content is wider; by keys too, so it must have a name. */
  private static DomContent scroll(DomContent content, String name) {
    return div(content)
        .withClass("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", name);
  }

  /** Only the table itself scrolls where it is wider than the page, not its caption. */
  private static DomContent table(DataTable table) {
    boolean isCards = hasProse(table);
    DomContent content =
        j2html.TagCreator.table(
            thead(tr(each(table.columns(), HtmlWriter::heading))),
            tbody(each(table.rows(), row -> each(text("\n"), row(table, row, isCards)))));
    return j2html.TagCreator.figure(
            figcaption(line(table.caption())), scroll(content, PlainText.line(table.caption())))
        .withClass(isCards ? "table cards" : "table");
  }

  /** On a narrow screen, sentences in a column are out of sight or a word a line. */
  private static boolean hasProse(DataTable table) {
    return table.rows().stream()
        .flatMap(List::stream)
        .anyMatch(cell -> cell.kind() != Phrase.Kind.CODE && cell.text().length() >= PROSE);
  }

  private static DomContent heading(Column column) {
    return numeric(th(line(column.heading())).attr("scope", "col"), column);
  }

  private static DomContent row(DataTable table, List<Phrase> cells, boolean isCard) {
    return tr(
        each(
            IntStream.range(0, cells.size())
                .mapToObj(
                    i ->
                        i == 0
                            ? th(phrase(cells.get(i))).attr("scope", "row")
                            : cell(cells.get(i), table.columns().get(i), isCard))));
  }

  /** In a card, which has no line of headings, its column's heading goes with it. */
  private static DomContent cell(Phrase phrase, Column column, boolean isCard) {
    ContainerTag<?> cell = td(phrase(phrase));
    return numeric(
        isCard ? cell.attr("data-label", PlainText.line(column.heading())) : cell, column);
  }

  private static DomContent numeric(ContainerTag<?> cell, Column column) {
    return column.ofNumbers() ? cell.attr("class", "number") : cell;
  }

  private static DomContent phrases(List<Phrase> phrases) {
    return each(phrases, HtmlWriter::phrase);
  }

  private static DomContent phrase(Phrase phrase) {
    String words = PlainText.of(phrase.text());
    return switch (phrase.kind()) {
      case PLAIN -> text(words);
      case STRONG -> strong(words);
      case CODE -> j2html.TagCreator.code(words);
      case MARK -> span(words).withClass("mark " + toneClass(phrase.tone()));
      case LINK -> a(words).attr("href", "#" + phrase.target());
    };
  }

  private static DomContent line(String text) {
    return text(PlainText.line(text));
  }

  private static String toneClass(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }
}
