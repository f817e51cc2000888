// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

/**
 * A piece of a line.
 *
 * @param text any text: writers escape what means something to them
 * @param kind how it is set
 * @param tone of a {@link Kind#MARK}
 * @param target the identifier of the section that a {@link Kind#LINK} leads to, else null
 */
public record Phrase(String text, Kind kind, Tone tone, String target) {
  /** How a piece of a line is set. */
  public enum Kind {
    /** As any text. */
    PLAIN,
    /** As what matters most. */
    STRONG,
    /** As what a machine takes or gives. */
    CODE,
    /** As a word that says how something stands. */
    MARK,
    /** As a way to a section of the document. */
    LINK
  }

  /** Plain text. */
  public static Phrase of(String text) {
    return new Phrase(text, Kind.PLAIN, Tone.PLAIN, null);
  }

  /** What matters most. */
  public static Phrase strong(String text) {
    return new Phrase(text, Kind.STRONG, Tone.PLAIN, null);
  }

  /** What a machine takes or gives. */
  public static Phrase code(String text) {
    return new Phrase(text, Kind.CODE, Tone.PLAIN, null);
  }

  /** A word that says how something stands. */
  public static Phrase mark(String text, Tone tone) {
    return new Phrase(text, Kind.MARK, tone, null);
  }

  /**
   * A way to a section.
   *
   * @param target the section's identifier
   */
  public static Phrase link(String text, String target) {
    return new Phrase(text, Kind.LINK, Tone.PLAIN, target);
  }
}
