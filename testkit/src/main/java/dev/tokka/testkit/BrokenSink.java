// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.TokenSink;

/** A sink that throws, always the same exception. */
final class BrokenSink implements TokenSink {

    private final RuntimeException failure = new UnsupportedOperationException("this sink takes nothing");
    private volatile boolean called;

    @Override
    public void token(String text) {
        called = true;
        throw failure;
    }

    @Override
    public void restart() {}

    RuntimeException failure() {
        return failure;
    }

    boolean called() {
        return called;
    }
}
