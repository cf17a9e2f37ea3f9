// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.EgressGuard;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A model that is loaded anew when its file has changed, while it is asked.
 *
 * <p>A call is answered by one model from beginning to end: the one that was there when it began. Once a new one is there,
 * the old one takes no more calls, and what it holds is freed when its last call has ended. A file that cannot be used
 * changes nothing. While both are open, both hold their memory.
 *
 * <p>{@link #describe} is that of the model that the next question would go to. Safe for use by many threads.
 */
public final class ReloadableModel implements LoadedModel {

    private final ConfigLoader loader;
    private final Path file;
    private final Object turn = new Object(); // held by whoever reloads or closes
    private final List<Future<?>> following = new ArrayList<>();
    private byte[] seen;
    private volatile FileModel current;
    private volatile boolean closed;

    ReloadableModel(ConfigLoader loader, Path file) {
        this.loader = loader;
        this.file = file;
        this.seen = contents();
        this.current = loader.open(file);
    }

    /**
     * Reads the file again, whether or not it has changed, and everything that it names.
     *
     * @throws ConfigException with all that is wrong: the model is the same as before
     * @throws IllegalStateException if this model is closed
     */
    public void reload() {
        synchronized (turn) {
            if (closed) {
                throw new IllegalStateException("expected a model that is open but it was closed");
            }
            seen = contents();
            FileModel old = current;
            current = loader.open(file);
            Gate.telling(old::close); // the new one answers; nothing is wrong with it
        }
    }

    /**
     * Looks at the file every {@code period} and {@linkplain #reload reloads} when its text has changed; files that it
     * names are not looked at. A text that cannot be used is tried once. Ends when this model is closed.
     *
     * @param executor looks, and loads
     * @param period longer than nothing
     */
    public void follow(ScheduledExecutorService executor, Duration period, ReloadListener listener) {
        requireNonNull(listener, "listener");
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period must be above 0 but is " + period);
        }
        synchronized (turn) {
            FileModel.requireOpen(!closed);
            long nanos = period.toNanos();
            following.add(executor.scheduleWithFixedDelay(() -> look(listener), nanos, nanos, TimeUnit.NANOSECONDS));
        }
    }

    private void look(ReloadListener listener) {
        synchronized (turn) {
            if (closed || Arrays.equals(seen, contents())) {
                return;
            }
            try {
                reload();
            } catch (ConfigException e) {
                listener.kept(e);
                return;
            }
            listener.reloaded(describe());
        }
    }

    /** Returns the bytes of the file; none if it is not there, as for a moment while it is written. */
    private byte[] contents() {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(NodeReader.MAX_BYTES + 1);
        } catch (IOException e) {
            return new byte[0]; // loading it will say why
        }
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        FileModel entered = entered();
        return entered.leaving(() -> {
            DomainModel model = entered.composed();
            // What a guard around this has seen may have been another model.
            question.attributes().get(EgressGuard.KEY).ifPresent(guard -> guard.admit(model, DataClass.of(question)));
            return model.answer(question);
        });
    }

    @Override
    public Description describe() {
        FileModel entered = entered();
        return entered.leaving(entered.composed()::describe);
    }

    /** Returns the model of now, entered. One that was replaced meanwhile lets nobody in, and then there is another. */
    private FileModel entered() {
        while (true) {
            FileModel model = current;
            if (model.enter()) {
                return model;
            }
            FileModel.requireOpen(!closed);
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (turn) {
            following.forEach(each -> each.cancel(false));
            current.close();
        }
    }

    @Override
    public String toString() {
        return current.toString();
    }
}
