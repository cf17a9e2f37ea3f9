// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

/** Something that rows are made of, such as a document or an entry of a log. */
public interface RowSource {

    /** Returns what identifies it among all sources; not blank. */
    String id();

    /** Returns a digest of all of it, so that a run that goes on notices that it has changed. */
    String digest();
}
