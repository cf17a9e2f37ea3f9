// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most heap in use so far: heap only shrinks at a collection, so it is enough to look just before each. */
final class HeapPeak {

    private final AtomicLong bytes = new AtomicLong();
    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private HeapPeak() {}

    /** Starts to watch this process. */
    static HeapPeak watch() {
        HeapPeak peak = new HeapPeak();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((event, handback) -> peak.collected(event), null, null);
            }
        }
        return peak;
    }

    private void collected(Notification event) {
        if (event.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            Map<String, MemoryUsage> before = GarbageCollectionNotificationInfo.from(
                            (CompositeData) event.getUserData())
                    .getGcInfo()
                    .getMemoryUsageBeforeGc();
            see(before.entrySet().stream()
                    .filter(pool -> pools.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum());
        }
    }

    private void see(long used) {
        bytes.accumulateAndGet(used, Math::max);
    }

    /** Returns the peak until now. */
    long bytes() {
        see(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return bytes.get();
    }
}
