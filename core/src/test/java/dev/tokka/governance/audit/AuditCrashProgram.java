// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes records from several threads and prints each one that is acknowledged, until it is killed. */
final class AuditCrashProgram {

    private static final int THREADS = 8;
    private static final int MOST = 200_000;

    private AuditCrashProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        AuditSettings settings =
                AuditSettings.DEFAULT.withSegments(AuditSettings.Segmentation.DEFAULT.withMaxBytes(20_000));
        try (AuditLog log = AuditLog.open(Path.of(arguments[0]), settings)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                threads.add(new Thread(() -> write(log, number)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void write(AuditLog log, int number) {
        for (int i = 0; i < MOST; i++) {
            Receipt receipt = log.append(Logs.event(number * MOST + i));
            synchronized (log) {
                System.out.println(receipt.sequence() + " " + receipt.hash());
                System.out.flush();
            }
        }
    }
}
