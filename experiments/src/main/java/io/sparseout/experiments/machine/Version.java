// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.machine;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.jar.Attributes;

/**
 * Which program this is, from the manifest of its jar.
 *
 * @param number the version's number; {@code development} where the program runs from no jar
 * @param commit the commit that it was built from; {@code unknown} where the build had no
 *     repository
 */
public record Version(String number, String commit) {
  /** This program's. */
  public static Version current() {
    URL here = Version.class.getResource("Version.class");
    try {
      if (here.openConnection() instanceof JarURLConnection jar && jar.getManifest() != null) {
        Attributes attributes = jar.getMainAttributes();
        return new Version(
            known(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION), "development"),
            known(attributes.getValue("Git-Commit"), "unknown"));
      }
    } catch (IOException e) {
      // A jar that classes come from can be read; else there is nothing to say.
    }
    return new Version("development", "unknown");
  }

  /** A build without a repository leaves the attribute's placeholder as it is. */
  private static String known(String value, String otherwise) {
    return value == null || value.startsWith("${") ? otherwise : value;
  }

  /** Number and commit in a line. */
  @Override
  public String toString() {
    return number + " (commit " + commit + ")";
  }
}
