// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Tenant;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Labeling;
import java.util.Optional;
import java.util.Set;

/**
 * What decides which documents are found for somebody.
 *
 * @param tenant of the asker
 * @param roles of the asker
 * @param filter of the query
 */
record Asker(Optional<String> tenant, Set<String> roles, Optional<Filter> filter) {

    /**
     * Returns the asker with {@code attributes}.
     *
     * @throws dev.tokka.PolicyViolationException if tenants are required and there is none
     * @throws dev.tokka.QuestionRejectedException if the filter does not fit the schema
     */
    static Asker of(Attributes attributes, Labeling labeling) {
        labeling.require(attributes);
        return new Asker(
                attributes.get(Tenant.KEY).map(Tenant::id),
                attributes.get(Caller.KEY).map(Caller::roles).orElse(Set.of()),
                attributes.get(Filter.KEY));
    }
}
