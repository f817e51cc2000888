// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.List;

/**
 * The grammar of {@link Sentences}. A symbol's name ends in what agrees: class of noun, number, and
 * how many levels more may be nested in it: {@code NP.person.many.2}.
 */
final class SentenceGrammar {
  /** The symbol that a line comes of. */
  static final String LINE = "LINE";

  private static final int LEVELS = 3;
  private static final int WEIGHT =
      840; // of the first word of a list; the n-th one has 1 / n of it

  private static final List<String> NUMBERS = List.of("one", "many");
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "person",
              4,
              "who",
              "whom",
              "man:men woman:women boy:boys girl:girls teacher:teachers child:children"
                  + " farmer:farmers doctor:doctors king:kings sailor:sailors painter:painters"
                  + " student:students",
              "old young clever happy tall poor proud quiet",
              "sleeps:sleep laughs:laugh sings:sing works:work waits:wait talks:talk",
              "sees:see likes:like helps:help calls:call follows:follow visits:visit"
                  + " remembers:remember paints:paint"),
          new Kind(
              "animal",
              3,
              "that",
              "that",
              "dog:dogs cat:cats horse:horses bird:birds cow:cows mouse:mice wolf:wolves fox:foxes"
                  + " goat:goats rabbit:rabbits",
              "small wild hungry black young tame quick shy",
              "runs:run sleeps:sleep eats:eat jumps:jump hides:hide howls:howl",
              "chases:chase sees:see bites:bite fears:fear follows:follow watches:watch"),
          new Kind(
              "thing",
              2,
              "that",
              "that",
              "house:houses car:cars tree:trees ship:ships book:books stone:stones bridge:bridges"
                  + " clock:clocks tower:towers machine:machines",
              "big old red new heavy broken wooden small",
              "falls:fall stands:stand shines:shine breaks:break moves:move",
              "hits:hit covers:cover touches:touch blocks:block holds:hold"));

  private final Grammar grammar = new Grammar();

  private SentenceGrammar() {}

  /**
   * A class of nouns, and what its nouns do.
   *
   * @param weight how often it is chosen
   * @param subject the relative pronoun as a subject
   * @param object the relative pronoun as an object
   * @param nouns in both numbers
   * @param verbs without an object, in both numbers
   * @param transitive verbs with an object, in both numbers
   */
  private record Kind(
      String name,
      int weight,
      String subject,
      String object,
      String nouns,
      String adjectives,
      String verbs,
      String transitive) {}

  /** Makes the grammar. */
  static Grammar make() {
    SentenceGrammar rules = new SentenceGrammar();
    rules.addWords();
    for (int level = 0; level <= LEVELS; level++) {
      rules.addLevel(level);
    }
    Grammar grammar = rules.grammar;
    grammar.rule("SENTENCE", 6, "CLAUSE." + LEVELS);
    grammar.rule("SENTENCE", 2, "PAIR." + LEVELS);
    grammar.rule("SENTENCE", 1, "if", "CLAUSE." + (LEVELS - 1), ",", "CLAUSE." + (LEVELS - 1));
    grammar.rule(LINE, 1, "SENTENCE", Vocabulary.END_OF_LINE);
    return grammar;
  }

  private void addWords() {
    addWords("DET.one", "the this every one");
    addWords("DET.many", "the these some many");
    addWords("PREP", "near with behind beside under above");
    addWords("ADV", "often today slowly again here quietly");
    addForms("SAYS", "says:say thinks:think hopes:hope believes:believe");
    for (Kind kind : KINDS) {
      addForms("NOUN." + kind.name, kind.nouns);
      addForms("VERB." + kind.name, kind.verbs);
      addForms("VERBS." + kind.name, kind.transitive);
      addWords("ADJ." + kind.name, kind.adjectives);
      for (String number : NUMBERS) {
        String noun = "NOUN." + kind.name + "." + number;
        grammar.rule("CORE." + kind.name + "." + number, 3, "DET." + number, noun);
        grammar.rule(
            "CORE." + kind.name + "." + number, 1, "DET." + number, "ADJ." + kind.name, noun);
      }
    }
  }

  /** Adds what may have a number of levels more nested in it. */
  private void addLevel(int level) {
    for (Kind kind : KINDS) {
      for (String number : NUMBERS) {
        String agreeing = kind.name + "." + number;
        addNounPhrase(kind, agreeing, level);
        addVerbPhrase(agreeing, level, kind.subject.equals("who"));
        String noun = "NP." + agreeing + "." + level;
        String verb = "VP." + agreeing + "." + level;
        grammar.rule("NP." + level, kind.weight, noun);
        grammar.rule("CLAUSE." + level, kind.weight, noun, verb);
        grammar.rule("PAIR." + level, kind.weight, noun, verb, "and", verb);
        grammar.rule("ACT." + level, kind.weight, noun, "VERBS." + agreeing);
      }
    }
  }

  private void addNounPhrase(Kind kind, String agreeing, int level) {
    String symbol = "NP." + agreeing + "." + level;
    String core = "CORE." + agreeing;
    grammar.rule(symbol, 10, core);
    if (level > 0) {
      int inner = level - 1;
      grammar.rule(symbol, 4, core, "PREP", "NP." + inner);
      grammar.rule(symbol, 3, core, kind.subject, "VP." + agreeing + "." + inner);
      grammar.rule(symbol, 2, core, kind.object, "ACT." + inner);
    }
  }

  private void addVerbPhrase(String agreeing, int level, boolean speaks) {
    String symbol = "VP." + agreeing + "." + level;
    int inner = Math.max(level - 1, 0);
    grammar.rule(symbol, 4, "VERB." + agreeing);
    grammar.rule(symbol, 2, "VERB." + agreeing, "ADV");
    grammar.rule(symbol, 4, "VERBS." + agreeing, "NP." + inner);
    if (speaks && level > 0) {
      String number = agreeing.substring(agreeing.indexOf('.'));
      grammar.rule(symbol, 2, "SAYS" + number, "that", "CLAUSE." + inner);
    }
  }

  /** Words, the first ones more often. */
  private void addWords(String symbol, String words) {
    int rank = 1;
    for (String word : words.split(" ")) {
      grammar.rule(symbol, WEIGHT / rank++, word);
    }
  }

  /** Words of two forms: for one and for many. */
  private void addForms(String symbol, String words) {
    int rank = 1;
    for (String forms : words.split(" ")) {
      int colon = forms.indexOf(':');
      grammar.rule(symbol + ".one", WEIGHT / rank, forms.substring(0, colon));
      grammar.rule(symbol + ".many", WEIGHT / rank++, forms.substring(colon + 1));
    }
  }
}
