// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream of bytes into events, one at a time and within a limit of bytes each: server-sent events, or one JSON
 * value a line.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, "Interpreting an event stream"</a>
 */
final class Framer {

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private final boolean lines;
    private final int maxBytes;
    private final Buffer line = new Buffer();
    private final Buffer data = new Buffer();
    private String name = "";
    private boolean afterReturn;
    private ByteBuffer input = ByteBuffer.allocate(0);

    /** Creates a framer of server-sent events, or of {@code lines}. */
    Framer(boolean lines, int maxBytes) {
        this.lines = lines;
        this.maxBytes = maxBytes;
    }

    /** One event. */
    static final class Frame {

        private final String name;
        private final byte[] data;

        private Frame(String name, byte[] data) {
            this.name = name;
            this.data = data;
        }

        /** Returns the name of its kind; empty if it has none. */
        String name() {
            return name;
        }

        /** Returns the data as it came. */
        byte[] data() {
            return data;
        }

        /** Returns the data as text, without white space around it. */
        String text() {
            return new String(data, StandardCharsets.UTF_8).trim();
        }
    }

    /** A line or an event has more bytes than are allowed. */
    static final class TooLarge extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** Takes the next bytes; those before must have been cut. */
    void feed(ByteBuffer bytes) {
        input = bytes;
    }

    /** Returns the next event, or empty if it needs more bytes. */
    Optional<Frame> next() throws TooLarge {
        while (input.hasRemaining()) {
            line.take(input, maxBytes - line.size() - data.size() + 1);
            check();
            if (!input.hasRemaining()) {
                break;
            }
            byte end = input.get();
            boolean secondHalf = end == '\n' && afterReturn && line.size() == 0;
            afterReturn = end == '\r';
            if (!secondHalf) {
                Optional<Frame> frame = endLine();
                if (frame.isPresent()) {
                    return frame;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns what is left at the end of the stream, if that is an event at all; it may be half of one. */
    Optional<Frame> rest() throws TooLarge {
        Optional<Frame> last = line.size() > 0 ? endLine() : Optional.empty();
        return last.isPresent() ? last : dispatch();
    }

    private Optional<Frame> endLine() throws TooLarge {
        if (lines) {
            data.append(line, 0);
            line.reset();
            return dispatch();
        }
        if (line.size() == 0) {
            return dispatch();
        }
        field();
        line.reset();
        check();
        return Optional.empty();
    }

    private void field() {
        if (line.isField(DATA)) {
            if (data.size() > 0) {
                data.write('\n');
            }
            data.append(line, line.valueOf(DATA));
        } else if (line.isField(EVENT)) {
            name = line.text(line.valueOf(EVENT)).trim();
        }
    }

    private Optional<Frame> dispatch() {
        Optional<Frame> frame = data.isBlank() ? Optional.empty() : Optional.of(new Frame(name, data.toByteArray()));
        name = "";
        data.reset();
        return frame;
    }

    private void check() throws TooLarge {
        if (line.size() + data.size() > maxBytes) {
            throw new TooLarge();
        }
    }

    /** Bytes that can be looked at while they are collected. */
    private static final class Buffer extends ByteArrayOutputStream {

        /** Takes the bytes before the end of the line, at most {@code room} of them; the end itself stays. */
        void take(ByteBuffer input, int room) {
            int start = input.position();
            int last = Math.min(input.limit(), start + room);
            int end = start;
            while (end < last && input.get(end) != '\n' && input.get(end) != '\r') {
                end++;
            }
            ensureRoom(end - start);
            input.get(buf, count, end - start);
            count += end - start;
        }

        private void ensureRoom(int more) {
            if (buf.length - count < more) {
                buf = Arrays.copyOf(buf, Math.max(count + more, 2 * buf.length));
            }
        }

        /** Returns whether the line is the field {@code field}; a byte order mark before it does not count. */
        boolean isField(byte[] field) {
            int start = start();
            for (int i = 0; i < field.length; i++) {
                if (start + i >= count || buf[start + i] != field[i]) {
                    return false;
                }
            }
            return start + field.length == count || buf[start + field.length] == ':';
        }

        boolean isBlank() {
            for (int i = 0; i < count; i++) {
                if (buf[i] < 0 || buf[i] > ' ') {
                    return false;
                }
            }
            return true;
        }

        int valueOf(byte[] field) {
            return Math.min(start() + field.length + 1, count);
        }

        void append(Buffer other, int from) {
            write(other.buf, from, other.count - from);
        }

        String text(int from) {
            return new String(buf, from, count - from, StandardCharsets.UTF_8);
        }

        private int start() {
            boolean marked = count >= 3 && buf[0] == (byte) 0xEF && buf[1] == (byte) 0xBB && buf[2] == (byte) 0xBF;
            return marked ? 3 : 0;
        }
    }
}
