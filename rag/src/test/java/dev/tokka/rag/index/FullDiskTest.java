// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full at each write in turn: the last commit stays, and work goes on once there is space. */
class FullDiskTest {

    @TempDir
    Path temp;

    @Test
    void aFullDiskLosesNothingAtAnyWrite() throws IOException {
        int failures = 0;
        boolean finished = false;
        for (int writes = 0; !finished; writes++) {
            finished = ingestWithSpaceFor(writes);
            failures += finished ? 0 : 1;
        }

        assertThat(failures).isGreaterThan(10);
    }

    private boolean ingestWithSpaceFor(int files) throws IOException {
        Path docs = Folders.handbook(temp.resolve("docs" + files));
        FullDisk disk = new FullDisk();
        try (LuceneIndex index = LuceneIndex.open(disk, Path.of("index"), IndexSettings.DEFAULT)) {
            index.ingest(docs);
            Folders.write(docs, "cards.md", "# Cards\n\nCards are blue.\n");
            disk.allow(files);
            boolean finished = true;
            try {
                index.ingest(docs);
            } catch (IndexException e) {
                finished = false;
                assertThat(e).isInstanceOf(IndexStorageException.class).hasMessageContaining("No space left");
                assertThat(index.text("cards.md").orElseThrow()).contains("120 days");
                assertThat(index.documents()).hasSize(3);
            }
            disk.allow(Integer.MAX_VALUE);
            index.ingest(docs);

            assertThat(index.text("cards.md").orElseThrow()).contains("blue");
            return finished;
        }
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamed() {
        FullDisk disk = new FullDisk();
        disk.allow(0);

        try (LuceneIndex index = openOn(disk)) {
            assertThatThrownBy(() -> index.ingest(Folders.handbook(temp.resolve("docs"))))
                    .isInstanceOf(IndexStorageException.class)
                    .hasMessageContaining("index");
        }
    }

    private static LuceneIndex openOn(FullDisk disk) {
        try {
            return LuceneIndex.open(disk, Path.of("index"), IndexSettings.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory that has space for some more files, flushes and syncs. */
    private static final class FullDisk extends FilterDirectory {

        private int left = Integer.MAX_VALUE;

        FullDisk() {
            super(new ByteBuffersDirectory());
        }

        void allow(int writes) {
            left = writes;
        }

        private void use() throws IOException {
            if (left <= 0) {
                throw new IOException("No space left on device");
            }
            left--;
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            use();
            return super.createOutput(name, context);
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            use();
            return super.createTempOutput(prefix, suffix, context);
        }

        @Override
        public void sync(Collection<String> names) throws IOException {
            use();
            super.sync(names);
        }

        @Override
        public void rename(String source, String target) throws IOException {
            use();
            super.rename(source, target);
        }
    }
}
