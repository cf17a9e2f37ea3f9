// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

/**
 * One part twice: as it is written in a file, and as Java makes it.
 *
 * @param <T> the type of the part
 * @param file as maps, lists and values
 * @param made by the API of Java
 */
record Written<T>(Object file, T made) {}
