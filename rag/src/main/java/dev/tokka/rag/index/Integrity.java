// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/**
 * Reads the files of the last commit against their checksums (CRC-32 in the footer of each), so that a damaged file is
 * named before a search reads wrong results from it. Files are written once, so each is checked once.
 */
final class Integrity {

    /** Larger files are checked on demand only, because reading them would make opening slow. */
    static final long LARGEST_AT_OPEN = 256L << 20;

    private final Directory directory;
    private final Set<String> checked = new HashSet<>();

    Integrity(Directory directory) {
        this.directory = directory;
    }

    /** Checks the files that are new and not large. */
    void checkNew() throws IOException {
        check(false);
    }

    /** Checks all files, again where they were checked. */
    void checkAll() throws IOException {
        checked.clear();
        check(true);
    }

    private void check(boolean large) throws IOException {
        if (hasNone("segments_")) {
            // An index has a commit before it has anything else. Looked at twice, as another process may write now.
            if (!hasNone("_") && hasNone("segments_")) {
                throw new org.apache.lucene.index.CorruptIndexException(
                        "no file segments_N beside the others", directory.toString());
            }
            return;
        }
        // Starts again if another process commits and removes files meanwhile.
        new SegmentInfos.FindSegmentsFile<Void>(directory) {
            @Override
            protected Void doBody(String commit) throws IOException {
                checkCommit(commit, large);
                return null;
            }
        }.run();
    }

    private boolean hasNone(String prefix) throws IOException {
        return Arrays.stream(directory.listAll()).noneMatch(name -> name.startsWith(prefix));
    }

    private void checkCommit(String commit, boolean large) throws IOException {
        checkFile(commit, true);
        Set<String> files = new HashSet<>(read(commit).files(true));
        for (String file : files) {
            if (!checked.contains(file) && checkFile(file, large)) {
                checked.add(file);
            }
        }
        checked.retainAll(files);
    }

    private SegmentInfos read(String commit) throws IOException {
        try {
            return SegmentInfos.readCommit(directory, commit);
        } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
            // A flipped bit can look like another version of Lucene.
            for (String file : directory.listAll()) {
                if (file.endsWith(".si")) {
                    checkFile(file, true);
                }
            }
            throw e;
        }
    }

    private boolean checkFile(String file, boolean large) throws IOException {
        try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
            boolean taken = large || input.length() <= LARGEST_AT_OPEN;
            if (taken) {
                CodecUtil.checksumEntireFile(input);
            }
            return taken;
        }
    }
}
