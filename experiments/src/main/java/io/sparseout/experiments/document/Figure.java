// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

/**
 * A picture.
 *
 * @param image the picture
 * @param alternative says in words what it shows, to who cannot see it
 * @param caption what must be known to read it
 */
public record Figure(Image image, String alternative, String caption) implements Block {}
