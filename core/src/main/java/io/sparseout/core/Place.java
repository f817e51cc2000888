// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** A part of a model by its path of names, with the count of the random draws made there. */
final class Place {
  final long stream;
  long draws;

  private final Place parent;
  private final String name;
  private List<Place> children = List.of();

  Place(Place parent, String name) {
    this.parent = parent;
    this.name = name;
    this.stream = (parent == null ? 0 : 31 * parent.stream) + RandomStream.label(name);
  }

  /** The part of this one with the given name; the same one every time. */
  Place child(String childName) {
    for (Place child : children) {
      if (child.name.equals(childName)) {
        return child;
      }
    }
    Place child = new Place(this, childName);
    if (children.isEmpty()) {
      children = new ArrayList<>();
    }
    children.add(child);
    return child;
  }

  /** The names from the outermost in, with dots between: {@code encoder.0}. */
  String path() {
    return parent == null || parent.name.isEmpty() ? name : parent.path() + "." + name;
  }
}
