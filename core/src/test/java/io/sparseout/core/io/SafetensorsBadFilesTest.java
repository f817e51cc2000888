// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that must be refused, each with its exact message. */
@Timeout(60)
class SafetensorsBadFilesTest {
  private static final String DAMAGED =
      "; it is damaged or no safetensors file; copy it or save it again";
  private static final String CUT_OFF = "; it was cut off; copy it or save it again";
  private static final String CONVERT = "; convert it before it is saved";

  @TempDir Path folder;

  private void assertRefused(byte[] content, String problem) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, content);
    CheckpointException error =
        assertThrows(CheckpointException.class, () -> Safetensors.read(file));
    assertEquals(file + ": " + problem, error.getMessage());
  }

  /** A file with this header, its length right, and so many bytes of data. */
  private static byte[] file(String header, int dataBytes) {
    byte[] text = header.getBytes(UTF_8);
    return Bytes.file(text.length, text, new byte[dataBytes]);
  }

  private static String tensor(String type, String shape, String offsets) {
    return "{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
  }

  @Test
  void lessThanALength() throws IOException {
    assertRefused(new byte[0], "it has 0 bytes, and the header's length takes 8" + CUT_OFF);
    assertRefused(new byte[1], "it has 1 bytes, and the header's length takes 8" + CUT_OFF);
    assertRefused(new byte[7], "it has 7 bytes, and the header's length takes 8" + CUT_OFF);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one byte more than there is | 3                   | {}
          the largest allowed         | 100000000           | {}
          nothing follows             | 2                   | ''
          """)
  void lengthPastTheEnd(String name, long length, String rest) throws IOException {
    assertRefused(
        Bytes.file(length, rest.getBytes(UTF_8), new byte[0]),
        "it claims a header of "
            + length
            + " bytes, and "
            + rest.length()
            + " bytes follow"
            + CUT_OFF);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one over 100 MB     | 100000001            | 100000001
          2^31                | 2147483648           | 2147483648
          2^32                | 4294967296           | 4294967296
          2^63 - 1            | 9223372036854775807  | 9223372036854775807
          2^63                | -9223372036854775808 | 9223372036854775808
          2^64 - 1            | -1                   | 18446744073709551615
          2 in big-endian     | 144115188075855872   | 144115188075855872
          a zip archive's     | 578712552184433488   | 578712552184433488
          a web page's        | 5789751444030890300  | 5789751444030890300
          """)
  void lengthOverTheLimit(String name, long length, String unsigned) throws IOException {
    assertRefused(
        Bytes.file(length, "{}".getBytes(UTF_8), new byte[0]),
        "it claims a header of " + unsigned + " bytes, and the format allows 100000000" + DAMAGED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a byte that never is           | {"\u00ff"}             | 10
          an overlong zero               | {"\u00c0\u0080"}       | 10
          a continuation alone           | {"a\u0080"}            | 11
          a surrogate                    | {"\u00ed\u00a0\u0080"} | 10
          a character cut off by the end | {"\u00e2\u0082         | 10
          """)
  void notUtf8(String name, String header, int position) throws IOException {
    byte[] text = header.getBytes(ISO_8859_1);
    assertRefused(
        Bytes.file(text.length, text, new byte[0]),
        "byte " + position + ": this is not UTF-8" + DAMAGED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no header              | ``                       | 8: expected '{', found the header's end
          a byte order mark      | \ufeff{}                 | 8: expected '{', found byte 0xef
          space before           | ` {}`                    | 8: expected '{', found byte 0x20
          only spaces            | `        `               | 8: expected '{', found byte 0x20
          an array               | []                       | 8: expected '{', found '['
          a string               | ""                       | 8: expected '{', found '"'
          null                   | null                     | 8: expected '{', found 'n'
          an open object         | {                        | 9: expected a string, found the header's end
          an open name           | {"abc                    | 9: a string has no end
          a name alone           | {"a"}                    | 12: expected ':', found '}'
          a name and a colon     | {"a":                    | 13: expected '{', found the header's end
          a name without quotes  | {a:{}}                   | 9: expected a string, found 'a'
          single quotes          | {'a':{}}                 | 9: expected a string, found '''
          a number as name       | {1:{}}                   | 9: expected a string, found '1'
          a comma alone          | {,}                      | 9: expected a string, found ','
          a comment              | {/**/}                   | 9: expected a string, found '/'
          a trailing comma       | {"__metadata__":{},}     | 27: expected a string, found '}'
          a missing comma        | {"__metadata__":{}"a":0} | 26: expected ',' or '}', found '"'
          a semicolon            | {"__metadata__":{};}     | 26: expected ',' or '}', found ';'
          a bracket for a brace  | {"__metadata__":{}]      | 26: expected ',' or '}', found ']'
          two objects            | {}{}                     | 10: expected nothing but spaces after the last '}', found '{'
          padded with zeros      | `{}\0\0\0\0\0\0`         | 10: expected nothing but spaces after the last '}', found byte 0x00
          padded with a line end | `{}\n`                   | 10: expected nothing but spaces after the last '}', found byte 0x0a
          UTF-16                 | {\0}\0                   | 9: expected a string, found byte 0x00
          a raw tab              | {"a\tb":{}}              | 11: expected no control character in a string, found byte 0x09
          an unknown escape      | {"\\a":{}}               | 11: expected one of "\\/bfnrtu after a backslash, found 'a'
          a short unicode escape | {"\\u12":{}}             | 14: expected four hexadecimal digits after \\u, found '"'
          half a surrogate pair  | {"\\ud800":{}}           | 9: a string has half a surrogate pair
          a tensor an array      | {"a":[]}                 | 13: expected '{', found '['
          a tensor null          | {"a":null}               | 13: expected '{', found 'n'
          a dtype a number       | {"a":{"dtype":32}}       | 22: expected a string, found '3'
          a dtype null           | {"a":{"dtype":null}}     | 22: expected a string, found 'n'
          a shape a number       | {"a":{"shape":1}}        | 22: expected '[', found '1'
          a shape an object      | {"a":{"shape":{}}}       | 22: expected '[', found '{'
          metadata a string      | {"__metadata__":""}      | 24: expected '{', found '"'
          metadata null          | {"__metadata__":null}    | 24: expected '{', found 'n'
          a text a number        | {"__metadata__":{"a":1}} | 29: expected a string, found '1'
          a text an object       | {"__metadata__":{"":{}}} | 28: expected a string, found '{'
          """)
  void notTheJsonOfAHeader(String name, String header, String problem) throws IOException {
    assertRefused(file(header, 0), "byte " + problem + DAMAGED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          an empty object     | {}                                     | has no dtype
          no dtype            | {"shape":[1],"data_offsets":[0,4]}     | has no dtype
          no shape            | {"dtype":"F32","data_offsets":[0,4]}   | has no shape
          no data_offsets     | {"dtype":"F32","shape":[1]}            | has no data_offsets
          an unknown field    | {"dtype":"F32","strides":[1]}          | has an unknown field, "strides"
          a field in capitals | {"DTYPE":"F32"}                        | has an unknown field, "DTYPE"
          two dtypes          | {"dtype":"F32","dtype":"F32"}          | has two dtypes
          two shapes          | {"shape":[1],"\\u0073hape":[1]}        | has two shapes
          two data_offsets    | {"data_offsets":[],"data_offsets":[]}  | has two data_offsets
          """)
  void notTheFieldsOfATensor(String name, String fields, String problem) throws IOException {
    assertRefused(file("{\"a\":" + fields + "}", 4), "tensor \"a\" " + problem + DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({
    "f32", "''", "F16", "BF16", "U8", "I16", "U32", "BOOL", "F32\\n", "float32", "'F32 '"
  })
  void anotherDtype(String dtype) throws IOException {
    assertRefused(
        file("{\"a\":" + tensor(dtype, "[1]", "[0,4]") + "}", 4),
        "tensor \"a\" has dtype \""
            + dtype
            + "\", and F32, F64, I8, I32 and I64 can be read"
            + CONVERT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          negative           | [-1]                   | byte 37: expected an integer from 0 on, found '-'
          a fraction         | [1.0]                  | byte 38: expected ',' or ']', found '.'
          an exponent        | [1e0]                  | byte 38: expected ',' or ']', found 'e'
          NaN                | [NaN]                  | byte 37: expected an integer from 0 on, found 'N'
          Infinity           | [Infinity]             | byte 37: expected an integer from 0 on, found 'I'
          a leading zero     | [01]                   | byte 37: a number begins with a needless 0
          hexadecimal        | [0x1]                  | byte 38: expected ',' or ']', found 'x'
          in quotes          | ["1"]                  | byte 37: expected an integer from 0 on, found '"'
          a trailing comma   | [1,]                   | byte 39: expected an integer from 0 on, found ']'
          a comma first      | [,1]                   | byte 37: expected an integer from 0 on, found ','
          no comma           | [1 1]                  | byte 39: expected ',' or ']', found '1'
          nested             | [[1]]                  | byte 37: expected an integer from 0 on, found '['
          a brace at the end | [1}                    | byte 38: expected ',' or ']', found '}'
          over 2^63          | [9223372036854775808]  | byte 37: a number is larger than 9223372036854775807
          over 2^64          | [18446744073709551617] | byte 37: a number is larger than 9223372036854775807
          over 2^31          | [2147483648]           | tensor "a" has a shape of too many elements, [2147483648]
          2^32 + 1           | [4294967297]           | tensor "a" has a shape of too many elements, [4294967297]
          largest int        | [2147483647]           | tensor "a" has a shape of too many elements, [2147483647]
          2^32 elements      | [65536,65536]          | tensor "a" has a shape of too many elements, [65536, 65536]
          2^64 elements      | [4294967296,4294967296] | tensor "a" has a shape of too many elements, [4294967296, 4294967296]
          """)
  void notAShape(String name, String shape, String problem) throws IOException {
    assertRefused(file("{\"a\":" + tensor("F32", shape, "[0,4]") + "}", 4), problem + DAMAGED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          none              | F32 | [1]   | []       | has fewer than 2 numbers in its data_offsets
          one               | F32 | [1]   | [0]      | has fewer than 2 numbers in its data_offsets
          three             | F32 | [1]   | [0,4,4]  | has more than 2 numbers in its data_offsets
          backwards         | F32 | [1]   | [4,0]    | has data_offsets [4, 0], which end before they begin
          not from 0        | F32 | [1]   | [4,8]    | has data_offsets [4, 8], and the data before it ends at 0
          too few           | F32 | [2]   | [0,4]    | has data_offsets [0, 4], and F32 [2] takes 8 bytes
          too many          | F32 | [2]   | [0,12]   | has data_offsets [0, 12], and F32 [2] takes 8 bytes
          of another dtype  | F64 | [2,3] | [0,24]   | has data_offsets [0, 24], and F64 [2, 3] takes 48 bytes
          of elements       | I32 | [4]   | [0,4]    | has data_offsets [0, 4], and I32 [4] takes 16 bytes
          bytes for nothing | F32 | [2,0] | [0,4]    | has data_offsets [0, 4], and F32 [2, 0] takes 0 bytes
          no bytes          | F32 | []    | [0,0]    | has data_offsets [0, 0], and F32 [] takes 4 bytes
          the largest       | F32 | [1]   | [0,9223372036854775807] | has data_offsets [0, 9223372036854775807], and F32 [1] takes 4 bytes
          """)
  void notThePlaceOfATensor(String name, String type, String shape, String offsets, String problem)
      throws IOException {
    assertRefused(
        file("{\"a\":" + tensor(type, shape, offsets) + "}", 24),
        "tensor \"a\" " + problem + DAMAGED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a hole                | [0,8]   | [2] | [12,20] | [12, 20], and the data before it ends at 8
          overlap by a byte     | [0,8]   | [2] | [7,15]  | [7, 15], and the data before it goes on to 8
          the same place        | [0,8]   | [2] | [0,8]   | [0, 8], and the data before it goes on to 8
          empty, inside another | [0,8]   | [0] | [4,4]   | [4, 4], and the data before it goes on to 8
          empty, after a hole   | [0,8]   | [0] | [9,9]   | [9, 9], and the data before it ends at 8
          """)
  void notThePlacesOfTwoTensors(
      String name, String first, String shape, String second, String problem) throws IOException {
    String a = tensor("F32", "[2]", first);
    String b = tensor("F32", shape, second);
    assertRefused(
        file("{\"a\":" + a + ",\"b\":" + b + "}", 20),
        "tensor \"b\" has data_offsets " + problem + DAMAGED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no data                  | 8          | 0
          a byte too few           | 8          | 7
          2 GB claimed, 4 bytes    | 2147483640 | 4
          """)
  void fewerDataThanTheTensorsTake(String name, long claimed, int dataBytes) throws IOException {
    String a = tensor("F32", "[" + claimed / 4 + "]", "[0," + claimed + "]");
    assertRefused(
        file("{\"a\":" + a + "}", dataBytes),
        "the tensors take "
            + claimed
            + " bytes, and the file has "
            + dataBytes
            + " of them"
            + CUT_OFF);
  }

  @Test
  void moreDataThanTheTensorsTake() throws IOException {
    String a = tensor("F32", "[2]", "[0,8]");
    String problem = "1 bytes follow the last tensor" + DAMAGED;
    assertRefused(file("{\"a\":" + a + "}", 9), problem);
    assertRefused(file("{}", 1), problem);
  }

  @Test
  void anythingTwice() throws IOException {
    String empty = tensor("F32", "[0]", "[0,0]");
    String tensorTwice = "tensor \"a\" is there twice" + DAMAGED;
    assertRefused(file("{\"a\":" + empty + ",\"a\":" + empty + "}", 0), tensorTwice);
    assertRefused(file("{\"a\":" + empty + ",\"\\u0061\":" + empty + "}", 0), tensorTwice);
    assertRefused(
        file("{\"__metadata__\":{},\"__metadata__\":{}}", 0),
        "the metadata is there twice" + DAMAGED);
    assertRefused(
        file("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", 0),
        "the metadata has \"a\" twice" + DAMAGED);
  }

  @Test
  void tooMuchOfAnything() throws IOException {
    String empty = tensor("F32", "[0]", "[0,0]");
    assertRefused(
        file(many(10_001, i -> "\"" + i + "\":" + empty), 0), "more than 10000 tensors" + DAMAGED);
    assertRefused(
        file("{\"__metadata__\":" + many(10_001, i -> "\"" + i + "\":\"\"") + "}", 0),
        "more than 10000 texts" + DAMAGED);
    assertRefused(
        file("{\"a\":" + tensor("F32", "[1" + ",1".repeat(64) + "]", "[0,4]") + "}", 4),
        "tensor \"a\" has more than 64 numbers in its shape" + DAMAGED);
    assertRefused(
        file("{\"a\":" + tensor("F".repeat(1000), "[1]", "[0,4]") + "}", 4),
        "tensor \"a\" has dtype \""
            + "F".repeat(60)
            + "\"..., and F32, F64, I8, I32 and I64 can be read"
            + CONVERT);
  }

  private static String many(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void nestedAMillionDeep() throws IOException {
    assertRefused(
        file("{\"a\":{\"shape\":" + "[".repeat(1_000_000), 0),
        "byte 23: expected an integer from 0 on, found '['" + DAMAGED);
    assertRefused(
        file("{\"a\":".repeat(1_000_000), 0), "tensor \"a\" has an unknown field, \"a\"" + DAMAGED);
  }

  @Test
  void anIntegerOver32Bits() throws IOException {
    byte[] header = ("{\"a\":" + tensor("I64", "[]", "[0,8]") + "}").getBytes(UTF_8);
    String rest = ", which does not fit into 32 bits; save it as F64";
    assertRefused(
        Bytes.file(header.length, header, new byte[] {0, 0, 0, -0x80, 0, 0, 0, 0}),
        "tensor \"a\" has the I64 value 2147483648" + rest);
    assertRefused(
        Bytes.file(header.length, header, new byte[] {-1, -1, -1, 0x7f, -1, -1, -1, -1}),
        "tensor \"a\" has the I64 value -2147483649" + rest);
  }

  @Test
  void everyPartOfAFile() throws IOException {
    String a = tensor("F32", "[2]", "[0,8]");
    String b = tensor("F64", "[1]", "[8,16]");
    byte[] whole = file("{\"a\":" + a + ",\"b\":" + b + "}", 16);
    int data = whole.length - 16;
    for (int n = 0; n < data; n++) {
      String problem =
          n < 8
              ? "it has " + n + " bytes, and the header's length takes 8"
              : "it claims a header of " + (data - 8) + " bytes, and " + (n - 8) + " bytes follow";
      assertRefused(Arrays.copyOf(whole, n), problem + CUT_OFF);
    }
    for (int n = data; n < whole.length; n++) {
      String problem = "the tensors take 16 bytes, and the file has " + (n - data) + " of them";
      assertRefused(Arrays.copyOf(whole, n), problem + CUT_OFF);
    }
  }

  @Test
  void whatIsNotAFile() {
    Path missing = folder.resolve("missing.safetensors");
    CheckpointException error =
        assertThrows(CheckpointException.class, () -> Safetensors.read(missing));
    assertEquals(
        missing + ": it cannot be read, no such file or folder; check the path and its permissions",
        error.getMessage());
    error = assertThrows(CheckpointException.class, () -> Safetensors.read(folder));
    assertEquals(folder + ": it is not a file; name a safetensors file", error.getMessage());
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device));
    error = assertThrows(CheckpointException.class, () -> Safetensors.read(device));
    assertEquals("/dev/zero: it is not a file; name a safetensors file", error.getMessage());
  }

  @Test
  void moreThanTheMemoryHolds() throws IOException {
    Path file = folder.resolve("large.safetensors");
    Files.write(file, file("{\"a\":" + tensor("I64", "[4]", "[0,32]") + "}", 32));
    CheckpointException error =
        assertThrows(CheckpointException.class, () -> SafetensorsReader.read(file, 15));
    assertEquals(
        file
            + ": its tensors take 16 bytes of memory, and this JVM may use 15"
            + "; start java with a larger -Xmx",
        error.getMessage());
    assertEquals(1, SafetensorsReader.read(file, 16).tensors().size());
  }
}
