// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an Office file, which is a zip of XML, as POI asks for them.
 *
 * <p>POI's own protection against zip bombs is a set of static fields, which would be shared with the application. So
 * the parts are handed to it through this source, which counts what it inflates, looks at the time, and reads each XML
 * part once by itself before any other parser sees it. Nothing is ever written to disk, whatever the names say.
 */
final class ZipParts implements ZipEntrySource {

    private static final int MAX_PARTS = 10_000; // a presentation of 2,000 slides with notes has less
    private static final long MAX_INFLATED = 512L << 20; // of all that is read of one file, some of it three times
    private static final int END_RECORD = 22; // bytes of the record that ends a zip, without its comment
    private static final int MAX_COMMENT = 0xFFFF;

    private final ReadTimer timer;
    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER); // as names of parts are
    private final Set<String> checked = new HashSet<>();
    private long inflated;
    private boolean closed;

    ZipParts(byte[] content, ReadTimer timer) throws IOException {
        this.timer = timer;
        requireFew(statedParts(content));
        this.zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .setIgnoreLocalFileHeader(true)
                .get();
        Enumeration<ZipArchiveEntry> all = zip.getEntries();
        while (all.hasMoreElements()) {
            ZipArchiveEntry entry = all.nextElement();
            entries.putIfAbsent(entry.getName(), entry);
            requireFew(entries.size());
        }
    }

    /** Returns whether there is a part whose name ends with {@code end}. */
    boolean hasPart(String end) {
        return entries.keySet().stream().anyMatch(name -> name.endsWith(end));
    }

    @Override
    public Enumeration<? extends ZipArchiveEntry> getEntries() {
        return Collections.enumeration(entries.values());
    }

    @Override
    public @Nullable ZipArchiveEntry getEntry(String path) {
        return entries.get(path.startsWith("/") ? path.substring(1) : path);
    }

    @Override
    public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
        String name = entry.getName();
        if (isXml(name) && checked.add(name)) {
            try (InputStream in = open(entry)) {
                SafeXml.requireModest(in, isStreamed(name), timer);
            }
        }
        return open(entry);
    }

    private InputStream open(ZipArchiveEntry entry) throws IOException {
        timer.check();
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new IOException("a part cannot be read");
        }
        return new Counting(in);
    }

    private static boolean isXml(String name) {
        return name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
    }

    /** Returns whether the part is read as a stream of events, of which memory holds one at a time. */
    private static boolean isStreamed(String name) {
        return name.startsWith("word/") || name.startsWith("xl/worksheets/") || name.endsWith("sharedStrings.xml");
    }

    @Override
    public void close() throws IOException {
        closed = true;
        zip.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Returns how many parts the record at the end of the zip says there are, so that a huge table is not read. */
    private static int statedParts(byte[] content) {
        int first = Math.max(0, content.length - END_RECORD - MAX_COMMENT);
        for (int i = content.length - END_RECORD; i >= first; i--) {
            if (content[i] == 'P' && content[i + 1] == 'K' && content[i + 2] == 5 && content[i + 3] == 6) {
                return (content[i + 10] & 0xFF) | (content[i + 11] & 0xFF) << 8;
            }
        }
        return 0; // not a zip, which its parser says better
    }

    private void requireFew(int parts) {
        if (parts > MAX_PARTS) {
            throw tooLarge("at most %d parts".formatted(MAX_PARTS));
        }
    }

    private DocumentException tooLarge(String expected) {
        return new DocumentException(
                timer.documentId(), Reason.TOO_LARGE, "expected " + expected + " but there are more");
    }

    private final class Counting extends FilterInputStream {

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            count(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long bytes) throws IOException {
            byte[] skipped = new byte[(int) Math.max(0, Math.min(bytes, 1 << 13))];
            return Math.max(0, read(skipped, 0, skipped.length)); // what is skipped is inflated too
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int bytes) {
            timer.check();
            inflated += bytes;
            if (inflated > MAX_INFLATED) {
                throw tooLarge("at most %d bytes in all parts together".formatted(MAX_INFLATED));
            }
        }
    }
}
