// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sparseout.experiments.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report in a real browser that has no network. */
@Tag("browser")
class BrowserTest {
  private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\"[^>]*>";
  private static final Pattern MEASURED = Pattern.compile("data-measured=\"([^\"]*)\"");

  /** Widths, pictures and colours as the browser has them, in an attribute of the copy. */
  private static final String SCRIPT =
      """
      <script>
      addEventListener('load', () => {
        const root = document.documentElement;
        document.querySelectorAll('details').forEach(d => { d.open = true; });
        const images = [...document.images];
        const outside = [...document.querySelectorAll('main *')].filter(e =>
            !e.closest('.scroll, pre') && e.getBoundingClientRect().right > innerWidth + 1);
        root.dataset.measured = JSON.stringify({
          inner: innerWidth,
          scroll: root.scrollWidth,
          outside: outside.length,
          cut: [...document.querySelectorAll('.cards .scroll, .picture .scroll')].filter(e =>
              e.scrollWidth > e.clientWidth + 1).length,
          cards: document.querySelectorAll('.cards').length,
          images: images.length,
          decoded: images.filter(i => i.complete && i.naturalWidth > 0).length,
          nameless: images.filter(i => i.alt.length < 10).length,
          ground: getComputedStyle(document.body).backgroundColor,
          ink: getComputedStyle(document.body).color,
          tables: document.querySelectorAll('table').length
        });
      });
      </script>
      """;

  @TempDir static Path folder;

  private static Browser browser;
  private static Path report;

  @BeforeAll
  static void makeReport() throws Exception {
    browser = Browser.find();
    Program program = new Program(folder).small();
    program
        .run("sparsity --limit 60 --epochs 1 --hidden 8 --seeds 2 --quiet --out a".split(" "))
        .expect(0);
    program.run("train --limit 60 --epochs 1 --model mlp:8 --quiet --out b".split(" ")).expect(0);
    program.run("report a b --out report.html".split(" ")).expect(0);
    report = folder.resolve("report.html");
  }

  @ParameterizedTest
  @CsvSource({"390, light", "1280, light", "390, dark", "1280, dark"})
  void fitsEveryScreenAndShowsAllPictures(int width, String scheme) throws Exception {
    JsonObject page = measure(width, scheme);
    assertEquals(width, page.get("inner").getAsInt(), "the width that was asked for");
    assertTrue(page.get("scroll").getAsInt() <= width, page::toString);
    assertEquals(0, page.get("outside").getAsInt(), page::toString);
    assertEquals(0, page.get("cut").getAsInt(), "sentences and charts are whole without scrolling");
    assertTrue(page.get("cards").getAsInt() >= 1, page::toString);
    assertTrue(page.get("images").getAsInt() >= 5, page::toString);
    assertEquals(page.get("images"), page.get("decoded"), page::toString);
    assertEquals(0, page.get("nameless").getAsInt(), page::toString);
    assertTrue(page.get("tables").getAsInt() >= 5, page::toString);
  }

  @Test
  void lightAndDarkAreTwoDesigns() throws Exception {
    JsonObject light = measure(1280, "light");
    JsonObject dark = measure(1280, "dark");
    assertEquals("rgb(255, 255, 255)", light.get("ground").getAsString());
    assertNotEquals(light.get("ground"), dark.get("ground"));
    assertNotEquals(light.get("ink"), dark.get("ink"));
  }

  @Test
  void theBrowserHasNothingToComplainOf() throws Exception {
    Browser.Result result =
        browser.run(folder, "--enable-logging=stderr", "--v=0", "--dump-dom", report.toUri() + "");
    assertTrue(result.out().contains("</html>"), result.err());
    assertTrue(result.err().lines().noneMatch(line -> line.contains("CONSOLE")), result::err);
  }

  @Test
  void printsOnPages() throws Exception {
    Path file = folder.resolve("report.pdf");
    browser.run(folder, "--no-pdf-header-footer", "--print-to-pdf=" + file, report.toUri() + "");
    String pdf = Files.readString(file, ISO_8859_1);
    assertTrue(pdf.startsWith("%PDF-"));
    long pages = Pattern.compile("/Type\\s*/Page\\b(?!s)").matcher(pdf).results().count();
    assertTrue(pages >= 2, "pages: " + pages);
  }

  /** In a frame of the wanted width: a window of a browser cannot be as narrow as a phone. */
  private static JsonObject measure(int width, String scheme) throws Exception {
    String page = Files.readString(report).replaceFirst(POLICY, "");
    Path copy = folder.resolve("copy.html");
    Files.writeString(copy, page.replace("</body>", SCRIPT + "</body>"));
    Path frame = folder.resolve("frame.html");
    Files.writeString(
        frame,
        "<body style='margin:0'><iframe id='f' src='copy.html' style='border:0;width:"
            + width
            + "px;height:900px'></iframe><script>addEventListener('load', () => {"
            + "document.documentElement.dataset.measured ="
            + " document.getElementById('f').contentDocument.documentElement.dataset.measured;"
            + "});</script>");
    Browser.Result result =
        browser.run(
            folder,
            "--allow-file-access-from-files",
            "--window-size=1400,1000",
            "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
            "--virtual-time-budget=10000",
            "--dump-dom",
            frame.toUri().toString());
    Matcher measured = MEASURED.matcher(result.out());
    assertTrue(measured.find(), () -> "nothing was measured: " + result);
    return JsonParser.parseString(measured.group(1).replace("&quot;", "\"")).getAsJsonObject();
  }
}
