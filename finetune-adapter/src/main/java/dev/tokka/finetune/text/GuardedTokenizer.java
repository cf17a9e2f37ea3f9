// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.util.Objects.requireNonNull;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.tokka.QuestionRejectedException;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.Tokenizers;
import dev.tokka.onnx.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A native tokenizer that cannot be used once it is closed, which would crash the process. Safe for use by many threads. */
final class GuardedTokenizer implements AutoCloseable {

    private static final int MAX_CHARACTERS =
            1 << 20; // the native library ends the process where an expression goes back ten times that often

    /** Texts on which an expression that goes back and forth takes for ever: long runs, and then what does not fit. */
    private static final List<String> TRIALS = List.of(
            "The rate is 4.25% today, isn't it?\n\n金利は？",
            "a".repeat(200) + "!",
            "A".repeat(200) + "1",
            "1".repeat(200) + "a",
            " ".repeat(200) + "x",
            "\n".repeat(200) + "x",
            "!".repeat(200) + "a",
            "ab ".repeat(100) + "\n",
            "あ".repeat(200) + "。");

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final HuggingFaceTokenizer tokenizer;
    private boolean closed;

    private GuardedTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Opens a tokenizer and tries it out, both on a thread of their own: if that takes longer than {@code timeout}, the thread
     * is left behind.
     *
     * @throws ModelFileException if it is none, failed, or took too long
     */
    static GuardedTokenizer open(Path file, byte[] json, Duration timeout) {
        AtomicReference<GuardedTokenizer> opened = new AtomicReference<>();
        try {
            Trial.within(timeout, file, () -> {
                GuardedTokenizer candidate = new GuardedTokenizer(Tokenizers.open(file, json));
                opened.set(candidate);
                TRIALS.forEach(text -> candidate.encode(text, true));
            });
            return requireNonNull(opened.get());
        } catch (RuntimeException e) {
            GuardedTokenizer unusable = opened.get();
            if (unusable != null) {
                Trial.closeSoon(unusable::close);
            }
            throw e;
        }
    }

    /**
     * Returns the tokens of {@code text}.
     *
     * @param marked whether to add what the tokenizer puts around a text
     * @throws QuestionRejectedException if the text has more than 1 million characters
     * @throws IllegalStateException if this is closed
     */
    int[] encode(String text, boolean marked) {
        if (text.length() > MAX_CHARACTERS) {
            throw new QuestionRejectedException(
                    "expected a prompt of at most " + MAX_CHARACTERS + " characters but it has " + text.length());
        }
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("tokenizer is closed");
            }
            long[] ids = tokenizer.encode(wellFormed(text), marked, false).getIds();
            int[] tokens = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                tokens[i] = (int) ids[i];
            }
            return tokens;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns the text with U+FFFD in place of halves of characters, which UTF-8 cannot hold. */
    private static String wellFormed(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                changed.setCharAt(i, '\uFFFD');
            }
        }
        return changed.toString();
    }

    /** Closes once calls have ended; does nothing the second time. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
