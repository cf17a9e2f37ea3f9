// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Makes delimiters that nobody can guess. */
final class Fences {

    /** Stands for the fence where two prompts are compared. */
    static final String CONSTANT = "0".repeat(32);

    private final ReentrantLock lock = new ReentrantLock(); // most generators are not safe for use by many threads
    private final RandomGenerator random;

    Fences(RandomGenerator random) {
        this.random = random;
    }

    /** Returns 128 random bits as 32 lower-case hexadecimal digits. */
    String next() {
        lock.lock();
        try {
            return HexFormat.of().toHexDigits(random.nextLong())
                    + HexFormat.of().toHexDigits(random.nextLong());
        } finally {
            lock.unlock();
        }
    }
}
