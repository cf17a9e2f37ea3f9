// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

/**
 * A cluster and how an index lies in it.
 *
 * @param addresses of nodes, such as {@code http://search-1:9200}; where one is not reached the next is tried
 * @param headers sent with every request, such as {@code Authorization}; never logged
 * @param client what sends, with the trust and the certificates of the cluster; whoever made it closes it
 * @param shards how many parts the index has; at least 1
 * @param replicas how many copies of each part there are beside the first; from 1 on the loss of a node is survived
 */
public record OpenSearchCluster(
        List<URI> addresses, Map<String, String> headers, HttpClient client, int shards, int replicas) {

    /** Copies the collections and checks the ranges above. */
    public OpenSearchCluster {
        addresses = List.copyOf(addresses);
        headers = Map.copyOf(headers);
        requireNonNull(client, "client");
        Checks.requireAtLeast(1, addresses.size(), "addresses");
        Checks.requireAtLeast(1, shards, "shards");
        Checks.requireAtLeast(0, replicas, "replicas");
    }

    /** Returns a text without addresses and headers. */
    @Override
    public String toString() {
        return "OpenSearchCluster[" + addresses.size() + " addresses, " + shards + " shards, " + replicas
                + " replicas]";
    }
}
