// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import dev.langchain4j.model.chat.Capability;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a cassette file holds.
 *
 * @param capabilities of chat models by name, because the requests of LangChain4j's services depend on them
 * @param entries in the order of the calls
 */
record Content(Map<String, Set<Capability>> capabilities, List<Entry> entries) {

    static final Content EMPTY = new Content(Map.of(), List.of());

    Content {
        capabilities = Map.copyOf(capabilities);
        entries = List.copyOf(entries);
    }
}
