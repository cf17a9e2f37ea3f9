// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** The runs of one caller, which end together. Made by {@link GuardedSession#call}; safe for use by many threads. */
public final class OnnxCall implements AutoCloseable {

    private final Thread caller = Thread.currentThread();
    private final OrtSession.RunOptions options;
    private boolean terminated;
    private boolean closed;

    /** Begins a call of the current thread. */
    OnnxCall() throws OrtException {
        this.options = new OrtSession.RunOptions();
    }

    /** Returns the options that every run of this call must be given. */
    public OrtSession.RunOptions options() {
        return options;
    }

    void terminateIfInterrupted() {
        if (caller.isInterrupted()) {
            terminate();
        }
    }

    /** Makes runs that have begun, and those to come, fail soon. */
    public synchronized void terminate() {
        terminated = true;
        if (!closed) {
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                throw new IllegalStateException("a run cannot be ended", e);
            }
        }
    }

    /** Returns whether the runs were told to end. */
    public synchronized boolean isTerminated() {
        return terminated;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            options.close();
        }
    }
}
