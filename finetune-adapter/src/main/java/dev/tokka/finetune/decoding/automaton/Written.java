// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys that an object has besides the declared ones, so that none is there twice. Bytes are kept as chars.
 *
 * @param current the key that is being written
 * @param exact whether account is kept; if not, everything is taken for new
 */
record Written(Set<String> keys, String current, boolean exact) {

    /** No key yet. */
    static final Written NOTHING = new Written(Set.of(), "", true);
    /** Nobody knows. */
    static final Written ANYTHING = new Written(Set.of(), "", false);

    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    Written with(int next) {
        return exact ? new Written(keys, current + (char) next, true) : this;
    }

    boolean isNew(ObjectShape shape) {
        return !exact || (!keys.contains(current) && !shape.isDeclared(current));
    }

    Written closed() {
        if (!exact) {
            return this;
        }
        Set<String> more = new HashSet<>(keys);
        more.add(current);
        return new Written(Set.copyOf(more), "", true);
    }
}
