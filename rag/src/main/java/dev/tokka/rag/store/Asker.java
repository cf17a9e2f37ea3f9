// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.PolicyViolationException;
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
     * @throws PolicyViolationException if tenants are required and there is none
     * @throws dev.tokka.QuestionRejectedException if the filter does not fit the schema
     */
    static Asker of(Attributes attributes, Labeling labeling) {
        Optional<String> tenant = attributes.get(Tenant.KEY).map(Tenant::id);
        if (labeling.tenantRequired() && tenant.isEmpty()) {
            throw new PolicyViolationException(
                    "index expects a tenant with every query, as its labeling says, but there is none");
        }
        Optional<Filter> filter = attributes.get(Filter.KEY);
        filter.ifPresent(labeling.schema()::require);
        return new Asker(tenant, attributes.get(Caller.KEY).map(Caller::roles).orElse(Set.of()), filter);
    }
}
