// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;

/** Refuses PDF streams that a few bytes inflate to more than memory holds, before PDFBox inflates them whole. */
final class PdfStreams {

    /** A page scanned at 600 dpi in full color has 104 MB. */
    private static final long MAX_STREAM_BYTES = 128L << 20;

    /** The drawing instructions of one page; a dense page has less than 1 MiB. */
    private static final long MAX_PAGE_BYTES = 64L << 20;

    private static final byte[] KEYWORD = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final int ZLIB_HEADER = 2; // its content does not matter to PDFBox either

    private PdfStreams() {}

    /** Checks everything in the file that could be a stream, wherever its table of contents says the streams are. */
    static void requireModest(byte[] content, ReadTimer timer) {
        Inflater inflater = new Inflater(true);
        try {
            for (int i = 0; i + KEYWORD.length < content.length; i++) {
                if (isKeyword(content, i)) {
                    int start = skipLineBreak(content, i + KEYWORD.length) + ZLIB_HEADER;
                    inflater.reset();
                    inflater.setInput(content, Math.min(start, content.length), Math.max(0, content.length - start));
                    requireModest(inflater, timer, i);
                }
            }
        } finally {
            inflater.end();
        }
    }

    private static void requireModest(Inflater inflater, ReadTimer timer, int position) {
        byte[] buffer = new byte[1 << 13];
        try {
            int inflated = 1;
            while (inflated > 0 && inflater.getBytesWritten() <= MAX_STREAM_BYTES) {
                timer.check();
                inflated = inflater.inflate(buffer);
            }
        } catch (DataFormatException e) {
            return; // not compressed this way, or broken: what was inflated so far is all there is
        }
        if (inflater.getBytesWritten() > MAX_STREAM_BYTES) {
            throw new DocumentException(
                    timer.documentId(),
                    Reason.TOO_LARGE,
                    "expected streams of at most " + MAX_STREAM_BYTES + " bytes but there is more at offset "
                            + position);
        }
    }

    /** Checks a page whose content is put together of several streams, which are all held at once. */
    static void requireModest(PDPage page, ReadTimer timer) throws IOException {
        COSArray contents = page.getCOSObject().getCOSArray(COSName.CONTENTS);
        if (contents == null) {
            return;
        }
        long total = 0;
        Map<COSBase, Long> sizes = new HashMap<>();
        for (int i = 0; i < contents.size(); i++) {
            if (contents.getObject(i) instanceof COSStream stream) {
                Long known = sizes.get(stream);
                long size = known == null ? size(stream, timer) : known;
                sizes.put(stream, size);
                total += size;
            }
            if (total > MAX_PAGE_BYTES) {
                throw new DocumentException(
                        timer.documentId(),
                        Reason.TOO_LARGE,
                        "expected pages of at most " + MAX_PAGE_BYTES + " bytes of instructions but one has more");
            }
        }
    }

    private static long size(COSStream stream, ReadTimer timer) throws IOException {
        timer.check();
        try (InputStream in = stream.createInputStream()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static boolean isKeyword(byte[] content, int i) {
        for (int k = 0; k < KEYWORD.length; k++) {
            if (content[i + k] != KEYWORD[k]) {
                return false;
            }
        }
        return true;
    }

    private static int skipLineBreak(byte[] content, int i) {
        int next = i;
        while (next < content.length && (content[next] == ' ' || content[next] == '\r')) {
            next++;
        }
        return next < content.length && content[next] == '\n' ? next + 1 : next;
    }
}
