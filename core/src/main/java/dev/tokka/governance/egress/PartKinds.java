// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.Description;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What parts do, by the kind in their description, as the modules say that they come from: in a resource {@value #RESOURCE}, a
 * line {@code local kind} for a part that sends nothing by itself, {@code asks kind} for one that asks the guard before it sends.
 */
final class PartKinds {

    static final String RESOURCE = "META-INF/tokka/egress-kinds.txt";

    private static final String LOCAL = "local ";
    private static final String ASKS = "asks ";
    private static final Set<String> FOREIGN = Set.of("chat", "completion", "content retriever", "embedding-store");

    /** What one part does. */
    enum Behaviour {
        /** Sends nothing by itself. */
        LOCAL,
        /** Sends, and asks before. */
        ASKS,
        /** Says where it sends, and may not ask. */
        SILENT,
        /** Does not say. */
        UNKNOWN
    }

    private final Set<String> lines;

    private PartKinds(Set<String> lines) {
        this.lines = Set.copyOf(lines);
    }

    /** Apart, so that it is read once, when the first model is guarded; it is as constant as the class path. */
    private static final class OfTheModules {

        static final PartKinds KINDS = read();
    }

    /** Returns what the modules say that the class loader of this library sees. */
    static PartKinds found() {
        return OfTheModules.KINDS;
    }

    private static PartKinds read() {
        Set<String> lines = new HashSet<>();
        try {
            for (URL file : Collections.list(PartKinds.class.getClassLoader().getResources(RESOURCE))) {
                try (InputStream in = file.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(lines::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what the parts of this library send cannot be read from " + RESOURCE, e);
        }
        return new PartKinds(lines);
    }

    /** Returns what {@code part} does, its own parts aside. */
    Behaviour of(Description part) {
        if (part.sendsNothing()) {
            return Behaviour.LOCAL;
        }
        if (part.endpoint().isPresent()) {
            return lines.contains(ASKS + part.kind()) ? Behaviour.ASKS : Behaviour.SILENT;
        }
        return lines.contains(LOCAL + part.kind()) ? Behaviour.LOCAL : Behaviour.UNKNOWN;
    }

    /** Returns whether {@code inner} is the foreign object that {@code outer} asks, and for which that one has spoken. */
    static boolean isCovered(Description inner, Description outer) {
        boolean foreign = inner.kind().equals("opaque") && inner.parts().isEmpty();
        return foreign && (outer.sendsNothing() || outer.endpoint().isPresent()) && FOREIGN.contains(outer.kind());
    }
}
