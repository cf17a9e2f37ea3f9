// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Writes every segment with a removed document anew, each for itself, and merges nothing else: Lucene does not wait for a
 * merge that goes on already for another reason, so a purge with such merges could end before the documents are gone.
 */
final class PurgingMergePolicy extends FilterMergePolicy {

    PurgingMergePolicy() {
        super(new TieredMergePolicy());
    }

    @Override
    public @Nullable MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos segments, MergeContext context) {
        return null;
    }

    @Override
    public @Nullable MergeSpecification findFullFlushMerges(
            MergeTrigger trigger, SegmentInfos segments, MergeContext context) {
        return null;
    }

    @Override
    public @Nullable MergeSpecification findForcedDeletesMerges(SegmentInfos segments, MergeContext context)
            throws IOException {
        MergeSpecification merges = new MergeSpecification();
        for (SegmentCommitInfo segment : segments) {
            if (context.numDeletesToMerge(segment) > 0
                    && !context.getMergingSegments().contains(segment)) {
                merges.add(new MergePolicy.OneMerge(List.of(segment)));
            }
        }
        return merges.merges.isEmpty() ? null : merges;
    }
}
