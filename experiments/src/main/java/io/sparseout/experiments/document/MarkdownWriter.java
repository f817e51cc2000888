// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes a document as Markdown, in the dialect of GitHub: tables with bars, details as HTML.
 * Pictures are links to their files.
 */
public final class MarkdownWriter {
  private static final String BEGINNING = "<!-- ";
  private static final int FIRST_LEVEL = 2;
  private static final int LAST_LEVEL = 6;

  /** Of a table that stands elsewhere too: nobody reads more of it as text. */
  private static final int MOST_ROWS = 60;

  private static final String SPECIAL = "\\`*_[]|~$#+-.)";

  private final StringBuilder out = new StringBuilder();

  private MarkdownWriter() {}

  /** The text. */
  public static String write(Document document) {
    MarkdownWriter writer = new MarkdownWriter();
    writer.block(BEGINNING + document.generator().replace("--", "") + " -->");
    writer.block("# " + text(document.title()));
    document.blocks().forEach(block -> writer.write(block, FIRST_LEVEL));
    return writer.out.toString();
  }

  /**
   * Whether a text begins as documents of some program do.
   *
   * @param generator how the program's name begins
   */
  public static boolean isMadeBy(String generator, String text) {
    return text.startsWith(BEGINNING + generator);
  }

  private void write(Block block, int level) {
    if (block instanceof Section section) {
      block("<a id=\"" + section.id() + "\"></a>");
      block("#".repeat(Math.min(level, LAST_LEVEL)) + " " + text(section.title()));
      section.blocks().forEach(inner -> write(inner, level + 1));
    } else if (block instanceof Details details) {
      block("<details><summary>" + html(details.summary()) + "</summary>");
      details.blocks().forEach(inner -> write(inner, level));
      block("</details>");
    } else if (block instanceof Paragraph paragraph) {
      block(phrases(paragraph.phrases()));
    } else if (block instanceof Notice notice) {
      block("> " + phrases(notice.phrases()));
    } else if (block instanceof Code code) {
      String fence = "`".repeat(Math.max(3, longestRun(code.text()) + 1));
      block(fence + "\n" + PlainText.of(code.text()) + "\n" + fence);
    } else if (block instanceof Pairs pairs) {
      block(
          pairs.pairs().stream()
              .map(pair -> "- " + text(pair.name()) + ": " + phrase(pair.value()))
              .collect(Collectors.joining("\n")));
    } else if (block instanceof Items list) {
      block(
          list.items().stream().map(item -> "- " + phrase(item)).collect(Collectors.joining("\n")));
    } else if (block instanceof Figure figure) {
      figure(figure);
    } else if (block instanceof Gallery gallery) {
      gallery.figures().forEach(this::figure);
    } else {
      table((DataTable) block);
    }
  }

  private void figure(Figure figure) {
    block("![" + text(figure.alternative()) + "](<" + figure.image().address() + ">)");
    block("*" + text(figure.caption()) + "*");
  }

  private void table(DataTable table) {
    if (table.source() != null && table.rows().size() > MOST_ROWS) {
      block(
          table.rows().size()
              + " rows, too many to stand here: they are in "
              + code(table.source()));
      return;
    }
    StringJoiner lines = new StringJoiner("\n");
    lines.add(row(table.columns().stream().map(column -> text(column.heading())).toList()));
    lines.add(row(table.columns().stream().map(c -> c.ofNumbers() ? "---:" : "---").toList()));
    table.rows().forEach(row -> lines.add(row(row.stream().map(MarkdownWriter::cell).toList())));
    block("*" + text(table.caption()) + "*");
    block(lines.toString());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** A bar ends a cell even within code. */
  private static String cell(Phrase phrase) {
    return phrase.kind() == Phrase.Kind.CODE ? phrase(phrase).replace("|", "\\|") : phrase(phrase);
  }

  private static String phrases(List<Phrase> phrases) {
    return phrases.stream().map(MarkdownWriter::phrase).collect(Collectors.joining());
  }

  private static String phrase(Phrase phrase) {
    return switch (phrase.kind()) {
      case PLAIN -> spaced(phrase.text(), "");
      case STRONG, MARK -> spaced(phrase.text(), "**");
      case CODE -> code(phrase.text());
      case LINK -> "[" + text(phrase.text()) + "](#" + phrase.target() + ")";
    };
  }

  private static String code(String code) {
    String line = PlainText.line(code);
    if (line.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestRun(line) + 1);
    String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + space + line + space + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /**
   * The spaces at the ends of a piece of a line keep it apart from its neighbours; they stand
   * outside its marks, which are none where a space is inside.
   */
  private static String spaced(String piece, String mark) {
    String clean = PlainText.of(piece);
    String before = clean.startsWith(" ") ? " " : "";
    String after = clean.length() > 1 && clean.endsWith(" ") ? " " : "";
    return clean.isBlank() ? before : before + mark + text(clean) + mark + after;
  }

  private static String text(String plain) {
    StringBuilder escaped = new StringBuilder();
    String line = PlainText.line(plain);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (SPECIAL.indexOf(c) >= 0 && isMeant(line, i)) {
        escaped.append('\\').append(c);
      } else {
        escaped.append(entity(c));
      }
    }
    return escaped.toString();
  }

  /** Points and hyphens and their like make lists and headings, at the start of a line alone. */
  private static boolean isMeant(String line, int at) {
    return switch (line.charAt(at)) {
      case '-', '+', '#' -> at == 0;
      case '.', ')' -> at > 0 && line.substring(0, at).chars().allMatch(Character::isDigit);
      default -> true;
    };
  }

  private static String html(String text) {
    StringBuilder escaped = new StringBuilder();
    PlainText.line(text).chars().forEach(c -> escaped.append(entity((char) c)));
    return escaped.toString();
  }

  private static String entity(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> String.valueOf(c);
    };
  }

  private void block(String text) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(text).append('\n');
  }
}
