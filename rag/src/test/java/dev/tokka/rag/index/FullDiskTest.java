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
import org.apache.lucene.store.FilterIndexOutput;
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
    void aDiskThatFillsUpInAFileLosesNothing() throws IOException {
        int failures = 0;
        boolean finished = false;
        for (long bytes = 0; !finished; bytes += 251) {
            Path docs = Folders.handbook(temp.resolve("docs-bytes" + bytes));
            FullDisk disk = new FullDisk();
            try (LuceneIndex index = LuceneIndex.open(disk, Path.of("index"), IndexSettings.DEFAULT)) {
                index.ingest(docs);
                Folders.write(docs, "cards.md", "# Cards\n\nCards are blue.\n");
                disk.allowBytes(bytes);
                finished = tries(index, () -> index.ingest(docs));
                if (!finished) {
                    failures++;
                    assertThat(index.text("cards.md").orElseThrow()).contains("120 days");
                    assertThat(index.documents()).hasSize(3);
                    disk.allowBytes(Long.MAX_VALUE);
                    index.ingest(docs);
                }
                assertThat(index.text("cards.md").orElseThrow()).contains("blue");
            }
        }
        assertThat(failures).isGreaterThan(10);
    }

    @Test
    void forgettingOnAFullDiskFailsAndTheDocumentIsStillThere() throws IOException {
        Path docs = Folders.handbook(temp.resolve("docs-forget"));
        boolean finished = false;
        int failures = 0;
        for (int writes = 0; !finished; writes++) {
            FullDisk disk = new FullDisk();
            try (LuceneIndex index = LuceneIndex.open(disk, Path.of("index"), IndexSettings.DEFAULT)) {
                index.ingest(docs);
                disk.allow(writes);
                finished = tries(index, () -> index.forget("cards.md"));
                if (!finished) {
                    failures++;
                    assertThat(index.text("cards.md").orElseThrow()).contains("120 days");
                    disk.allow(Integer.MAX_VALUE);
                    assertThat(index.forget("cards.md").isComplete()).isTrue();
                }
                assertThat(index.documents()).hasSize(2);
            }
        }
        assertThat(failures).isGreaterThan(3);
    }

    /** Returns whether {@code change} succeeded; if not, it must say that the disk is full. */
    private static boolean tries(LuceneIndex index, Runnable change) {
        try {
            change.run();
            return true;
        } catch (IndexException e) {
            assertThat(e).isInstanceOf(IndexStorageException.class).hasMessageContaining("No space left");
            index.verify();
            return false;
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
        private long bytesLeft = Long.MAX_VALUE;

        FullDisk() {
            super(new ByteBuffersDirectory());
        }

        void allow(int writes) {
            left = writes;
        }

        void allowBytes(long bytes) {
            bytesLeft = bytes;
        }

        private synchronized void use(long bytes) throws IOException {
            if (bytes > bytesLeft) {
                throw new IOException("No space left on device");
            }
            bytesLeft -= bytes;
        }

        private IndexOutput counted(IndexOutput out) {
            return new FilterIndexOutput("counted " + out, out.getName(), out) {

                @Override
                public void writeByte(byte b) throws IOException {
                    use(1);
                    super.writeByte(b);
                }

                @Override
                public void writeBytes(byte[] b, int offset, int length) throws IOException {
                    use(length);
                    super.writeBytes(b, offset, length);
                }
            };
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
            return counted(super.createOutput(name, context));
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            use();
            return counted(super.createTempOutput(prefix, suffix, context));
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
