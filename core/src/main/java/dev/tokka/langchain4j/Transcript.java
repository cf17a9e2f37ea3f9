// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.TokenSink;
import java.util.List;
import java.util.Optional;

/**
 * The text of one answer while it is written: gives the sink what is certain to belong to the reply, and holds back what
 * may turn out to be a stop, an abstention, or half a character.
 */
final class Transcript implements Supervision.Reader {

    private final StringBuilder written = new StringBuilder();
    private final Optional<TokenSink> sink;
    private final List<String> stops;
    private final boolean mayAbstain;
    private int released;
    private boolean stopped;

    Transcript(Optional<TokenSink> sink, List<String> stops, boolean mayAbstain) {
        this.sink = sink;
        this.stops = stops;
        this.mayAbstain = mayAbstain;
    }

    @Override
    public boolean take(String piece) {
        int from = written.length();
        written.append(piece);
        cutAtStop(from);
        if (!stopped) {
            release(certain());
        }
        return stopped;
    }

    @Override
    public String taken() {
        return WellFormed.text(written.toString());
    }

    /** Returns whether a stop was written, which ends the answer. */
    boolean isStopped() {
        return stopped;
    }

    /** Returns whether anything was written. */
    boolean isBegun() {
        return !written.isEmpty();
    }

    /**
     * Takes the whole text from the end of a call: all of it if nothing was streamed, else what was not streamed yet.
     *
     * @return whether the text agrees with what was streamed; nothing is taken if not
     */
    boolean takeWhole(String text) {
        String streamed = written.toString();
        if (stopped || text.isEmpty() || text.strip().equals(streamed.strip())) {
            return true;
        }
        if (!text.startsWith(streamed)) {
            return false;
        }
        written.append(text, streamed.length(), text.length());
        cutAtStop(streamed.length());
        return true;
    }

    /** Returns whether the answer says that the model does not know. */
    boolean isAbstention() {
        return mayAbstain && Abstentions.matches(taken());
    }

    /** Gives the sink the rest and returns the text of the reply. */
    String reply() {
        release(written.length());
        return taken();
    }

    private void cutAtStop(int from) {
        int first = written.length();
        for (String stop : stops) {
            int index = written.indexOf(stop, Math.max(released, from - stop.length() + 1));
            if (index >= 0 && index < first) {
                first = index;
                stopped = true;
            }
        }
        written.setLength(first);
    }

    private int certain() {
        if (released == 0 && mayAbstain && mayBecomeAbstention()) {
            return 0;
        }
        int end = written.length();
        for (String stop : stops) {
            end = Math.min(end, written.length() - begunStop(stop));
        }
        return end > released && Character.isHighSurrogate(written.charAt(end - 1)) ? end - 1 : end;
    }

    /** Returns whether the reply may turn out to be an abstention, also by a stop of which only a part is written. */
    private boolean mayBecomeAbstention() {
        if (Abstentions.mayBecome(written.toString())) {
            return true;
        }
        for (String stop : stops) {
            for (int length = begunStop(stop); length > 0; length--) {
                int end = written.length() - length;
                if (stop.startsWith(written.substring(end)) && Abstentions.mayBecome(written.substring(0, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns how many characters of {@code stop} are the last ones that were written. */
    private int begunStop(String stop) {
        for (int length = Math.min(stop.length() - 1, written.length()); length > 0; length--) {
            if (stop.startsWith(written.substring(written.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private void release(int end) {
        if (end > released) {
            String piece = WellFormed.text(written.substring(released, end));
            released = end;
            sink.ifPresent(taker -> taker.token(piece));
        }
    }
}
