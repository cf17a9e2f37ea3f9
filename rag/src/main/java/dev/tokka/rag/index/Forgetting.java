// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** Removes a document from the files, and looks whether it is gone. */
final class Forgetting {

    private final IndexUpdate update;
    private final Directory directory;

    Forgetting(IndexUpdate update, Directory directory) {
        this.update = update;
        this.directory = directory;
    }

    /** Returns of how many parts the document is made: its passages and its text. */
    static int parts(String id, Snapshot snapshot) throws IOException {
        return snapshot.searcher().count(new TermQuery(LabelFields.document(id)));
    }

    ForgetReport run(String id, int parts) throws IOException {
        Set<String> earlier = Set.of(directory.listAll());
        update.remove(id);
        update.purge();
        Set<String> now = new TreeSet<>(List.of(directory.listAll()));
        List<String> removed =
                earlier.stream().filter(file -> !now.contains(file)).sorted().toList();
        return new ForgetReport(id, Math.max(0, parts - 1), update.snapshot(), removed, left(now), 0);
    }

    /** Returns the files that belong to no commit: they may hold what was removed. */
    private List<String> left(Set<String> now) throws IOException {
        SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
        for (var segment : commit) {
            if (segment.hasDeletions()) {
                throw new IOException("expected no removed document in " + segment + " after a purge");
            }
        }
        List<String> left = new ArrayList<>(now);
        left.removeAll(commit.files(true));
        left.remove("write.lock");
        return left;
    }

    /** Returns {@code report} with the number of searches that still read the index as it was. */
    static ForgetReport withSearches(ForgetReport report, int searches) {
        return new ForgetReport(
                report.document(),
                report.passages(),
                report.snapshot(),
                report.filesRemoved(),
                report.filesLeft(),
                Math.max(0, searches));
    }
}
