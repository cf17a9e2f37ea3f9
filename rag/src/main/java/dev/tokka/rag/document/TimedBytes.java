// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The bytes of a PDF that look at the time while they are read, which ends parsers caught in a loop. */
final class TimedBytes extends RandomAccessReadBuffer {

    private static final int READS_PER_CHECK = 1 << 12;

    private final ReadTimer timer;
    private int reads;

    TimedBytes(byte[] content, ReadTimer timer) {
        super(content);
        this.timer = timer;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        check();
        return super.read(target, offset, length);
    }

    private void check() {
        if (++reads % READS_PER_CHECK == 0) {
            timer.check();
        }
    }
}
