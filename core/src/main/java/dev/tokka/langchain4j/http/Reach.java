// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.tokka.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where the requests of a client may go.
 *
 * @param redirectHosts where a redirect may lead, in lower case
 * @param conditions what must hold for every address, redirects included; none of them if any will do
 */
record Reach(Set<String> redirectHosts, List<Predicate<Endpoint>> conditions) {

    /** Returns this, narrowed to what {@code scope} permits. */
    Reach within(RequestScope scope) {
        return scope.permitted()
                .map(permitted -> new Reach(
                        redirectHosts,
                        Stream.concat(conditions.stream(), Stream.of(permitted)).toList()))
                .orElse(this);
    }

    /** Returns whether a request may be sent to {@code address}; where there are conditions, to none that cannot be told. */
    boolean allows(URI address) {
        if (conditions.isEmpty()) {
            return true;
        }
        try {
            Endpoint endpoint = Endpoint.of(address);
            return conditions.stream().allMatch(condition -> condition.test(endpoint));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
