// SPDX-License-Identifier: Apache-2.0
/**
 * Documents past one machine: the same retriever, ingestion, filters and rights over stores that others run.
 *
 * <p>{@link dev.tokka.rag.store.Capabilities} says which of the promises each store keeps.
 */
@NullMarked
package dev.tokka.rag.store;

import org.jspecify.annotations.NullMarked;
