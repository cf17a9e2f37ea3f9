// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.finetune.onnx.DecoderSequences.Prefixes;
import dev.tokka.onnx.OnnxCall;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Keys and values of beginnings that were computed, within a budget of bytes; the one that was not used for longest goes
 * first. Safe for use by many threads.
 *
 * <p>A beginning belongs to the adapter that computed it. Where only a part of one fits, that part is copied and kept too,
 * because what two prompts share a third may share.
 */
final class PrefixCache implements AutoCloseable {

    private final DecoderGraph graph;
    private final int block;
    private final long maxBytes;
    private final Deque<Entry> entries = new ArrayDeque<>(); // the last used one first
    private long bytes;
    private long hits;
    private long reused;
    private boolean closed;

    PrefixCache(DecoderGraph graph, int block, long maxBytes) {
        this.graph = graph;
        this.block = block;
        this.maxBytes = maxBytes;
    }

    /** A beginning that is kept. */
    private static final class Entry {
        private final String adapter;
        private final int[] tokens;
        private final KeyValues keyValues;
        private final long bytes;

        private Entry(String adapter, int[] tokens, KeyValues keyValues, long bytes) {
            this.adapter = adapter;
            this.tokens = tokens;
            this.keyValues = keyValues;
            this.bytes = bytes;
        }

        /** Returns how many tokens of {@code others} this begins with, in whole blocks. */
        int common(String name, int[] others, int block) {
            if (!adapter.equals(name)) {
                return 0;
            }
            int mismatch = Arrays.mismatch(tokens, others);
            int common = mismatch < 0 ? tokens.length : mismatch;
            return common / block * block;
        }
    }

    synchronized PrefixUsage usage() {
        return new PrefixUsage(bytes, hits, reused);
    }

    /** Returns the beginnings computed with {@code adapter}, which is empty for the base. */
    Prefixes of(String adapter) {
        return maxBytes == 0 ? Prefixes.NONE : new ByAdapter(adapter);
    }

    private final class ByAdapter implements Prefixes {
        private final String adapter;

        private ByAdapter(String adapter) {
            this.adapter = adapter;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public KeyValues longest(OnnxCall call, int[] tokens) {
            Optional<Entry> found = find(adapter, tokens);
            if (found.isEmpty()) {
                return graph.empty(call, 1);
            }
            Entry entry = found.get();
            int common = entry.common(adapter, tokens, block);
            if (common == entry.tokens.length) {
                return entry.keyValues;
            }
            try {
                KeyValues.Cut rest = new KeyValues.Cut(common, entry.tokens.length);
                KeyValues part = graph.copy(call, entry.keyValues, new int[] {0}, rest);
                keep(Arrays.copyOf(tokens, common), part);
                return part;
            } finally {
                entry.keyValues.release();
            }
        }

        @Override
        public void keep(int[] tokens, KeyValues keyValues) {
            PrefixCache.this.keep(adapter, tokens, keyValues);
        }
    }

    /** Returns the entry with the longest beginning, whose keys and values are held once more. */
    private synchronized Optional<Entry> find(String adapter, int[] tokens) {
        Optional<Entry> best = Optional.empty();
        int most = 0;
        for (Entry entry : entries) {
            int common = entry.common(adapter, tokens, block);
            // Of two that serve alike, the one that needs no copying.
            boolean whole = common == most && common == entry.tokens.length;
            if (common > most || (common > 0 && whole)) {
                best = Optional.of(entry);
                most = common;
            }
        }
        if (best.isPresent()) {
            hits++;
            reused += most;
            entries.remove(best.get());
            entries.addFirst(best.get());
            best.get().keyValues.hold();
        }
        return best;
    }

    private synchronized void keep(String adapter, int[] tokens, KeyValues keyValues) {
        long size = graph.shape().tokenBytes() * tokens.length;
        if (closed || size > maxBytes || isKept(adapter, tokens)) {
            return;
        }
        entries.addFirst(new Entry(adapter, tokens.clone(), keyValues.hold(), size));
        bytes += size;
        Iterator<Entry> oldest = entries.descendingIterator();
        while (bytes > maxBytes) {
            drop(oldest.next());
            oldest.remove();
        }
    }

    private boolean isKept(String adapter, int[] tokens) {
        return entries.stream().anyMatch(entry -> entry.adapter.equals(adapter) && Arrays.equals(entry.tokens, tokens));
    }

    private void drop(Entry entry) {
        bytes -= entry.bytes;
        entry.keyValues.release();
    }

    @Override
    public synchronized void close() {
        closed = true;
        entries.forEach(this::drop);
        entries.clear();
    }
}
