// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A cluster of two nodes in this JVM. */
final class OpenSearchServer implements AutoCloseable {

    /** The runner takes the first ports that are free. */
    private static final List<String> SEEDS =
            IntStream.range(9300, 9310).mapToObj(port -> "127.0.0.1:" + port).toList();

    private final OpenSearchRunner runner = new OpenSearchRunner();
    private final AtomicInteger names = new AtomicInteger();

    static OpenSearchServer start() {
        OpenSearchServer server = new OpenSearchServer();
        try {
            Path folder = Files.createTempDirectory("tokka-opensearch");
            server.runner
                    .onBuild((number, settings) -> {
                        settings.put("http.cors.enabled", false);
                        settings.put("discovery.initial_state_timeout", "1s");
                        settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
                        settings.putList("discovery.seed_hosts", SEEDS);
                        settings.putList("cluster.initial_cluster_manager_nodes", "Node 1");
                        if (number == 2) { // can be lost without losing the majority of one manager
                            settings.putList("node.roles", "data", "ingest");
                        }
                    })
                    .build(OpenSearchRunner.newConfigs()
                            .clusterName("tokka")
                            .numOfNode(2)
                            .basePath(folder.toString())
                            .pluginTypes("org.opensearch.knn.plugin.KNNPlugin"));
            boolean alone = server.runner
                    .admin()
                    .cluster()
                    .prepareHealth()
                    .setWaitForNodes("2")
                    .get()
                    .isTimedOut();
            if (alone) {
                throw new AssertionError("expected a cluster of two nodes but they did not find each other");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    OpenSearchRunner runner() {
        return runner;
    }

    OpenSearchCluster cluster(HttpClient client) {
        List<URI> addresses = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            addresses.add(URI.create(
                    "http://127.0.0.1:" + runner.getNode(i).settings().get("http.port")));
        }
        return new OpenSearchCluster(addresses, Map.of(), client, 2, 1);
    }

    /** Stops the second node and leaves the first. */
    void loseNode() throws IOException {
        runner.getNode(1).close();
    }

    String newName() {
        return "t" + names.incrementAndGet();
    }

    @Override
    public void close() {
        try {
            runner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        runner.clean();
    }
}
