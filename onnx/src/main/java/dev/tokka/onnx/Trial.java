// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries a model out when it is opened: a hostile tokenizer or graph can take for ever. */
public final class Trial {

    private Trial() {}

    /**
     * Does {@code trial}, which runs the model of {@code file} on a short text, in at most {@code timeout}.
     *
     * @throws ModelFileException if it failed or took longer
     */
    public static void within(Duration timeout, Path file, Runnable trial) {
        FutureTask<Boolean> task = new FutureTask<>(trial, true);
        daemon(task, "tokka-onnx-trial");
        try {
            task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true); // ends a run of the model; a tokenizer that hangs keeps its thread
            throw new ModelFileException(
                    file, Reason.TOO_SLOW, "expected a result for a short text within " + timeout, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelFileException known) {
                throw known;
            }
            throw new ModelFileException(file, Reason.WRONG_RESULT, "it failed on a short text", e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.INTERRUPTED, "model: interrupted while opening", e);
        }
    }

    /** Runs {@code closing} on a thread of its own, as a tokenizer that hangs would keep this one; that thread never ends. */
    public static void closeSoon(Runnable closing) {
        daemon(closing, "tokka-onnx-close");
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
