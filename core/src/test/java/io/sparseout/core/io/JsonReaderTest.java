// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final Path FILE = Path.of("f");

  private static JsonReader reader(String text) {
    return new JsonReader(FILE, 0, text.getBytes(UTF_8));
  }

  private static String errorOf(Runnable read) {
    String message = assertThrows(CheckpointException.class, read::run).getMessage();
    String remedy = "; it is damaged or no safetensors file; copy it or save it again";
    assertTrue(message.startsWith("f: byte ") && message.endsWith(remedy), message);
    return message.substring("f: byte ".length(), message.length() - remedy.length());
  }

  @Test
  void readsNestedObjectsAndArrays() {
    JsonReader json = reader("{\"a\":[1, 2\t,\n3],\"b\" : {} ,\r\"c\":[], \"d\":{\"e\":\"f\"}}  ");
    json.beginObject();
    assertEquals("a", json.nextKey());
    json.beginArray();
    List<Long> numbers = new ArrayList<>();
    while (json.nextElement()) {
      numbers.add(json.integer());
    }
    assertEquals(List.of(1L, 2L, 3L), numbers);
    assertEquals("b", json.nextKey());
    json.beginObject();
    assertNull(json.nextKey());
    assertEquals("c", json.nextKey());
    json.beginArray();
    assertFalse(json.nextElement());
    assertEquals("d", json.nextKey());
    json.beginObject();
    assertEquals("e", json.nextKey());
    assertEquals("f", json.string());
    assertNull(json.nextKey());
    assertNull(json.nextKey());
    json.end();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 4294967296L, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void readsIntegers(long value) {
    assertEquals(value, reader(Long.toString(value)).integer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9223372036854775808 | 0: a number is larger than 9223372036854775807",
        "99999999999999999999999 | 0: a number is larger than 9223372036854775807",
        "01 | 0: a number begins with a needless 0",
        "00 | 0: a number begins with a needless 0",
        "-1 | 0: expected an integer from 0 on, found '-'",
        "+1 | 0: expected an integer from 0 on, found '+'",
        "NaN | 0: expected an integer from 0 on, found 'N'",
        "null | 0: expected an integer from 0 on, found 'n'",
        "'\"1\"' | 0: expected an integer from 0 on, found '\"'",
        "'' | 0: expected an integer from 0 on, found the header's end",
      })
  void refusesOtherNumbers(String text, String error) {
    assertEquals(error, errorOf(() -> reader(text).integer()));
  }

  @Test
  void readsStrings() {
    assertEquals("", reader("\"\"").string());
    assertEquals("plain é € \uD83D\uDE00", reader("\"plain é € \uD83D\uDE00\"").string());
    assertEquals("\"\\/\b\f\n\r\t", reader("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"").string());
    assertEquals("A\u0000\u20ac!", reader("\"\\u0041\\u0000\\u20aC!\"").string());
    assertEquals("x\uD83D\uDE00y", reader("\"x\\ud83d\\uDE00y\"").string());
  }

  @Test
  void quoteAndReadAreInverse() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 257) {
      if (c < 0xd800 || c > 0xdfff) {
        all.appendCodePoint(c);
      }
    }
    String text = all.toString();
    assertEquals(text, reader(JsonText.quote(text)).string());
  }

  @Test
  void refusesBadStrings() {
    assertEquals("0: expected a string, found 'x'", errorOf(() -> reader("x").string()));
    assertEquals("0: expected a string, found '~'", errorOf(() -> reader("~").string()));
    assertEquals("0: expected a string, found byte 0x7f", errorOf(() -> reader("\u007f").string()));
    assertEquals("0: a string has no end", errorOf(() -> reader("\"abc").string()));
    assertEquals("0: a string has no end", errorOf(() -> reader("\"abc\\\"").string()));
    assertEquals(
        "2: expected no control character in a string, found byte 0x0a",
        errorOf(() -> reader("\"a\nb\"").string()));
    assertEquals(
        "3: expected one of \"\\/bfnrtu after a backslash, found 'x'",
        errorOf(() -> reader("\"a\\x\"").string()));
    assertEquals(
        "2: expected one of \"\\/bfnrtu after a backslash, found the header's end",
        errorOf(() -> reader("\"\\").string()));
    assertEquals(
        "5: expected four hexadecimal digits after \\u, found 'g'",
        errorOf(() -> reader("\"\\u00g0\"").string()));
    assertEquals(
        "4: expected four hexadecimal digits after \\u, found the header's end",
        errorOf(() -> reader("\"\\u0").string()));
    for (String half : List.of("\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00")) {
      assertEquals(
          "0: a string has half a surrogate pair",
          errorOf(() -> reader("\"a" + half + "b\"").string()));
    }
  }

  @Test
  void refusesWhatIsNotUtf8AtItsByte() {
    for (String bad :
        List.of(
            "\u0080", // a continuation of nothing
            "\u00c3(", // a lead without its continuation
            "\u00c0\u0080", // a zero in two bytes
            "\u00ed\u00a0\u0080", // a surrogate
            "\u00f4\u0090\u0080\u0080", // past U+10FFFF
            "\u00ff",
            "\u00e2\u0082")) { // the end comes too early
      byte[] text = ("{\"" + bad).getBytes(ISO_8859_1);
      assertEquals("2: this is not UTF-8", errorOf(() -> new JsonReader(FILE, 0, text)));
    }
    String far = "é".repeat(10_000) + "\u0080";
    byte[] text = new byte[20_001];
    System.arraycopy(far.getBytes(UTF_8), 0, text, 0, 20_000);
    text[20_000] = (byte) 0x80;
    assertEquals("20008: this is not UTF-8", errorOf(() -> new JsonReader(FILE, 8, text)));
  }

  @Test
  void refusesBadStructure() {
    assertEquals("0: expected '{', found '['", errorOf(() -> reader("[]").beginObject()));
    assertEquals("0: expected '[', found '{'", errorOf(() -> reader("{}").beginArray()));
    assertEquals("0: expected '{', found byte 0x20", errorOf(() -> reader(" {}").beginObject()));
    assertEquals("1: expected a string, found ','", afterOneElement("{,}"));
    assertEquals("5: expected ',' or '}', found '\"'", afterOneElement("{\"\":1\"\":1}"));
    assertEquals("6: expected a string, found '}'", afterOneElement("{\"\":1,}"));
    assertEquals("3: expected ':', found '1'", afterOneElement("{\"\"1}"));
    assertEquals("5: expected ',' or '}', found '.'", afterOneElement("{\"\":1.5}"));
    assertEquals("5: expected ',' or '}', found 'e'", afterOneElement("{\"\":1e5}"));
    assertEquals("1: expected a string, found '/'", afterOneElement("{//\n}"));
    assertEquals("1: expected a string, found '''", afterOneElement("{'':1}"));
    assertEquals("5: expected ',' or '}', found the header's end", afterOneElement("{\"\":1"));
  }

  private static String afterOneElement(String text) {
    return errorOf(
        () -> {
          JsonReader json = reader(text);
          json.beginObject();
          json.nextKey();
          json.integer();
          json.nextKey();
        });
  }

  @Test
  void refusesMoreAfterTheEnd() {
    for (String rest : List.of("x", " x", "\n", "\u0000", " }")) {
      JsonReader json = reader("{}" + rest);
      json.beginObject();
      assertNull(json.nextKey());
      String error = errorOf(json::end);
      assertTrue(error.contains(": expected nothing but spaces after the last '}', found "), error);
    }
  }
}
